"""Drawn cases, as the tests of the checks draw them."""

from drawn_cases import bureau, check

__all__ = ["bureau", "check"]
