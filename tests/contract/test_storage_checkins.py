"""What the check-in store promises, on every storage."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.checkin import Answer, CheckIn, CheckInState, Health, Item, checkin_id
from bot.domain.instant import instant
from bot.domain.reception import Excuse, Mark
from bot.engine.storage_ports import Storage, TransactionConflictError
from tests.contract.storages import NOW, Place, later

WALL = datetime(2026, 12, 4, 17, 0)  # noqa: DTZ001  # a wall time has no zone


def a_checkin(week: int = 0, **changes: object) -> CheckIn:
    wall = WALL + timedelta(weeks=week)
    values = {
        "id": checkin_id(str(changes.get("collaboration", "c1")), "weekly", wall),
        "collaboration": "c1",
        "cadence": "weekly",
        "version": 1,
        "wall": wall,
        "due": later(weeks=week),
        "late_at": later(weeks=week, hours=4),
        "opened_at": later(weeks=week, microseconds=1),
        **changes,
    }
    return CheckIn(**values)  # type: ignore[arg-type]  # a builder names only what matters


def an_answer(**changes: object) -> Answer:
    values = {
        "health": Health.AT_RISK,
        "items": (Item(title="Dosing", text="3 of 4 😀"), Item(title="Deviations", text="")),
        "help_needed": "",
        "person": "alice",
        "seat": "cro_pm",
        "at": later(hours=5, microseconds=123456),
        **changes,
    }
    return Answer(**values)  # type: ignore[arg-type]  # likewise


async def _save(storage: Storage, *checkins: CheckIn) -> None:
    async with storage.transaction() as tx:
        for checkin in checkins:
            await tx.checkins.save(checkin)


async def test_a_check_in_comes_back_equal_with_all_its_answers(storage: Storage) -> None:
    checkin = a_checkin().answered(an_answer()).answered(an_answer(no_change=True))
    await _save(storage, checkin)
    async with storage.reading() as tx:
        assert await tx.checkins.get(checkin.id) == checkin
        assert await tx.checkins.get("c1/weekly/never") is None


async def test_what_the_receivers_did_and_a_unit_come_back_equal(storage: Storage) -> None:
    by = {"person": "bob", "seat": "program_manager", "at": later(hours=6, microseconds=1)}
    counted = an_answer(items=(Item(title="Dosed", text="12", unit="animals"),))
    received = a_checkin(0).answered(counted).found_useful(Mark(**by))  # type: ignore[arg-type]
    excused = a_checkin(1).excused(Excuse(reason="Holiday", **by))  # type: ignore[arg-type]
    await _save(storage, received, excused)
    async with storage.reading() as tx:
        assert await tx.checkins.get(received.id) == received
        assert await tx.checkins.get(excused.id) == excused


async def test_a_check_in_is_replaced_by_id(storage: Storage) -> None:
    await _save(storage, a_checkin())
    late = a_checkin(due=later(days=1)).gone_late()
    await _save(storage, late)
    async with storage.transaction() as tx:
        assert await tx.checkins.get(late.id) == late


async def test_one_that_is_there_cannot_be_added_again(storage: Storage) -> None:
    answered = a_checkin().answered(an_answer())
    async with storage.transaction() as tx:
        await tx.checkins.add(answered)
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.checkins.add(a_checkin())
    async with storage.reading() as tx:
        assert await tx.checkins.get(answered.id) == answered


async def test_waiting_ones_are_open_or_late_the_earliest_due_first(storage: Storage) -> None:
    late, opened = a_checkin(0).gone_late(), a_checkin(1)
    await _save(
        storage,
        opened,
        late,
        a_checkin(2, state=CheckInState.EXCUSED),
        a_checkin(3, state=CheckInState.MISSED),
        a_checkin(4).answered(an_answer()),
        a_checkin(0, collaboration="c2"),
    )
    async with storage.reading() as tx:
        assert list(await tx.checkins.waiting("c1")) == [late, opened]


async def test_the_latest_of_a_cadence_are_in_any_state_the_newest_due_first(
    storage: Storage,
) -> None:
    weeks = [a_checkin(week).overtaken() for week in range(4)]
    await _save(storage, *weeks, a_checkin(9, id="other", cadence="daily"))
    async with storage.reading() as tx:
        assert list(await tx.checkins.latest("c1", "weekly", 2)) == [weeks[3], weeks[2]]
        assert list(await tx.checkins.latest("c2", "weekly", 2)) == []


async def test_those_between_two_moments_are_in_any_state_the_earliest_due_first(
    storage: Storage,
) -> None:
    weeks = [a_checkin(week) for week in range(4)]
    weeks[1] = weeks[1].overtaken()
    other = a_checkin(2, id="other", cadence="daily", due=later(weeks=2, minutes=1))
    await _save(storage, *reversed(weeks), other, a_checkin(1, collaboration="c2"))
    async with storage.reading() as tx:
        found = await tx.checkins.between("c1", later(weeks=1), later(weeks=3))
        assert list(found) == [weeks[1], weeks[2], other]
        ever = await tx.checkins.between("c1", None, later(weeks=3, microseconds=1))
        assert list(ever) == [weeks[0], weeks[1], weeks[2], other, weeks[3]]
        assert list(await tx.checkins.between("c1", None, later(weeks=0))) == []


async def test_answers_given_at_the_same_moment_by_many_are_all_kept(place: Place) -> None:
    storages = [place.open(), place.open()]
    checkin = a_checkin()
    await _save(storages[0], checkin)

    async def answer(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            found = await tx.checkins.get(checkin.id)
            assert found is not None
            at = instant(NOW + timedelta(seconds=number))
            await tx.checkins.save(found.answered(an_answer(at=at)))

    await asyncio.gather(*(answer(number) for number in range(20)))
    async with storages[0].reading() as tx:
        found = await tx.checkins.get(checkin.id)
    assert found is not None
    assert len({given.at for given in found.answers}) == 20
