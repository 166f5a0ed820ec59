"""What people read on a terminal of 100 columns."""
