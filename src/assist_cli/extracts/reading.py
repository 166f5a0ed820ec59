"""A file as delivered to its table, by what the bytes are, never by the extension."""

import os
from pathlib import Path

from assist_cli.errors import DataError
from assist_cli.extracts.parquet_files import MAGIC, read_parquet_file
from assist_cli.extracts.table import RawTable
from assist_cli.extracts.text_files import read_text_file
from assist_cli.extracts.workbooks import is_workbook, read_workbook
from assist_cli.language import _
from assist_cli.settings.values import Source

_WORKBOOK_ENDINGS = {".xlsx", ".xls", ".xlsm", ".et"}


def read_table(path: Path, source: Source) -> RawTable:
    """The table in `path` for `source`; whatever cannot be read is a `DataError`."""
    require_file(path)
    content = path.read_bytes()
    if not content.strip():
        raise DataError(
            _("{file}: the file is empty.").format(file=path.name),
            _("Ask the department to send the extract again."),
        )
    if content.startswith(MAGIC):
        return read_parquet_file(path.name, content, source)
    if is_workbook(content):
        return read_workbook(path.name, content, source)
    if path.suffix.lower() in _WORKBOOK_ENDINGS:
        raise DataError(
            _("{file}: this is no workbook, although its name says so.").format(file=path.name),
            _(
                "Ask the department to save the table again as .xlsx, or rename the file to .csv if it is text."
            ),
        )
    return read_text_file(path.name, path, source)


def require_file(path: Path) -> None:
    """Whatever is not a file that may be read is a `DataError`."""
    if not path.exists():
        raise DataError(_("{file}: there is no such file.").format(file=path), _("Check the path."))
    if not path.is_file():
        raise DataError(_("{file}: this is no file.").format(file=path), _("Name the files one by one."))
    if not os.access(path, os.R_OK):
        raise DataError(
            _("{file}: the file may not be read.").format(file=path), _("Ask for permission to read it.")
        )
