"""When an answer is due, what follows without one, how long it took: on the answerer's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.parties import OfficeHours
from bot.domain.agreement.seats import ReplyWithin
from bot.domain.business_time import after_working_time, working_time_between
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant
from bot.domain.question import Question, Said, Turn
from bot.domain.reply_time import deadlines, reply_times
from bot.domain.standing_still import Stretch
from bot.domain.waiting_times import ReplyTimes
from bot.domain.workdays import working_days
from tests.builders import (
    HYDERABAD,
    SAN_DIEGO,
    SEATS,
    a_cro,
    a_holiday,
    a_seat,
    a_sponsor,
    an_agreement,
    at,
)


def times(begin: str, normal: str) -> list[str]:
    within = ReplyWithin(normal=Duration.parse(normal), urgent=Duration.parse("4h"))
    agreement = an_agreement(seats=(*SEATS, a_seat("qa", "cro", reply_within=within)))
    found = deadlines(agreement, "qa", at(begin, HYDERABAD), urgent=False)
    moments = (found.due, found.offered, found.shown)
    return [f"{each.astimezone(ZoneInfo(HYDERABAD)):%a %H:%M}" for each in moments]


@pytest.mark.parametrize(
    ("asked", "normal", "expected"),
    [
        # Deccan: Monday to Saturday, 09:00 to 18:00.
        ("2026-12-02T10:00", "1bd", ["Thu 10:00", "Thu 14:30", "Fri 10:00"]),
        ("2026-12-04T22:00", "1bd", ["Mon 09:00", "Mon 13:30", "Mon 18:00"]),  # night to Saturday
        ("2026-12-05T17:00", "1bd", ["Mon 17:00", "Tue 12:30", "Tue 17:00"]),
        ("2026-12-06T12:00", "1bd", ["Tue 09:00", "Tue 13:30", "Tue 18:00"]),  # on a Sunday
        ("2026-12-04T16:00", "4h", ["Sat 11:00", "Sat 13:00", "Sat 15:00"]),  # office hours
        ("2026-12-24T17:00", "2bd", ["Mon 17:00", "Tue 17:00", "Wed 17:00"]),  # Christmas is off
    ],
)
def test_an_answer_is_due_in_the_working_time_of_who_is_asked(
    asked: str, normal: str, expected: list[str]
) -> None:
    assert times(asked, normal) == expected


def test_an_urgent_one_runs_on_the_wall_clock_only_while_they_are_on_call() -> None:
    dosing = an_agreement()  # the study director is on call from 06:00 to 22:00 in dosing
    seat = dosing.seat["study_director"]
    asked = at("2027-01-12T20:00", HYDERABAD)
    found = deadlines(dosing, "study_director", asked, urgent=True)
    agreed = seat.reply_within.urgent
    assert found.due - asked == timedelta(hours=agreed.amount)
    assert deadlines(dosing, "study_director", asked, urgent=False).due > found.due
    later = at("2027-01-12T23:00", HYDERABAD)  # no longer on call
    due = deadlines(dosing, "study_director", later, urgent=True).due
    assert due == instant(at("2027-01-13T09:00", HYDERABAD) + timedelta(hours=agreed.amount))


def _question(*turns: Turn) -> Question:
    return Question(
        id="c/question/1",
        collaboration="c",
        number=1,
        version=2,
        topic="Slides",
        person="alice",
        from_seat="program_manager",
        from_party="sponsor",
        to_party="cro",
        turns=turns,
    )


def _said(text: str, moment: Instant) -> Said:
    return Said(text=text, person="bob", seat="cro_pm", at=moment)


def _turn(asked: str, seat: str = "cro_pm") -> Turn:
    since = at(asked, HYDERABAD)
    due = deadlines(an_agreement(), seat, since, urgent=False).due
    return Turn(seat=seat, asked=(_said("?", since),), since=since, due=due)


def _counted(*questions: Question, now: str = "2026-12-10T12:00") -> ReplyTimes:
    agreement = an_agreement()
    return reply_times(
        questions,
        {2: agreement},
        party="cro",
        seats=frozenset(agreement.seat),
        now=at(now, HYDERABAD),
        since=at("2026-12-01T00:00"),
        until=at("2027-01-01T00:00"),
    )


def test_each_turn_is_measured_in_the_working_time_of_its_seat() -> None:
    quick = _question(_turn("2026-12-04T17:00")).answered(
        _said("yes", at("2026-12-05T10:00", HYDERABAD))  # an hour on Friday, one on Saturday
    )
    passed = _question(_turn("2026-12-04T10:00")).passed_on(
        "study_director",
        _said("theirs", at("2026-12-04T12:00", HYDERABAD)),
        at("2026-12-05T12:00", HYDERABAD),
    )
    slow = passed.answered(_said("no", at("2026-12-08T12:00", HYDERABAD)))  # 6 + 9 + 9 + 3 h
    back = _question(_turn("2026-12-07T10:00")).back(
        _said("which?", at("2026-12-07T14:00", HYDERABAD))
    )
    assert _counted(quick, slow, back) == ReplyTimes(
        replied=3,
        on_time=2,
        overdue=0,
        median=timedelta(hours=4),
        ninetieth=timedelta(hours=27),
        came=3,
    )


def test_what_waits_past_its_time_counts_as_overdue_and_what_was_taken_back_for_nothing() -> None:
    waiting = _question(_turn("2026-12-04T10:00"))
    withdrawn = waiting.withdrawn(at("2026-12-09T10:00", HYDERABAD))
    assert _counted(waiting, withdrawn) == ReplyTimes(
        replied=0, on_time=0, overdue=1, median=None, came=1, waiting=1
    )
    assert _counted(waiting, now="2026-12-04T11:00").counted == 0


def test_only_the_sides_own_turns_of_seats_the_reader_knows_count() -> None:
    waiting = _question(_turn("2026-12-04T10:00"))
    agreement = an_agreement()
    moment = at("2026-12-10T12:00", HYDERABAD)
    for party, seats in (("sponsor", frozenset(agreement.seat)), ("cro", frozenset({"x"}))):
        found = reply_times(
            [waiting],
            {2: agreement},
            party=party,
            seats=seats,
            now=moment,
            since=at("2026-12-01T00:00"),
            until=at("2027-01-01T00:00"),
        )
        assert found.counted == 0


def test_a_turn_counts_in_the_stretch_in_which_it_came() -> None:
    agreement, waiting = an_agreement(), _question(_turn("2026-12-04T10:00"))
    came = waiting.turn.since
    for since, until, counted in (
        (came, at("2027-01-01T00:00"), 1),
        (at("2026-12-01T00:00"), came, 0),
        (at("2026-12-05T00:00"), at("2027-01-01T00:00"), 0),
    ):
        found = reply_times(
            [waiting],
            {2: agreement},
            party="cro",
            seats=frozenset(agreement.seat),
            now=at("2026-12-20T00:00"),
            since=since,
            until=until,
        )
        assert found.counted == counted


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
HOURS = st.sampled_from(["09:00-18:00", "08:30-17:00", "22:00-06:00", "00:00-23:59"])


@given(MOMENTS, st.integers(0, 6000), HOURS, st.sampled_from([HYDERABAD, SAN_DIEGO]))
@settings(max_examples=60, deadline=None)
def test_after_some_working_time_exactly_so_much_has_been_worked(
    start: datetime, minutes: int, hours: str, zone: str
) -> None:
    party = a_cro(holidays=(a_holiday(date(2026, 12, 25)),)) if zone == HYDERABAD else a_sponsor()
    worked, moment = timedelta(minutes=minutes), instant(start)
    on = {
        "zone": zone,
        "workdays": working_days(party),
        "hours": OfficeHours.parse(hours),
    }
    found = after_working_time(moment, worked, **on)  # type: ignore[arg-type]  # by name
    assert found >= moment
    assert working_time_between(moment, found, **on) == worked  # type: ignore[arg-type]  # likewise


def test_nine_in_ten_took_no_longer_and_what_waits_is_counted_at_the_end() -> None:
    turns = [
        _question(_turn("2026-12-04T10:00")).answered(
            _said("yes", at(f"2026-12-04T{10 + hours}:00", HYDERABAD))
        )
        for hours in range(1, 6)
    ]
    found = _counted(*turns, _question(_turn("2026-12-09T17:00")))
    assert (found.median, found.ninetieth) == (timedelta(hours=3), timedelta(hours=5))
    assert (found.came, found.waiting, found.counted) == (6, 1, 5)


def test_a_pause_takes_nothing_of_the_time_to_answer() -> None:
    """Asked on Friday at 10:00 it is due on Saturday at 10:00: nine office hours."""
    asked = _question(_turn("2026-12-04T10:00"))
    agreement = an_agreement()
    pause = [
        Stretch(begin=at("2026-12-04T12:00", HYDERABAD), end=at("2026-12-08T12:00", HYDERABAD))
    ]
    for answered, in_time, hours in (("2026-12-09T10:00", 1, 9), ("2026-12-09T11:00", 0, 10)):
        found = reply_times(
            [asked.answered(_said("yes", at(answered, HYDERABAD)))],
            {2: agreement},
            party="cro",
            seats=frozenset(agreement.seat),
            now=at("2026-12-20T00:00"),
            since=at("2026-12-01T00:00"),
            until=at("2027-01-01T00:00"),
            still=pause,
        )
        assert (found.on_time, found.median) == (in_time, timedelta(hours=hours))
