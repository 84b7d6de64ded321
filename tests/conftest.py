"""What every test may ask for, and in which order and how tests are run."""

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import postgresql_database, sqlite_template
from tests.postgres import postgres_server

__all__ = ["postgres_server", "postgresql_database", "sqlite_template"]

# Speed is shown by a benchmark, never by a test: on a busy machine any example may take long.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and measure no coverage of random examples.

    Which lines random examples reach differs from run to run, so no floor may rest on them; tracing
    them takes longer than they do. The marker is set by Hypothesis.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        if item.get_closest_marker("hypothesis") is not None:
            item.add_marker(pytest.mark.no_cover)
