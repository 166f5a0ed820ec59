"""Files as delivered become canonical rows: `files` -> `columns` -> `cells` -> rows, rejected rows, gates."""
