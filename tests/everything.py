"""Decides what happens to a test that needs a program this machine may not have.

On a developer's machine such a test is skipped with the reason. In CI, where `.ci/run` installs
all of them and sets `TEST_EVERYTHING=1`, a missing program is a failure: a check that is
silently skipped would look like a check that passed.
"""

import os
from typing import NoReturn

import pytest


def everything_is_required() -> bool:
    """Tell whether tests that need PostgreSQL, Node or Chromium must run."""
    return os.environ.get("TEST_EVERYTHING") == "1"


def unavailable(reason: str) -> NoReturn:
    """Skip the running test because of the reason, or fail it where everything is required."""
    if everything_is_required():
        pytest.fail(f"{reason} (TEST_EVERYTHING=1)", pytrace=False)
    pytest.skip(reason)
