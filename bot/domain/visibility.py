"""Who may know that something exists.

Three things can be restricted: in a blinded study the unblinded seats, locations marked as
restricted, and escalations whose trigger says so or names an unblinded seat. For a reader who may
not see them they do not exist: not in answers, lists or suggestions, and not in the text of an
error. Everything that answers somebody reads the agreement through a `View`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.domain.agreement.areas import Location
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.agreement.seats import Seat
from bot.domain.agreement.triggers import Trigger
from bot.domain.escalation import Escalation, Outcome
from bot.domain.personal_data import without_addresses


@dataclass(frozen=True)
class Reader:
    """Who will read an answer: the seats they hold, or the holder of the file itself."""

    seats: frozenset[str] = frozenset()
    """Keys of the seats that everybody who reads this holds."""
    everything: bool = False
    """Whether this is the holder of the agreement file, from whom nothing can be kept."""
    outside: bool = False
    """Whether they belong to none of the parties: they read no number or address of anybody."""


#: Somebody who has the agreement file in their hands.
EVERYTHING = Reader(everything=True)
#: A room: whoever is in it reads the answer, so only what everybody may know.
A_ROOM = Reader()
#: Somebody of no party, such as a person of an unknown workspace in a room.
OUTSIDE = Reader(outside=True)


def seated(*seats: str) -> Reader:
    """A person who holds these seats and reads alone."""
    return Reader(frozenset(seats))


def visible_seat(agreement: Agreement, key: str, reader: Reader) -> bool:
    """Whether the seat exists for the reader; an unknown key does not."""
    seat = agreement.seat.get(key)
    if seat is None:
        return False
    if not _unblinded(agreement, seat) or reader.everything:
        return True
    return sees_unblinded(agreement, reader)


def visible_location(agreement: Agreement, key: str, reader: Reader) -> bool:
    """Whether the location exists for the reader; an unknown key does not."""
    location = agreement.location.get(key)
    if location is None:
        return False
    if not location.restricted or reader.everything:
        return True
    return bool(reader.seats.intersection(location.access.seats))


def is_restricted(agreement: Agreement, trigger: Trigger) -> bool:
    """Whether an escalation of a trigger exists only for who is told, and for unblinded seats."""
    notice = trigger.first_notice
    climbing = {seat for step in trigger.ladder for seat in step.seats.values()}
    named = climbing | {notice.from_, notice.to} | {trigger.decided_by or notice.to}
    return trigger.restricted or any(_unblinded(agreement, agreement.seat[s]) for s in named)


def may_look_back(
    agreement: Agreement, escalation: Escalation, reader: Reader, person: str | None
) -> bool:
    """Whether somebody who reads alone may say, and read, what was learnt from an escalation.

    Who looks back says what they know: of a restricted one only who may know all seats does.
    """
    if not visible_escalation(agreement, escalation, reader, person):
        return False
    return not escalation.restricted or not view(agreement, reader).hidden_seats


def visible_escalation(
    agreement: Agreement, escalation: Escalation, reader: Reader, person: str | None
) -> bool:
    """Whether an escalation exists for a reader.

    Args:
        agreement: the agreement it runs by.
        escalation: the escalation.
        reader: what the reader may know.
        person: id of the one person who reads it alone; none where several do.
    """
    if not escalation.restricted or reader.everything:
        return True
    if person is None:
        return False
    raised = escalation.raised_by is not None and escalation.raised_by.person == person
    told = any(
        each.outcome is Outcome.TOLD and (each.person == person or each.seat in reader.seats)
        for each in escalation.told
    )
    return raised or told or sees_unblinded(agreement, reader)


@dataclass(frozen=True)
class View:
    """An agreement as one reader may know it."""

    agreement: Agreement
    hidden_seats: frozenset[str]
    hidden_locations: frozenset[str]

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats that exist for the reader."""
        return tuple(each for each in self.agreement.seats if each.key not in self.hidden_seats)

    @cached_property
    def locations(self) -> tuple[Location, ...]:
        """The locations that exist for the reader."""
        hidden = self.hidden_locations
        return tuple(each for each in self.agreement.locations if each.key not in hidden)

    def seat(self, key: str | None) -> Seat | None:
        """The seat with this key, when there is one and it exists for the reader."""
        if key is None or key in self.hidden_seats:
            return None
        return self.agreement.seat.get(key)

    def location(self, key: str | None) -> Location | None:
        """The location with this key, when there is one and it exists for the reader."""
        if key is None or key in self.hidden_locations:
            return None
        return self.agreement.location.get(key)

    def seats_of(self, keys: Iterable[str]) -> tuple[Seat, ...]:
        """Those of the seats that exist for the reader, in the given order."""
        found = (self.seat(key) for key in keys)
        return tuple(seat for seat in found if seat is not None)

    def knows(self, seats: Iterable[str]) -> bool:
        """Whether the reader may know of all these seats.

        One that the version does not have hides nothing.
        """
        return self.hidden_seats.isdisjoint(seats)

    def lead(self, party: Party) -> Seat | None:
        """The seat that speaks for a party: the one that accepted the agreement last.

        Without a history it is the first seat of the party in the file.
        """
        history = self.agreement.agreement.history
        accepted = tuple(key for entry in reversed(history) for key in entry.agreed_by)
        listed = (seat.key for seat in self.agreement.seats)
        for seat in self.seats_of((*accepted, *listed)):
            if seat.party == party.key:
                return seat
        return None

    def leads(self) -> tuple[Seat, ...]:
        """One leading seat for every party that has a seat, in the file's order."""
        found = (self.lead(party) for party in self.agreement.parties)
        return tuple(seat for seat in found if seat is not None)


def view(agreement: Agreement, reader: Reader) -> View:
    """The agreement as this reader may know it."""
    return View(
        without_addresses(agreement) if reader.outside else agreement,
        frozenset(k for k in agreement.seat if not visible_seat(agreement, k, reader)),
        frozenset(k for k in agreement.location if not visible_location(agreement, k, reader)),
    )


def sees_unblinded(agreement: Agreement, reader: Reader) -> bool:
    """Whether everybody who reads holds an unblinded seat."""
    held = (agreement.seat.get(each) for each in reader.seats)
    return any(each is not None and _unblinded(agreement, each) for each in held)


def knows_everything(agreement: Agreement, reader: Reader) -> bool:
    """Whether nothing is kept from a reader: of the agreement, or of what may happen by it."""
    seen = view(agreement, reader)
    if seen.hidden_seats or seen.hidden_locations:
        return False
    sees_all = reader.everything or sees_unblinded(agreement, reader)
    return sees_all or not any(is_restricted(agreement, each) for each in agreement.triggers)


def _unblinded(agreement: Agreement, seat: Seat) -> bool:
    return agreement.study.blinded and seat.blinded is False
