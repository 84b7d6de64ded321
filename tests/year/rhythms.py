"""What comes by itself beside the promises: the weekly digests, and the agendas of meetings."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.unit.domain.naive_calendar import WEEKDAYS, moment, party_works
from tests.year.calculation import Calculation
from tests.year.promises import Promise, day_of
from tests.year.readers import Reading, Wishes
from tests.year.world import BEGIN, holder

_DAY = timedelta(days=1)


def digests(year: Calculation, study: str, party: str) -> Iterator[datetime]:
    """When a party should get its digests: weekly, one after a downtime, none in a pause."""
    after = BEGIN
    while True:
        due = _next_digest(year, study, party, after)
        now = year.up(due)
        if now > year.end:
            return
        if year.is_active(study, now):
            yield now
            after = now
            continue
        resumed = (at for at, state in year.states[study] if at > now and state == "active")
        after = next(resumed, year.end + _DAY)


def _next_digest(year: Calculation, study: str, party: str, after: datetime) -> datetime:
    agreed = year.agreed[study].at(after).party[party]
    day = day_of(after, agreed.zone)
    while True:
        if WEEKDAYS[day.weekday()] == agreed.digest.day.value:
            due = moment(datetime.combine(day, agreed.digest.at), agreed.zone)
            if due > after:
                return due
        day += _DAY


def agenda(year: Calculation, promise: Promise) -> datetime | None:
    """When the agenda of a meeting should be posted; never when its minutes are there already."""
    agreed = year.agreed[promise.study]
    cadence = agreed.at(promise.due).cadence[promise.cadence]
    if not cadence.minutes:
        return None
    earlier = [p.due for p in agreed.by_cadence[promise.cadence] if p.due < promise.due]
    planned = year.up(max(earlier, default=BEGIN))
    from_ = max(_two_working_days_before(year, promise), planned)
    turns = [year.up(from_), *(since for since, _ in agreed.versions)]
    turns += [at for at, state in year.states[promise.study] if state == "active"]
    for now in sorted(turn for turn in turns if turn >= from_):
        sent = year.sent(promise)
        if now >= promise.due or (sent is not None and sent < now):
            return None
        if year.is_active(promise.study, now):
            return now
    return None


def _two_working_days_before(year: Calculation, promise: Promise) -> datetime:
    """Two working days of who calls it before it begins, or when their next hours begin."""
    agreement = year.agreed[promise.study].at(promise.due)
    seat = agreement.seat[agreement.cadence[promise.cadence].from_]
    party = agreement.party[seat.party]
    zone, week = seat.zone or party.zone, seat.working_week or party.working_week
    wall = promise.due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    worked: list[date] = []
    day = wall.date()
    while len(worked) <= 2:
        if party_works(party, week, day):
            worked.append(day)
        day -= _DAY
    before = moment(datetime.combine(worked[2], wall.time()), zone)
    caller = Reading(
        who=holder(promise.study, agreement, seat.key),
        party=party,
        zone=zone,
        week=week,
        wishes=Wishes(),
    )
    following = caller.next_allowed(before)
    return following if following < promise.due else before
