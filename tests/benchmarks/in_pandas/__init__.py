"""The same comparison as `sql/*.sql`, file by file, in pandas."""
