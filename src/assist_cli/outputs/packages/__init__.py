"""What goes out to a division and comes back filled in: one folder each, CSV or XLSX."""
