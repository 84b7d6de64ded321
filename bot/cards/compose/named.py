"""Seats, sides and people on a card, as far as they exist for its reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from bot.domain.agreement.document import Agreement
from bot.domain.question import Said
from bot.domain.visibility import A_ROOM, Reader, visible_seat


@dataclass(frozen=True, kw_only=True)
class Named:
    """What is said between seats of two sides, with the agreement it runs by."""

    agreement: Agreement
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the people who spoke, by id."""
    reader: Reader = A_ROOM
    """Who reads it: seats that do not exist for them are not named."""

    def read_by(self, reader: Reader) -> Self:
        """For somebody else to read."""
        return replace(self, reader=reader)

    def seat(self, key: str | None) -> str:
        """Title of a seat; empty without one, and where it does not exist for the reader."""
        if key is None or not visible_seat(self.agreement, key, self.reader):
            return ""
        return self.agreement.seat[key].title

    def party(self, key: str) -> str:
        """What people call a side."""
        known = self.agreement.party.get(key)
        return known.short if known else key

    def seat_of(self, key: str | None, party: str) -> str:
        """A seat with its side, or the side alone."""
        seat, side = self.seat(key), self.party(party)
        return f"{seat} ({side})" if seat else side

    def who(self, said: Said) -> str:
        """Somebody who spoke: by name, and by seat where it is not their name."""
        name, seat = self.names.get(said.person, ""), self.seat(said.seat)
        return ", ".join(dict.fromkeys(part for part in (name, seat) if part))
