"""Making people: the same bytes for the same arguments, IDs that cannot exist, the shipped sample."""

import filecmp
import zipfile
from pathlib import Path

import polars as pl
import pytest
from delivered import MARKS, id_of, rows
from stdnum.cn.ric import calc_check_digit

from assist_cli.synth import calendar, divisions, make, readme
from assist_cli.synth.chance import Chance
from assist_cli.synth.identifiers import check_digit
from assist_cli.synth.people import population
from assist_cli.synth.sample import MONTHS, PEOPLE, write_sample
from assist_cli.synth.stories import STORIES

SHIPPED = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    target = tmp_path_factory.mktemp("sample")
    return target, write_sample(target)


def files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_the_same_arguments_write_the_same_bytes(tmp_path):
    one, two, other = (tmp_path / name for name in ("one", "two", "other"))
    make(one, 300, MONTHS, 5)
    make(two, 300, MONTHS, 5)
    make(other, 300, MONTHS, 6)
    assert files(one) == files(two)
    assert not [path for path in files(one) if not filecmp.cmp(one / path, two / path, shallow=False)]
    assert [path for path in files(one) if not filecmp.cmp(one / path, other / path, shallow=False)]


def content(path):
    """What must not change: bytes, but for containers whose writers may compress differently."""
    if path.suffix == ".parquet":
        return pl.read_parquet(path).to_dicts()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return path.read_bytes()


def test_the_shipped_sample_is_what_is_made(sample):
    target, _ = sample
    assert files(SHIPPED) == files(target)
    for path in files(target):
        assert content(SHIPPED / path) == content(target / path), path


def test_the_shipped_readme_lists_every_story(sample):
    _, counts = sample
    assert readme.stories(counts) in (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert len(readme.stories(counts).splitlines()) == len(STORIES) == len({story.name for story in STORIES})
    assert all(story.title for story in STORIES)


def test_the_shipped_sample_is_small():
    assert sum((SHIPPED / path).stat().st_size for path in files(SHIPPED)) < 3_000_000


def test_ids_cannot_exist_and_have_true_check_digits(sample):
    target, _ = sample
    numbers = {
        id_of(row[header])
        for month in MONTHS
        for source in MARKS
        for row in rows(target / month, source) or []
        for header in row
        if header
        in ("公民身份号码", "证件号码", "身份证号", "身份证明号码", "户主身份证号", "申报人公民身份号码")
    } - {None}
    assert len(numbers) > PEOPLE
    assert all(number.startswith("99") for number in numbers)
    assert all(calc_check_digit(number) == number[17] for number in numbers)


def test_no_two_people_share_an_id():
    people = population(Chance(4), 20_000, calendar.first_day(MONTHS[0]))
    assert people["id_number"].n_unique() == people.height
    assert people.filter("listed").height == 20_000
    sample = people["id_number"].head(500).to_list()
    assert all(check_digit(number[:17]) == number[17] for number in sample)


def test_the_second_months_vehicles_never_come(sample):
    target, _ = sample
    missing = [(m, s) for m in MONTHS for s in MARKS if rows(target / m, s) is None]
    assert missing == [("2024-05", "police.vehicles")]


@pytest.mark.parametrize(
    "months", [["2024-04"], ["2023-12", "2024-01"], ["2023-11", "2023-12", "2024-01", "2024-02"]]
)
def test_other_months_work(tmp_path, months):
    counts = make(tmp_path, 300, months, 8)
    assert counts.people == 300
    assert counts.find > 20
    assert (tmp_path / "truth/truth.csv").exists()


def test_the_police_write_characters_of_two_and_four_bytes(sample):
    target, _ = sample
    text = b"".join(path.read_bytes() for path in target.rglob("公安死亡*.csv"))
    assert "𬱖".encode("gb18030") in text
    assert "㛃".encode("gb18030") in text
    assert b"\xfe\x59" in text  # 龴 as GB18030-2005 writes it


def test_divisions_are_a_tree():
    codes = {row.code for row in divisions.table()}
    assert all(row.parent in codes | {""} for row in divisions.table())
    assert all(place.code in codes for place in divisions.communities())
    assert divisions.csv().startswith("code,name,parent\n99,九九省,\n9901,明州市,99\n990102,东湖区,9901\n")
