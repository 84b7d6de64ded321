"""What the store of the pulse promises, on every storage: rounds, and a box that a key locks."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.domain.agreement.cadences import Every
from bot.domain.pulse_results import Results, SideResult
from bot.domain.pulse_round import AskedPerson, PulseRound
from bot.domain.pulse_tally import LONGEST_COMMENT, PulseAnswer, PulseBox, Tally
from bot.engine.storage_ports import Storage, Transaction
from storage.errors import ReadOnly, SecretKeyMissing, StorageInconsistent
from storage.transaction import SqlStorage
from tests.contract.storages import NOW, Place, later, rolled_back, saved, waits

KEY, OTHER_KEY = (Fernet.generate_key().decode() for _ in range(2))
EMPTY = Tally(sums={"answers": 0}, comments={"one_change": ()})
BOX = PulseBox(tallies={"sponsor": EMPTY, "cro": EMPTY})


def a_round(start: date = date(2027, 1, 1), **changes: object) -> PulseRound:
    values = {
        "collaboration": "c1",
        "start": start,
        "every": Every.MONTH,
        "version": 3,
        "opened_at": later(microseconds=1),
        "ends_at": later(days=7, microseconds=2),
        "asked": (AskedPerson("alice", "sponsor"), AskedPerson("bob", "cro")),
        **changes,
    }
    return PulseRound(**values)  # type: ignore[arg-type]  # a builder names only what matters


RESULTS = Results(
    questions={"answers": "I get a usable “answer”.", "one_change": "One change:"},
    asked=("sponsor", "cro"),
    least=3,
    sides=(
        SideResult(
            party="cro", averages={"answers": 3.7}, comments={"one_change": ("a", "😀", "z")}
        ),
    ),
    unreadable=True,
)


class Locked:
    """Storages on one place, opened with different keys."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def open(self, *keys: str) -> Storage:
        if self._place.is_memory:
            return self._place.memory.opened_with(keys)
        return SqlStorage(self._place.engines(), keys)


@pytest.fixture
async def locked(place: Place) -> Locked:
    opened = Locked(place)
    await saved(opened.open(), "c1", "c2")
    return opened


async def test_a_round_comes_back_equal_in_every_field(locked: Locked) -> None:
    storage = locked.open(KEY)
    running, over = a_round(), a_round(date(2026, 12, 1), every=Every.QUARTER)
    over = replace(over, asked=(), closed_at=later(days=8, microseconds=3), results=RESULTS)
    async with storage.transaction() as tx:
        await tx.pulse.begin(a_round(date(2026, 12, 1)), BOX)
        await tx.pulse.end(replace(over, every=Every.MONTH))
        await tx.pulse.begin(running, BOX)
    async with storage.reading() as tx:
        assert await tx.pulse.running("c1") == running
        assert await tx.pulse.get("c1", date(2027, 1, 1)) == running
        assert await tx.pulse.over("c1", 5) == [replace(over, every=Every.MONTH)]
        assert await tx.pulse.get("c1", date(2027, 2, 1)) is None
        assert await tx.pulse.running("c2") is None
        assert await tx.pulse.over("c2", 5) == []


async def test_the_latest_rounds_that_are_over_come_first(locked: Locked) -> None:
    storage = locked.open(KEY)
    async with storage.transaction() as tx:
        for month in (2, 1, 3):
            begun = a_round(date(2026, month, 1))
            await tx.pulse.begin(begun, BOX)
            await tx.pulse.end(begun.closed(NOW, RESULTS))
        found = await tx.pulse.over("c1", 2)
    assert [each.start.month for each in found] == [3, 2]


async def test_a_box_is_put_in_place_of_the_one_before_and_taken_away_at_the_end(
    locked: Locked,
) -> None:
    storage = locked.open(KEY)
    answer = PulseAnswer(scale={"answers": 4}, comments={"one_change": "“é” 😀"})
    fuller = BOX.with_answer(1, "cro", answer)
    async with storage.transaction() as tx:
        await tx.pulse.begin(a_round(), BOX)
    async with storage.transaction() as tx:
        assert await tx.pulse.box(a_round()) == BOX
        await tx.pulse.lock(a_round(), fuller)
        assert await tx.pulse.box(a_round()) == fuller
    async with rolled_back(storage) as tx:
        await tx.pulse.lock(a_round(), BOX)
    async with storage.transaction() as tx:
        assert await tx.pulse.box(a_round()) == fuller
        await tx.pulse.end(a_round().closed(NOW, RESULTS))
        assert await tx.pulse.box(a_round()) is None


async def test_two_who_answer_at_once_are_counted_one_after_the_other(locked: Locked) -> None:
    storage, answer = locked.open(KEY), PulseAnswer(scale={"answers": 5}, comments={})
    async with storage.transaction() as tx:
        await tx.pulse.begin(a_round(), BOX)

    async def answers_too(tx: Transaction) -> None:
        running = await tx.pulse.running("c1")
        assert running is not None
        box = await tx.pulse.box(running)
        assert box is not None
        await tx.pulse.lock(running, box.with_answer(1, "cro", answer))

    async with storage.transaction() as tx:
        running = await tx.pulse.running("c1")
        assert running is not None
        other = await waits(storage, answers_too)
        await tx.pulse.lock(running, BOX.with_answer(0, "sponsor", answer))
    await other
    async with storage.reading() as tx:
        box = await tx.pulse.box(a_round())
    assert box is not None
    assert box.answered == {0, 1}


async def test_the_first_key_locks_and_every_key_opens(locked: Locked) -> None:
    before, after = locked.open(KEY), locked.open(OTHER_KEY, KEY)
    async with before.transaction() as tx:
        await tx.pulse.begin(a_round(), BOX)
    async with after.transaction() as tx:
        assert await tx.pulse.box(a_round()) == BOX
        await tx.pulse.lock(a_round(), BOX)
    async with before.reading() as tx:
        assert await tx.pulse.box(a_round()) is None  # locked with the new key
    async with locked.open(OTHER_KEY).reading() as tx:
        assert await tx.pulse.box(a_round()) == BOX


async def test_without_a_key_nothing_is_locked(locked: Locked) -> None:
    storage = locked.open()
    async with storage.reading() as tx:
        assert not tx.pulse.can_lock
    with pytest.raises(SecretKeyMissing):
        async with storage.transaction() as tx:
            await tx.pulse.begin(a_round(), BOX)
    async with locked.open(KEY).reading() as tx:
        assert tx.pulse.can_lock


async def test_a_round_needs_its_collaboration_and_reading_writes_nothing(locked: Locked) -> None:
    storage = locked.open(KEY)
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.pulse.begin(a_round(collaboration="c9"), BOX)
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.pulse.begin(a_round(), BOX)


async def test_what_is_stored_is_as_long_whatever_was_answered(
    locked: Locked, place: Place
) -> None:
    """Of nobody, of somebody, of everybody at the greatest length: and never the same twice."""
    storage, tokens = locked.open(KEY), []
    longest = PulseAnswer(scale={"answers": 5}, comments={"one_change": "😀" * LONGEST_COMMENT})
    short = PulseAnswer(scale={"answers": 1}, comments={"one_change": "\\"})
    boxes = (
        BOX,
        BOX.with_answer(0, "sponsor", short),
        BOX.with_answer(0, "sponsor", longest).with_answer(1, "cro", longest),
        BOX,
    )
    async with storage.transaction() as tx:
        await tx.pulse.begin(a_round(), BOX)
    for box in boxes:
        async with storage.transaction() as tx:
            await tx.pulse.lock(a_round(), box)
            assert await tx.pulse.box(a_round()) == box
        tokens.append(await _token(place))
    assert len({len(each) for each in tokens}) == 1
    assert len(set(tokens)) == len(tokens)
    # The token's own moment, its second to ninth byte, is always the same.
    assert len({each[:10] for each in tokens}) == 1


async def _token(place: Place) -> str:
    if place.is_memory:
        return place.memory._state.pulse_boxes["c1", date(2027, 1, 1)]
    async with place.engines().reader.begin() as connection:
        found = await connection.execute(text("SELECT box FROM pulse_rounds"))
        return str(found.scalar_one())
