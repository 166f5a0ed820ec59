"""The password of protected files comes from a file, never from the command line."""

import pytest

from assist_cli.commands.options import read_password
from assist_cli.errors import CallError


@pytest.mark.parametrize(
    ("content", "password"),
    [
        ("湖畔 Pass\n", "湖畔 Pass"),
        ("湖畔 Pass", "湖畔 Pass"),
        (" 湖畔\r\n第二行\r\n", " 湖畔"),
        ("\ufeff湖畔\n", "湖畔"),
    ],
)
def test_it_is_the_first_line(tmp_path, content, password):
    (tmp_path / "password.txt").write_bytes(content.encode())
    assert read_password(tmp_path / "password.txt") == password


def test_none_is_given_where_no_file_is():
    assert read_password(None) is None


@pytest.mark.parametrize("content", [b"", b"\n", "湖畔".encode("gb18030")])
def test_a_file_without_one_is_a_wrong_call_that_quotes_nothing(tmp_path, content):
    (tmp_path / "password.txt").write_bytes(content)
    with pytest.raises(CallError, match="password file") as caught:
        read_password(tmp_path / "password.txt")
    assert caught.value.remedy


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match=r"nothing\.txt"):
        read_password(tmp_path / "nothing.txt")
