"""What the escalation store promises, on every storage."""

import asyncio
import json
from dataclasses import fields, replace

import pytest
from sqlalchemy import text

from bot.domain.deed import Deed
from bot.domain.escalation import (
    Acknowledgement,
    Because,
    By,
    Closing,
    Decision,
    Escalation,
    EscalationState,
    Fact,
    Given,
    Joined,
    Outcome,
    Reopening,
    Rung,
    Statement,
    Told,
)
from bot.domain.looking_back import Asked, Judged, Led, Lesson, LookBack
from bot.domain.measure import Reading
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import ReadOnly
from tests.contract.storages import NOW, Place, later, rolled_back, saved

#: Anything that can be typed: PostgreSQL's text would refuse the first, UTF-8 the second.
TYPED = "half past\0 \ud83d 😀 “é”\n"
BY = By(person="bob", party="cro", seat="study_director")
DEED = Deed(person="bob", party="cro", seat="study_director", at=NOW)


def an_escalation(number: int = 1, **changes: object) -> Escalation:
    values = {
        "id": f"{changes.get('collaboration', 'c1')}/escalation/{number}",
        "collaboration": "c1",
        "number": number,
        "version": 2,
        "trigger": "sample_loss",
        "happened_at": NOW,
        "known_at": NOW,
        "raised_at": later(seconds=number),
        "clock_start": NOW,
        **changes,
    }
    return Escalation(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_full_escalation() -> Escalation:
    """One with a value in every field."""
    return an_escalation(
        7,
        restricted=True,
        words=TYPED,
        said=(Statement(item="batch", text=TYPED),),
        raised_by=By(person="bob", party="cro"),
        about="c1/question/1",
        heads_up="c1/headsup/3",
        run=2,
        state=EscalationState.CLOSED,
        rungs=(Rung(step=1, run=1, at=NOW, because=Because.START),),
        told=(
            Told(
                step=1,
                run=1,
                party="cro",
                seat="study_director",
                outcome=Outcome.WAITS,
                because=Because.START,
                at=later(microseconds=7),
                person="bob",
            ),
        ),
        facts=(Fact(text=TYPED, by=BY, at=NOW, run=2),),
        decisions=(Decision(what=TYPED, by=BY, at=NOW),),
        given=(
            Given(notice="phone", by=BY, at=NOW, done_at=NOW),
            Given(notice="phone/then", by=BY, at=NOW),
        ),
        joined=(
            Joined(token="t1", text=TYPED, at=NOW),
            Joined(token="t2", text="x", at=NOW, by=BY, about="c1/question/2"),
        ),
        closings=(Closing(facts=TYPED, by=BY, at=NOW),),
        reopenings=(Reopening(reason=TYPED, by=BY, at=NOW),),
        acknowledgements=(Acknowledgement(by=BY, at=NOW, run=2),),
        look_backs=(
            LookBack(run=1, sides=("cro",), ends_at=NOW),
            LookBack(
                run=2,
                sides=("sponsor", "cro"),
                ends_at=later(hours=3),
                asked=(Asked(party="cro", person="bob", at=NOW),),
                lessons=(
                    Lesson(by=DEED, helped=TYPED, change=TYPED, judged=Judged.FALSE_ALARM),
                    Lesson(by=replace(DEED, party="sponsor", seat=None)),
                ),
                over_at=later(hours=2),
            ),
        ),
        came=("c1/question/1",),
        led_to=(
            Led(amendment="a1", number=3),
            Led(amendment="a2", number=4, version=5),
            Led(amendment="a3", number=5, ended=True),
        ),
    )


async def _add(storage: Storage, *escalations: Escalation) -> None:
    async with storage.transaction() as tx:
        for escalation in escalations:
            await tx.escalations.add(escalation)


async def test_an_escalation_comes_back_equal_in_every_field(storage: Storage) -> None:
    full, fresh = a_full_escalation(), an_escalation()
    same = [f.name for f in fields(Escalation) if getattr(full, f.name) == getattr(fresh, f.name)]
    assert same == [  # these have no default
        "collaboration",
        "version",
        "trigger",
        "happened_at",
        "known_at",
        "clock_start",
    ]
    await _add(storage, full, fresh)
    async with storage.reading() as tx:
        assert await tx.escalations.get(full.id) == full
        assert await tx.escalations.get(fresh.id) == fresh
        assert await tx.escalations.get("never") is None


async def test_a_notice_that_was_given_is_kept_as_it_was_before_notices_had_names(
    place: Place,
) -> None:
    if place.is_memory:
        pytest.skip("there is no database")
    given = Given(notice="phone", by=BY, at=NOW)
    await _add(place.open(), an_escalation(given=(given,)))
    async with place.engines().reader.begin() as connection:
        (body,) = (await connection.execute(text("SELECT body FROM escalations"))).one()
    (kept,) = (json.loads(body) if isinstance(body, str) else body)["given"]
    assert (kept["method"], "notice" in kept) == ("phone", False)


async def test_it_is_found_by_the_number_people_call_it(storage: Storage) -> None:
    ours, theirs = an_escalation(2), an_escalation(2, collaboration="c2")
    secret = an_escalation(2, id="c1/secret", restricted=True)
    await _add(storage, an_escalation(1), ours, theirs, secret)
    async with storage.reading() as tx:
        assert await tx.escalations.numbered("c1", 2, restricted=False) == ours
        assert await tx.escalations.numbered("c1", 2, restricted=True) == secret
        assert await tx.escalations.numbered("c2", 2, restricted=False) == theirs
        assert await tx.escalations.numbered("c2", 1, restricted=False) is None
        assert await tx.escalations.last_number("c1", restricted=False) == 2
        assert await tx.escalations.last_number("c2", restricted=True) == 0


async def test_it_is_replaced_by_id(storage: Storage) -> None:
    await _add(storage, an_escalation())
    closed = an_escalation(state=EscalationState.CLOSED, words="over")
    async with storage.transaction() as tx:
        await tx.escalations.save(closed)
    async with storage.reading() as tx:
        assert await tx.escalations.get(closed.id) == closed
        assert list(await tx.escalations.open("c1")) == []


async def test_lists_are_in_the_order_they_were_raised(storage: Storage) -> None:
    first, second, third = (an_escalation(number) for number in (1, 2, 3))
    over = replace(third, state=EscalationState.CLOSED)
    other = an_escalation(4, trigger=None)
    await _add(storage, over, other, second, first, an_escalation(collaboration="c2"))
    async with storage.reading() as tx:
        assert list(await tx.escalations.open("c1")) == [first, second, other]
        assert list(await tx.escalations.latest("c1", 2)) == [other, over]
        assert await tx.escalations.running("c1", "sample_loss") == second
        assert await tx.escalations.running("c1", "dosing_error") is None


async def test_the_same_is_added_once(storage: Storage) -> None:
    await _add(storage, an_escalation())
    for same in (an_escalation(number=2, id="c1/escalation/1"), an_escalation(id="another")):
        with pytest.raises(TransactionConflictError):
            await _add(storage, same)
    await _add(storage, an_escalation(id="third", restricted=True))


async def test_what_is_rolled_back_was_never_there(storage: Storage) -> None:
    async with rolled_back(storage) as tx:
        await tx.escalations.add(an_escalation())
    async with storage.reading() as tx:
        assert await tx.escalations.get("c1/escalation/1") is None


async def test_nothing_is_written_while_reading(storage: Storage) -> None:
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.escalations.add(an_escalation())


async def test_two_replicas_that_raise_at_once_get_two_numbers(place: Place) -> None:
    async def raised(storage: Storage, id_: str) -> int:
        async with storage.transaction() as tx:
            await tx.escalations.one_by_one("c1")
            number = await tx.escalations.last_number("c1", restricted=False) + 1
            await tx.escalations.add(an_escalation(number, id=id_))
        return number

    replicas = [place.open(), place.open()]
    await saved(replicas[0], "c1", "c2")
    numbers = await asyncio.gather(*(raised(replicas[n % 2], f"e{n}") for n in range(12)))
    assert sorted(numbers) == list(range(1, 13))  # nobody had to begin again


# ---- readings


def a_reading(number: int, **changes: object) -> Reading:
    values = {
        "id": f"event-{number}",
        "collaboration": "c1",
        "measure": "enrolment_percent_of_plan",
        "value": 79.5,
        "at": later(hours=number),
        **changes,
    }
    return Reading(**values)  # type: ignore[arg-type]  # a builder names only what matters


async def test_the_newest_readings_of_a_measure_come_first(storage: Storage) -> None:
    async with storage.transaction() as tx:
        for number in (2, 1, 3):
            assert await tx.escalations.note_reading(a_reading(number))
        assert not await tx.escalations.note_reading(a_reading(2, value=1.0))
        await tx.escalations.note_reading(a_reading(4, measure="another"))
        await tx.escalations.note_reading(a_reading(5, collaboration="c2"))
    async with storage.reading() as tx:
        found = await tx.escalations.readings("c1", "enrolment_percent_of_plan", 2)
    assert list(found) == [a_reading(3), a_reading(2)]
