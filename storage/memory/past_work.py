"""Links from partner directories to collaborations."""

from collections.abc import Sequence

from bot.domain.address import Address
from bot.domain.past_work import PartnerLink
from storage.memory.state import Work
from storage.wording import of_another_organisation


class MemoryPastWork:
    """`bot.engine.past_work_store.PastWorkStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def all(self, organisation: Address) -> Sequence[PartnerLink]:
        """All of a directory, the oldest first."""
        known = self._work.state.partner_links.values()
        found = [each for each in known if each.organisation == organisation]
        return sorted(found, key=lambda each: (each.at, each.collaboration, each.party))

    async def link(self, organisation: Address, link: PartnerLink) -> None:
        """Insert or replace, by organisation, collaboration and party."""
        if link.organisation != organisation:
            raise ValueError(of_another_organisation(organisation))
        key = organisation, link.collaboration, link.party
        self._work.changing.partner_links[key] = link

    async def unlink(self, organisation: Address, collaboration: str, party: str) -> None:
        """Remove one."""
        self._work.changing.partner_links.pop((organisation, collaboration, party), None)
