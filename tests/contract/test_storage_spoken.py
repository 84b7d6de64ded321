"""What the stores of questions, heads-ups and drafts promise, on every storage."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.address import Address
from bot.domain.heads_up import HeadsUp, Seen, Wording
from bot.domain.question import Question, Said, Turn
from bot.domain.unsent import Unsent
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import ReadOnly, StorageInconsistent
from tests.contract.storages import (
    ALICE,
    BOB,
    NOW,
    ROOM,
    Place,
    a_person,
    later,
    saved,
)

ODD = "why?\0 \ud83d “é” 😀"


def said(text: str = ODD, **changes: object) -> Said:
    values = {"text": text, "person": "alice", "seat": "pm", "at": NOW, **changes}
    return Said(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_question(number: int = 1, **changes: object) -> Question:
    collaboration = changes.get("collaboration", "c1")
    values = {
        "id": f"{collaboration}/question/{number}",
        "collaboration": "c1",
        "number": number,
        "version": 2,
        "topic": f"Slides {ODD}",
        "person": "alice",
        "from_seat": None,
        "from_party": "sponsor",
        "to_party": "cro",
        "turns": (Turn(seat="sd", asked=(said(),), since=NOW, due=later(hours=1)),),
        **changes,
    }
    return Question(**values)  # type: ignore[arg-type]  # likewise


def a_heads_up(number: int = 1, **changes: object) -> HeadsUp:
    collaboration = changes.get("collaboration", "c1")
    values = {
        "id": f"{collaboration}/heads-up/{number}",
        "collaboration": "c1",
        "number": number,
        "version": 2,
        "area": None,
        "person": "alice",
        "from_seat": None,
        "from_party": "sponsor",
        "to_seat": "sd",
        "to_party": "cro",
        "room": None,
        "thread": None,
        "wordings": (Wording(text=ODD, at=later(microseconds=1)),),
        **changes,
    }
    return HeadsUp(**values)  # type: ignore[arg-type]  # likewise


def a_draft(id_: str = "u1", **changes: object) -> Unsent:
    values = {"id": id_, "collaboration": "c1", "person": "alice", "text": ODD, "at": NOW}
    return Unsent(**{**values, **changes})  # type: ignore[arg-type]  # likewise


async def _ready(storage: Storage) -> None:
    await saved(storage, "c1", "c2")
    async with storage.transaction() as tx:
        await tx.directory.save_person(a_person("alice", ALICE))
        await tx.directory.save_person(a_person("bob", BOB))


async def test_a_question_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    passed = a_question().passed_on("qa", said("theirs", seat=None), later(hours=2))
    back = passed.nudged(later(microseconds=3)).offered("site_head").shown(later(days=1))
    full = replace(
        back.back(said("which?", at=later(microseconds=7))),
        area="histo",
        checkin="c1/weekly/2026-12-04T17:00",
        urgent=True,
        from_seat="pm",
        room=Address("teams", "t-cro", "19:study@thread.tacv2"),
        thread="1700000000000",
    )
    async with storage.transaction() as tx:
        await tx.questions.add(a_question())
        await tx.questions.add(a_question(2))
        await tx.questions.save(full)
    async with storage.reading() as tx:
        assert await tx.questions.get(full.id) == full
        assert await tx.questions.numbered("c1", 2, restricted=False) == a_question(2)
        assert await tx.questions.numbered("c2", 2, restricted=False) is None
        assert await tx.questions.get("c1/question/3") is None
        assert await tx.questions.last_number("c1", restricted=False) == 2
        assert await tx.questions.last_number("c2", restricted=False) == 0


async def test_questions_are_listed_by_number_as_unfinished_about_a_check_in_and_all(
    storage: Storage,
) -> None:
    await _ready(storage)
    open_ = a_question(10)
    back = a_question(2, checkin="k").back(said())
    over = a_question(3, checkin="k").answered(said())
    gone = a_question(4).withdrawn(later(hours=1))
    other = a_question(1, collaboration="c2", checkin="j")
    async with storage.transaction() as tx:
        for question in (open_, over, back, gone, other):
            await tx.questions.add(question)
    async with storage.reading() as tx:
        assert list(await tx.questions.unfinished("c1")) == [back, open_]
        assert list(await tx.questions.about("k")) == [back, over]
        assert list(await tx.questions.about("")) == []
        assert list(await tx.questions.all("c1")) == [back, over, gone, open_]
    async with storage.transaction() as tx:
        await tx.questions.save(open_.answered(said()))
        assert list(await tx.questions.unfinished("c1")) == [back]


async def test_restricted_ones_are_numbered_apart(storage: Storage) -> None:
    await _ready(storage)
    question = a_question(1, id="c1/question/R1", restricted=True)
    heads_up = a_heads_up(1, id="c1/heads-up/R1", restricted=True)
    async with storage.transaction() as tx:
        await tx.questions.add(question)
        await tx.questions.add(a_question())
        await tx.heads_ups.add(heads_up)
        await tx.heads_ups.add(a_heads_up())
    async with storage.reading() as tx:
        assert await tx.questions.numbered("c1", 1, restricted=True) == question
        assert await tx.questions.numbered("c1", 1, restricted=False) == a_question()
        assert list(await tx.questions.all("c1")) == [a_question(), question]
        assert list(await tx.heads_ups.all("c1")) == [a_heads_up(), heads_up]
        assert await tx.questions.last_number("c1", restricted=True) == 1
        assert await tx.heads_ups.last_number("c1", restricted=True) == 1
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.questions.add(replace(question, id="another"))
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.heads_ups.add(replace(heads_up, id="another"))


async def test_of_many_who_take_the_same_number_one_gets_it(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _ready(storages[0])

    async def take(number: int) -> bool:
        try:
            async with storages[number % 2].transaction() as tx:
                await tx.questions.add(a_question(person="alice" if number % 2 else "bob"))
                await tx.heads_ups.add(a_heads_up())
        except TransactionConflictError:
            return False
        return True

    assert sum(await asyncio.gather(*(take(number) for number in range(6)))) == 1


async def test_of_two_answers_at_the_same_moment_the_second_sees_the_first(place: Place) -> None:
    storages = [place.open(), place.open()]
    await _ready(storages[0])
    async with storages[0].transaction() as tx:
        await tx.questions.add(a_question())

    async def answer(number: int) -> bool:
        async with storages[number % 2].transaction() as tx:
            found = await tx.questions.get("c1/question/1")
            assert found is not None
            if not found.waiting:
                return False
            await tx.questions.save(found.answered(said(f"answer {number}")))
            return True

    assert sum(await asyncio.gather(*(answer(number) for number in range(8)))) == 1


async def test_a_heads_up_comes_back_equal_in_every_field(storage: Storage) -> None:
    await _ready(storage)
    full = replace(
        a_heads_up(2).reworded(Wording(text="later", at=later(minutes=3))),
        area="histo",
        from_seat="pm",
        room=ROOM,
        thread="170.1",
        seen=Seen(person="bob", at=later(microseconds=9)),
        withdrawn_at=later(minutes=9),
        escalation="c1/escalation/1",
    )
    async with storage.transaction() as tx:
        for each in (full, a_heads_up(), a_heads_up(collaboration="c2")):
            await tx.heads_ups.add(each)
        await tx.heads_ups.save(full)
    async with storage.reading() as tx:
        assert await tx.heads_ups.get(full.id) == full
        assert list(await tx.heads_ups.all("c1")) == [a_heads_up(), full]
        assert await tx.heads_ups.last_number("c1", restricted=False) == 2
        assert await tx.heads_ups.last_number("c3", restricted=False) == 0
        assert await tx.heads_ups.get("c1/heads-up/9") is None


async def test_a_draft_is_kept_until_it_is_dropped_or_too_old(storage: Storage) -> None:
    await _ready(storage)
    kept = a_draft(about={"what": "ask", "topic": "Slides"})
    async with storage.transaction() as tx:
        await tx.unsent.keep(a_draft(text="before"))
        await tx.unsent.keep(kept)
        await tx.unsent.keep(a_draft("old", at=later(days=-2)))
        await tx.unsent.keep(a_draft("sent"))
    async with storage.transaction() as tx:
        assert await tx.unsent.get("u1") == kept
        await tx.unsent.drop("sent")
        await tx.unsent.drop("never")
        assert await tx.unsent.forget_before(later(days=-1)) == 1
        assert await tx.unsent.get("old") is None
        assert await tx.unsent.get("sent") is None
    async with storage.reading() as tx:
        assert await tx.unsent.get("u1") == kept


@pytest.mark.parametrize("missing", ["person", "collaboration"])
async def test_nobody_unknown_speaks_in_no_unknown_collaboration(
    storage: Storage, missing: str
) -> None:
    await _ready(storage)
    with pytest.raises(StorageInconsistent):
        async with storage.transaction() as tx:
            await tx.unsent.keep(a_draft(**{missing: "nobody"}))


async def test_nothing_is_written_while_reading(storage: Storage) -> None:
    await _ready(storage)
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.heads_ups.add(a_heads_up())
