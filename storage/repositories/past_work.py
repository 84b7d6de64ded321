"""Links from partner directories to collaborations. Every statement names the organisation."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from bot.domain.address import Address
from bot.domain.partners import Colleague
from bot.domain.past_work import PartnerLink
from storage.past_work_tables import partner_links
from storage.statements import AnyRow, Statements
from storage.upsert import insert_or_replace
from storage.wording import of_another_organisation

_LINK = insert_or_replace(partner_links)
_ALL = (
    select(partner_links)
    .where(partner_links.c.organisation == bindparam("organisation"))
    .order_by(partner_links.c.at, partner_links.c.collaboration, partner_links.c.party)
)
_UNLINK = delete(partner_links).where(
    partner_links.c.organisation == bindparam("whose"),
    partner_links.c.collaboration == bindparam("where"),
    partner_links.c.party == bindparam("which"),
)


class SqlPastWork:
    """`bot.engine.past_work_store.PastWorkStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def all(self, organisation: Address) -> Sequence[PartnerLink]:
        """All of a directory, the oldest first."""
        rows = await self._statements.rows(_ALL, organisation=str(organisation))
        return [_link_of(row) for row in rows]

    async def link(self, organisation: Address, link: PartnerLink) -> None:
        """Insert or replace, by organisation, collaboration and party."""
        if link.organisation != organisation:
            raise ValueError(of_another_organisation(organisation))
        values = {
            "organisation": str(organisation),
            "collaboration": link.collaboration,
            "party": link.party,
            "partner": link.partner,
            "by": str(link.by.address),
            "by_name": link.by.name,
            "at": link.at,
        }
        await self._statements.run(_LINK, values)

    async def unlink(self, organisation: Address, collaboration: str, party: str) -> None:
        """Remove one."""
        values = {"whose": str(organisation), "where": collaboration, "which": party}
        await self._statements.run(_UNLINK, values)


def _link_of(row: AnyRow) -> PartnerLink:
    return PartnerLink(
        organisation=Address.parse(row.organisation),
        partner=row.partner,
        collaboration=row.collaboration,
        party=row.party,
        by=Colleague(address=Address.parse(row.by), name=row.by_name),
        at=row.at,
    )
