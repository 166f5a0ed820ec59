"""`storage.toml`: where rows lie, and everything that may not be said there."""

import re
from pathlib import Path

import pytest

from assist_cli.errors import ConfigurationError
from assist_cli.settings.storage import Options, Storage, read_storage

PAGE = Path(__file__).parents[2] / "docs" / "storage.md"


@pytest.fixture
def said(tmp_path):
    def read(text: str) -> Storage | None:
        (tmp_path / "storage.toml").write_text(text, encoding="utf-8")
        return read_storage(tmp_path)

    return read


def test_without_the_file_rows_lie_in_the_store(tmp_path):
    assert read_storage(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "storage"),
    [
        ('extracts = "s3://bucket"', Storage(extracts="s3://bucket")),
        ('extracts = "s3://bucket/a/b/"', Storage(extracts="s3://bucket/a/b")),
        ('extracts = "hdfs://name:8020/assist"', Storage(extracts="hdfs://name:8020/assist")),
        (
            'extracts = "s3://b/p"\n[options]\naws_endpoint_url = "http://s"\naws_allow_http = true\naws_region = "r"',
            Storage(
                extracts="s3://b/p",
                options=Options(aws_endpoint_url="http://s", aws_allow_http=True, aws_region="r"),
            ),
        ),
    ],
)
def test_where_rows_lie(said, text, storage):
    assert said(text) == storage


def test_the_page_shows_a_file_that_fits_and_every_key(said):
    page = PAGE.read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert said(example) is not None
    keys = ["extracts", *Options.model_fields]
    assert re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE) == [*keys, *keys], "in both languages"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the key 'extracts' is missing"),
        ('extracts = "ftp://bucket/a"', 1, "`extracts` must be s3://bucket/folder"),
        ('extracts = "/mnt/share"', 1, "`extracts` must be s3://bucket/folder"),
        ('extracts = "s3:///"', 1, "`extracts` must be s3://bucket/folder"),
        ('extracts = "s3://b/*"', 1, "`extracts` must be s3://bucket/folder"),
        ('extracts = "s3://b"\nextract = 1', 2, "unknown key 'extract' (did you mean 'extracts'?)"),
        (
            'extracts = "s3://b"\n[options]\naws_regoin = "r"',
            3,
            "unknown key 'aws_regoin' (did you mean 'aws_region'?)",
        ),
        (
            'extracts = "s3://b"\n[options]\naws_secret_access_key = "x"',
            3,
            "unknown key 'aws_secret_access_key'",
        ),
        ('extracts = "s3://b"\n[options]\naws_allow_http = "yes"', 3, "true or false is expected"),
        ('extracts = "s3://b"\n\n[options]\naws_endpoint_url = "http://s"', 3, "without encryption"),
        ('extracts = "hdfs://b/p"\n[options]\naws_region = "r"', 1, "[options] belongs to s3://"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(said, text, line, message):
    with pytest.raises(
        ConfigurationError, match=re.escape(f"storage.toml:{line}: ") + ".*" + re.escape(message)
    ):
        said(text)
