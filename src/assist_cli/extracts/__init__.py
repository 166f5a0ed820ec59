"""Files as delivered become canonical rows: encoding, header, columns, typed cells, rejected rows, gates."""
