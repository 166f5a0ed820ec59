"""Files that are broken or made to do harm: a clear message in seconds and bounded memory, and the store as it was.

Small ones are read here; the worst of them, and with `-m long` the same at full size, are given to the program in a
process of its own, with limits on its memory and its time.
"""

import io
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_files import HEADERS as ALL_HEADERS
from drawn_files import POLICE, csv_text, good_row, landed_rows, read, resident, sheet_of, workbook

from assist_cli.errors import DataError
from assist_cli.extracts.files import opening
from assist_cli.extracts.files.reading import open_tables, require_file

HEADERS = [column.headers[0] for column in POLICE.columns.values()]
WHOLE = workbook(sheet_of([HEADERS, [resident(1)] * len(HEADERS)]))
SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MEMORY = 1536 << 20
"""What ARCHITECTURE.md allows for any file."""
SECONDS = 30
"""On a busy machine; alone each takes less than five."""


def edited(part: str, edit: Callable[[bytes], bytes], whole: bytes = WHOLE) -> bytes:
    """The workbook with one part of its zip changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content) if name == part else content)
    return out.getvalue()


def with_rows(rows: bytes) -> bytes:
    return edited(SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def laughing() -> bytes:
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(12))
    kind = b'<!DOCTYPE sst [<!ENTITY a "ha">' + entities + b"]>"
    return edited(SHARED, lambda xml: xml.replace(b"<sst", kind + b"<sst", 1).replace(b"<t>", b"<t>&m;", 1))


def elsewhere() -> bytes:
    """A sheet that reaches to the last corner, kept where sheets are not usually kept."""
    corner = with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    relations = edited(
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"worksheets/sheet1.xml", b"hidden/one.xml"),
        corner,
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(relations)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr("xl/hidden/one.xml" if name == SHEET else name, old.read(name))
    return out.getvalue()


def shared_by_many(number: bytes = b"0") -> bytes:
    cell = b'<row r="%d"><c r="A%d" t="s"><v>%b</v></c></row>'
    rows = b"".join(cell % (at, at, number) for at in range(3, 60_000))
    return edited(SHARED, lambda xml: xml.replace(b"<t>", b"<t>" + b"A" * 32_000, 1), with_rows(rows))


def lying(size: int) -> bytes:
    """A sheet that unpacks to `size` bytes, and whose directory says: a thousand."""
    honest = with_rows(b" " * size)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        stated = archive.getinfo(SHEET).file_size
    return honest.replace(stated.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def zip_bomb(size: int) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("deaths.csv", "w", force_zip64=True) as member,
    ):
        for _piece in range(size >> 20):
            member.write(bytes(1 << 20))
    return out.getvalue()


SMALL: dict[str, tuple[str, bytes]] = {
    "cut workbook": ("f.xlsx", WHOLE[: len(WHOLE) * 2 // 3]),
    "counts": ("f.xlsx", edited(SHARED, lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="42949672'))),
    "last corner": ("f.xlsx", with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "corner without prefix": (
        "f.xlsx",
        with_rows(b"<row r='1048576'><c s='1' r='XFD1048576'><v>1</v></c></row>"),
    ),
    "last corner elsewhere": ("f.xlsx", elsewhere()),
    "row beyond": ("f.xlsx", with_rows(b'<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')),
    "wide row": ("f.xlsx", with_rows(b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>")),
    "laughing": ("f.xlsx", laughing()),
    "long cell": ("f.xlsx", edited(SHARED, lambda xml: xml.replace(b"<t>", b"<t>" + b"A" * (20 << 20), 1))),
    "long rich cell": (
        "f.xlsx",
        edited(SHARED, lambda xml: xml.replace(b"</t>", b"</t>" + b"<r><t>A</t></r>" * 500_000, 1)),
    ),
    "one text for many": ("f.xlsx", shared_by_many()),
    "one text for many that name none": ("f.xlsx", shared_by_many(b"x")),  # the reader takes the first
    "one text for many that spell another": (
        "f.xlsx",
        shared_by_many(b"0&#49;"),
    ),  # the reader stops at the &
    "lying directory": ("f.xlsx", lying(4 << 20)),
    "NUL in a part": ("f.xlsx", with_rows(b"\0")),
    "merged everywhere": (
        "f.xlsx",
        edited(
            SHEET,
            lambda xml: xml.replace(
                b"</sheetData>",
                b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:A1048576"/>' * 9_000 + b"</mergeCells>",
            ),
        ),
    ),
    "one part many times": (
        "f.xlsx",
        edited(
            "xl/workbook.xml",
            lambda xml: xml.replace(
                b"<sheets>",
                b"<sheets>"
                + b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(9, 9999)),
            ),
        ),
    ),
    "no workbook": ("f.xlsx", b"PK\x03\x04" + b"x" * 1000),
    "NUL bytes": ("f.csv", b"\0" * 1000),
    "zip bomb": ("f.zip", zip_bomb(100 << 20)),
    "a million columns": ("f.xls", b"<table><tr>" + b"<td>x" * 1_000_000),
    "tags without end": ("f.xls", b"<html>" + b"<!--" * 200_000),
}


@pytest.mark.parametrize("case", SMALL)
def test_it_is_refused_by_name_and_nothing_is_quoted(tmp_path, case):
    name, content = SMALL[case]
    with pytest.raises(DataError) as caught:
        read(tmp_path, name, content, POLICE)
    assert caught.value.what.startswith(name)
    assert caught.value.remedy
    assert resident(1) not in caught.value.what + caught.value.remedy


@pytest.mark.parametrize("number", [b"0&#49;", b"&#48;", b"0<!-- -->1", b"0<![CDATA[1]]>"])
def test_a_text_for_many_whose_number_is_not_plainly_one_is_never_read(tmp_path, number):
    """The reader takes one part of such a number, and the long text with it."""
    with pytest.raises(DataError, match="too large"):
        read(tmp_path, "f.xlsx", shared_by_many(number), POLICE)


def test_elements_inside_one_another_are_no_harm(tmp_path):
    book = workbook(sheet_of([ALL_HEADERS, good_row(1)]))
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    content = edited(SHEET, lambda xml: xml.replace(b"</sheetData>", deep + b"</sheetData>"), book)
    assert landed_rows(read(tmp_path, "f.xlsx", content)) == [2]


def opened(path):
    with open_tables(path, POLICE):
        pass


class TestPaths:
    """What is no file, or does not stay one."""

    def test_a_pipe_does_not_block(self, tmp_path):
        os.mkfifo(tmp_path / "f.csv")
        for door in (require_file, opened):
            with pytest.raises(DataError, match="no file"):
                door(tmp_path / "f.csv")

    @pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
    def test_a_device_or_a_folder_is_no_file(self, path):
        for door in (require_file, opened):
            with pytest.raises(DataError, match="no file"):
                door(Path(path))

    def test_links_that_lead_nowhere_or_in_a_circle(self, tmp_path):
        (tmp_path / "dangling.csv").symlink_to(tmp_path / "nothing.csv")
        (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
        for name in ("dangling.csv", "loop.csv"):
            for door in (require_file, opened):
                with pytest.raises(DataError, match="leads to no file"):
                    door(tmp_path / name)

    def test_a_link_to_a_file_is_the_file(self, tmp_path):
        (tmp_path / "f.csv").write_text(csv_text([ALL_HEADERS, good_row(1)]), encoding="utf-8")
        (tmp_path / "link.csv").symlink_to(tmp_path / "f.csv")
        require_file(tmp_path / "link.csv")

    @pytest.mark.parametrize("place", ["nothing.csv", "f.csv/below.csv"])
    def test_a_file_that_is_not_there(self, tmp_path, place):
        (tmp_path / "f.csv").touch()
        for door in (require_file, opened):
            with pytest.raises(DataError, match="no such file"):
                door(tmp_path / place)

    def test_no_permission(self, tmp_path, monkeypatch):
        (tmp_path / "f.csv").write_bytes(b"x")

        def forbidden(*_call: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "access", lambda _path, _mode: False)
        monkeypatch.setattr(os, "open", forbidden)
        for door in (require_file, opened):
            with pytest.raises(DataError, match="may not be read"):
                door(tmp_path / "f.csv")

    def test_a_file_that_grows_while_it_is_read(self, tmp_path):
        path = tmp_path / "f.csv"
        path.write_bytes(b"x")
        growing = opening.open_file(path)
        growing.__enter__().read()
        path.write_bytes(b"xy")
        with pytest.raises(DataError, match="changed while it was read"):
            growing.__exit__(None, None, None)

    def test_a_file_that_vanishes_between_two_looks(self, tmp_path):
        path = tmp_path / "f.csv"
        path.write_bytes(b"x")
        require_file(path)
        path.unlink()
        with pytest.raises(DataError, match="no such file"):
            opened(path)

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that cannot be read")
    @pytest.mark.parametrize("size", [10, -1])
    def test_a_disk_that_fails(self, size):
        with (
            opening.open_file(Path("/proc/self/mem")) as handle,
            pytest.raises(DataError, match="could not read it: Input/output error"),
        ):
            handle.read(size)

    def test_a_full_disk_of_the_store_is_no_fault_of_the_file(self, tmp_path):
        path = tmp_path / "f.csv"
        path.write_bytes(b"x")
        with pytest.raises(OSError, match="No space"), opening.open_file(path):
            raise OSError(28, "No space left on device")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("hostile") / "ws"
    called("init", str(place), "--jurisdiction", "990102")
    return place


def called(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as a user calls it, in limits that a fault would break."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [sys.executable, "-m", "assist_cli", *arguments],
        capture_output=True,
        text=True,
        timeout=SECONDS * 4,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8", "POLARS_MAX_THREADS": "2"},
        preexec_fn=limit,
    )


def refuse(workspace: Path, path: Path) -> None:
    """Ingest it: exit 4, a message that names it in both languages, nothing landed, nothing left over."""
    for language in ("en", "zh"):
        done = called(
            "--lang",
            language,
            "--workspace",
            str(workspace),
            "ingest",
            "police.deaths",
            str(path),
            "--month",
            "2024-06",
        )
        assert done.returncode == 4, done.stderr[-500:]
        assert path.name in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 2
    assert not (workspace / "store" / "extracts").exists()
    assert list((workspace / "store").rglob(".*.part")) == []


@pytest.mark.parametrize("case", ["counts", "last corner", "one text for many", "long cell", "zip bomb"])
def test_the_program_refuses_it_within_its_limits(workspace, tmp_path, case):
    name, content = SMALL[case]
    (tmp_path / name).write_bytes(content)
    refuse(workspace, tmp_path / name)


def test_the_program_does_not_wait_for_a_pipe(workspace, tmp_path):
    os.mkfifo(tmp_path / "f.csv")
    refuse(workspace, tmp_path / "f.csv")


@pytest.mark.long
@pytest.mark.parametrize("kind", ["zip bomb", "sheet", "lying sheet", "cell"])
def test_the_program_refuses_it_at_full_size(workspace, tmp_path, kind):
    path = tmp_path / ("f.zip" if kind == "zip bomb" else "f.xlsx")
    if kind == "zip bomb":
        path.write_bytes(zip_bomb(20 << 30))
    elif kind == "cell":
        path.write_bytes(edited(SHARED, lambda xml: xml.replace(b"<t>", b"<t>" + b"A" * (1 << 30), 1)))
    else:
        path.write_bytes(lying(2 << 30) if kind == "lying sheet" else with_rows(b"<row/>" * 400_000_000))
    refuse(workspace, path)
