"""What the amendment store promises, on every storage."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import Change, Json
from bot.engine.again import until_settled
from bot.engine.storage_ports import AmendmentStore, Storage, TransactionConflictError
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import NOW, Place, later, rolled_back, saved, somebody_waits_for_a_lock

Find = Callable[[AmendmentStore], Awaitable[list[Amendment | None]]]

#: Anything that can be typed: PostgreSQL's text would refuse the first, UTF-8 the second.
TYPED = "half past\0 \ud83d 😀 “é”\n"


def an_amendment(number: int = 1, **changes: object) -> Amendment:
    values = {
        "id": f"{changes.get('collaboration', 'c1')}-a{number}",
        "collaboration": "c1",
        "number": number,
        "base": 1,
        "party": "cro",
        "person": "bob",
        "created_at": later(microseconds=1),
        **changes,
    }
    return Amendment(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_full_amendment() -> Amendment:
    """One with a value in every field; no amendment that people make has all of them."""
    return an_amendment(
        3,
        base=4,
        changes=(
            Change(
                section="cadences", item="weekly", field=("rule", "at"), before="17:00", after=TYPED
            ),
            Change(section="areas", item="dosing", after={"title": "é", "seats": ["cro_pm", None]}),
            Change(section="ground_rules", before=[1, 0.1, True, {"a": {"b": []}}]),
        ),
        answers=(Change(section="ground_rules", before=None, after=[TYPED]),),
        reason=TYPED,
        parties=("sponsor", "cro", "lab"),
        state=AmendmentState.IN_FORCE,
        consents=(
            Consent(party="cro", person="bob", seat="cro_pm", text="f1", at=later(hours=1)),
            Consent(party="lab", person="eve", seat=None, text="f1", at=later(microseconds=7)),
        ),
        sent_at=later(hours=2),
        times_sent=4,
        ended_at=later(hours=3, microseconds=999_999),
        ended_by="alice",
        ended_because=TYPED,
        version=5,
        overtaken_by=6,
        comes_from=("c1/escalation/1", "c1/escalation/2"),
    )


async def _save(storage: Storage, *amendments: Amendment) -> None:
    async with storage.transaction() as tx:
        for amendment in amendments:
            await tx.amendments.save(amendment)


async def _proposed_next(storage: Storage, id_: str) -> int:
    """Save an amendment under the next number, as somebody who proposes does."""
    async with storage.transaction() as tx:
        number = len(await tx.amendments.all("c1")) + 1
        await tx.amendments.save(an_amendment(number, id=id_))
    return number


async def test_an_amendment_comes_back_equal_in_every_field(storage: Storage) -> None:
    await saved(storage, "c1")
    full, fresh = a_full_amendment(), an_amendment()
    same = [f.name for f in fields(Amendment) if getattr(full, f.name) == getattr(fresh, f.name)]
    assert same == ["collaboration", "party", "person", "created_at"]  # these have no default
    await _save(storage, full, fresh)
    async with storage.reading() as tx:
        assert await tx.amendments.get(full.id) == full
        assert await tx.amendments.get(fresh.id) == fresh
        assert await tx.amendments.get("never") is None


async def test_it_is_found_by_the_number_people_call_it(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    ours, theirs = an_amendment(2), an_amendment(2, collaboration="c2")
    await _save(storage, an_amendment(1), ours, theirs)
    async with storage.reading() as tx:
        assert await tx.amendments.numbered("c1", 2) == ours
        assert await tx.amendments.numbered("c2", 2) == theirs
        assert await tx.amendments.numbered("c2", 1) is None


async def test_it_is_replaced_by_id_also_back_to_less(storage: Storage) -> None:
    await saved(storage, "c1")
    full = a_full_amendment()
    await _save(storage, full, an_amendment(4))
    again = an_amendment(3)
    await _save(storage, again)
    async with storage.transaction() as tx:
        assert list(await tx.amendments.all("c1")) == [again, an_amendment(4)]


async def test_open_ones_are_drafts_and_proposed_by_number(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    states = [*AmendmentState, *reversed(AmendmentState)]
    everything = [an_amendment(n, state=state) for n, state in enumerate(states, 9)]
    await _save(storage, *reversed(everything), an_amendment(1, collaboration="c2"))
    expected = [
        each for each in everything if each.state in (AmendmentState.DRAFT, AmendmentState.PROPOSED)
    ]
    assert len(expected) == 4
    async with storage.transaction() as tx:
        assert list(await tx.amendments.open("c1")) == expected
        assert list(await tx.amendments.open("c3")) == []
    async with storage.reading() as tx:
        assert list(await tx.amendments.open("c1")) == expected


async def test_all_are_listed_by_number(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    await _save(
        storage,
        *(an_amendment(n, id=f"{20 - n}") for n in (10, 2, 9, 1)),
        an_amendment(1, collaboration="c2"),
    )
    async with storage.reading() as tx:
        assert [each.number for each in await tx.amendments.all("c1")] == [1, 2, 9, 10]
        assert [each.number for each in await tx.amendments.all("c2")] == [1]


async def test_a_number_that_another_one_has_is_a_lost_race_and_nothing_is_kept(
    storage: Storage,
) -> None:
    await saved(storage, "c1")
    await _save(storage, an_amendment(1, id="first"))
    with pytest.raises(TransactionConflictError):
        await _save(storage, an_amendment(2, id="with it"), an_amendment(1, id="second"))
    async with storage.reading() as tx:
        assert list(await tx.amendments.all("c1")) == [an_amendment(1, id="first")]


async def test_taking_the_number_of_another_one_later_is_a_lost_race_too(storage: Storage) -> None:
    await saved(storage, "c1")
    await _save(storage, an_amendment(1), an_amendment(2))
    with pytest.raises(TransactionConflictError):
        await _save(storage, replace(an_amendment(2), number=1))


async def test_people_who_propose_at_the_same_moment_get_numbers_without_a_gap(
    place: Place,
) -> None:
    storages = [place.open(), place.open()]
    await saved(storages[0], "c1")

    async def propose(n: int) -> int:
        return await until_settled(lambda: _proposed_next(storages[n % 2], f"a{n}"))

    # Of those who begin together one gets through each time, so no more than there are tries.
    numbers = await asyncio.gather(*(propose(n) for n in range(5)))
    assert sorted(numbers) == [1, 2, 3, 4, 5]


async def test_consents_given_at_the_same_moment_are_all_kept(place: Place) -> None:
    storages = [place.open(), place.open()]
    await saved(storages[0], "c1")
    await _save(storages[0], an_amendment(state=AmendmentState.PROPOSED))

    async def accept(n: int) -> None:
        async with storages[n % 2].transaction() as tx:
            found = (
                await tx.amendments.get("c1-a1"),
                await tx.amendments.numbered("c1", 1),
                *await tx.amendments.open("c1"),
            )[n % 3]
            assert found is not None
            consent = Consent(party=f"p{n}", person="bob", seat=None, text="f1", at=NOW)
            await tx.amendments.save(replace(found, consents=(*found.consents, consent)))

    await asyncio.gather(*(accept(n) for n in range(18)))
    async with storages[0].reading() as tx:
        found = await tx.amendments.get("c1-a1")
    assert found is not None
    assert {consent.party for consent in found.consents} == {f"p{n}" for n in range(18)}


async def _by_id(store: AmendmentStore) -> list[Amendment | None]:
    return [await store.get("c1-a1")]


async def _by_number(store: AmendmentStore) -> list[Amendment | None]:
    return [await store.numbered("c1", 1)]


async def _open(store: AmendmentStore) -> list[Amendment | None]:
    return [*await store.open("c1")]


@pytest.mark.parametrize("find", [_by_id, _by_number, _open])
@pytest.mark.parametrize("state", [AmendmentState.PROPOSED, AmendmentState.WITHDRAWN])
async def test_who_comes_second_waits_and_sees_what_the_first_made_of_it(
    place: Place, find: Find, state: AmendmentState
) -> None:
    if not place.is_postgresql:
        pytest.skip("there one transaction writes at a time, so nobody waits for a row")
    one, two = place.open(), place.open()
    await saved(one, "c1")
    await _save(one, an_amendment())

    async def come_second() -> list[Amendment | None]:
        async with two.transaction() as tx:
            return await find(tx.amendments)

    async with one.transaction() as tx:
        assert await find(tx.amendments) == [an_amendment()]
        second = asyncio.create_task(come_second())
        await somebody_waits_for_a_lock(place)
        made = an_amendment(state=state)
        await tx.amendments.save(made)
    assert await second == ([made] if made.open or find is not _open else [])


async def test_reading_waits_for_nobody_who_decides(place: Place) -> None:
    storage = place.open()
    await saved(storage, "c1")
    await _save(storage, an_amendment())
    async with storage.transaction() as tx:
        await tx.amendments.get("c1-a1")
        async with storage.reading() as reader:
            assert await reader.amendments.get("c1-a1") == an_amendment()
            assert list(await reader.amendments.open("c1")) == [an_amendment()]


async def test_nothing_of_a_block_that_raises_is_kept(storage: Storage) -> None:
    await saved(storage, "c1")
    await _save(storage, an_amendment(1))
    async with rolled_back(storage) as tx:
        await tx.amendments.save(an_amendment(1, reason="other"))
        await tx.amendments.save(an_amendment(2))
    async with storage.reading() as tx:
        assert list(await tx.amendments.all("c1")) == [an_amendment(1)]


async def test_an_amendment_belongs_to_a_collaboration_that_exists(storage: Storage) -> None:
    with pytest.raises(StorageInconsistent):
        await _save(storage, an_amendment())


async def test_an_amendment_cannot_be_saved_while_reading(storage: Storage) -> None:
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.amendments.save(an_amendment())


async def test_what_is_altered_after_saving_is_not_altered_in_storage(storage: Storage) -> None:
    await saved(storage, "c1")
    due: list[Json] = ["MO"]
    await _save(storage, an_amendment(changes=(Change(section="cadences", after=due),)))
    due.append("TU")
    async with storage.reading() as tx:
        found = await tx.amendments.get("c1-a1")
    assert found is not None
    assert found.changes[0].after == ["MO"]


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
_changes = st.builds(
    Change,
    section=st.text(max_size=5),
    item=st.none() | st.text(max_size=5),
    field=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    before=_json,
    after=_json,
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.lists(_changes, max_size=4).map(tuple))
async def test_any_changes_come_back_equal(storage: Storage, changes: tuple[Change, ...]) -> None:
    await saved(storage, "c1")
    await _save(storage, an_amendment(changes=changes))
    async with storage.reading() as tx:
        found = await tx.amendments.get("c1-a1")
    assert found is not None
    # As text, because 1, 1.0 and True are equal but not the same wording.
    assert repr(found.changes) == repr(changes)
