import pytest

from object_server import CREDENTIALS, object_server


@pytest.fixture(scope="module")
def server():
    with object_server() as running, pytest.MonkeyPatch.context() as patched:
        for name, value in CREDENTIALS.items():
            patched.setenv(name, value)
        yield running
