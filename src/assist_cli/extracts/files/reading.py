"""A file as delivered to its tables, by what the bytes are, never by the extension."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assist_cli.errors import DataError
from assist_cli.extracts.files.containers import Member, unpacked
from assist_cli.extracts.files.html_pages import is_page, read_page
from assist_cli.extracts.files.opening import open_file, require_file
from assist_cli.extracts.files.parquet_files import MAGIC, read_parquet_file
from assist_cli.extracts.files.table import RawTable
from assist_cli.extracts.files.text_files import read_text_file
from assist_cli.extracts.files.workbooks import is_workbook, read_workbook
from assist_cli.extracts.files.xml_spreadsheets import is_xml_spreadsheet, read_xml_spreadsheet
from assist_cli.language import _
from assist_cli.settings.values import Source

__all__ = ["open_tables", "require_file"]

_HEAD = 1 << 12


@contextmanager
def open_tables(path: Path, source: Source, password: str | None = None) -> Iterator[Iterator[RawTable]]:
    """The tables in `path` for `source`, while its file is open; whatever cannot be read is a `DataError`.

    There are several only in a zip file, and each can be read until the next one is asked for. `password` opens a
    protected workbook or zip file.
    """
    with open_file(path) as handle, closing(unpacked(path.name, handle, password)) as members:
        yield (_read(member, source, password) for member in members)


def _read(member: Member, source: Source, password: str | None) -> RawTable:
    file, handle = member.file, member.handle
    head = handle.read(_HEAD)
    handle.seek(0)
    if not head:
        raise DataError(
            _("{file}: the file is empty.").format(file=file),
            _("Ask the department to send the extract again."),
        )
    if head.startswith(MAGIC):
        return read_parquet_file(file, handle.read(), source)
    if is_workbook(head):
        return read_workbook(file, handle, source, password)
    if is_xml_spreadsheet(head):
        return read_xml_spreadsheet(file, handle, source)
    if is_page(head):
        return read_page(file, handle, source)
    return read_text_file(file, handle, source)
