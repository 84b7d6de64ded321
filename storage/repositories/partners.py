"""Partner directories. Every statement names the organisation."""

from collections.abc import Iterable, Sequence

from sqlalchemy import BindParameter, Executable, bindparam, select

from bot.domain.address import Address
from bot.domain.partners import Partner, PartnerChange, Recommendation
from storage.partners_rows import (
    change_of,
    change_values,
    partner_of,
    partner_values,
    recommendation_of,
    recommendation_values,
)
from storage.partners_tables import (
    partner_changes,
    partner_directories,
    partner_recommendations,
    partners,
)
from storage.statements import Statements
from storage.upsert import AnyInsert, each, insert_or_replace
from storage.wording import of_another_organisation


def _counted(insert: AnyInsert) -> Executable:
    # Who writes the row holds it until the end, also where it is new.
    return insert.on_conflict_do_update(
        index_elements=["organisation"],
        set_={"worked_on": partner_directories.c.worked_on + 1},
    )


_ORGANISATION: BindParameter[str] = bindparam("organisation")
_ONE_BY_ONE = each(partner_directories, _counted)
_SAVE = insert_or_replace(partners)
_ALL = (
    select(partners)
    .where(partners.c.organisation == _ORGANISATION)
    .order_by(partners.c.name_key, partners.c.id)
)
_GET = select(partners).where(
    partners.c.organisation == _ORGANISATION, partners.c.id == bindparam("id")
)
_RECOMMEND = insert_or_replace(partner_recommendations)
_RECOMMENDATIONS = (
    select(partner_recommendations)
    .where(partner_recommendations.c.organisation == _ORGANISATION)
    .order_by(partner_recommendations.c.at, partner_recommendations.c.id)
)
_RECOMMENDATION = select(partner_recommendations).where(
    partner_recommendations.c.organisation == _ORGANISATION,
    partner_recommendations.c.id == bindparam("id"),
)
_NOTE = each(partner_changes, lambda insert: insert.on_conflict_do_nothing())
_HISTORY = (
    select(partner_changes)
    .where(
        partner_changes.c.organisation == _ORGANISATION,
        partner_changes.c.partner == bindparam("partner"),
    )
    .order_by(partner_changes.c.at, partner_changes.c.id)
)


class SqlPartners:
    """`bot.engine.partner_store.PartnerStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def one_by_one(self, organisation: Address) -> None:
        """Until the end of the transaction nobody else gets past this for the organisation."""
        values = {"organisation": str(organisation), "worked_on": 0}
        await self._statements.run(_ONE_BY_ONE, values)

    async def all(self, organisation: Address) -> Sequence[Partner]:
        """All entries by name, removed ones too."""
        rows = await self._statements.rows(_ALL, organisation=str(organisation))
        return [partner_of(row) for row in rows]

    async def get(self, organisation: Address, id_: str) -> Partner | None:
        """One entry, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_GET), organisation=str(organisation), id=id_
        )
        return None if row is None else partner_of(row)

    async def save(self, organisation: Address, *partners: Partner) -> None:
        """Insert or replace, by organisation and id."""
        _refuse_others(organisation, partners)
        if partners:
            await self._statements.run(_SAVE, [partner_values(each) for each in partners])

    async def recommendations(self, organisation: Address) -> Sequence[Recommendation]:
        """All of the directory, the oldest first, those taken back too."""
        rows = await self._statements.rows(_RECOMMENDATIONS, organisation=str(organisation))
        return [recommendation_of(row) for row in rows]

    async def recommendation(self, organisation: Address, id_: str) -> Recommendation | None:
        """One, locked when the transaction can write."""
        row = await self._statements.row(
            self._statements.locking(_RECOMMENDATION), organisation=str(organisation), id=id_
        )
        return None if row is None else recommendation_of(row)

    async def recommend(self, organisation: Address, recommendation: Recommendation) -> None:
        """Insert or replace, by organisation and id."""
        _refuse_others(organisation, (recommendation,))
        await self._statements.run(_RECOMMEND, recommendation_values(recommendation))

    async def note(self, organisation: Address, *changes: PartnerChange) -> None:
        """Add to the history."""
        _refuse_others(organisation, changes)
        if changes:
            await self._statements.run(_NOTE, [change_values(each) for each in changes])

    async def history(self, organisation: Address, partner: str) -> Sequence[PartnerChange]:
        """What happened to one entry, the oldest first."""
        rows = await self._statements.rows(
            _HISTORY, organisation=str(organisation), partner=partner
        )
        return [change_of(row) for row in rows]


def _refuse_others(
    organisation: Address, things: Iterable[Partner | Recommendation | PartnerChange]
) -> None:
    if any(thing.organisation != organisation for thing in things):
        raise ValueError(of_another_organisation(organisation))
