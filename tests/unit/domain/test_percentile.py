"""The 90th percentile by nearest rank, and the median."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.percentile import middle, ninetieth

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("count", "place"), [(1, 1), (2, 2), (3, 3), (9, 9), (10, 9), (11, 10), (20, 18), (21, 19)]
)
def test_it_is_a_time_that_was_measured(count: int, place: int) -> None:
    assert ninetieth([n * HOUR for n in range(count, 0, -1)]) == place * HOUR


def test_of_none_there_is_none() -> None:
    assert ninetieth([]) is None
    assert middle([]) is None
    assert middle([HOUR, 3 * HOUR]) == 2 * HOUR


@settings(max_examples=40)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=40))
def test_nine_in_ten_do_not_exceed_it_and_of_anything_smaller_that_is_not_so(
    hours: list[int],
) -> None:
    found = ninetieth([each * HOUR for each in hours])
    assert found is not None
    below = sum(each * HOUR <= found for each in hours)
    less = sum(each * HOUR < found for each in hours)
    assert 10 * below >= 9 * len(hours) > 10 * less
