"""What the store of partner directories promises, on every storage."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.address import Address
from bot.domain.partners import (
    Accreditation,
    Colleague,
    Contact,
    Found,
    FoundBy,
    Frame,
    Partner,
    PartnerChange,
    Recommendation,
)
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import ReadOnly
from tests.contract.storages import ALICE, Place, later, rolled_back, waits

ODD = "the\0 cell \ud83d “line” 😀"
OURS, THEIRS = Address("slack", "T0SPONSOR"), Address("teams", "t-cro")
WHO = Colleague(address=ALICE, name=ODD)


def a_partner(id_: str = "p1", **changes: object) -> Partner:
    values = {
        "id": id_,
        "organisation": OURS,
        "name": f"Fjord {id_} ApS",
        "categories": ("biologics", "Cold shipping"),
        "services": ODD,
        "regions": ("Denmark", "EU"),
        "accreditations": (
            Accreditation(kind="GMP", expires=date(2027, 6, 30)),
            Accreditation(kind="ISO 9001"),
        ),
        "contacts": (Contact(name=ODD, role="Sales", email="sales@fjord.example", phone="+45 1"),),
        "frame": Frame(msa_until=date(2028, 1, 1), rate_card_until=date(2027, 1, 1)),
        "found": (Found(by=FoundBy.MARKETPLACE, name="A market", number="RFQ-7"),),
        "notes": ODD,
        "added_by": WHO,
        "added_at": later(microseconds=1),
        "updated_at": later(hours=1),
        **changes,
    }
    return Partner(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_recommendation(id_: str = "r1", **changes: object) -> Recommendation:
    values = {
        "id": id_,
        "organisation": OURS,
        "partner": "p1",
        "by": WHO,
        "text": ODD,
        "at": later(microseconds=2),
        **changes,
    }
    return Recommendation(**values)  # type: ignore[arg-type]  # likewise


def a_change(id_: str = "c1", **changes: object) -> PartnerChange:
    values = {
        "id": id_,
        "organisation": OURS,
        "partner": "p1",
        "what": "changed",
        "fields": ("contacts", "notes"),
        "by": WHO,
        "at": later(microseconds=3),
        **changes,
    }
    return PartnerChange(**values)  # type: ignore[arg-type]  # likewise


async def test_all_of_it_comes_back_equal_in_every_field(storage: Storage) -> None:
    removed = replace(a_partner("p0"), removed_at=later(days=1))
    withdrawn = a_recommendation("r0", withdrawn_at=later(days=1), at=later(days=2))
    async with storage.transaction() as tx:
        await tx.partners.one_by_one(OURS)
        await tx.partners.save(OURS, a_partner("p2"), a_partner("p1"), removed)
        await tx.partners.recommend(OURS, withdrawn)
        await tx.partners.recommend(OURS, a_recommendation())
        await tx.partners.note(OURS, a_change("c2", at=later(days=1)), a_change())
        await tx.partners.note(OURS, a_change("c3", partner="p2"))
    async with storage.reading() as tx:
        assert await tx.partners.all(OURS) == [removed, a_partner("p1"), a_partner("p2")]
        assert await tx.partners.get(OURS, "p1") == a_partner()
        assert await tx.partners.get(OURS, "p9") is None
        assert await tx.partners.recommendations(OURS) == [a_recommendation(), withdrawn]
        assert await tx.partners.recommendation(OURS, "r0") == withdrawn
        assert await tx.partners.recommendation(OURS, "r9") is None
        assert await tx.partners.history(OURS, "p1") == [
            a_change(),
            a_change("c2", at=later(days=1)),
        ]


async def test_the_same_id_in_two_organisations_is_two_things(storage: Storage) -> None:
    theirs = replace(a_partner(), organisation=THEIRS, notes="Theirs alone")
    said = a_recommendation(organisation=THEIRS, text="Theirs alone")
    happened = a_change(organisation=THEIRS, what="removed")
    async with storage.transaction() as tx:
        await tx.partners.save(OURS, a_partner())
        await tx.partners.save(THEIRS, theirs)
        await tx.partners.recommend(OURS, a_recommendation())
        await tx.partners.recommend(THEIRS, said)
        await tx.partners.note(OURS, a_change())
        await tx.partners.note(THEIRS, happened)
    async with storage.reading() as tx:
        assert await tx.partners.all(OURS) == [a_partner()]
        assert await tx.partners.all(THEIRS) == [theirs]
        assert await tx.partners.get(THEIRS, "p1") == theirs
        assert await tx.partners.recommendations(THEIRS) == [said]
        assert await tx.partners.recommendation(OURS, "r1") == a_recommendation()
        assert await tx.partners.history(THEIRS, "p1") == [happened]
        assert await tx.partners.all(Address("slack", "T0OTHER")) == []


async def test_nothing_is_saved_into_the_directory_of_another_organisation(
    storage: Storage,
) -> None:
    async with storage.transaction() as tx:
        with pytest.raises(ValueError, match="teams:t-cro"):
            await tx.partners.save(THEIRS, a_partner())
        with pytest.raises(ValueError, match="teams:t-cro"):
            await tx.partners.recommend(THEIRS, a_recommendation())
        with pytest.raises(ValueError, match="teams:t-cro"):
            await tx.partners.note(THEIRS, a_change())
    async with storage.reading() as tx:
        assert await tx.partners.all(THEIRS) == []


async def test_a_name_is_in_a_directory_once(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.partners.save(OURS, a_partner())
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.partners.save(OURS, a_partner("p2", name="FJORD  P1, A/S ApS"))
    async with storage.transaction() as tx:
        await tx.partners.save(OURS, a_partner(notes="Another word."))
        await tx.partners.save(THEIRS, a_partner(organisation=THEIRS))
    async with storage.reading() as tx:
        assert [each.notes for each in await tx.partners.all(OURS)] == ["Another word."]


async def test_a_line_of_the_history_is_never_changed(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.partners.note(OURS, a_change())
    async with storage.transaction() as tx:
        await tx.partners.note(OURS, a_change(what="removed"))
    async with storage.reading() as tx:
        assert await tx.partners.history(OURS, "p1") == [a_change()]


async def test_what_fails_leaves_nothing_and_reading_changes_nothing(storage: Storage) -> None:
    async with rolled_back(storage) as tx:
        await tx.partners.save(OURS, a_partner())
        await tx.partners.recommend(OURS, a_recommendation())
        await tx.partners.note(OURS, a_change())
    async with storage.reading() as tx:
        assert await tx.partners.all(OURS) == []
        assert await tx.partners.recommendations(OURS) == []
        assert await tx.partners.history(OURS, "p1") == []
        with pytest.raises(ReadOnly):
            await tx.partners.save(OURS, a_partner())


async def test_one_organisation_works_on_its_directory_one_by_one(place: Place) -> None:
    """Also where nobody began it yet; another organisation waits for nobody on PostgreSQL."""
    if not place.is_postgresql:
        pytest.skip("There one writer at a time is the rule.")
    first, second = place.open(), place.open()
    async with first.transaction() as tx:
        await tx.partners.one_by_one(OURS)
        same = await waits(second, lambda other: other.partners.one_by_one(OURS))
        another = await waits(second, lambda other: other.partners.one_by_one(THEIRS))
        assert (same.done(), another.done()) == (False, True)
    await same
    await another
