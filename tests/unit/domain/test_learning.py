"""When words that people use are worth to be suggested as a name, and when a lead is asked."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant
from bot.domain.learning import (
    ASKED_WITHIN,
    KEPT_FOR,
    MOST_ASKED,
    How,
    Meant,
    NameState,
    SuggestedName,
    may_ask_at,
    worth_suggesting,
)
from tests.builders import HYDERABAD, at

NOW = at("2026-12-07T10:00", HYDERABAD)


def ago(**amount: float) -> Instant:
    return instant(NOW - timedelta(**amount))


def meant(item: str = "slides", asker: str = "a", **changes: object) -> Meant:
    values = {
        "collaboration": "c1",
        "words": "glass",
        "said": "the glass",
        "section": "areas" if item else "",
        "item": item,
        "how": How.PICKED if item else How.MISSED,
        "asker": asker,
        "party": "cro",
        "day": "2026-12-07",
        "at": NOW,
        **changes,
    }
    return Meant(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_name(id_: str = "n1", **changes: object) -> SuggestedName:
    values = {
        "id": id_,
        "collaboration": "c1",
        "words": "glass",
        "said": "the glass",
        "section": "areas",
        "item": "slides",
        "party": "cro",
        "times": 2,
        "people": 1,
        "since": NOW,
        **changes,
    }
    return SuggestedName(**values)  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize("how", [How.PICKED, How.CHOSEN, How.CONFIRMED])
def test_the_same_has_to_be_meant_twice(how: How) -> None:
    once, again = meant(how=how), meant(how=how, day="2026-12-06", at=ago(days=1))
    assert worth_suggesting([once], NOW) is None
    worth = worth_suggesting([once, again], NOW)
    assert worth is not None
    assert (worth.item, worth.times, worth.people) == ("slides", 2, 1)
    assert worth.latest == once


def test_one_correction_is_enough() -> None:
    worth = worth_suggesting([meant(how=How.CORRECTED)], NOW)
    assert worth is not None
    assert (worth.section, worth.item) == ("areas", "slides")


def test_where_people_mean_different_things_as_often_nothing_is_suggested() -> None:
    both = [meant(how=How.CORRECTED), meant("report", "b", how=How.CORRECTED)]
    assert worth_suggesting(both, NOW) is None
    more = [*both, meant("report", "c")]
    worth = worth_suggesting(more, NOW)
    assert worth is not None
    assert (worth.item, worth.people) == ("report", 2)


def test_what_was_meant_too_long_ago_does_not_count() -> None:
    old = meant(asker="b", at=ago(days=KEPT_FOR.days))
    assert worth_suggesting([meant(), old], NOW) is None
    assert worth_suggesting([meant(), meant(asker="b", at=ago(days=89))], NOW) is not None


def test_what_is_missing_has_to_be_asked_for_by_two_people() -> None:
    first, again = meant(""), meant("", day="2026-12-06", at=ago(days=1))
    assert worth_suggesting([first, again], NOW) is None
    worth = worth_suggesting([first, again, meant("", "b")], NOW)
    assert worth is not None
    assert (worth.section, worth.item, worth.people) == ("", "", 2)


def test_what_somebody_picked_is_not_missing() -> None:
    assert worth_suggesting([meant(""), meant("", "b"), meant("slides", "b")], NOW) is None


_WHEN = st.integers(min_value=0, max_value=120)
_MEANT = st.builds(
    lambda item, asker, how, days: meant(item, asker, how=how, at=ago(days=days)),
    st.sampled_from(["", "slides", "report"]),
    st.sampled_from("abc"),
    st.sampled_from(How),
    _WHEN,
)


@settings(max_examples=60)
@given(st.lists(_MEANT, max_size=8))
def test_what_is_suggested_was_meant_most_and_lately(found: list[Meant]) -> None:
    worth = worth_suggesting(found, NOW)
    assert worth == worth_suggesting(list(reversed(found)), NOW) or worth is not None
    if worth is None:
        return
    lately = [each for each in found if NOW - each.at < KEPT_FOR]
    counts = {item: sum(e.item == item for e in lately) for item in ("slides", "report")}
    if worth.item:
        assert counts[worth.item] == worth.times > min(counts.values())
    else:
        assert not any(counts.values())
    assert 1 <= worth.people <= worth.times


def test_a_side_is_asked_so_often_a_week_and_the_rest_waits() -> None:
    asked = [a_name(str(n)).asked("lead", ago(days=n)) for n in range(1, MOST_ASKED)]
    others = [a_name("o", party="sponsor").asked("x", NOW), a_name("w")]
    assert may_ask_at([*asked, *others], "cro", NOW) == NOW
    full = [*asked, a_name("full").asked("lead", ago(days=6))]
    assert may_ask_at([*full, *others], "cro", NOW) == instant(ago(days=6) + ASKED_WITHIN)
    over = [*asked, a_name("full").asked("lead", ago(days=7))]
    assert may_ask_at(over, "cro", NOW) == NOW


@pytest.mark.parametrize("state", [NameState.PROPOSED, NameState.NOT_NOW, NameState.PASSED])
def test_what_has_ended_says_what_to_do_instead(state: NameState) -> None:
    ended = a_name().asked("lead", NOW).ended(state, NOW)
    assert (ended.state, ended.ended_at, ended.open) == (state, NOW, False)
    with pytest.raises(Refused, match="ype propose"):
        ended.ended(NameState.NOT_NOW, NOW)
