"""Spark places the ranges on executors, tries them again and speculates; the work is the same as on one machine."""
