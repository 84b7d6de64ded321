"""What was promised when, calculated from the agreement day by day; shares no code with the bot."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration
from tests.unit.domain.naive_calendar import NaiveCalendar, party_works

HOUR = timedelta(hours=1)


def writer(cadence: Cadence) -> str:
    """The seat that is asked for it: of a meeting, for its minutes."""
    return cadence.minutes.by if cadence.minutes else cadence.from_


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One occurrence under one version: when what about it is agreed."""

    agreement: Agreement
    cadence: Cadence
    due: datetime

    @property
    def promised(self) -> datetime:
        """When it is to be there: minutes some time after the meeting."""
        minutes = self.cadence.minutes
        return self._later(self.due, minutes.within) if minutes else self.due

    def after(self, wait: Duration) -> datetime:
        """So long after it is to be there, on the calendar of who owes it."""
        return self._later(self.promised, wait)

    def _later(self, since: datetime, wait: Duration) -> datetime:
        seat = self.agreement.seat[writer(self.cadence)]
        owing = replace(self.cadence, from_=seat.key)
        zone = seat.zone or self.agreement.party[seat.party].zone
        return NaiveCalendar(self.agreement, owing).later(since, wait, zone)

    @property
    def late(self) -> datetime:
        """The end of the grace, an hour at least."""
        return max(self.after(self.cadence.grace), self.due + HOUR)

    @property
    def reminded(self) -> tuple[str, datetime]:
        """Who is reminded, and when."""
        agreed = self.cadence.if_late.remind if self.cadence.if_late else None
        if agreed:
            return agreed.seat, self.after(agreed.after)
        return writer(self.cadence), self.due + (self.late - self.due) / 2

    @property
    def told(self) -> list[tuple[str, datetime]]:
        """Who else is told, and when."""
        steps = self.cadence.if_late.tell if self.cadence.if_late else ()
        return [(step.seat, self.after(step.after)) for step in steps]

    @property
    def seen_by_others(self) -> datetime:
        """From when the other side may know that it is late."""
        return min([moment for _, moment in self.told], default=self.late)

    @property
    def agreed_for_a_day_off(self) -> bool:
        """Whether it is due although who owes it is off."""
        seat = self.agreement.seat[writer(self.cadence)]
        party = self.agreement.party[seat.party]
        day = self.due.astimezone(ZoneInfo(seat.zone or party.zone)).date()
        works = party_works(party, seat.working_week or party.working_week, day)
        return self.cadence.if_day_off is IfDayOff.SEND_ANYWAY and not works


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One occurrence."""

    study: str
    cadence: str
    wall: datetime
    due: datetime
    area: str | None = None

    @property
    def name(self) -> str:
        """What the bot calls it, without the collaboration."""
        one = f"{self.cadence}/{self.wall:%Y-%m-%dT%H:%M}"
        return f"{one}/{self.area}" if self.area else one


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """One collaboration's versions, each from its moment on."""

    study: str
    versions: Sequence[tuple[datetime, Agreement]]
    until: datetime

    def at(self, moment: datetime) -> Agreement:
        """The version in force."""
        place = bisect_right([since for since, _ in self.versions], moment)
        return self.versions[max(place, 1) - 1][1]

    def terms(self, promise: Promise, moment: datetime) -> Terms:
        """What holds for it under the version of a moment."""
        agreement = self.at(moment)
        cadence = agreement.cadence[promise.cadence]
        return Terms(agreement=agreement, cadence=cadence, due=promise.due)

    @cached_property
    def by_cadence(self) -> dict[str, list[Promise]]:
        """Everything promised that is no milestone, earliest first."""
        found: dict[str, list[Promise]] = {}
        ends = [since for since, _ in self.versions[1:]] + [self.until]
        for (since, agreement), end in zip(self.versions, ends, strict=True):
            for cadence in agreement.cadences:
                if cadence.rule.every is Every.MILESTONE:
                    continue
                known = found.setdefault(cadence.key, [])
                walls = {each.wall for each in known}
                for wall, due in _between(agreement, cadence, since, end):
                    if wall not in walls:
                        known.append(
                            Promise(study=self.study, cadence=cadence.key, wall=wall, due=due)
                        )
        return found

    def following(self, promise: Promise) -> Promise | None:
        """The next one of the same cadence."""
        if promise.area:
            return None
        later = (p for p in self.by_cadence[promise.cadence] if p.due > promise.due)
        return next(later, None)

    def milestone(self, cadence: str, area: str, said: datetime) -> Promise:
        """What is promised because something was done; a version in between may move it."""
        completed = said.replace(second=0, microsecond=0)
        agreement = self.at(said)
        wanted = agreement.cadence[cadence]
        assert wanted.rule.within
        due = NaiveCalendar(agreement, wanted).completed(completed, wanted.rule.within)
        seat = agreement.seat[wanted.from_]
        zone = wanted.rule.zone or seat.zone or agreement.party[seat.party].zone
        before = NaiveCalendar(agreement, wanted).later(completed, wanted.rule.within, zone)
        wall = before.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        return Promise(study=self.study, cadence=cadence, wall=wall, due=due, area=area)


def _between(
    agreement: Agreement, cadence: Cadence, since: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    rule = cadence.rule
    party = agreement.party_of(cadence.from_)
    zone = rule.zone or agreement.seat[cadence.from_].zone or party.zone
    placed = replace(cadence, rule=replace(rule, zone=zone))
    return NaiveCalendar(agreement, placed).between(since, end)


def day_of(moment: datetime, zone: str) -> date:
    """The date on which a moment falls somewhere."""
    return moment.astimezone(ZoneInfo(zone)).date()
