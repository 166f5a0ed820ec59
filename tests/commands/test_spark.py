"""`--engine spark` on a real cluster of separate executor processes: the same bytes, whatever befalls the executors."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from object_server import CREDENTIALS, elsewhere, object_server

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")

DRIVER = Path(__file__).parent / "spark_driver.py"
CLUSTER = "local-cluster[2,1,1024]"
TABLES = ("findings", "evidence", "coverage", "cases")
MONTH = "2024-06"


@pytest.fixture
def spark(own):
    """A finished month that is to be compared again on a cluster, in more ranges than it was."""

    def configured(people: int = 40, **options: str) -> Path:
        path = own / "assist.toml"
        text = path.read_text(encoding="utf-8")
        assert "people_per_range = 200000" in text
        text = text.replace("people_per_range = 200000", f"people_per_range = {people}")
        text += f'\n[engine.spark]\nmaster = "{CLUSTER}"\n\n[engine.spark.options]\n'
        text += "".join(f'"spark.{name}" = "{value}"\n' for name, value in options.items())
        path.write_text(text, encoding="utf-8")
        return own

    return configured


def tables(root: Path) -> dict[str, bytes]:
    return {name: (root / "store" / name / f"month={MONTH}.parquet").read_bytes() for name in TABLES}


def unlucky(folder: Path, mishaps: str, *arguments: object) -> None:
    folder.mkdir()
    command = [sys.executable, DRIVER, folder, mishaps, *arguments]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_executor_that_is_killed_and_a_range_that_fails_twice_change_no_byte(spark, tmp_path):
    root = spark()
    before = tables(root)
    happened = tmp_path / "happened"
    unlucky(happened, "killed,failed", "--workspace", root, "compare", "--month", MONTH, "--engine", "spark")
    assert sorted(path.name for path in happened.iterdir()) == ["failed once", "failed twice", "killed"]
    assert tables(root) == before


@pytest.mark.long
@pytest.mark.parametrize("people", [1000, 7])
def test_a_month_has_the_same_bytes_on_spark(assist, spark, people):
    root = spark(people)
    before = tables(root)
    answer = assist("--workspace", root, "compare", "--month", MONTH, "--engine", "spark")
    assert (answer.code, answer.err) == (0, "")
    assert tables(root) == before


@pytest.mark.long
@pytest.mark.parametrize("mishap", ["killed", "failed"])
def test_one_mishap_in_many_ranges_changes_no_byte(spark, tmp_path, mishap):
    root = spark(7)
    before = tables(root)
    unlucky(
        tmp_path / "happened", mishap, "--workspace", root, "compare", "--month", MONTH, "--engine", "spark"
    )
    assert any((tmp_path / "happened").iterdir())
    assert tables(root) == before


@pytest.mark.long
def test_executors_read_rows_that_lie_on_object_storage(plain, spark, demo):
    with object_server() as server:
        root = spark()
        shutil.rmtree(root / "store")
        elsewhere(root, server, "spark")
        for month in ("2024-04", "2024-05", MONTH):
            command = ["--workspace", root, "run", "--month", month, "--engine", "spark"]
            answer = plain("--lang", "en", *command, **CREDENTIALS)
            assert answer.code == 0, answer.err
    assert tables(root) == tables(demo)


def test_the_probe_names_an_executor_that_lacks_a_library(assist, spark, tmp_path):
    bare = tmp_path / "bare"
    venv.create(bare)
    root = spark(**{"pyspark.python": str(bare / "bin" / "python")})
    answer = assist("--workspace", root, "status", "--engine", "spark")
    assert answer.code == 3
    assert "has no Polars" in answer.err
    assert "docs/scaling.md" in answer.err


@pytest.mark.long
def test_the_probe_shows_executors_that_can_do_the_work(assist, spark):
    answer = assist("--workspace", spark(), "status", "--engine", "spark")
    assert (answer.code, answer.err) == (0, "")
    assert "Rows seen" in answer.out


@pytest.mark.long
def test_an_executor_without_python_is_an_error_of_configuration(assist, spark):
    root = spark(**{"pyspark.python": "/nowhere/python"})
    before = tables(root)
    answer = assist("--workspace", root, "compare", "--month", MONTH, "--engine", "spark")
    assert answer.code == 3
    assert "has no Python where it is looked for" in answer.err
    assert "Traceback" not in answer.err
    assert tables(root) == before


def test_an_option_that_is_none_of_sparks_is_named_with_its_line(assist, spark):
    root = spark()
    path = root / "assist.toml"
    path.write_text(path.read_text(encoding="utf-8") + '"executor.memory" = "4g"\n', encoding="utf-8")
    answer = assist("--workspace", root, "compare", "--month", MONTH)
    assert answer.code == 3
    assert "Spark's options begin with 'spark.'" in answer.err


def test_without_java_it_says_what_it_needs(plain, spark):
    root = spark()
    answer = plain(
        "--lang",
        "en",
        "--workspace",
        root,
        "compare",
        "--month",
        MONTH,
        "--engine",
        "spark",
        JAVA_HOME="/nowhere",
    )
    assert answer.code == 3
    assert "needs Java" in answer.err
