"""The same month with its rows on a real S3 server: the same bytes; and what the program says when that fails."""

import hashlib
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import polars as pl
import pytest

from object_server import CREDENTIALS, UNREACHABLE, Server, elsewhere, object_server

SAMPLE = Path(__file__).parents[2] / "sample_data"
MONTHS = ("2024-04", "2024-05")
TABLES = ("findings", "evidence", "coverage", "cases")
FOLDER = "donghu"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with object_server() as running:
        yield running


@pytest.fixture(scope="module")
def remote(assist, plain, server, tmp_path_factory):
    """A workspace whose April and May were run with their rows on the server."""
    root = tmp_path_factory.mktemp("remote") / "w"
    assert assist("init", root, "--jurisdiction", "990102").code == 0
    elsewhere(root, server, FOLDER)
    for month in MONTHS:
        shutil.copytree(SAMPLE / month, root / "inbox" / month)
        answer = plain("--lang", "en", "--workspace", root, "run", "--month", month, **CREDENTIALS)
        assert answer.code == 0, answer.err
    return root


@pytest.fixture
def moved(remote, tmp_path):
    """A copy whose server can be another."""

    def to(endpoint: str) -> Path:
        root = Path(shutil.copytree(remote, tmp_path / "moved"))
        elsewhere(root, Server(endpoint), FOLDER)
        return root

    return to


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_findings_evidence_coverage_cases_and_packages_have_the_bytes_of_a_local_workspace(remote, demo):
    made = [f"store/{table}/month={month}.parquet" for table in TABLES for month in MONTHS]
    made += [
        str(path.relative_to(demo)) for month in MONTHS for path in (demo / "exports" / month).rglob("*.*")
    ]
    assert len(made) > len(TABLES) * len(MONTHS)
    assert {name: sha256(remote / name) for name in made} == {name: sha256(demo / name) for name in made}


def test_the_landed_and_rejected_rows_have_them_too_and_lie_on_the_server_alone(remote, demo, server):
    def names(root: Path, suffix: str) -> list[Path]:
        return [
            path.relative_to(root).with_suffix("")
            for month in MONTHS
            for kind in ("extracts", "rejected")
            for path in sorted((root / "store" / kind).glob(f"*/month={month}/*{suffix}"))
        ]

    local = names(demo, ".parquet")
    assert names(remote, ".object") == local
    assert names(remote, ".parquet") == []
    objects = {
        (str(Path(name).parents[1]), Path(name).name.partition("-")[0]): digest
        for name, digest in server.objects(FOLDER).items()
    }
    assert objects == {
        (str(path.parent.relative_to("store")), path.name): sha256(demo / path.with_suffix(".parquet"))
        for path in local
    }


@pytest.mark.parametrize(
    "call",
    [
        ("report", "--month", "2024-05", "--unmask", "--reason", "复核", "--format", "csv"),
        ("status", "--rejected", "civil.roster", "--month", "2024-04"),
        ("checks", "try", "vehicle_purchase", "--set", "lookback_months=12", "--month", "2024-05"),
    ],
    ids=["report", "status", "try"],
)
def test_what_is_read_back_from_the_rows_is_the_same(plain, remote, demo, call):
    answers = [
        plain("--lang", "zh", "--workspace", root, *call, **CREDENTIALS).out for root in (remote, demo)
    ]
    assert answers[0] == answers[1] != ""


def test_the_month_again_does_nothing(plain, remote):
    answer = plain("--lang", "en", "--workspace", remote, "run", "--month", "2024-05", **CREDENTIALS)
    assert (answer.code, "nothing was done" in answer.all.lower()) == (0, True), answer.all


def test_a_server_that_is_down_is_one_sentence(plain, moved):
    root = moved(UNREACHABLE.endpoint)
    before = pl.read_parquet(root / "store/findings/month=2024-05.parquet")
    answer = plain("--lang", "en", "--workspace", root, "compare", "--month", "2024-05", **CREDENTIALS)
    assert answer.code == 4
    assert "cannot be reached" in answer.err
    assert "Traceback" not in answer.all
    assert len(answer.err.splitlines()) == 2
    assert pl.read_parquet(root / "store/findings/month=2024-05.parquet").equals(before)
    report = plain("--lang", "en", "--workspace", root, "report", "--month", "2024-05", **CREDENTIALS)
    assert report.code == 0, "what stands can be read without the server"


class Refusing(BaseHTTPRequestHandler):
    """Knows nobody."""

    def do_GET(self):
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  the server's own naming

    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture
def refusing():
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_refused_credentials_are_a_matter_of_configuration(plain, moved, refusing):
    root = moved(refusing)
    answer = plain("--lang", "zh", "--workspace", root, "compare", "--month", "2024-05", **CREDENTIALS)
    assert (answer.code, "对象存储拒绝了所用的访问凭据" in answer.err) == (3, True), answer.err


def test_an_object_that_was_lost_is_a_matter_of_integrity(plain, moved, server):
    root = moved(server.endpoint)
    server.copy(FOLDER, "lossy")
    elsewhere(root, server, "lossy")
    (lost,) = (
        name for name in server.names("lossy") if name.startswith("extracts/civil.roster/month=2024-05")
    )
    server.remove("lossy", lost)
    answer = plain("--lang", "en", "--workspace", root, "compare", "--month", "2024-05", **CREDENTIALS)
    assert (answer.code, f"s3://bureau/lossy/{lost}" in answer.err) == (6, True), answer.err


def test_without_credentials_nothing_is_tried(assist, remote):
    answer = assist("--workspace", remote, "compare", "--month", "2024-05")
    assert answer.code == 3
    assert "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY is not set" in answer.err
