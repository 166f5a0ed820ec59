"""`[storage]` of `assist.toml`: where rows lie, and everything that may not be said there."""

import re
from pathlib import Path

import pytest

from assist_cli.errors import ConfigurationError
from assist_cli.settings.storage import Options, Storage
from assist_cli.settings.workspace import Workspace

PAGE = Path(__file__).parents[2] / "docs" / "storage.md"
ABOVE = 'jurisdiction = "990102"\ntitle = { zh = "东湖区民政局", en = "Donghu" }\n'


@pytest.fixture
def said(tmp_path):
    def read(text: str) -> Storage | None:
        (tmp_path / "assist.toml").write_text(ABOVE + text, encoding="utf-8")
        return Workspace(tmp_path).bureau.storage

    return read


def test_without_the_table_rows_lie_in_the_store(root):
    assert Workspace(root).bureau.storage is None


def test_the_table_that_a_new_workspace_shows_fits_once_it_is_no_comment(root):
    path = root / "assist.toml"
    others, shown, table = path.read_text(encoding="utf-8").partition("# [storage]")
    path.write_text(others + re.sub(r"^# ", "", shown + table, flags=re.MULTILINE), encoding="utf-8")
    storage = Workspace(root).bureau.storage
    assert storage is not None
    assert storage.options != Options()


def test_findings_do_not_depend_on_it(root, edited):
    without = Workspace(root).bureau.decisive
    table = '[storage]\nextracts = "s3://bucket"\n\n[engine]'
    assert edited("assist.toml", "[engine]", table).bureau.decisive == without


@pytest.mark.parametrize(
    ("text", "storage"),
    [
        ('[storage]\nextracts = "s3://bucket"', Storage(extracts="s3://bucket")),
        ('[storage]\nextracts = "s3://bucket/a/b/"', Storage(extracts="s3://bucket/a/b")),
        ('[storage]\nextracts = "hdfs://name:8020/assist"', Storage(extracts="hdfs://name:8020/assist")),
        (
            '[storage]\nextracts = "s3://b/p"\n[storage.options]\naws_endpoint_url = "http://s"\naws_allow_http = true\naws_region = "r"',
            Storage(
                extracts="s3://b/p",
                options=Options(aws_endpoint_url="http://s", aws_allow_http=True, aws_region="r"),
            ),
        ),
    ],
)
def test_where_rows_lie(said, text, storage):
    assert said(text) == storage


def test_the_page_shows_a_table_that_fits_and_every_key(said):
    page = PAGE.read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert said(example) is not None
    keys = ["extracts", *Options.model_fields]
    assert re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE) == [*keys, *keys], "in both languages"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[storage]", 3, "the key 'extracts' is missing"),
        ('[storage.options]\naws_region = "r"', 3, "the key 'extracts' is missing"),
        ('storage = "s3://bucket/a"', 3, "'storage' does not fit: a table is expected"),
        ('[storage]\nextracts = "ftp://bucket/a"', 4, "`extracts` must be s3://bucket/folder"),
        ('[storage]\nextracts = "/mnt/share"', 4, "`extracts` must be s3://bucket/folder"),
        ('[storage]\nextracts = "s3:///"', 4, "`extracts` must be s3://bucket/folder"),
        ('[storage]\nextracts = "s3://b/*"', 4, "`extracts` must be s3://bucket/folder"),
        (
            '[storage]\nextracts = "s3://b"\nextract = 1',
            5,
            "unknown key 'extract' (did you mean 'extracts'?)",
        ),
        (
            '[storage]\nextracts = "s3://b"\n[storage.options]\naws_regoin = "r"',
            6,
            "unknown key 'aws_regoin' (did you mean 'aws_region'?)",
        ),
        (
            '[storage]\nextracts = "s3://b"\n[storage.options]\naws_secret_access_key = "x"',
            6,
            "unknown key 'aws_secret_access_key'",
        ),
        (
            '[storage]\nextracts = "s3://b"\n[storage.options]\naws_allow_http = "yes"',
            6,
            "true or false is expected",
        ),
        (
            '[storage]\nextracts = "s3://b"\n\n[storage.options]\naws_endpoint_url = "http://s"',
            6,
            "without encryption",
        ),
        (
            '[storage]\nextracts = "hdfs://b/p"\n[storage.options]\naws_region = "r"',
            3,
            "[storage.options] belongs to s3://",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(said, text, line, message):
    with pytest.raises(
        ConfigurationError, match=re.escape(f"assist.toml:{line}: ") + ".*" + re.escape(message)
    ):
        said(text)
