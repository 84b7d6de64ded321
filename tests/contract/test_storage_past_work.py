"""What the store of links from partner directories to collaborations promises, on every storage."""

from dataclasses import replace

import pytest

from bot.domain.address import Address
from bot.domain.partners import Colleague
from bot.domain.past_work import PartnerLink
from bot.engine.storage_ports import Storage
from tests.contract.storages import ALICE, later

ODD = "the\0 cell \ud83d “line” 😀"
OURS, THEIRS = Address("slack", "T0SPONSOR"), Address("teams", "t-cro")
LINK = PartnerLink(
    organisation=OURS,
    partner="p1",
    collaboration="c1",
    party="cro",
    by=Colleague(address=ALICE, name=ODD),
    at=later(microseconds=1),
)


async def test_a_link_comes_back_equal_in_every_field_and_to_its_own_directory(
    storage: Storage,
) -> None:
    older = replace(LINK, collaboration="c0", at=later(days=-1))
    theirs = replace(LINK, organisation=THEIRS, partner="p9")
    async with storage.transaction() as tx:
        for each in (LINK, older):
            await tx.past_work.link(OURS, each)
        await tx.past_work.link(THEIRS, theirs)
    async with storage.reading() as tx:
        assert await tx.past_work.all(OURS) == [older, LINK]
        assert await tx.past_work.all(THEIRS) == [theirs]


async def test_a_party_is_one_entry_until_it_is_unlinked(storage: Storage) -> None:
    other = replace(LINK, partner="p2", at=later(days=1))
    lab = replace(LINK, party="lab")
    async with storage.transaction() as tx:
        for each in (LINK, other, lab, replace(LINK, organisation=THEIRS)):
            await tx.past_work.link(each.organisation, each)
        await tx.past_work.unlink(OURS, "c1", "lab")
        await tx.past_work.unlink(OURS, "c9", "cro")
    async with storage.transaction() as tx:
        assert await tx.past_work.all(OURS) == [other]
        await tx.past_work.unlink(OURS, "c1", "cro")
    async with storage.reading() as tx:
        assert await tx.past_work.all(OURS) == []
        assert len(await tx.past_work.all(THEIRS)) == 1


async def test_a_link_of_another_organisation_is_refused(storage: Storage) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        async with storage.transaction() as tx:
            await tx.past_work.link(THEIRS, LINK)
