"""Lines that several answers have in common: people, and how to reach them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.cards.card import Fact, Mention, Part, Strong
from bot.cards.compose.around import THE_TEXT_ALONE, Around
from bot.cards.words import answers as words
from bot.cards.words import contact_rules
from bot.cards.words.manners import away_until
from bot.domain.address import Address
from bot.domain.agreement.areas import Access, AccessGrant, Area
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import Seat
from bot.domain.asked_hour import AskedHour, next_time
from bot.domain.instant import Instant
from bot.domain.reach import Availability, reach_now
from bot.domain.visibility import View
from bot.domain.workdays import seat_zone


@dataclass(frozen=True)
class Holder:
    """Who sits in a seat, as an answer names them."""

    name: str
    address: Address | None = None
    """Where they can be mentioned, when known."""
    away_until: date | None = None
    """The day they are back, while they are away."""
    stands_in: str | None = None
    """Who they named to stand in, by name; none for the deputy."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What an answer is made from: what the reader may know, who sits where, and the time."""

    view: View
    holders: Mapping[str, Holder]
    """By seat key. Empty where nothing is known about people, as in a bare agreement file."""
    now: Instant
    with_contacts: bool = True
    """Whether it says how people are reached."""
    around: Around = THE_TEXT_ALONE
    hour: AskedHour | None = None
    """The hour that was asked about, when it is not now."""

    @property
    def agreement(self) -> Agreement:
        """The agreement the answer is about."""
        return self.view.agreement

    def seat(self, key: str | None) -> tuple[Part, ...]:
        """A seat with its party and holder; nothing when it does not exist for the reader."""
        seat = self.view.seat(key)
        if seat is None:
            return ()
        party = self.agreement.party[seat.party].short
        return (Strong(seat.title), f" ({party})", *self._holder(seat))

    def holder(self, key: str) -> tuple[Part, ...]:
        """The person in a seat, or nothing when people are not known here."""
        known = self.holders.get(key)
        if known is None:
            return (words.NOBODY_YET,) if self.holders else ()
        return (_person(known), *_away(known))

    def reach(self, seat: Seat) -> tuple[Part, ...]:
        """How to reach a seat now, with the seat that stands in where one does."""
        filled = not self.holders or seat.key in self.holders
        held = self.holders.get(seat.key)
        if held is not None and held.away_until is not None:
            return self._while_away(seat, held)
        return self._reach_at(seat, self.now, filled=filled)

    def reach_then(self, seat: Seat) -> tuple[Part, ...]:
        """How to reach a seat at the hour that was asked about; nothing when it was not."""
        moment = self.moment_asked_about(seat)
        return () if moment is None else self._reach_at(seat, moment, then=True)

    def moment_asked_about(self, seat: Seat) -> Instant | None:
        """When the hour that was asked about comes next where the seat is; none when it was not.

        Also none while the holder is away or the seat is empty: whom to ask instead is said.
        """
        held = self.holders.get(seat.key)
        nobody = held.away_until is not None if held else bool(self.holders)
        if self.hour is None or nobody:
            return None
        here = self.around.zone if self.hour.by_own_clock else None
        return next_time(self.hour, self.now, here or seat_zone(self.agreement, seat.key))

    def _reach_at(
        self, seat: Seat, moment: Instant, *, filled: bool = True, then: bool = False
    ) -> tuple[Part, ...]:
        found = reach_now(self.agreement, seat.key, moment, filled=filled)
        stands_in = self.view.seat(found.instead)
        if found.instead and stands_in is None:
            found = replace(found, why=None)  # the agreed words may speak of the hidden seat
        vacant = found.availability is Availability.VACANT
        here = "" if vacant else contact_rules.time_here(found, self.around.zone)
        text = "" if vacant and stands_in else f"{words.reach(found, then=then)}{here}"
        if stands_in is None:
            return (text,)
        other = reach_now(self.agreement, stands_in.key, moment)
        way = found.cover or (other.now if vacant else other.urgent)
        return (f"{text}{words.instead(found)}", *self.seat(stands_in.key), f": {words.ways(way)}.")

    def stand_in(self, seat: Seat) -> tuple[Part, ...]:
        """Whom to ask instead of who is away, or of nobody where the seat is empty; else nothing.

        Also nothing where the seat is empty and has no deputy whom the reader may know.
        """
        held = self.holders.get(seat.key)
        if held is not None and held.away_until is not None:
            return self._covering(seat, held)
        if not self.holders or held is not None or self.view.seat(seat.deputy) is None:
            return ()
        return self.reach(seat)

    def _while_away(self, seat: Seat, held: Holder) -> tuple[Part, ...]:
        """Whom to ask while the holder is away: who they named, else the deputy."""
        said = words.while_away(held.away_until) if held.away_until else ""
        covering = self._covering(seat, held)
        return (said, " ", *covering) if covering else (said,)

    def _covering(self, seat: Seat, held: Holder) -> tuple[Part, ...]:
        if held.stands_in:
            return (words.ask_instead(held.stands_in),)
        deputy = self._deputy(seat)
        if deputy is None:
            return ()
        way = reach_now(self.agreement, deputy.key, self.now).now
        return ("Ask ", *self.seat(deputy.key), f": {words.ways(way)}.")

    def _deputy(self, seat: Seat) -> Seat | None:
        """The deputy, or who speaks for that side while the deputy's seat is empty or away too."""
        lead = self.view.lead(self.agreement.party[seat.party])
        asked = [each for each in (self.view.seat(seat.deputy), lead) if each and each != seat]
        return next((each for each in asked if self._is_there(each)), next(iter(asked), None))

    def _is_there(self, seat: Seat) -> bool:
        held = self.holders.get(seat.key)
        return held is not None and held.away_until is None

    def titles(self, keys: Iterable[str]) -> list[str]:
        """Titles of those seats that exist for the reader."""
        return [seat.title for seat in self.view.seats_of(keys)]

    def _holder(self, seat: Seat) -> tuple[Part, ...]:
        found = self.holders.get(seat.key)
        if found is not None and found.name == seat.title:
            return _away(found)  # who is known by the name of their seat is not named twice
        known = self.holder(seat.key)
        return (", ", *known) if known else ()


def line(label: str, value: tuple[Part, ...]) -> Iterable[Fact]:
    """A row, or nothing when there is nothing to say in it."""
    return (Fact(label, value),) if any(value) else ()


def due_in_words(agreement: Agreement, area: Area) -> str:
    """When an area is due, or an empty text."""
    phases = {phase.key: phase.title for phase in agreement.phases}
    return "; ".join(words.due(each, phases.get(each.phase or "")) for each in area.due)


def access_in_words(telling: Telling, access: Access) -> str:
    """Who gets in and how, or an empty text."""
    parties = telling.agreement.party
    granted_by = telling.view.seat(access.granted_by)
    allowed = telling.titles(access.seats)
    parts = [
        words.EVERYONE_HAS_ACCESS if access.everyone else "",
        words.granted(granted_by.title if granted_by else None, access.within, access.needs),
        words.only(allowed) if allowed else "",
        *(words.party_access(parties[p.party].short, p.level, p.path) for p in access.parties),
        *(words.grant(seat.title, each.until) for each, seat in _grants(telling, access)),
        access.note or "",
    ]
    return "; ".join(part for part in parts if part)


def _grants(telling: Telling, access: Access) -> Iterable[tuple[AccessGrant, Seat]]:
    """The grants to seats that exist for the reader."""
    found = ((each, telling.view.seat(each.seat)) for each in access.grants)
    return ((each, seat) for each, seat in found if seat is not None)


def joined(people: Iterable[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Several people in a row, the last with `and`."""
    shown = [person for person in people if person]
    found: list[Part] = []
    for number, person in enumerate(shown):
        if number:
            found.append(" and " if number == len(shown) - 1 else ", ")
        found.extend(person)
    return tuple(found)


def _away(holder: Holder) -> tuple[Part, ...]:
    return (f" ({away_until(holder.away_until)})",) if holder.away_until else ()


def _person(holder: Holder) -> Part:
    return Mention(holder.address, holder.name) if holder.address else holder.name
