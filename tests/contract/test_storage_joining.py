"""What the store of pairing codes, claims and gaps promises, on every storage."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.address import Address
from bot.domain.joining import Claim, ClaimState, Gap, GoneBecause, PairingCode
from bot.engine.storage_ports import JoiningStore, Storage
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import (
    ALICE,
    BOB,
    NOW,
    ROOM,
    Place,
    a_person,
    later,
    rolled_back,
    saved,
    somebody_waits_for_a_lock,
)

Step = Callable[[JoiningStore], Awaitable[None]]
Find = Callable[[JoiningStore], Awaitable[PairingCode | Claim | None]]


def a_code(fingerprint: str = "f1", **changes: object) -> PairingCode:
    values = {
        "fingerprint": fingerprint,
        "collaboration": "c1",
        "party": "cro",
        "made_by": "alice",
        "made_at": later(microseconds=1),
        "expires_at": later(days=2, microseconds=3),
        **changes,
    }
    return PairingCode(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_claim(id_: str = "k1", **changes: object) -> Claim:
    values = {
        "id": id_,
        "collaboration": "c1",
        "party": "cro",
        "seat": None,
        "address": BOB,
        "name": "Bob\0 \ud83d “é”",
        "room": None,
        "made_at": later(microseconds=1),
        **changes,
    }
    return Claim(**values)  # type: ignore[arg-type]  # likewise


def a_gap(seat: str = "cro_pm", **changes: object) -> Gap:
    values = {
        "collaboration": "c1",
        "seat": seat,
        "person": "alice",
        "because": GoneBecause.LEFT,
        "since": later(microseconds=1),
        **changes,
    }
    return Gap(**values)  # type: ignore[arg-type]  # likewise


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))
        await tx.directory.save_person(a_person("bob", BOB))


async def _save(storage: Storage, *things: PairingCode | Claim | Gap) -> None:
    async with storage.transaction() as tx:
        for thing in things:
            match thing:
                case PairingCode():
                    await tx.joining.save_code(thing)
                case Claim():
                    await tx.joining.save_claim(thing)
                case Gap():
                    await tx.joining.save_gap(thing)


async def test_a_code_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    fresh = a_code()
    full = a_code(
        "f2",
        used_at=later(hours=1, microseconds=5),
        used_in=Address("teams", "t-cro", "19:study@thread.tacv2"),
        revoked_at=later(hours=2),
    )
    await _save(storage, fresh, full)
    async with storage.reading() as tx:
        assert await tx.joining.code("f1") == fresh
        assert await tx.joining.code("f2") == full
        assert await tx.joining.code("f") is None


async def test_a_code_is_replaced_by_fingerprint(storage: Storage) -> None:
    await _ready(storage)
    used = a_code(used_at=NOW, used_in=ROOM)
    await _save(storage, a_code(), used)
    async with storage.transaction() as tx:
        assert await tx.joining.code("f1") == used
        assert list(await tx.joining.codes("c1")) == [used]


async def test_codes_in_any_state_are_listed_for_one_collaboration_the_newest_first(
    storage: Storage,
) -> None:
    await _ready(storage)
    old, used = a_code("z"), a_code("b", made_at=later(days=1), used_at=NOW, used_in=ROOM)
    same, new = a_code("B", made_at=later(days=1)), a_code("a", made_at=later(days=2))
    await _save(storage, used, new, old, same, a_code("other", collaboration="c2"))
    async with storage.reading() as tx:
        assert list(await tx.joining.codes("c1")) == [new, used, same, old]
        assert list(await tx.joining.codes("c3")) == []


async def test_of_many_who_type_a_code_at_the_same_moment_one_uses_it(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _ready(storages[0])
    await _save(storages[0], a_code())

    async def use(number: int) -> bool:
        async with storages[number % 2].transaction() as tx:
            found = await tx.joining.code("f1")
            assert found is not None
            if found.used_at is not None:
                return False
            await tx.joining.save_code(replace(found, used_at=NOW, used_in=ROOM))
            return True

    assert sum(await asyncio.gather(*(use(number) for number in range(12)))) == 1


async def test_wrong_codes_count_for_the_very_address_from_a_moment_on(storage: Storage) -> None:
    async with storage.transaction() as tx:
        for who, at in (
            (BOB, NOW),
            (BOB, NOW),
            (BOB, later(microseconds=1)),
            (BOB, later(minutes=5)),
            (BOB.home, later(minutes=5)),
            (Address("teams", "t-cro", "bobby"), NOW),
            (Address("slack", "t-cro", "bob"), NOW),
        ):
            await tx.joining.note_failure(who, at)
        assert await tx.joining.failures(BOB, NOW) == 4
    async with storage.reading() as tx:
        assert await tx.joining.failures(BOB, later(microseconds=-1)) == 4
        assert await tx.joining.failures(BOB, later(microseconds=1)) == 2
        assert await tx.joining.failures(BOB, later(minutes=5)) == 1
        assert await tx.joining.failures(BOB, later(minutes=5, microseconds=1)) == 0
        assert await tx.joining.failures(BOB.home, NOW) == 1
        assert await tx.joining.failures(ALICE, NOW) == 0
    async with storage.transaction() as tx:
        assert await tx.joining.forget_failures_before(later(minutes=5)) == 5
    async with storage.reading() as tx:
        assert await tx.joining.failures(BOB, NOW) == 1
        assert await tx.joining.failures(BOB.home, NOW) == 1


async def test_a_claim_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    fresh = a_claim()
    full = a_claim(
        "k2",
        seat="study_director",
        room=ROOM,
        state=ClaimState.REFUSED,
        decided_by="alice",
        decided_at=later(hours=1, microseconds=5),
    )
    await _save(storage, fresh, full)
    async with storage.reading() as tx:
        assert await tx.joining.claim("k1") == fresh
        assert await tx.joining.claim("k2") == full
        assert await tx.joining.claim("k") is None


async def test_a_claim_is_replaced_by_id(storage: Storage) -> None:
    await _ready(storage)
    confirmed = a_claim(state=ClaimState.CONFIRMED, decided_by="alice", decided_at=NOW)
    await _save(storage, a_claim(seat="cro_pm"), confirmed)
    async with storage.transaction() as tx:
        assert await tx.joining.claim("k1") == confirmed


async def test_open_claims_are_listed_for_one_collaboration_the_oldest_first(
    storage: Storage,
) -> None:
    await _ready(storage)
    first, upper, lower = (
        a_claim("z"),
        a_claim("A", made_at=later(days=1)),
        a_claim("a", made_at=later(days=1)),
    )
    await _save(
        storage,
        lower,
        first,
        upper,
        a_claim("yes", state=ClaimState.CONFIRMED),
        a_claim("no", state=ClaimState.REFUSED),
        a_claim("other", collaboration="c2"),
    )
    async with storage.reading() as tx:
        assert list(await tx.joining.open_claims("c1")) == [first, upper, lower]


async def test_of_many_who_decide_on_a_claim_at_the_same_moment_one_does(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _ready(storages[0])
    await _save(storages[0], a_claim())

    async def decide(number: int) -> bool:
        async with storages[number % 2].transaction() as tx:
            found = await tx.joining.claim("k1")
            assert found is not None
            if found.state is not ClaimState.OPEN:
                return False
            state = ClaimState.CONFIRMED if number % 3 else ClaimState.REFUSED
            await tx.joining.save_claim(replace(found, state=state, decided_at=NOW))
            return True

    assert sum(await asyncio.gather(*(decide(number) for number in range(12)))) == 1


@pytest.mark.parametrize(
    "find",
    [lambda joining: joining.code("f1"), lambda joining: joining.claim("k1")],
    ids=["code", "claim"],
)
async def test_who_comes_second_waits_and_sees_what_the_first_made_of_it(
    place: Place, find: Find
) -> None:
    if not place.is_postgresql:
        pytest.skip("there one transaction writes at a time, so nobody waits for a row")
    one, two = place.open(), place.open()
    await _ready(one)
    await _save(one, a_code(), a_claim())

    async def come_second() -> PairingCode | Claim | None:
        async with two.transaction() as tx:
            return await find(tx.joining)

    async with one.transaction() as tx:
        assert await find(tx.joining) in (a_code(), a_claim())
        second = asyncio.create_task(come_second())
        await somebody_waits_for_a_lock(place)
        await tx.joining.save_code(a_code(revoked_at=NOW))
        await tx.joining.save_claim(a_claim(decided_at=NOW))
    assert await second in (a_code(revoked_at=NOW), a_claim(decided_at=NOW))


@pytest.mark.parametrize("because", GoneBecause)
async def test_a_gap_comes_back_equal_for_each_reason(
    storage: Storage, because: GoneBecause
) -> None:
    await _ready(storage)
    await _save(storage, a_gap(because=because))
    async with storage.reading() as tx:
        assert list(await tx.joining.open_gaps("c1")) == [a_gap(because=because)]


async def test_a_gap_is_replaced_by_seat_person_and_since_and_is_then_filled_or_not(
    storage: Storage,
) -> None:
    await _ready(storage)
    others = (
        a_gap("deputy"),
        a_gap(person="bob"),
        a_gap(since=later(days=1)),
        a_gap(collaboration="c2"),
    )
    filled = a_gap(until=later(days=3))
    await _save(storage, a_gap(), *others, filled)
    async with storage.reading() as tx:
        assert list(await tx.joining.open_gaps("c1")) == [others[1], others[0], others[2]]
        assert list(await tx.joining.open_gaps("c2")) == [others[3]]
    closed = a_gap(because=GoneBecause.DEACTIVATED)
    await _save(storage, closed)
    async with storage.transaction() as tx:
        assert closed in await tx.joining.open_gaps("c1")
        assert a_gap() not in await tx.joining.open_gaps("c1")


async def test_open_gaps_are_listed_for_one_collaboration_the_oldest_first(
    storage: Storage,
) -> None:
    await _ready(storage)
    oldest = a_gap("z", since=later(days=-1))
    upper, alice, bob = a_gap("B"), a_gap("a"), a_gap("a", person="bob")
    filled, other = a_gap("a", since=NOW, until=later(days=1)), a_gap("a", collaboration="c2")
    await _save(storage, bob, filled, alice, other, upper, oldest)
    async with storage.reading() as tx:
        assert list(await tx.joining.open_gaps("c1")) == [oldest, upper, alice, bob]
        assert list(await tx.joining.open_gaps("c3")) == []


async def test_nothing_of_a_block_that_raises_is_kept(storage: Storage) -> None:
    await _ready(storage)
    async with rolled_back(storage) as tx:
        await tx.joining.save_code(a_code())
        await tx.joining.note_failure(BOB, NOW)
        await tx.joining.save_claim(a_claim())
        await tx.joining.save_gap(a_gap())
    async with storage.reading() as tx:
        assert await tx.joining.code("f1") is None
        assert await tx.joining.failures(BOB, NOW) == 0
        assert await tx.joining.claim("k1") is None
        assert list(await tx.joining.open_gaps("c1")) == []


@pytest.mark.parametrize(
    "thing",
    [
        a_code(collaboration="c9"),
        a_claim(collaboration="c9"),
        a_gap(collaboration="c9"),
        a_gap(person="nobody"),
    ],
    ids=["code", "claim", "gap", "holder"],
)
async def test_what_refers_to_nothing_is_refused(
    storage: Storage, thing: PairingCode | Claim | Gap
) -> None:
    await _ready(storage)
    with pytest.raises(StorageInconsistent):
        await _save(storage, thing)


@pytest.mark.parametrize(
    "write",
    [
        lambda joining: joining.save_code(a_code()),
        lambda joining: joining.note_failure(BOB, NOW),
        lambda joining: joining.save_claim(a_claim()),
        lambda joining: joining.save_gap(a_gap()),
    ],
    ids=["code", "failure", "claim", "gap"],
)
async def test_nothing_can_be_written_while_reading(storage: Storage, write: Step) -> None:
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await write(tx.joining)
