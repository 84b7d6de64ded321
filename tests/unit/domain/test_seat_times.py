"""Seats that change hands, and time without a holder."""

from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.domain.people import Holding
from bot.domain.seat_times import Gone, changes, empty
from bot.domain.standing_still import Stretch
from tests.builders import at

JAN, FEB = at("2027-01-01T00:00"), at("2027-02-01T00:00")
DAY = timedelta(days=1)


def day(number: int) -> Instant:
    return instant(JAN + (number - 1) * DAY)


def held(person: str, since: int, until: int | None = None, seat: str = "vet") -> Holding:
    return Holding(
        collaboration="c",
        seat=seat,
        person=person,
        since=day(since),
        until=day(until) if until else None,
    )


def without(
    *holdings: Holding, gone: tuple[Gone, ...] = (), still: tuple[Stretch, ...] = ()
) -> float:
    found = empty("vet", holdings, gone, still, since=JAN, until=FEB)
    return found / DAY


def test_the_first_holder_is_no_change_and_who_comes_back_is_one() -> None:
    holdings = [
        held("a", 2, 5),
        held("b", 5, 9),
        held("b", 9, 12),
        held("a", 20),
        held("x", 1, seat="pm"),
    ]
    assert changes(holdings, "vet", since=JAN, until=FEB) == 2
    assert changes(holdings, "vet", since=day(6), until=FEB) == 1
    assert changes(holdings, "vet", since=day(6), until=day(20)) == 0


def test_it_is_empty_while_nobody_holds_it() -> None:
    assert without() == 31
    assert without(held("a", -50)) == 0
    assert without(held("a", -50, 11), held("b", 13)) == 2
    assert without(held("a", 1, 20), held("b", 15)) == 0  # two at once are not twice


def test_and_while_its_holder_is_gone() -> None:
    gone = Gone(seat="vet", person="a", since=day(5), until=day(8))
    assert without(held("a", -50), gone=(gone,)) == 3
    open_ = Gone(seat="vet", person="a", since=day(20), until=None)
    assert without(held("a", -50, 25), held("b", 25), gone=(gone, open_)) == 8
    assert without(held("b", -50), gone=(gone,)) == 0  # somebody else was gone


def test_a_pause_does_not_count() -> None:
    still = (Stretch(begin=day(3), end=day(5)),)
    assert without(held("a", 11), still=still) == 8
    assert without(held("a", 4), still=still) == 2
