"""What `assist.toml` may say: who the bureau is, and how and where its comparisons are made."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from assist_cli.language import N_, Language
from assist_cli.settings.storage import Storage
from assist_cli.settings.values import Frozen, Text, misfit


class Privacy(Frozen):
    """Whether packages carry full names and IDs, and the standing reason for it."""

    packages: Literal["masked", "full"] = "masked"
    reason: str = ""

    @model_validator(mode="after")
    def _full_needs_a_reason(self) -> Self:
        if self.packages == "full" and not self.reason.strip():
            raise misfit(N_("packages = 'full' needs a reason"))
        return self


class Spark(Frozen):
    """Where Spark is, and its own options by Spark's names; used with `--engine spark`."""

    master: str = "local[*]"
    options: Mapping[str, str] = {}

    @field_validator("options")
    @classmethod
    def _are_of_spark(cls, options: Mapping[str, str]) -> Mapping[str, str]:
        if not all(name.startswith("spark.") for name in options):
            raise misfit(N_("Spark's options begin with 'spark.', and stand in quotes"))
        return options


class Engine(Frozen):
    """How a comparison is cut: roster people in one key range (memory grows with it), and where Spark is."""

    people_per_range: int = Field(default=200_000, ge=1)
    spark: Spark = Spark()


class Bureau(Frozen):
    """`assist.toml`. `language` is that of the summaries kept in the store; without a `storage` rows lie there, too."""

    jurisdiction: str = Field(pattern=r"^[0-9]{2}([0-9]{2}){0,2}$")
    title: Text
    language: Language = "zh"
    amount_per: Literal["person", "household"] = "person"
    authorisation_months: int | None = None
    privacy: Privacy = Privacy()
    engine: Engine = Engine()
    storage: Storage | None = None

    @property
    def decisive(self) -> dict[str, object]:
        """What findings depend on: not how and where they are made."""
        return self.model_dump(mode="json", exclude={"engine", "storage"})
