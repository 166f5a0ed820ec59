"""What the errors of an object storage mean, whichever library reports them: one sentence, and what to do."""

import re

from assist_cli.errors import AssistError, ConfigurationError, IntegrityError, StorageError
from assist_cli.language import _
from assist_cli.settings.workspace import MARKER

_POLARS_SAYS = "object-store error: "
_URL = re.compile(r"\b((?:s3|hdfs)://[^/\s)]+)[^\s)]*")
_OBJECT = re.compile(r"Object at location (\S+) not found")
_DENIED = {"PermissionError", "PermissionDeniedError", "UnauthenticatedError"}


def is_refusal(error: Exception) -> bool:
    """Whether Polars met this error in an object storage, while it carried out a plan."""
    return isinstance(error, OSError) and str(error).startswith(_POLARS_SAYS)


def no_such_bucket(error: Exception) -> bool:
    """Whether it is not the object that is missing, but all of the bucket."""
    return "NoSuchBucket" in str(error)


def explained(error: Exception, url: str = "") -> AssistError:
    """What the error means to the user; without a `url` it is about the one that the error names."""
    where = url or _place(str(error)) or _("The object storage")
    if no_such_bucket(error):
        return ConfigurationError(
            _("{where}: there is no such bucket.").format(where=where),
            _("Make it, or correct `extracts` in {file}.").format(file=MARKER),
        )
    if isinstance(error, FileNotFoundError):
        return IntegrityError(
            _("{where}: the store names this object, but it is not there.").format(where=where),
            _("Restore it from a backup of the bucket, or correct `extracts` in {file}.").format(file=MARKER),
        )
    if type(error).__name__ in _DENIED:
        return ConfigurationError(
            _("{where}: the object storage refused the credentials.").format(where=where),
            _("Let AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY name somebody who may read and write there."),
        )
    return StorageError(
        _("{where}: the object storage cannot be reached, or does not answer as it should.").format(
            where=where
        ),
        _("Check the network and {file}, then call the same command again. The store is as it was.").format(
            file=MARKER
        ),
    )


def _place(message: str) -> str:
    """The URL in a message of Polars; of several objects that a plan reads it may be that of another one."""
    url, missing = _URL.search(message), _OBJECT.search(message)
    if url is None:
        return ""
    return f"{url[1]}/{missing[1]}" if missing else url[0]
