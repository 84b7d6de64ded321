"""An agreement without the numbers and addresses of people, for who belongs to none of its parties.

A method is named all the same, so that whoever reads it knows what to ask the parties for. What
people wrote into texts stays as they wrote it.
"""

from dataclasses import replace
from functools import lru_cache

from bot.domain.agreement.document import Agreement


def without_addresses(agreement: Agreement) -> Agreement:
    """The same agreement, in which no seat has a number, a mail address or a chat handle."""
    return _stripped(_Same(agreement))


class _Same:
    """An agreement compared by identity: comparing two by value would cost more than making one."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def __hash__(self) -> int:
        return id(self.agreement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.agreement is self.agreement


@lru_cache(maxsize=64)
def _stripped(same: _Same) -> Agreement:
    # One and the same for each agreement, so that what is prepared for it is prepared once.
    seats = tuple(
        replace(seat, contact=replace(seat.contact, phone=None, email=None, handle=None))
        for seat in same.agreement.seats
    )
    return replace(same.agreement, seats=seats)
