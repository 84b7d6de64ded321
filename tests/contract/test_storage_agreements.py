"""What the agreement store promises, on every storage."""

import pytest

from bot.domain.agreement.study import Versions
from bot.domain.errors import Refused
from bot.engine.storage_ports import Storage
from tests.builders import an_agreement
from tests.contract.storages import NOW, later, saved


async def test_a_version_comes_back_equal(storage: Storage) -> None:
    agreement = an_agreement(agreement=Versions(version=3))
    await saved(storage, "c1")
    async with storage.transaction() as tx:
        await tx.agreements.add("c1", agreement, NOW)
    async with storage.reading() as tx:
        assert await tx.agreements.get("c1", 3) == agreement


async def test_adding_an_equal_version_again_changes_nothing(storage: Storage) -> None:
    await saved(storage, "c1")
    for days in (0, 1):
        async with storage.transaction() as tx:
            await tx.agreements.add("c1", an_agreement(), later(days=days))


async def test_a_version_is_never_changed_and_the_refusal_spoils_nothing(storage: Storage) -> None:
    first = an_agreement()
    version = first.agreement.version
    await saved(storage, "c1")
    async with storage.transaction() as tx:
        await tx.agreements.add("c1", first, NOW)
        with pytest.raises(Refused, match=f"content version {version + 1}"):
            await tx.agreements.add("c1", an_agreement(ground_rules=("Be kind.",)), NOW)
        assert await tx.agreements.get("c1", version) == first


async def test_collaborations_do_not_share_versions(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    other = an_agreement(ground_rules=("Be kind.",))
    version = other.agreement.version
    async with storage.transaction() as tx:
        await tx.agreements.add("c1", an_agreement(), NOW)
        await tx.agreements.add("c2", other, NOW)
        assert await tx.agreements.get("c1", version) == an_agreement()
        assert await tx.agreements.get("c2", version) == other


async def test_a_version_that_is_not_there_is_a_lookup_error(storage: Storage) -> None:
    async with storage.reading() as tx:
        with pytest.raises(LookupError, match="c1 has no agreement version 7"):
            await tx.agreements.get("c1", 7)
