"""docs/scaling.md: its examples fit, and every key is explained in both languages."""

import re
from pathlib import Path

import pytest

from assist_cli.settings.bureau import Engine, Spark
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import Workspace

PAGE = (Path(__file__).parents[1] / "docs" / "scaling.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_fits(tmp_path, example):
    root = create_workspace(tmp_path / "bureau", "990102").root
    path = root / "assist.toml"
    own = path.read_text(encoding="utf-8").partition("[engine]")[0]
    path.write_text(own + example, encoding="utf-8")
    assert Workspace(root).bureau.engine.spark != Spark()


def test_every_key_is_explained_in_both_languages():
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", PAGE.partition("# 中文")[0], re.MULTILINE))
    assert explained == {*Engine.model_fields, *Spark.model_fields} - {"spark"}
    assert explained == set(re.findall(r"^\| `([a-z_]+)` \|", PAGE.partition("# 中文")[2], re.MULTILINE))
