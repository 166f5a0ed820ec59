"""The table `[storage]` of `assist.toml`: where landed rows lie, if not in the workspace itself."""

from typing import Self

from pydantic import field_validator, model_validator

from assist_cli.language import N_
from assist_cli.settings.values import Frozen, misfit

_SCHEMES = ("s3", "hdfs")
_NOT_IN_A_NAME = frozenset("*?[]{}#% ")


class Options(Frozen):
    """How an S3 server is reached, by Polars' names. Credentials come from the environment, never from a file."""

    aws_endpoint_url: str | None = None
    aws_region: str | None = None
    aws_allow_http: bool = False

    @model_validator(mode="after")
    def _plain_http_is_meant(self) -> Self:
        if (self.aws_endpoint_url or "").startswith("http://") and not self.aws_allow_http:
            raise misfit(
                N_("the server is reached without encryption; aws_allow_http = true says that this is meant")
            )
        return self


class Storage(Frozen):
    """The folder of objects under which landed rows lie, and how it is reached."""

    extracts: str
    options: Options = Options()

    @model_validator(mode="after")
    def _options_are_of_s3(self) -> Self:
        if self.scheme != "s3" and self.options != Options():
            raise misfit(N_("[storage.options] belongs to s3://"))
        return self

    @field_validator("extracts")
    @classmethod
    def _is_a_folder_of_objects(cls, extracts: str) -> str:
        scheme, mark, rest = extracts.partition("://")
        if scheme not in _SCHEMES or not mark or not rest.strip("/") or _NOT_IN_A_NAME & set(rest):
            raise misfit(N_("`extracts` must be s3://bucket/folder or hdfs://host:port/folder"))
        return extracts.rstrip("/")

    @property
    def scheme(self) -> str:
        """`s3` or `hdfs`."""
        return self.extracts.partition(":")[0]
