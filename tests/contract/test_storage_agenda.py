"""What the agenda promises, on every storage."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.storage_ports import Storage
from tests.contract.storages import NOW, Place, later, rolled_back


def a_row(key: str = "k1", due: Instant = NOW, **changes: object) -> AgendaRow:
    values = {
        "key": key,
        "collaboration": "c1",
        "kind": AgendaKind.REMIND,
        "due": due,
        "subject": {"checkin": "c1/weekly/2026-12-04T17:00"},
        **changes,
    }
    return AgendaRow(**values)  # type: ignore[arg-type]  # a builder names only what matters


async def _put(storage: Storage, *rows: AgendaRow) -> list[bool]:
    async with storage.transaction() as tx:
        return [await tx.agenda.put(row) for row in rows]


async def _fire(storage: Storage, now: Instant) -> str | None:
    async with storage.transaction() as tx:
        row = await tx.agenda.claim_due(now)
        if row is not None:
            await tx.agenda.finish(row.key, now)
    return None if row is None else row.key


async def test_a_row_comes_back_as_it_was_put(storage: Storage) -> None:
    row = a_row(kind=AgendaKind.TELL, subject={"a": "é", "b": ""})
    assert await _put(storage, row) == [True]
    async with storage.transaction() as tx:
        assert await tx.agenda.claim_due(NOW) == row


async def test_a_key_can_be_put_once_even_after_it_was_done(storage: Storage) -> None:
    assert await _put(storage, a_row(), a_row()) == [True, False]
    assert await _fire(storage, NOW) == "k1"
    assert await _put(storage, a_row(due=later(days=1))) == [False]
    assert await _fire(storage, later(days=2)) is None


async def test_of_many_replicas_putting_a_key_one_puts_it(place: Place) -> None:
    storages = [place.open(), place.open()]
    put = await asyncio.gather(*(_put(storages[n % 2], a_row()) for n in range(10)))
    assert sorted(put) == [[False]] * 9 + [[True]]


async def test_a_row_is_due_at_its_moment_and_not_before(storage: Storage) -> None:
    await _put(storage, a_row(due=later(seconds=1)))
    assert await _fire(storage, NOW) is None
    assert await _fire(storage, later(microseconds=999_999)) is None
    assert await _fire(storage, later(seconds=1)) == "k1"


async def test_rows_overdue_fire_in_order_of_due_time_and_then_key(storage: Storage) -> None:
    await _put(
        storage,
        a_row("late", later(hours=3)),
        a_row("b", later(hours=1)),
        a_row("B", later(hours=1)),
        a_row("a_", later(hours=1)),
        a_row("a1", later(hours=1)),
        a_row("first", NOW),
    )
    fired = [await _fire(storage, later(days=3)) for _ in range(7)]
    assert fired == ["first", "B", "a1", "a_", "b", "late", None]


async def test_a_claim_that_is_rolled_back_can_be_made_again(storage: Storage) -> None:
    await _put(storage, a_row())
    async with rolled_back(storage) as tx:
        row = await tx.agenda.claim_due(NOW)
        assert row is not None
        await tx.agenda.finish(row.key, NOW)
    assert await _fire(storage, NOW) == "k1"


async def test_a_postponed_row_comes_later_with_its_attempt_counted_and_its_due_time_kept(
    storage: Storage,
) -> None:
    await _put(storage, a_row("k1"), a_row("k2", later(seconds=5)))
    async with storage.transaction() as tx:
        await tx.agenda.postpone("k1", later(minutes=1), "ValueError: \0 in it")
    assert await _fire(storage, later(seconds=30)) == "k2"
    assert await _fire(storage, later(seconds=30)) is None
    async with storage.transaction() as tx:
        assert await tx.agenda.claim_due(later(minutes=1)) == a_row("k1", attempts=1)


async def test_what_is_pending_is_listed_for_one_collaboration_the_earliest_first(
    storage: Storage,
) -> None:
    second, first = a_row("a", later(days=2)), a_row("z", later(days=1))
    await _put(storage, second, first, a_row("done"), a_row("other", collaboration="c2"))
    assert await _fire(storage, NOW) == "done"
    async with storage.reading() as tx:
        assert list(await tx.agenda.pending("c1")) == [first, second]


async def test_of_what_is_pending_only_some_kinds_can_be_asked_for(storage: Storage) -> None:
    kinds = (AgendaKind.ASK, AgendaKind.TELL, AgendaKind.ASK_AGAIN)
    ask, tell, again = (replace(a_row(f"k{kind}"), kind=kind) for kind in kinds)
    elsewhere = replace(a_row("other", collaboration="c2"), kind=AgendaKind.TELL)
    await _put(storage, ask, tell, again, elsewhere)
    async with storage.reading() as tx:
        assert list(await tx.agenda.pending("c1", AgendaKind.TELL)) == [tell]
        assert list(await tx.agenda.pending("c1", AgendaKind.ASK_AGAIN, AgendaKind.ASK)) == [
            ask,
            again,
        ]
        assert list(await tx.agenda.pending("c1", AgendaKind.REMIND)) == []


async def test_replicas_that_tick_together_fire_each_row_once(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _put(storages[0], *(a_row(f"k{n:02}") for n in range(40)))

    async def tick(storage: Storage) -> list[str]:
        fired = []
        while (key := await _fire(storage, NOW)) is not None:
            fired.append(key)
        return fired

    ticks = await asyncio.gather(*(tick(storages[n % 2]) for n in range(6)))
    assert sorted(key for fired in ticks for key in fired) == [f"k{n:02}" for n in range(40)]


async def test_a_row_held_by_another_replica_is_passed_over(place: Place) -> None:
    if not place.is_postgresql:
        pytest.skip("there one transaction writes at a time, so none can be held meanwhile")
    one, two = place.open(), place.open()
    await _put(one, a_row("k1"), a_row("k2", later(seconds=1)))
    async with one.transaction() as holder:
        held = await holder.agenda.claim_due(later(minutes=1))
        assert held is not None
        assert held.key == "k1"
        assert await _fire(two, later(minutes=1)) == "k2"
        assert await _fire(two, later(minutes=1)) is None
    assert await _fire(two, later(minutes=1)) == "k1"


async def test_what_is_overdue_is_found_by_kind_also_while_it_waits_to_be_tried_again(
    storage: Storage,
) -> None:
    step, remind = AgendaKind.ESCALATION_STEP, AgendaKind.REMIND
    second, first = (
        a_row("k2", later(minutes=-20), kind=step),
        a_row("k1", later(hours=-1), kind=step),
    )
    await _put(storage, second, first, a_row("k3", later(minutes=-1), kind=step))
    await _put(storage, a_row("k4", later(hours=-1), kind=remind))
    await _put(storage, a_row("k5", later(hours=-2), kind=step, collaboration="c2"))
    assert await _fire(storage, later(hours=-2)) == "k5"
    async with storage.transaction() as tx:
        await tx.agenda.postpone("k1", later(hours=1), "OSError: gone")
    async with storage.reading() as tx:
        found = await tx.agenda.overdue([step], later(minutes=-15), 10)
        assert [row.key for row in found] == ["k1", "k2"]
        assert [r.key for r in await tx.agenda.overdue([step], later(minutes=-15), 1)] == ["k1"]
