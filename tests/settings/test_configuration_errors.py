"""What does not fit in a configuration file is told with file, line and what was meant."""

import pytest

from assist_cli.checks import REGISTER
from assist_cli.checks.packs import read_packs
from assist_cli.errors import ConfigurationError
from assist_cli.settings.workspace import Workspace

READERS = {
    "assist.toml": lambda workspace: workspace.bureau,
    "sources/police.deaths.toml": lambda workspace: workspace.sources,
    "checks.toml": lambda workspace: read_packs(workspace.checks_file, REGISTER),
}
POLICE = "sources/police.deaths.toml"


def line_with(workspace: Workspace, file: str, text: str) -> int:
    lines = (workspace.root / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def refused(workspace: Workspace, file: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        READERS[file](workspace)
    assert caught.value.exit_code == 3
    assert caught.value.what.startswith(str(workspace.root / file))
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("assist.toml", "amount_per =", "amount_pre =", "amount_per"),
        ("assist.toml", "packages =", "package =", "packages"),
        ("assist.toml", "[engine]", "[engin]", "engine"),
        ("assist.toml", "people_per_range", "people_per_rang", "people_per_range"),
        (POLICE, "dated_by", "date_by", "dated_by"),
        (POLICE, "required = true", "requird = true", "required"),
        (POLICE, "[columns.cancellation.codes]", "[columns.cancellation.code]", "codes"),
        (POLICE, "[columns.id_number]", "[gates]\nrows_lots = 0.5\n[columns.id_number]", "rows_lost"),
        ("checks.toml", "agree_within_days", "agree_within_day", "agree_within_days"),
        ("checks.toml", "[[deceased]]", "[[decesed]]", "deceased"),
    ],
)
def test_an_unknown_key_is_refused_with_its_line_and_what_was_meant(edited, file, old, new, meant):
    workspace = edited(file, old, new)
    written = next(line for line in new.splitlines() if "gates" not in line)
    key = written.strip("[]").split(" =")[0].split(".")[-1]
    said = refused(workspace, file).what
    assert f":{line_with(workspace, file, written)}: unknown key '{key}' (did you mean '{meant}'?)" in said


def test_a_key_that_resembles_nothing_has_no_suggestion(edited):
    said = refused(edited("assist.toml", "[engine]", "[engine]\nzzzz = 1"), "assist.toml").what
    assert said.endswith("unknown key 'zzzz'")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "expected"),
    [
        (
            "assist.toml",
            'jurisdiction = "990102"',
            "jurisdiction = 990102",
            "jurisdiction",
            "a text in quotes",
        ),
        (
            "assist.toml",
            "people_per_range = 200000",
            "people_per_range = 1.5",
            "people_per_range",
            "a whole number",
        ),
        (
            "assist.toml",
            "people_per_range = 200000",
            "people_per_range = 0",
            "people_per_range",
            "is expected",
        ),
        (
            "assist.toml",
            "people_per_range = 200000",
            "people_per_range = true",
            "people_per_range",
            "a whole number",
        ),
        ("assist.toml", 'language = "zh"', 'language = "fr"', "language", "'zh' or 'en'"),
        ("assist.toml", 'jurisdiction = "990102"', 'jurisdiction = "99010"', "jurisdiction", "is expected"),
        (
            POLICE,
            'headers = ["姓名", "死者姓名", "死亡人员姓名"]',
            'headers = "姓名"',
            "headers",
            "a list in [ ]",
        ),
        (POLICE, 'headers = ["姓名", "死者姓名", "死亡人员姓名"]', "headers = []", "headers", "at least"),
        (POLICE, 'headers = ["公民身份号码"', 'headers = [1, "公民身份号码"', "0", "a text in quotes"),
        (POLICE, "required = true", 'required = "true"', "required", "true or false"),
        (POLICE, 'kind = "id"', 'kind = "ident"', "kind", "'id'"),
        (POLICE, 'shape = "events"', 'shape = "event"', "shape", "'snapshot'"),
        (
            POLICE,
            "[columns.id_number]",
            "[gates]\nrows_lost = 33\n[columns.id_number]",
            "rows_lost",
            "is expected",
        ),
        ("checks.toml", "from = 2014-05-01", 'from = "2014-05-01"', "from", "a date such as 2026-01-01"),
        (
            "checks.toml",
            "agree_within_days = 30",
            'agree_within_days = "30"',
            "agree_within_days",
            "a whole number",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_its_line_and_what_is_expected(
    edited, file, old, new, key, expected
):
    workspace = edited(file, old, new)
    line = line_with(workspace, file, new.splitlines()[1 if "\n" in new else 0])
    said = refused(workspace, file).what
    assert f":{line}: '{key}' does not fit" in said
    assert expected in said


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("assist.toml", 'jurisdiction = "990102"', "jurisdiction"),
        ("assist.toml", "title = {", "title"),
        (POLICE, 'shape = "events"', "shape"),
        (POLICE, 'source = "police.deaths"', "source"),
    ],
)
def test_a_missing_key_is_named(edited, file, line, key):
    workspace = edited(file, line, f"# {line}")
    assert f":1: the key '{key}' is missing" in refused(workspace, file).what


def test_a_key_missing_from_a_table_is_told_with_the_line_of_the_table(edited):
    workspace = edited(POLICE, 'kind = "id"\n', "")
    line = line_with(workspace, POLICE, "[columns.id_number]")
    assert f":{line}: the key 'kind' is missing" in refused(workspace, POLICE).what


@pytest.mark.parametrize("file", READERS)
@pytest.mark.parametrize("broken", ["a = [", "= 1", "x = 'a\ny = 1", "[engine\n", "a = 1\na = 2"])
def test_what_is_no_toml_is_told_with_its_line(edited, file, broken):
    first = (edited(file, "", "").root / file).read_text(encoding="utf-8").splitlines()[0]
    workspace = edited(file, first, f"{first}\n{broken}")
    said = refused(workspace, file).what
    assert said.endswith("this is not TOML.")
    assert said.removeprefix(f"{workspace.root / file}:").split(":")[0].isdecimal()


@pytest.mark.parametrize("file", READERS)
def test_a_file_in_another_encoding_is_told(root, file):
    (root / file).write_bytes((root / file).read_text(encoding="utf-8").encode("gb18030"))
    assert "this is not TOML" in refused(Workspace(root), file).what


@pytest.mark.parametrize("file", ["assist.toml", "checks.toml"])
def test_a_file_that_is_gone_is_told(root, file):
    (root / file).unlink()
    assert "the file is missing" in refused(Workspace(root), file).what


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('dated_by = "died_on"', 'dated_by = "died"', "column 'died' is named"),
        ('dated_by = "died_on"', 'fill_down = ["house"]', "column 'house' is named"),
        ('dated_by = "died_on"', 'unique_by = ["number"]', "column 'number' is named"),
        ('kind = "id"', 'kind = "text"', "exactly one column of kind 'id'"),
        ('kind = "name"', 'kind = "id"', "exactly one column of kind 'id'"),
        (
            'required = true\nfilled = true\nmeaning = { zh = "死者公民',
            'filled = true\nmeaning = { zh = "死者公民',
            "must be required",
        ),
        ('dated_by = "died_on"', 'unique_by = ["name"]', "`unique_by` must name the column of kind 'id'"),
        (
            'dated_by = "died_on"',
            'gates = { warn_only = ["rows"] }',
            "`warn_only` names 'rows', which is no gate",
        ),
        ('dated_by = "died_on"', 'total_of = "paid"', "column 'paid' is named"),
        ("[columns.name]", "[columns.month]", "column 'month' has a name that the store uses"),
        ("[columns.name]", "[columns.person_key]", "column 'person_key' has a name that the store uses"),
        ('kind = "name"', 'kind = "code"', "kind = 'code'"),
        ('source = "police.deaths"', 'source = "police.death"', "says source = 'police.death'"),
        ('kind = "name"', 'kind = "name"\nby_name = true', "`by_name` belongs to kind = 'division'"),
        (
            'kind = "name"',
            'kind = "name"\ncertain_headers = ["姓名"]',
            "`certain_headers` belongs to kind = 'id'",
        ),
    ],
)
def test_a_source_whose_parts_do_not_fit_together_is_refused(edited, old, new, said):
    assert said in refused(edited(POLICE, old, new), POLICE).what


@pytest.mark.parametrize(
    "header", ["民族", "民　族", "宗教信仰", "政治面貌", "疾病名称", "ICD-10", "根本死因", "死亡原因"]
)
def test_a_source_that_asks_for_what_may_never_land_is_refused_with_its_line(edited, header):
    workspace = edited(POLICE, 'headers = ["注销类别",', f'headers = ["{header}",')
    line = line_with(workspace, POLICE, f'headers = ["{header}",')
    said = refused(workspace, POLICE).what
    assert said.endswith(f":{line}: a column headed '{header}' never lands, whatever the source says")


def test_full_packages_need_their_standing_reason(edited):
    workspace = edited("assist.toml", 'packages = "masked"', 'packages = "full"')
    assert "needs a reason" in refused(workspace, "assist.toml").what
    assert edited("assist.toml", 'reason = ""', 'reason = "街道无业务系统"').bureau.privacy.packages == "full"


def test_what_was_read_is_frozen(root):
    bureau = Workspace(root).bureau
    with pytest.raises(ValueError, match="frozen"):
        bureau.language = "en"


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("assist.toml", "jurisdiction =", "jurisdicton =", "jurisdiction"),
        (POLICE, 'kind = "id"', 'knd = "id"', "kind"),
        (POLICE, "shape =", "shap =", "shape"),
        ("checks.toml", "basis =", "bassis =", "basis"),
        ("checks.toml", "lookback_months =", "lookback_month =", "lookback_months"),
    ],
)
def test_a_misspelt_key_that_is_needed_is_told_as_misspelt(edited, file, old, new, meant):
    assert f"(did you mean '{meant}'?)" in refused(edited(file, old, new), file).what


def test_a_fault_between_keys_is_told_in_a_whole_sentence(edited):
    said = refused(edited(POLICE, 'dated_by = "died_on"', 'dated_by = "died"'), POLICE).what
    assert "''" not in said
    assert not said.endswith("is expected")
