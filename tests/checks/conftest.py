"""Drawn cases for the tests of the checks."""

from drawn_cases import bureau, check

__all__ = ["bureau", "check"]
