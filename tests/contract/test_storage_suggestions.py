"""What the store of suggestions promises, on every storage."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.address import Address
from bot.domain.looking_back import Led
from bot.domain.question import Said
from bot.domain.suggestion import Answered, Reminder, Suggestion, Turn, Verdict
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import StorageInconsistent
from tests.contract.storages import ALICE, NOW, a_person, later, saved

ODD = "why?\0 \ud83d “é” 😀"


def said(text: str = ODD, **changes: object) -> Said:
    values = {"text": text, "person": "alice", "seat": None, "at": NOW, **changes}
    return Said(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_suggestion(number: int = 1, **changes: object) -> Suggestion:
    collaboration = changes.get("collaboration", "c1")
    values = {
        "id": f"{collaboration}/suggestion/{number}",
        "collaboration": "c1",
        "number": number,
        "version": 2,
        "topic": f"Slides {ODD}",
        "person": "alice",
        "from_seat": None,
        "from_party": "sponsor",
        "to_party": "cro",
        "wordings": (said(),),
        "turns": (Turn(seat="sd", since=NOW, due=later(hours=1)),),
        **changes,
    }
    return Suggestion(**values)  # type: ignore[arg-type]  # likewise


def not_now(again: date | None = None) -> Answered:
    return Answered(verdict=Verdict.NOT_NOW, reason=said("later", seat="sd"), again=again)


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))


async def test_a_suggestion_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    passed = a_suggestion().reworded(said("else")).passed_on("qa", said("theirs"), later(hours=2))
    waited = passed.after_reminder(Reminder.HALF_WAY).after_reminder(Reminder.DUE)
    shown = waited.shown(later(microseconds=3)).answered(not_now(date(2027, 2, 1)))
    led = (Led(amendment="a1", number=3, version=4), Led(amendment="a2", number=5, ended=True))
    full = replace(
        shown,
        area="histo",
        from_seat="pm",
        anonymous=True,
        posted=True,
        room=Address("teams", "t-cro", "19:study@thread.tacv2"),
        thread="1700000000000",
        withdrawn_at=later(microseconds=5),
        led_to=led,
    )
    assert not [name for name, value in vars(full).items() if not value and name != "restricted"]
    async with storage.transaction() as tx:
        await tx.suggestions.add(a_suggestion())
        await tx.suggestions.add(a_suggestion(2))
        await tx.suggestions.save(full)
    async with storage.reading() as tx:
        assert await tx.suggestions.get(full.id) == full
        assert await tx.suggestions.get("c1/suggestion/2") == a_suggestion(2)
        assert await tx.suggestions.get("c1/suggestion/3") is None
        assert await tx.suggestions.last_number("c1", restricted=False) == 2
        assert await tx.suggestions.last_number("c2", restricted=False) == 0


async def test_suggestions_are_listed_by_number_as_unfinished_and_all(storage: Storage) -> None:
    await _ready(storage)
    open_, answered = a_suggestion(10), a_suggestion(3).answered(not_now())
    back = a_suggestion(2).answered(not_now(date(2027, 2, 1)))
    gone = a_suggestion(4).withdrawn(later(hours=1))
    other = a_suggestion(1, collaboration="c2")
    hidden = a_suggestion(1, id="c1/suggestion/R1", restricted=True)
    async with storage.transaction() as tx:
        for each in (open_, answered, back, gone, other, hidden):
            await tx.suggestions.add(each)
    async with storage.reading() as tx:
        assert list(await tx.suggestions.unfinished("c1")) == [hidden, back, open_]
        assert list(await tx.suggestions.all("c1")) == [hidden, back, answered, gone, open_]
        assert await tx.suggestions.last_number("c1", restricted=True) == 1


async def test_a_number_is_taken_once_and_everybody_in_it_is_known(storage: Storage) -> None:
    await _ready(storage)
    async with storage.transaction() as tx:
        await tx.suggestions.add(a_suggestion())
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.suggestions.add(a_suggestion())
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.suggestions.add(a_suggestion(2, person="nobody"))
