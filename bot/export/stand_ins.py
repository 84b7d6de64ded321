"""Whom and what a reader is pointed to in place of what does not exist for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.domain.agreement.parties import Party
from bot.domain.errors import Refused
from bot.domain.visibility import View


@dataclass(frozen=True)
class StandIns:
    """What a reader may know, and the seat or method that stands in for the rest.

    For a hidden seat the lead of its party stands in, as in the answers to `who`; for one of a
    party that is wholly hidden, the first lead there is.
    """

    view: View

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties with a seat that exists for the reader."""
        return tuple(p for p in self.view.agreement.parties if self.view.lead(p))

    @cached_property
    def senders(self) -> Mapping[str, tuple[str, ...]]:
        """By method that exists for the reader: the only seats that may send by it.

        A method that only hidden seats may send by would tell that there are such seats.
        """
        every = {each.key: each.senders for each in self.view.agreement.methods}
        known = {key: self.known(senders) for key, senders in every.items()}
        return {key: known[key] for key in every if known[key] or not every[key]}

    def known(self, seats: Iterable[str]) -> tuple[str, ...]:
        """Those of the seats that exist for the reader."""
        return tuple(seat.key for seat in self.view.seats_of(seats))

    def any_of(self, seats: Iterable[str], *, but: str | None = None) -> tuple[str, ...]:
        """Those that exist for the reader; if none does, who stands in for them, except `but`."""
        seats = tuple(seats)
        stand_ins = dict.fromkeys(self.seat(each) for each in seats)
        return self.known(seats) or tuple(each for each in stand_ins if each != but)

    def seat(self, key: str) -> str:
        """The seat, or who stands in for it.

        Raises:
            Refused: no seat exists for the reader.
        """
        if self.view.seat(key) is not None:
            return key
        leads = self.view.leads()
        if not leads:
            raise Refused("There is nothing here to give you. Ask the lead of your side.")
        party = self.view.agreement.seat[key].party
        return next((lead.key for lead in leads if lead.party == party), leads[0].key)

    def optional(self, seat: str | None) -> str | None:
        """The seat, when it exists for the reader."""
        return None if self.view.seat(seat) is None else seat

    def location(self, key: str | None) -> str | None:
        """The location, when it exists for the reader."""
        return None if self.view.location(key) is None else key

    def method(self, *keys: str, sender: str | None = None) -> str:
        """The first of the methods that exists for the reader and is open to the sender.

        If none is, the first such method of the agreement.
        """
        is_open = [key for key, senders in self.senders.items() if not senders or sender in senders]
        return next((key for key in (*keys, *is_open) if key in is_open), keys[0])
