"""The years that are lived: one in a plain run, more with `TEST_YEARS`."""

import os

import pytest

from tests.year.lived import Year, lived


@pytest.fixture(params=range(1, 1 + int(os.environ.get("TEST_YEARS", "1"))), scope="session")
def year(request: pytest.FixtureRequest) -> Year:
    return lived(request.param)
