"""Findings over the months: new, open, cleared; and what the streets found."""
