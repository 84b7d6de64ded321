"""When a round of the pulse opens and when it ends: on days that all asked parties work.

A round belongs to a week, two weeks, a month or a quarter of the calendar and is named by its first
day. It opens with the first office on the first day that all work, and ends when the last office
has opened on such a day, so that everybody reads the results on the day they are shown.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain import business_time
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.parties import Party
from bot.domain.duration import Duration
from bot.domain.errors import BadAgreement
from bot.domain.instant import Instant, instant, local
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import shared, working_days

_MONTHS = 12
_MONTHS_OF_A_QUARTER = 3
_WEEK, _TWO_WEEKS = 7, 14
#: How long people have for an answer, on the calendar of each side. A week is over soon.
_OPEN_FOR = {Every.DAY: "3bd", Every.WEEK: "3bd", Every.QUARTER: "10bd"}
_USUALLY_OPEN_FOR = "5bd"


def round_on(every: Every, day: date) -> date:
    """The first day of the round that a day belongs to.

    A pulse of every day, which agreements could once have, is asked every week: nobody can be
    untraceable in answers that come daily.
    """
    match every:
        case Every.DAY | Every.WEEK:
            return date.fromordinal(day.toordinal() - day.weekday())
        case Every.TWO_WEEKS:  # ordinal 1 was a Monday
            return date.fromordinal(day.toordinal() - (day.toordinal() - 1) % _TWO_WEEKS)
        case Every.QUARTER:
            first = (day.month - 1) // _MONTHS_OF_A_QUARTER * _MONTHS_OF_A_QUARTER + 1
            return date(day.year, first, 1)
        case _:
            return day.replace(day=1)


def round_after(every: Every, start: date) -> date:
    """The first day of the round that follows the one of a day."""
    begin = round_on(every, start)
    match every:
        case Every.DAY | Every.WEEK:
            return begin + timedelta(days=_WEEK)
        case Every.TWO_WEEKS:
            return begin + timedelta(days=_TWO_WEEKS)
        case _:
            months = _MONTHS_OF_A_QUARTER if every is Every.QUARTER else 1
            index = begin.year * _MONTHS + begin.month - 1 + months
            return date(index // _MONTHS, index % _MONTHS + 1, 1)


def opens_at(parties: Sequence[Party], start: date) -> Instant:
    """When a round opens: with the first office on the first day that all parties work.

    Args:
        parties: those that are asked, at least one.
        start: the first day of the round.
    """
    return min(_openings(parties, _shared_day(parties, start)))


def next_opening(parties: Sequence[Party], every: Every, after: Instant) -> tuple[date, Instant]:
    """The first round that opens strictly after a moment, and when."""
    # Days off can move an opening into the round after it, so it is looked for from before that.
    start = round_on(every, local(after, parties[0].zone).date())
    start = round_on(every, start - timedelta(days=1))
    while (moment := opens_at(parties, start)) <= after:
        start = round_after(every, start)
    return start, moment


def ends_at(parties: Sequence[Party], every: Every, opened: Instant) -> Instant:
    """When a round that was opened at a moment ends and its results are shown."""
    wait = Duration.parse(_OPEN_FOR.get(every, _USUALLY_OPEN_FOR))
    over = max(
        business_time.after(opened, wait, zone=each.zone, workdays=working_days(each))
        for each in parties
    )
    day = local(over, parties[0].zone).date()
    while (moment := max(_openings(parties, _shared_day(parties, day)))) < over:
        day = _shared_day(parties, day) + timedelta(days=1)
    return moment


def half_way(opened: Instant, ends: Instant) -> Instant:
    """When those who have not answered are reminded."""
    return instant(opened + (ends - opened) / 2)


def _shared_day(parties: Sequence[Party], first: date) -> date:
    """The first day from one on that all parties work; where there is none, that the first does."""
    all_work = shared(*(working_days(each) for each in parties))
    try:
        return first if all_work.is_working(first) else all_work.next_working(first)
    except BadAgreement:
        own = working_days(parties[0])
        return first if own.is_working(first) else own.next_working(first)


def _openings(parties: Sequence[Party], day: date) -> list[Instant]:
    return [resolve_wall(datetime.combine(day, each.hours.start), each.zone) for each in parties]
