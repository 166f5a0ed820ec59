"""Tables inside .zip and .gz, as departments pack them and as nobody should."""

import csv
import gzip
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
import pyzipper
from drawn_files import (
    HEADERS,
    csv_text,
    good_row,
    landed_rows,
    packed,
    parquet,
    read,
    resident,
    sheet_of,
    workbook,
)

from assist_cli.errors import DataError
from assist_cli.extracts.files import containers

TABLE = csv_text([HEADERS, good_row(1)]).encode()
BOOK = workbook(sheet_of([HEADERS, good_row(1)]))


def packed_by_chinese_windows(name: str, content: bytes) -> bytes:
    """A zip whose member name is GBK without the UTF-8 flag."""
    raw = name.encode("gbk")
    return packed(("x" * len(raw), content)).replace(b"x" * len(raw), raw)


def refusal(folder: Path, name: str, content: bytes) -> DataError:
    with pytest.raises(DataError) as caught:
        read(folder, name, content)
    assert caught.value.what.startswith(name)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("inner", "content"),
    [
        ("deaths.csv", TABLE),
        ("deaths.xlsx", BOOK),
        ("deaths.xls", BOOK),
        ("deaths.txt", csv_text([HEADERS, good_row(1)]).encode("gb18030")),
    ],
)
def test_any_format_is_read_inside_zip_and_gz_whatever_the_names(tmp_path, inner, content):
    for outer, container in (
        ("a.zip", packed((inner, content))),
        ("a.csv", packed((inner, content))),
        (f"{inner}.gz", gzip.compress(content)),
        ("a.xls", gzip.compress(content)),
    ):
        assert landed_rows(read(tmp_path, outer, container)) == [2]


@pytest.mark.parametrize(("separator", "encoding"), [("\t", "utf-16"), ("|", "gb18030"), (";", "utf-8")])
def test_text_is_read_inside_zip_and_gz_whatever_its_separator_and_encoding(tmp_path, separator, encoding):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([["名册"], HEADERS, good_row(1, name="㛃𬱖"), good_row(2)])
    content = out.getvalue().encode(encoding)
    for outer, container in (("a.zip", packed(("死亡.txt", content))), ("a.txt.gz", gzip.compress(content))):
        assert read(tmp_path, outer, container).landed.select("row", "name").rows() == [
            (3, "㛃𬱖"),
            (4, "张三"),
        ]


def test_parquet_is_read_inside_zip(tmp_path):
    columns = dict(zip(HEADERS, ([cell] for cell in good_row(1)), strict=True))
    assert landed_rows(read(tmp_path, "a.zip", packed(("a.parquet", parquet(columns))))) == [1]


def test_a_row_says_which_member_it_comes_from(tmp_path):
    rows = read(tmp_path, "公安202406.zip", packed(("死亡注销/东湖.csv", TABLE)))
    assert rows.landed["file"].to_list() == ["公安202406.zip/东湖.csv"]


def test_a_chinese_name_without_the_utf_8_flag_is_shown_right(tmp_path):
    rows = read(tmp_path, "a.zip", packed_by_chinese_windows("东湖区死亡.csv", TABLE))
    assert rows.landed["file"].to_list() == ["a.zip/东湖区死亡.csv"]


def test_what_systems_and_clerks_put_beside_the_table_is_left_alone(tmp_path):
    content = packed(
        ("__MACOSX/._deaths.csv", b"x"),
        (".DS_Store", b"x"),
        ("desktop.ini", b"x"),
        ("~$deaths.xlsx", b"x"),
        ("6月/", b""),
        ("6月/关于报送数据的函.pdf", b"%PDF"),
        ("6月/deaths.csv", TABLE),
    )
    assert landed_rows(read(tmp_path, "a.zip", content)) == [2]


@pytest.mark.parametrize(
    "content",
    [
        packed(("说明.pdf", b"%PDF")),
        packed(),
        packed(("b.zip", packed(("a.csv", TABLE)))),
        packed(("a.csv.gz", gzip.compress(TABLE))),
        gzip.compress(gzip.compress(TABLE)),
        gzip.compress(packed(("a.csv", TABLE))),
        b"Rar!\x1a\x07\x01\x00" + bytes(100),
        b"7z\xbc\xaf\x27\x1c" + bytes(100),
        packed(("a.csv", TABLE))[:-40],
        gzip.compress(TABLE)[:-20],
        gzip.compress(TABLE)[:-8] + bytes(8),
    ],
    ids=[
        "letter",
        "nothing",
        "zip in zip",
        "gz in zip",
        "gz in gz",
        "zip in gz",
        "rar",
        "7z",
        "cut zip",
        "cut gz",
        "crc",
    ],
)
def test_what_cannot_be_unpacked_is_refused(tmp_path, content):
    refusal(tmp_path, "a.zip", content)


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_however_it_was_packed_what_is_damaged_is_told_by_its_name(tmp_path, packing):
    whole = packed(("东湖.csv", TABLE), packing=packing)
    assert [member.handle.read() for member in containers.unpacked("a.zip", io.BytesIO(whole), None)] == [
        TABLE
    ]
    middle = len(whole) // 3
    broken = whole[:middle] + bytes(20) + whole[middle + 20 :]
    assert (
        refusal(tmp_path, "a.zip", broken).what == "a.zip/东湖.csv: the packed file is damaged or incomplete."
    )


def test_a_way_of_packing_that_nobody_knows_is_told(tmp_path):
    """The version that is needed to unpack it: at byte 6 of the member's entry in the directory."""
    whole = packed(("a.csv", TABLE))
    at = whole.index(b"PK\x01\x02") + 6
    assert "does not know" in refusal(tmp_path, "a.zip", whole[:at] + b"\xff" + whole[at + 1 :]).what


def test_a_tar_file_is_told_by_its_name(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_bytes(TABLE)
    tar = Path(shutil.make_archive(str(tmp_path / "a"), "gztar", folder)).read_bytes()
    assert "tar" in refusal(tmp_path, "b.gz", tar).what


def test_a_member_outside_its_folder_stays_inside(tmp_path):
    before = set(tmp_path.parent.iterdir())
    rows = read(tmp_path, "a.zip", packed(("../../x.csv", TABLE)))
    assert rows.landed["file"].to_list() == ["a.zip/x.csv"]
    assert set(tmp_path.parent.iterdir()) == before


def test_what_was_unpacked_never_has_a_name_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    (tmp_path / "a.zip").write_bytes(packed(("a.csv", TABLE)))
    with (
        (tmp_path / "a.zip").open("rb") as handle,
        closing(containers.unpacked("a.zip", handle, None)) as members,
    ):
        member = next(members)
        assert list(place.iterdir()) == []
        assert os.fstat(member.handle.fileno()).st_mode & 0o777 == 0o600
        assert member.handle.read() == TABLE


class TestBombs:
    def test_a_zip_that_grows_a_thousandfold_is_refused(self, tmp_path):
        assert "far larger" in refusal(tmp_path, "a.zip", packed(("a.csv", bytes(80 << 20)))).what

    def test_a_gz_that_grows_a_thousandfold_is_refused(self, tmp_path):
        assert "far larger" in refusal(tmp_path, "a.gz", gzip.compress(bytes(80 << 20))).what

    def test_a_zip_whose_directory_lies_is_refused(self, tmp_path):
        size = 80 << 20
        honest = packed(("a.csv", bytes(size)))
        lying = honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
        refusal(tmp_path, "a.zip", lying)

    def test_a_directory_of_a_hundred_thousand_members_is_not_read(self, tmp_path):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(30_000):
                archive.writestr(f"{number}.csv", b"")
        assert "too many" in refusal(tmp_path, "a.zip", out.getvalue()).what

    def test_monotonous_extracts_pass(self, tmp_path):
        lines = csv_text([HEADERS, *(good_row(1) for _row in range(20_000))]).encode()
        assert len(packed(("a.csv", lines))) * 30 < len(lines)
        assert len(landed_rows(read(tmp_path, "a.zip", packed(("a.csv", lines))))) == 20_000

    @pytest.mark.long
    def test_ten_gigabytes_packed_twenty_to_one_pass(self, tmp_path):
        piece = os.urandom(1 << 14) + bytes((1 << 14) * 19)
        path = tmp_path / "a.zip"
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open("a.csv", "w", force_zip64=True) as member,
        ):
            for _piece in range((10 << 30) // len(piece)):
                member.write(piece)
        with path.open("rb") as handle:
            [size] = [member.handle.seek(0, 2) for member in containers.unpacked("a.zip", handle, None)]
        assert size > 10_000_000_000


class TestPasswords:
    PASSWORD = "湖畔 Pass"  # noqa: S105  of a file made here

    def locked(self, *, encoding: str = "utf-8", bits: int = 256) -> bytes:
        """A zip file in AES encryption."""
        out = io.BytesIO()
        with pyzipper.AESZipFile(out, "w", pyzipper.ZIP_DEFLATED) as archive:
            archive.setpassword(self.PASSWORD.encode(encoding))
            archive.setencryption(pyzipper.WZ_AES, nbits=bits)
            archive.writestr("死亡.csv", TABLE)
        return out.getvalue()

    def locked_by_zip(self, folder: Path, files: int, encoding: str = "utf-8") -> bytes:
        """A zip file in the older encryption, which the program `zip` writes."""
        if not shutil.which("zip"):
            pytest.skip("the zip program makes protected zip files")
        names = [folder / f"{number:03d}.csv" for number in range(files)]
        for name in names:
            name.write_bytes(TABLE)
        call = [
            "zip",
            "-q",
            "-j",
            "-P",
            self.PASSWORD.encode(encoding),
            str(folder / "locked.zip"),
            *map(str, names),
        ]
        subprocess.run(call, check=True)
        return (folder / "locked.zip").read_bytes()

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    @pytest.mark.parametrize("bits", [128, 192, 256])
    def test_the_password_opens_aes(self, bits, encoding):
        content = io.BytesIO(self.locked(encoding=encoding, bits=bits))
        members = containers.unpacked("a.zip", content, self.PASSWORD)
        assert [(member.file, member.handle.read()) for member in members] == [("a.zip/死亡.csv", TABLE)]

    def test_a_table_lands_out_of_aes(self, tmp_path):
        assert landed_rows(read(tmp_path, "a.zip", self.locked(), password=self.PASSWORD)) == [2]

    def test_the_password_opens_the_older_encryption(self, tmp_path):
        assert landed_rows(
            read(tmp_path, "a.zip", self.locked_by_zip(tmp_path, 1), password=self.PASSWORD)
        ) == [2]

    def test_a_password_that_only_seems_to_fit_is_not_the_last_one_tried(self, tmp_path):
        """In the older encryption one wrong password of 256 is told only by what it makes of the file."""
        content = io.BytesIO(self.locked_by_zip(tmp_path, 300, "gb18030"))
        members = containers.unpacked("a.zip", content, self.PASSWORD)
        assert [member.handle.read() for member in members] == [TABLE] * 300

    @pytest.mark.parametrize("kind", ["aes", "older"])
    @pytest.mark.parametrize(
        ("password", "said"), [(None, "protected"), ("湖畔 pass", "does not fit"), ("", "does not fit")]
    )
    def test_a_wrong_or_missing_password_is_an_error(self, tmp_path, kind, password, said):
        content = self.locked() if kind == "aes" else self.locked_by_zip(tmp_path, 1)
        with pytest.raises(DataError, match=said) as caught:
            read(tmp_path, "a.zip", content, password=password)
        assert "湖畔" not in caught.value.what + caught.value.remedy

    @pytest.mark.parametrize("at", [80, -31, -25])
    def test_protected_bytes_that_were_changed_are_not_read(self, tmp_path, at):
        """In the table itself, and in how the directory says it was protected."""
        whole = bytearray(self.locked())
        whole[at] ^= 1
        with pytest.raises(DataError, match=r"^a\.zip(/死亡\.csv)?: "):
            read(tmp_path, "a.zip", bytes(whole), password=self.PASSWORD)


def test_no_room_to_unpack_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=5))
    assert "no room" in refusal(tmp_path, "a.zip", packed(("a.csv", TABLE))).what


def test_no_error_holds_a_value(tmp_path):
    error = refusal(tmp_path, "a.zip", packed(("a.csv", f"{resident(1)},x\n".encode())))
    assert resident(1) not in error.what + error.remedy
