"""Which entries of a partner directory are parties of collaborations."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.address import Address
from bot.domain.past_work import PartnerLink


class PastWorkStore(Protocol):
    """Links, each of one organisation; none of another one's can be found."""

    async def all(self, organisation: Address) -> Sequence[PartnerLink]:
        """All of a directory, the oldest first."""
        ...

    async def link(self, organisation: Address, link: PartnerLink) -> None:
        """Insert or replace, by organisation, collaboration and party.

        Raises:
            ValueError: it belongs to another organisation.
        """
        ...

    async def unlink(self, organisation: Address, collaboration: str, party: str) -> None:
        """Remove one; one that is not there is no mistake."""
        ...
