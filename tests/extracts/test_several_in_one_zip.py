"""Zip files with a table for every district or month: one delivery, each table with its own name, or none of it."""

import io
import os
import struct
import zipfile

import pytest
from drawn_files import (
    EVERYTHING,
    HEADERS,
    Read,
    csv_text,
    good_row,
    packed,
    parquet,
    read,
    reasons,
    resident,
    sheet_of,
    workbook,
)

from assist_cli.errors import DataError
from assist_cli.extracts.files import containers
from assist_cli.extracts.files.reading import open_tables

LETTER = "关于报送数据的函.pdf"


def table(*people: int, **cells: str) -> bytes:
    """A CSV of these people."""
    return csv_text([HEADERS, *(good_row(number, **cells) for number in people)]).encode()


def names(rows: Read) -> list[str]:
    """Where the landed rows come from."""
    return rows.landed["file"].unique().sort().to_list()


def shown(*members: tuple[str, bytes]) -> list[str]:
    """The names of a zip file's tables, in the order in which they are read."""
    return [member.file for member in containers.unpacked("a.zip", io.BytesIO(packed(*members)), None)]


def refusal(folder, content: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read(folder, "a.zip", content)
    assert caught.value.remedy
    assert resident(1) not in caught.value.what + caught.value.remedy
    return caught.value.what


def test_three_districts_are_one_delivery(tmp_path):
    """In two encodings, with other columns first, under title rows, and one of them a workbook."""
    turned = [HEADERS[::-1], good_row(3)[::-1], good_row(4, died_on="无此日")[::-1]]
    titled = [["西湖区名册"], [], HEADERS, good_row(5), ["合计"]]
    content = packed(
        ("6月/柳堤区.csv", csv_text(turned).encode("gb18030")),
        ("6月/东湖区.csv", table(1, 2)),
        ("6月/西湖区.xlsx", workbook(sheet_of(titled))),
        (f"6月/{LETTER}", b"%PDF"),
        ("__MACOSX/6月/._东湖区.csv", b"x"),
    )
    rows = read(tmp_path, "名册.zip", content)
    assert rows.landed.select("file", "row", "household").rows() == [
        ("名册.zip/东湖区.csv", 2, "H1"),
        ("名册.zip/东湖区.csv", 3, "H2"),
        ("名册.zip/柳堤区.csv", 2, "H3"),
        ("名册.zip/西湖区.xlsx", 4, "H5"),
    ]
    assert rows.rejected.select("file", "row").rows() == [("名册.zip/柳堤区.csv", 3)]
    assert reasons(rows) == {3: "died_on:not_a_date"}
    assert (rows.measures.landed, rows.measures.rejected, rows.aside) == (4, 1, 1)


def test_each_table_votes_on_its_own_dates(tmp_path):
    content = packed(("a.csv", table(1, 2, died_on="45322")), ("b.csv", table(3, 4, 5)))
    rows = read(tmp_path, "a.zip", content)
    assert rows.landed["died_on"].cast(str).to_list() == ["2024-01-31"] * 2 + ["2024-05-01"] * 3


def test_tables_of_every_format_lie_beside_each_other(tmp_path):
    columns = dict(zip(HEADERS, ([cell] for cell in good_row(2)), strict=True))
    page = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADERS, good_row(3))
    )
    content = packed(
        ("a.txt", table(1).decode().encode("utf-16")),
        ("b.parquet", parquet(columns)),
        ("c.xls", page.encode()),
    )
    assert names(read(tmp_path, "a.zip", content)) == ["a.zip/a.txt", "a.zip/b.parquet", "a.zip/c.xls"]


@pytest.mark.parametrize(
    ("members", "tables"),
    [
        (["柳堤.csv", "东湖.csv", "6月/西湖.csv"], ["东湖.csv", "柳堤.csv", "西湖.csv"]),
        (["柳堤/死亡.csv", "东湖/死亡.csv"], ["东湖/死亡.csv", "柳堤/死亡.csv"]),
        (["死亡.csv", "东湖/死亡.csv", "东湖/6月.csv"], ["6月.csv", "东湖/死亡.csv", "死亡.csv"]),
        (["../../死亡.csv", "./a/../死亡.csv"], ["a/死亡.csv", "死亡.csv"]),
        (["/etc/a.csv", r"C:\x\a.csv", r"6月\东湖.csv", "6月\\"], ["C:/x/a.csv", "etc/a.csv", "东湖.csv"]),
        (["东\u202e湖\x1b.csv", "a\nb.csv"], ["a?b.csv", "东?湖?.csv"]),
    ],
)
def test_each_is_shown_by_its_name_with_its_folders_where_names_are_alike(members, tables):
    assert shown(*((name, b"x") for name in members)) == [f"a.zip/{name}" for name in tables]


def test_the_name_that_is_shown_is_the_one_that_lands(tmp_path):
    content = packed(("东湖/死亡.csv", table(1)), ("柳堤/死亡.csv", table(2)))
    assert names(read(tmp_path, "a.zip", content)) == ["a.zip/东湖/死亡.csv", "a.zip/柳堤/死亡.csv"]


def test_two_of_the_same_name_cannot_be_told_apart(tmp_path):
    content = packed(("a1.csv", table(1)), ("a2.csv", table(2))).replace(b"a1.csv", b"a2.csv")
    assert refusal(tmp_path, content) == "a.zip: two files in this zip file have the same name: a2.csv."


def test_a_name_that_no_disk_could_hold_lands_in_no_row(tmp_path):
    assert "damaged" in refusal(tmp_path, packed(("东" * 10_000 + ".csv", table(1))))


BAD = {
    "no table": b"\x89x",
    "empty": b"",
    "another table": "街道,人数\n东湖,3\n".encode(),
    "a column missing": table(1).replace("姓名".encode(), "绰号".encode()),
    "a quotation mark that nobody closed": table(1) + b'"x,y\n',
    "a damaged workbook": workbook(sheet_of([HEADERS, good_row(1)]))[:-900],
    "a zip": packed(("b.csv", table(1))),
    "a gz": b"\x1f\x8b\x08" + bytes(20),
    "a rar": b"Rar!\x1a\x07\x01\x00" + bytes(100),
}


@pytest.mark.parametrize("bad", BAD)
def test_one_that_cannot_be_read_stops_all_by_its_name(tmp_path, bad):
    content = packed(("西湖.csv", table(1)), ("东湖.csv", BAD[bad]))
    assert refusal(tmp_path, content).startswith("a.zip/东湖.csv: ")


def test_one_that_was_damaged_stops_all_by_its_name(tmp_path):
    content = bytearray(packed(("西湖.csv", table(1)), ("东湖.csv", table(2)), packing=zipfile.ZIP_STORED))
    content[content.index(table(2)) + 9] ^= 1
    assert refusal(tmp_path, bytes(content)).startswith("a.zip/东湖.csv: the packed file is damaged")


def test_only_one_is_unpacked_at_a_time():
    content = packed(*((f"{number}.csv", b"x") for number in range(3)))
    handles = []
    for member in containers.unpacked("a.zip", io.BytesIO(content), None):
        assert all(handle.closed for handle in handles)
        assert not member.handle.closed
        handles.append(member.handle)
    assert len(handles) == 3
    assert handles[-1].closed


def test_none_stays_open_where_reading_stops_early(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed(("a.csv", table(1)), ("b.csv", table(2))))
    with open_tables(path, EVERYTHING) as tables:
        content = next(tables).batches.content
        assert not content.closed
    assert content.closed


class TestBombs:
    """What holds for one member holds for all of them together."""

    def unpacked(self, content: bytes) -> int:
        """How many members were unpacked before it was refused."""
        members, done = containers.unpacked("a.zip", io.BytesIO(content), None), []
        with pytest.raises(DataError, match=r"^a\.zip/[0-9]+\.csv: unpacked it is far larger"):
            done.extend(member.file for member in members)
        return len(done)

    def test_many_members_that_are_small_by_themselves(self, monkeypatch):
        monkeypatch.setattr(containers, "UNSUSPECTED", 1 << 20)
        size = 1 << 17
        assert self.unpacked(packed(*((f"{number:02d}.csv", bytes(size)) for number in range(10)))) == 8

    def test_the_largest_of_all_sizes_is_that_of_the_whole(self, monkeypatch):
        monkeypatch.setattr(containers, "MOST_UNPACKED", 100_000)
        noise = os.urandom(30_000)
        assert self.unpacked(packed(*((f"{number}.csv", noise) for number in range(9)))) == 3

    def test_members_that_lie_inside_one_another(self, monkeypatch):
        """Twenty tables of 50 kB in 52 kB, and none of them packed."""
        monkeypatch.setattr(containers, "UNSUSPECTED", 100_000)
        monkeypatch.setattr(containers, "MOST_TIMES", 5)
        content, entries = os.urandom(50_000), list[bytes]()
        for number in range(20):
            inner = b"x" + content
            whole = packed((f"{number:02d}.csv", inner), packing=zipfile.ZIP_STORED)
            content = whole[: whole.index(inner)] + inner
            entries.append(whole[len(content) : -22])
        step = (len(content) - 50_000) // 20
        directory = b"".join(
            entry[:42] + (step * (19 - number)).to_bytes(4, "little") + entry[46:]
            for number, entry in enumerate(entries)
        )
        end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 20, 20, len(directory), len(content), 0)
        members = containers.unpacked("a.zip", io.BytesIO(content + directory + end), None)
        with pytest.raises(DataError, match=r"far larger|damaged"):  # newer Pythons see that they overlap
            list(members)

    def test_many_honest_members_pass(self, monkeypatch):
        monkeypatch.setattr(containers, "UNSUSPECTED", 1 << 20)
        lines = table(*range(500))
        content = packed(*((f"{number:02d}.csv", lines) for number in range(40)))
        assert len(lines) * 40 > containers.UNSUSPECTED
        assert sum(1 for _member in containers.unpacked("a.zip", io.BytesIO(content), None)) == 40
