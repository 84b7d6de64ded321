"""Who reads what is for a seat, and when they may be written to; minute by minute."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party, Weekday
from tests.unit.domain.naive_calendar import party_works
from tests.year.promises import Agreed
from tests.year.world import holder, side_of

#: All hours in the two agreements, and those that people choose, begin and end on one of these.
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody chose in *Settings*."""

    quiet: tuple[time, time] | None = None
    zone: str | None = None
    lead: timedelta = timedelta()
    budget: int = 5


@dataclass(frozen=True, kw_only=True)
class Away:
    """Some days of somebody in one collaboration; said in one, they hold in all."""

    study: str
    who: Address
    said: datetime
    said_in: str
    since: datetime
    until: datetime
    cover: Address | None
    first: date
    last: date
    ended: datetime | None = None
    """When they came back before that."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Somebody reading for a seat at a moment."""

    who: Address
    party: Party
    zone: str
    week: tuple[Weekday, ...]
    wishes: Wishes

    def allows(self, moment: datetime) -> bool:
        """Whether something may come."""
        return self.works_at(moment) and not self._is_quiet(moment)

    def works_at(self, moment: datetime) -> bool:
        """Whether it lies in their working hours."""
        wall = moment.astimezone(ZoneInfo(self.zone))
        day = wall.date()
        if not party_works(self.party, self.week, day):
            return False
        half = [h.works_until for h in self.party.holidays if h.date == day and h.works_until]
        end = half[0] if half else self.party.hours.end
        return self.party.hours.start <= wall.time() < end

    def _is_quiet(self, moment: datetime) -> bool:
        if self.wishes.quiet is None:
            return False
        start, end = self.wishes.quiet
        wall = moment.astimezone(ZoneInfo(self.wishes.zone or self.zone)).time()
        return start <= wall < end if start < end else wall >= start or wall < end

    def next_allowed(self, moment: datetime) -> datetime:
        """This moment, or the first quarter of an hour after it that is allowed."""
        if self.allows(moment):
            return moment
        found = _quarter(moment) + QUARTER
        while not self.allows(found):
            found += QUARTER
        return found

    def last_allowed(self, moment: datetime) -> datetime:
        """This moment, or one before it that leaves an hour of what is allowed, if there is one."""
        if self.allows(moment):
            return moment
        last = _quarter(moment)
        while not self.allows(last):
            last -= QUARTER
        begin = last
        while self.allows(begin - QUARTER):
            begin -= QUARTER
        return max(begin, last + QUARTER - timedelta(hours=1))

    def ask_at(self, due: datetime, late: datetime) -> datetime:
        """When to ask for what is due: their lead time before, and in time to write it."""
        wished = due - self.wishes.lead
        following = self.next_allowed(wished)
        if following < late:
            return following
        last = _quarter(wished)
        while not self.allows(last):
            last -= QUARTER
        begin, end = last, last + QUARTER
        while self.allows(begin - QUARTER):
            begin -= QUARTER
        while self.allows(end):
            end += QUARTER
        return max(begin, min(end, due) - timedelta(hours=1))


def _quarter(moment: datetime) -> datetime:
    minute = moment.minute - moment.minute % 15
    return moment.replace(minute=minute, second=0, microsecond=0)


@dataclass(frozen=True, kw_only=True)
class People:
    """Where everybody is all year."""

    agreed: dict[str, Agreed]
    aways: Sequence[Away]
    wishes: dict[Address, list[tuple[datetime, Wishes]]] = field(default_factory=dict)

    def away(self, study: str, who: Address, moment: datetime) -> Away | None:
        """What they said about being away then."""
        for each in self.aways:
            here = (each.study, each.who) == (study, who) and each.said <= moment
            ended = each.ended is not None and each.ended <= moment
            if here and each.since <= moment < each.until and not ended:
                return each
        return None

    def chosen(self, who: Address, moment: datetime) -> Wishes:
        """What they chose last."""
        so_far = [wishes for since, wishes in self.wishes.get(who, ()) if since <= moment]
        return so_far[-1] if so_far else Wishes()

    def reading(self, study: str, seat: str, moment: datetime) -> Reading:
        """Who gets what is for a seat: its holder, who stands in, the deputy, the lead."""
        agreement = self.agreed[study].at(moment)
        party = agreement.seat[seat].party
        deputy = agreement.seat[seat].deputy
        sits = holder(study, agreement, seat)
        away = self.away(study, sits, moment)
        people = [away.cover] if away and away.cover else []
        people += [sits, *([holder(study, agreement, deputy)] if deputy else [])]
        people.append(holder(study, agreement, side_of(study, party).lead))
        there = [each for each in people if not self.away(study, each, moment)]
        who = (there or people)[0]
        if who == sits:
            works_in = seat
        elif deputy and who == holder(study, agreement, deputy):
            works_in = deputy
        else:
            works_in = self._seat_of(study, agreement, who)
        return self.in_seat(study, agreement, works_in, moment)

    def in_seat(self, study: str, agreement: Agreement, seat: str, moment: datetime) -> Reading:
        """The holder of a seat, reading in it."""
        sits = agreement.seat[seat]
        party = agreement.party[sits.party]
        who = holder(study, agreement, seat)
        return Reading(
            who=who,
            party=party,
            zone=sits.zone or party.zone,
            week=sits.working_week or party.working_week,
            wishes=self.chosen(who, moment),
        )

    def _seat_of(self, study: str, agreement: Agreement, who: Address) -> str:
        return next(s.key for s in agreement.seats if holder(study, agreement, s.key) == who)
