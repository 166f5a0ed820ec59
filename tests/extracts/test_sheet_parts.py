"""The look through a sheet's XML: fast where it is written as usual, exact wherever it is not."""

import io
import re
import zipfile
from string import ascii_uppercase, digits

import pytest
from drawn_files import HEADERS, good_row, landed_rows, read, reasons, sheet_of, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.errors import DataError
from assist_cli.extracts.files import sheet_parts
from assist_cli.extracts.files.sheet_parts import _greater, _letters, _measure, _Package
from assist_cli.extracts.files.sheet_xml import column_of, read_cells

PART = "xl/worksheets/sheet1.xml"
PLACED = (
    '<c r="{}"/>',
    '<c r="{}" />',
    '<c r="{}"><v>1</v></c>',
    '<c r="{}" s="3" t="s"><v>0</v></c>',
    '<c r="{}" t="inlineStr"><is><t>:c r="ABC1234"&gt; "e" :c </t></is></c>',
    '<x:c r="{}" s="1"><x:v>1</x:v></x:c>',
    '<前:c r="{}"><v>1</v></前:c>',
    "<c r='{}'><v>1</v></c>",
    '<c  r="{}"><v>1</v></c>',
    '<c\tr="{}"><v>1</v></c>',
    '<c r = "{}"><v>1</v></c>',
    '<c s="3" r="{}"><v>1</v></c>',
    '<c r="{}" x="&gt;"><v>1</v></c>',
    '<c r="{}" t="e"><v>#N/A</v></c>',
    "<c t='e' r=\"{}\"><v>#N/A</v></c>",
    '<c r="{}"\nt="e"><v>#N/A</v></c>',
    "<c r=\"{}\" t='s'><v>0</v></c>",
)
"""Ways to write a cell in a place."""
ELSEWHERE = ("<c/>", '<c s="1"><v>1</v></c>', "<c\n/>", '<cx r="XFD1048576"/>', '<col r="XFD1048576"/>')
"""A cell in the next place, or none."""


def package(sheet: str) -> _Package:
    """A zip whose one part is `sheet`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(PART, sheet)
    return _Package("f.xlsx", zipfile.ZipFile(out))


def places(rows: int, columns: int) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, st.integers(1, columns).map(_letters), st.integers(1, rows).map(str))


@pytest.mark.parametrize("bound", [0, 1, 8, 9, 10, 19, 90, 98, 99, 100, 109, 190, 199, 899, 989, 998, 999])
def test_a_pattern_of_greater_numbers(bound):
    greater = re.compile(_greater(str(bound), digits))
    assert [number for number in range(10_500) if greater.fullmatch(str(number))] == [
        *range(bound + 1, 10_500)
    ]


@pytest.mark.parametrize("columns", [0, 1, 25, 26, 27, 52, 53, 701, 702, 703, 16_383, 16_384])
def test_a_pattern_of_later_columns(columns):
    later = re.compile(_greater(_letters(columns), ascii_uppercase))
    assert [at for at in range(1, 18_000) if later.fullmatch(_letters(at))] == [*range(columns + 1, 18_000)]


def test_the_letters_of_columns_lead_back_to_them():
    assert [_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert [column_of(_letters(number)) for number in range(1, 16_385)] == [*range(16_384)]


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(str.format, st.sampled_from(PLACED), places(1_200, 60)),
            st.builds(str.format, st.sampled_from(PLACED[:4]), places(120, 30)),
            st.sampled_from(ELSEWHERE),
        ),
        max_size=40,
    ),
    st.sampled_from([16, 200, 1 << 20]),
)
def test_what_is_measured_is_what_is_there(cells, piece):
    found = package(f"<worksheet><sheetData><row>{''.join(cells)}</row></sheetData></worksheet>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_parts, "_CHUNK", piece)
        _measure(found, found.archive.getinfo(PART), is_sheet=True)
    extent, exact = found.sheets[PART], read_cells(found.archive, PART)
    assert extent.implied or (extent.rows, extent.columns) == (exact.rows, exact.columns)
    assert extent.errors or not exact.errors
    assert extent.shared >= sum("0</v>" in cell for cell in cells)


def rewritten(whole: bytes, old: str, new: str) -> bytes:
    """A workbook whose sheet says `new` wherever it says `old`, a regular expression."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as book, zipfile.ZipFile(out, "w") as archive:
        for name in book.namelist():
            content = book.read(name)
            archive.writestr(name, re.sub(old, new, content.decode()) if name == PART else content)
    return out.getvalue()


ROWS = workbook(sheet_of([["名册"], [], HEADERS, good_row(1, paid="坏"), good_row(2)]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'<c r="[A-Z]+[0-9]+"', "<c"),
        (r'<c r="([A-Z]+[0-9]+)"', r"<c r='\1'"),
        (r'<c (r="[A-Z]+[0-9]+") (s="[0-9]+" )?(t="s")', r"<c \3 \2\1"),
        (r"<(/?)(c|v)\b", r"<\1x:\2"),
        (r'<c (r="[A-Z]+)([0-9]+")', r"<c \g<1>00\2"),
        (r'<c r="([A-Z]+)', lambda found: f'<c r="{found[1].lower()}'),
    ],
)
def test_rows_are_the_same_however_their_cells_are_written(tmp_path, old, new):
    content = rewritten(ROWS, old, new)
    assert content != rewritten(ROWS, "^$", "")
    rows = read(tmp_path, "f.xlsx", content)
    assert (landed_rows(rows), reasons(rows)) == ([5], {4: "paid:not_an_amount"})


@pytest.mark.parametrize("kind", ['t="e"', "t='e'", 't = "e"', '\nt="e"', 's="0" t="e"', 't="e" '])
def test_an_error_cell_is_found_however_it_is_written(tmp_path, kind):
    content = rewritten(ROWS, r'(<c r="I4") s?.*?</c>', rf"\1 {kind}><v>#N/A</v></c>")
    assert reasons(read(tmp_path, "f.xlsx", content)) == {4: "paid:error_cell"}


@pytest.mark.parametrize(
    "cell",
    [
        *(cell.format("XFD1048576") for cell in PLACED if "</c>" in cell and "</前" not in cell),
        '<c r="A4" r="XFD1048576"><v>1</v></c>',
        '<c r="A4" s="0" r="XFD1048576"><v>1</v></c>',
        '<c r="A4"\nr="XFD1048576"><v>1</v></c>',
        '<c r="A4" x="/>" r="XFD1048576"><v>1</v></c>',
        '<c r="A4" x="<" r="XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="A99999999"><v>1</v></c>',
        '<c r="XFC4"><v>1</v></c><c><v>1</v></c>',
        '<a:b:row r="4"/><c r="XFC4"><v>1</v></c><c><v>1</v></c>',
        '<a:b:row r="4"><c r="XFC4"><v>1</v></c><c><v>1</v></c></a:b:row>',
        '<c r="AAAA4"><v>1</v></c>',
        '<c r="A4"><v>1</v></c>\udcff<c r="XFD1048576"><v>1</v></c>',
    ],
)
def test_a_cell_in_the_last_corner_is_refused_however_it_is_written(tmp_path, cell):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ROWS)) as book, zipfile.ZipFile(out, "w") as archive:
        for name in book.namelist():
            content = book.read(name)
            row = f'<row r="1048576">{cell}</row></sheetData>'.encode(errors="surrogateescape")
            archive.writestr(name, content.replace(b"</sheetData>", row) if name == PART else content)
    with pytest.raises(DataError, match=r"^f\.xlsx: "):
        read(tmp_path, "f.xlsx", out.getvalue())


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_workbook_packed_as_none_is_gets_a_clear_error_whole_or_damaged(tmp_path, packing, damage):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ROWS)) as book, zipfile.ZipFile(out, "w", packing) as archive:
        for name in book.namelist():
            archive.writestr(name, book.read(name))
    content = out.getvalue()
    with pytest.raises(DataError, match=r"f\.xlsx: "):
        read(tmp_path, "f.xlsx", content[:300] + damage + content[300 + len(damage) :])
