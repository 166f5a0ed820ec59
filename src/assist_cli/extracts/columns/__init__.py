"""Header rows to fields: which rows are the header, which column is which, and whose it is."""
