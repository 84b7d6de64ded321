"""What is kept of an organisation's partner directory.

Every method takes the organisation, and none finds anything of another one: there is no way to ask
across directories.
"""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.address import Address
from bot.domain.partners import Partner, PartnerChange, Recommendation


class PartnerStore(Protocol):
    """Entries, recommendations and history, each of one organisation (a workspace or tenant)."""

    async def one_by_one(self, organisation: Address) -> None:
        """Until the end of the transaction nobody else gets past this for the organisation.

        Asked before it is looked at what is there already, so that a name is added once.
        """
        ...

    async def all(self, organisation: Address) -> Sequence[Partner]:
        """All entries by name, removed ones too."""
        ...

    async def get(self, organisation: Address, id_: str) -> Partner | None:
        """One entry; in a writing transaction it is locked until the end."""
        ...

    async def save(self, organisation: Address, *partners: Partner) -> None:
        """Insert or replace, by organisation and id.

        Raises:
            ValueError: an entry belongs to another organisation.
            TransactionConflictError: another entry took the same name meanwhile.
        """
        ...

    async def recommendations(self, organisation: Address) -> Sequence[Recommendation]:
        """All of the directory, the oldest first, those taken back too."""
        ...

    async def recommendation(self, organisation: Address, id_: str) -> Recommendation | None:
        """One; in a writing transaction it is locked until the end."""
        ...

    async def recommend(self, organisation: Address, recommendation: Recommendation) -> None:
        """Insert or replace, by organisation and id.

        Raises:
            ValueError: it belongs to another organisation.
        """
        ...

    async def note(self, organisation: Address, *changes: PartnerChange) -> None:
        """Add to the history; there is no way to change or remove a line.

        Raises:
            ValueError: a line belongs to another organisation.
        """
        ...

    async def history(self, organisation: Address, partner: str) -> Sequence[PartnerChange]:
        """What happened to one entry, by its id, the oldest first."""
        ...
