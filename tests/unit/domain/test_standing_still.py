"""Time without pauses."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.instant import Instant, instant
from bot.domain.standing_still import Stretch, running, running_time, stood_still
from tests.builders import at

START = at("2027-01-01T00:00")


def minute(number: int) -> Instant:
    return instant(START + timedelta(minutes=number))


def test_a_pause_is_cut_out_of_the_middle() -> None:
    still = [Stretch(begin=minute(10), end=minute(20))]
    left = list(running(minute(0), minute(30), still))
    assert left == [
        Stretch(begin=minute(0), end=minute(10)),
        Stretch(begin=minute(20), end=minute(30)),
    ]
    assert list(running(minute(12), minute(18), still)) == []
    assert stood_still(minute(0), minute(11), still)
    assert not stood_still(minute(0), minute(10), still)


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 60), unique=True, max_size=8),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_it_is_as_long_as_the_minutes_that_lie_in_no_pause(
    edges: list[int], begin: int, end: int
) -> None:
    edges = sorted(edges[: len(edges) // 2 * 2])
    pauses = list(zip(edges[::2], edges[1::2], strict=True))
    still = [Stretch(begin=minute(a), end=minute(b)) for a, b in pauses]
    expected = sum(not any(a <= m < b for a, b in pauses) for m in range(begin, end))
    assert running_time(minute(begin), minute(end), still) == timedelta(minutes=expected)
