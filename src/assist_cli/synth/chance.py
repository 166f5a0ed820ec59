"""Chance by column: the same seed gives the same people on every machine and version.

`Expr.hash` changes between versions of Polars, so the numbers are mixed here from plain integer
arithmetic (the finaliser of SplitMix64).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

_STEP = 0x9E3779B97F4A7C15
_MIXERS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def _word(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws per row; `salt` names what is drawn, `of` the integer column it hangs on.

    `block`: people are made block by block, and every block but the first draws for itself.
    """

    seed: int
    block: int = 0

    @property
    def key(self) -> str:
        """What the draws hang on beside their salt."""
        return f"{self.seed}.{self.block}" if self.block else str(self.seed)

    @property
    def common(self) -> "Chance":
        """The chance that all blocks share."""
        return Chance(self.seed)

    def bits(self, salt: str, of: str = "pid") -> pl.Expr:
        """64 mixed bits a row."""
        key = int.from_bytes(blake2b(f"{self.key}:{salt}".encode(), digest_size=8).digest(), "big")
        mixed = pl.col(of).cast(pl.UInt64) * _word(_STEP) + _word(key)
        for shift, factor in _MIXERS:
            mixed = (mixed ^ (mixed // 2**shift)) * _word(factor)
        return mixed ^ (mixed // 2**31)

    def below(self, limit: int, salt: str, of: str = "pid") -> pl.Expr:
        """A whole number from 0 to `limit` - 1."""
        return (self.bits(salt, of) // 2**20 % limit).cast(pl.Int64)

    def happens(self, per_mille: int, salt: str, of: str = "pid") -> pl.Expr:
        """True in `per_mille` of a thousand rows."""
        return self.below(1000, salt, of) < per_mille

    def choose(self, values: Sequence[str], salt: str, of: str = "pid") -> pl.Expr:
        """One of `values`; a value listed twice comes twice as often."""
        return named(self.below(len(values), salt, of), values)


def named(position: pl.Expr, values: Sequence[str]) -> pl.Expr:
    """The value at each row's `position`."""
    return position.replace_strict(list(range(len(values))), list(values), return_dtype=pl.String)
