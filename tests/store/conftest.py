import pytest

from object_server import CREDENTIALS, object_server


@pytest.fixture(scope="module")
def server():
    with object_server() as running:
        yield running


@pytest.fixture(scope="module")
def credentials():
    with pytest.MonkeyPatch.context() as patched:
        for name, value in CREDENTIALS.items():
            patched.setenv(name, value)
        yield
