"""extracts -> store -> checks -> findings -> cases -> outputs."""

__version__ = "0.1.0"
