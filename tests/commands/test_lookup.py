"""`assist lookup` against an oracle that reads every row of the store and looks at each."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from stdnum.cn.ric import calc_check_digit

from assist_cli.outputs.tables import unguard
from assist_cli.settings.workspace import Workspace

ROSTER = "civil.roster"
IN_FULL = ("--unmask", "--reason", "a complaint")


def rows_of_the_store(root: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Every landed row with its source, as a dictionary; the column `month` says the delivery's."""
    for path in sorted(root.glob("store/extracts/*/month=*/extract.parquet")):
        month = path.parent.name.removeprefix("month=")
        for row in pl.read_parquet(path).iter_rows(named=True):
            yield path.parts[-3], {**row, "month": month}


@pytest.fixture(scope="module")
def held(demo) -> dict[int | None, list[tuple[str, dict[str, object]]]]:
    """The rows of every person of the demo, by key."""
    people = defaultdict(list)
    for source, row in rows_of_the_store(demo):
        people[row["person_key"]].append((source, row))
    return people


@pytest.fixture(scope="module")
def numbers(held) -> dict[int, str]:
    """Key -> number of everybody on a roster who has a usable one."""
    return {
        key: row["id_number"] for key, rows in held.items() if key for name, row in rows if name == ROSTER
    }


@pytest.fixture(scope="module")
def declared(demo) -> dict[str, list[str]]:
    return {name: list(source.columns) for name, source in Workspace(demo).sources.items()}


def as_json(value: object) -> object:
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
    return value


def expected(rows, declared) -> list[dict[str, object]]:
    """What the answer must say of a person's rows, in no order."""
    return [
        {
            **{name: row[name] for name in ("month", "file", "row", "repairs")},
            "source": source,
            "cells": {name: as_json(row[name]) for name in declared[source] if name in row},
        }
        for source, row in rows
    ]


def in_order(records) -> list[dict[str, object]]:
    return sorted(records, key=lambda record: [record[name] for name in ("source", "month", "file", "row")])


def answered(assist, root, *arguments, code=0) -> list[dict[str, object]]:
    answer = assist("--workspace", root, "lookup", *arguments, "--format", "json")
    assert answer.code == code, answer.err
    return json.loads(answer.out)


def found_at(root: Path, rows) -> set[tuple[str, str]]:
    """Month and id of every finding whose evidence names one of these roster rows as a person's whose records speak."""
    places = {(row["month"], row["file"], row["row"]) for source, row in rows if source == ROSTER}
    found = set()
    for path in root.glob("store/evidence/month=*.parquet"):
        for cell in pl.read_parquet(path).iter_rows(named=True):
            place = (cell["month"], cell["file"], cell["row"])
            if cell["source"] == ROSTER and cell["field"] == "name" and place in places:
                found.add((path.stem.removeprefix("month="), cell["finding_id"]))
    return found


def test_every_row_and_every_finding_of_a_person_is_told(assist, demo, held, numbers, declared):
    people = sorted(numbers, key=lambda key: -len({source for source, _row in held[key]}))
    chosen = [*people[:3], *people[-2:], *[key for key in people if key < 0][:1]]
    answers = answered(assist, demo, *(numbers[key] for key in chosen), *IN_FULL)
    by_term = {answer["term"]: answer for answer in answers}
    assert sorted(by_term) == list(range(1, len(chosen) + 1))
    assert len(answers) == len(chosen)
    for term, key in enumerate(chosen, start=1):
        answer = by_term[term]
        assert answer["id_number"] == numbers[key]
        assert answer["records"] == in_order(expected(held[key], declared))
        found = [(finding["month"], finding["finding_id"]) for finding in answer["findings"]]
        assert len(found) == len(set(found))
        assert set(found) == found_at(demo, held[key])
    assert any(answer["findings"] for answer in answers)


def test_findings_are_those_of_the_report_and_count_for_every_member_whose_records_speak(assist, demo, held):
    evidence = pl.read_parquet(demo / "store/evidence/month=2024-06.parquet")
    named = evidence.filter(pl.col("source") == ROSTER, pl.col("field") == "name", month="2024-06")
    shared = named.group_by("finding_id").agg("file", "row").filter(pl.col("row").list.len() > 1)
    finding_id, files, places = shared.sort("finding_id").row(0)
    wanted = list(zip(files, places, strict=True))
    report = json.loads(assist("--workspace", demo, "report", "--month", "2024-06", "--format", "json").out)
    told = next(finding for finding in report if finding["finding_id"] == finding_id)
    members = [
        row["id_number"]
        for rows in held.values()
        for source, row in rows
        if source == ROSTER and row["month"] == "2024-06" and (row["file"], row["row"]) in wanted
    ]
    assert len(members) == len(wanted)
    answers = answered(assist, demo, *members)
    assert all(told in answer["findings"] for answer in answers)


def test_a_whole_roster_by_a_list_is_exactly_its_peoples_rows(
    assist, demo, held, numbers, declared, tmp_path
):
    listed = tmp_path / "list.txt"
    order = sorted(numbers, key=lambda key: hash(str(key)[::-1]))
    listed.write_text("\n".join(numbers[key] for key in order), encoding="utf-8")
    answers = answered(assist, demo, "--file", listed, *IN_FULL)
    assert [answer["term"] for answer in answers] == list(range(1, len(order) + 1))
    for answer, key in zip(answers, order, strict=True):
        assert answer["records"] == in_order(expected(held[key], declared))


def test_nothing_is_shown_in_full_unless_it_is_asked_for(assist, demo, held, numbers):
    key = max(numbers, key=lambda key: len({source for source, _row in held[key]}))
    private = {numbers[key]}
    for _source, row in held[key]:
        private |= {
            str(row[name])
            for name in ("name", "account", "account_holder", "address", "hukou_address")
            if row.get(name)
        }
    for lang in ("en", "zh"):
        for shape in ("table", "json", "csv"):
            call = ("--workspace", demo, "lookup", numbers[key], "--format", shape)
            masked = assist(*call, lang=lang)
            assert masked.code == 0
            assert not [value for value in private if value in masked.all]
            if shape != "table":
                full = assist(*call, *IN_FULL, lang=lang).out
                assert not [value for value in private if value not in full]
    assert numbers[key][:6] + "*" * 8 + numbers[key][-4:] in masked.out


def test_a_household_is_its_members_of_every_month_and_all_their_rows(assist, demo, held, declared):
    stood = defaultdict(set)
    for key, rows in held.items():
        for source, row in rows:
            if source == ROSTER:
                stood[row["household_id"]].add(key)
    household = max((name for name in stood if None not in stood[name]), key=lambda name: len(stood[name]))
    answers = answered(assist, demo, household, *IN_FULL)
    assert len(answers) == len(stood[household]) > 1
    assert {answer["household_id"] for answer in answers} == {household}
    told = in_order(record for answer in answers for record in answer["records"])
    rows = [row for key in stood[household] for row in held[key]]
    assert told == in_order(expected(rows, declared))


def test_csv_tells_the_same_a_row_a_cell(assist, demo, numbers):
    terms = [numbers[min(numbers)], "nobody", "H0000356"]
    answer = assist("--workspace", demo, "lookup", *terms, "--format", "csv")
    raw = answer.out
    assert raw.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"), newline="")))
    assert list(rows[0]) == [
        "term", "household_id", "id_number", "source", "month", "file", "row", "finding_id", "field", "value",
    ]  # fmt: skip
    told = sorted(tuple(map(unguard, row.values())) for row in rows)
    wanted = []
    for one in answered(assist, demo, *terms):
        whom = (str(one["term"]), one["household_id"] or "", one["id_number"] or "")
        cells = [
            (record["source"], record["month"], record["file"], str(record["row"]), "", name, value)
            for record in one["records"]
            for name, value in {**record["cells"], "repairs": record["repairs"]}.items()
        ] + [
            ("findings", finding["month"], "", "", finding["finding_id"], name, value)
            for finding in one["findings"]
            for name, value in finding.items()
            if name not in ("finding_id", "month")
        ]
        filled = [cell for cell in cells if cell[-1] is not None] or [("",) * 7]
        wanted += [(*whom, *cell[:-1], as_csv(cell[-1])) for cell in filled]
    assert [tuple(map(number, row)) for row in told] == [tuple(map(number, row)) for row in sorted(wanted)]


def as_csv(value: object) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def number(cell: str) -> str:
    """A number as JSON has read it: 644.00 is 644.0."""
    return str(float(cell)) if re.fullmatch(r"-?[0-9]+\.[0-9]+", cell) else cell


def test_a_term_that_nobody_has_is_said_by_itself(assist, demo):
    first17 = "99010219900101999"
    unknown = first17 + calc_check_digit(first17 + "0")
    answers = answered(assist, demo, unknown, "X-17", unknown[:-1] + wrong_digit(unknown))
    assert [(one["term"], one["records"], one["findings"]) for one in answers] == [
        (term, [], []) for term in (1, 2, 3)
    ]
    told = assist("--workspace", demo, "lookup", unknown)
    assert told.code == 0
    assert "The store holds nothing." in told.out
    assert "no valid ID number" not in told.out
    mistyped = assist("--workspace", demo, "lookup", unknown[:-1] + wrong_digit(unknown))
    assert "It is no valid ID number either" in mistyped.out


def wrong_digit(valid: str) -> str:
    return "0" if valid[-1] != "0" else "1"


def test_a_number_is_understood_however_it_is_written(assist, demo, numbers):
    valid = next(text for key, text in sorted(numbers.items()) if key > 0 and text[6:8] == "19")
    ways = [
        valid,
        f" {valid[:6]} {valid[6:]} ",
        "'" + valid.lower(),
        valid[:6] + valid[8:17],
        valid + "(户主)",
    ]
    answers = answered(assist, demo, *ways)
    assert [answer["records"] for answer in answers] == [answers[0]["records"]] * len(ways)


@pytest.mark.parametrize("term", ["000000", "无", "4.40104E+17", " ", "123456789012345678"])
def test_a_term_that_names_nobody_is_a_wrong_call_that_does_not_repeat_it(assist, demo, tmp_path, term):
    answer = assist("--workspace", demo, "lookup", "H0000356", term)
    assert (answer.code, answer.out) == (2, "")
    assert "term 2." in answer.err
    assert term == " " or term not in answer.err.replace("such as 000000", "")
    listed = tmp_path / "list.txt"
    listed.write_text(f"H0000356\n\n{term}\n{term}\n", encoding="utf-8")
    answer = assist("--workspace", demo, "lookup", "--file", listed)
    if term.strip():
        assert (answer.code, answer.out) == (4, "")
        assert "list.txt" in answer.err
        assert "line 3, 4." in answer.err
        assert term not in answer.err.replace("such as 000000", "")
    else:
        assert answer.code == 0


def test_a_list_is_text_with_something_in_it(assist, demo, tmp_path):
    empty, book = tmp_path / "empty.txt", next(demo.glob("inbox/2024-06/*.xlsx"))
    empty.write_text("\n \n", encoding="utf-8")
    for listed in (empty, book, tmp_path / "none.txt"):
        answer = assist("--workspace", demo, "lookup", "--file", listed)
        assert (answer.code, answer.out) == (4, "")
        assert listed.name in answer.err


@pytest.mark.parametrize("arguments", [[], ["H1", "--file", "list.txt"], ["H1", "--unmask"]])
def test_wrong_calls(assist, demo, arguments):
    assert assist("--workspace", demo, "lookup", *arguments).code == 2


def test_unmasking_is_logged_with_its_reason_and_without_the_terms(assist, own, numbers):
    before = (own / "store/audit.jsonl").read_text().count("\n")
    assist("--workspace", own, "lookup", numbers[max(numbers)])
    assist("--workspace", own, "lookup", "000000", *IN_FULL)
    assert (own / "store/audit.jsonl").read_text().count("\n") == before
    answered(assist, own, numbers[max(numbers)], "H0000356", *IN_FULL)
    entry = json.loads((own / "store/audit.jsonl").read_text().splitlines()[-1])
    told = {name: entry[name] for name in ("action", "command", "terms", "reason")}
    assert told == {"action": "unmask", "command": "lookup", "terms": 2, "reason": "a complaint"}
    assert numbers[max(numbers)] not in json.dumps(entry)


def test_findings_stay_with_their_people_when_the_roster_is_delivered_again(assist, own, tmp_path):
    roster = Workspace(own).source(ROSTER)
    landed = pl.read_parquet(own / "store/extracts/civil.roster/month=2024-06/extract.parquet")
    columns = [pl.col(name).alias(column.headers[0]) for name, column in roster.columns.items()]
    again = tmp_path / landed["file"][0].replace(".xlsx", ".csv")
    landed.sort("row", descending=True).select(columns).write_csv(again)
    evidence = pl.read_parquet(own / "store/evidence/month=2024-06.parquet")
    row = evidence.filter(pl.col("source") == ROSTER, pl.col("field") == "name", month="2024-06")["row"][0]
    who = landed.filter(pl.col("row") == row)["id_number"][0]
    (before,) = answered(assist, own, who, *IN_FULL)
    answer = assist("--workspace", own, "ingest", ROSTER, again, "--month", "2024-06")
    assert answer.code == 0, answer.err
    (after,) = answered(assist, own, who, *IN_FULL)
    assert before["findings"] == after["findings"] != []
    assert before["records"] != after["records"]


HEADER = (
    "户编号,成员姓名,成员身份证号,救助类别,月保障金额,区划代码,镇街,村居,居住地址,审批日期,授权书日期,状态"
)


def test_heads_whose_id_numbers_their_households_and_members_without_a_usable_id(assist, workspace, tmp_path):
    first17 = "99010219600101" + "123"
    head = first17 + calc_check_digit(first17 + "0")
    wrong = head[:-1] + wrong_digit(head)
    place = "低保,500,990102001001,东湖街道,湖滨社区,湖滨路1号,2020-01-01,2020-01-02,在保"
    people = [(head, "甲乙", head), (head, "丙丁", wrong), (head, "戊己", "无"), ("九户", "庚辛", "")]
    roster = tmp_path / "发放名册.csv"
    roster.write_text("\n".join([HEADER, *(f"{h},{n},{i},{place}" for h, n, i in people)]), encoding="utf-8")
    answer = assist(
        "--workspace", workspace, "ingest", ROSTER, roster, "--month", "2024-06",
        "--accept", "invalid_ids", "--reason", "made up",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    listed = tmp_path / "名单.txt"
    listed.write_text(f"{head}\r\n\r\n九户\r\n{wrong}\r\n", encoding="gb18030")
    answers = answered(assist, workspace, "--file", listed, *IN_FULL)
    told = [
        (one["term"], one["household_id"], one["id_number"], [record["row"] for record in one["records"]])
        for one in answers
    ]
    assert sorted(told, key=str) == sorted(
        [
            (1, head, head, [2]),
            (1, head, wrong, [3]),
            (1, head, None, [4]),
            (3, "九户", None, [5]),
            (4, None, wrong, [3]),
        ],
        key=str,
    )
    masked = assist("--workspace", workspace, "lookup", head)
    assert head not in masked.all
    assert wrong not in masked.all
    assert "no usable ID number" in masked.out


def test_a_child_born_after_a_delivery_that_names_it_is_found_there_too(assist, workspace, tmp_path):
    """In May's delivery its number was no valid one, so that it landed under another key than in June's."""
    first17 = "99010220240615" + "123"
    child = first17 + calc_check_digit(first17 + "0")
    place = "低保,500,990102001001,东湖街道,湖滨社区,湖滨路1号,2020-01-01,2020-01-02,在保"
    roster = tmp_path / "发放名册.csv"
    roster.write_text(f"{HEADER}\nH1,甲乙,{child},{place}\n", encoding="utf-8")
    for month in ("2024-05", "2024-06"):
        call = ("ingest", ROSTER, roster, "--month", month, "--accept", "invalid_ids", "--reason", "made up")
        answer = assist("--workspace", workspace, *call)
        assert answer.code == 0, answer.err
    keys = {row["person_key"] for _source, row in rows_of_the_store(workspace)}
    assert len(keys) == 2
    (told,) = answered(assist, workspace, child)
    assert [record["month"] for record in told["records"]] == ["2024-05", "2024-06"]
    assert told["kind"] == "resident"


def test_an_empty_store_says_what_to_do(assist, workspace):
    answer = assist("--workspace", workspace, "lookup", "H1")
    assert answer.code == 4
    assert "inbox/YYYY-MM/" in answer.err
