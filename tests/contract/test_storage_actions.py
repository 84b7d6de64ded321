"""What the stores of actions and decisions promise, on every storage."""

import asyncio
from dataclasses import fields, replace
from datetime import date

import pytest

from bot.domain.action_times import Times
from bot.domain.actions import Action, ActionState, Ending
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import About, AboutKind, Deed
from bot.engine.again import until_settled
from bot.engine.storage_ports import Storage, TransactionConflictError
from storage.errors import ReadOnly
from tests.contract.storages import Place, later, rolled_back

#: Anything that can be typed: PostgreSQL's text would refuse the first, UTF-8 the second.
TYPED = "half past\0 \ud83d 😀 “é”\n"


def a_deed(hours: float = 0) -> Deed:
    return Deed(person="bob", party="cro", seat="cro_pm", at=later(hours=hours, microseconds=1))


def an_action(number: int = 1, **changes: object) -> Action:
    values = {
        "collaboration": "c1",
        "number": number,
        "what": "Send the slides",
        "owner": "study_pathologist",
        "party": "cro",
        "times": times(number),
        "version": 2,
        "raised": a_deed(),
        "since": later(microseconds=2),
        "source": f"event-{number}",
        **changes,
    }
    return Action(**values)  # type: ignore[arg-type]  # a builder names only what matters


def times(day: int = 1) -> Times:
    return Times(
        day=date(2026, 12, day),
        opens=later(days=day),
        due=later(days=day, hours=9),
        late_at=later(days=day + 1, hours=9, microseconds=3),
    )


def a_full_action() -> Action:
    """One with a value in every field."""
    dropped = Ending(state=ActionState.DROPPED, reason=TYPED, by=a_deed(3))
    edited = an_action(
        3, what=TYPED, restricted=True, about=About(kind=AboutKind.CHECKIN, id="c1/weekly/1")
    ).edited(
        a_deed(1), TYPED, what="Send it", owner="cro_pm", party="cro", version=3, times=times(5)
    )
    opened_again = edited.ended(dropped).reopened(later(hours=4)).ended(dropped)
    return replace(opened_again, late_since=later(days=9))


def a_decision(number: int = 1, **changes: object) -> Decision:
    values = {
        "collaboration": "c1",
        "number": number,
        "topic": "Dose levels",
        "outcome": "30 mg/kg",
        "decider": Decider(party="sponsor"),
        "version": 2,
        "written": a_deed(),
        "source": f"event-{number}",
        **changes,
    }
    return Decision(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_full_decision() -> Decision:
    return a_decision(
        4,
        restricted=True,
        topic=TYPED,
        question=TYPED,
        options=(TYPED, "no"),
        outcome=TYPED,
        note=TYPED,
        decider=Decider(party="sponsor", seat="vp_rd"),
        about=About(kind=AboutKind.ESCALATION, id="c1/e/1"),
        state=DecisionState.DECLINED,
        settled=a_deed(2),
        because=TYPED,
        replaces=2,
        replaced_by=5,
    )


def test_nothing_is_left_out_of_the_full_ones() -> None:
    for full in (a_full_action(), a_full_decision()):
        empty = [each.name for each in fields(full) if getattr(full, each.name) in (None, (), "")]
        assert empty == []


async def test_they_come_back_equal(storage: Storage) -> None:
    actions = [an_action(1), a_full_action()]
    decisions = [a_decision(1), a_full_decision()]
    async with storage.transaction() as tx:
        for action in actions:
            await tx.actions.add(action)
        for decision in decisions:
            await tx.decisions.add(decision)
    async with storage.transaction() as tx:
        for action in actions:
            found = await tx.actions.get("c1", action.number, restricted=action.restricted)
            assert found == action
        for decision in decisions:
            kept = await tx.decisions.get("c1", decision.number, restricted=decision.restricted)
            assert kept == decision
        assert await tx.actions.get("c1", 3, restricted=False) is None
        assert await tx.actions.get("c2", 1, restricted=False) is None
        assert await tx.decisions.get("c1", 4, restricted=False) is None


async def test_they_are_replaced_by_number_and_rolled_back(storage: Storage) -> None:
    action, decision = an_action(), a_decision()
    async with storage.transaction() as tx:
        await tx.actions.add(action)
        await tx.decisions.add(decision)
    done = action.ended(Ending(state=ActionState.DONE, reason="", by=a_deed(1)))
    recorded = decision.recorded(a_deed(1))
    async with rolled_back(storage) as tx:
        await tx.actions.save(done)
        await tx.decisions.save(recorded)
    async with storage.reading() as tx:
        assert await tx.actions.get("c1", 1, restricted=False) == action
        assert await tx.decisions.get("c1", 1, restricted=False) == decision
    async with storage.transaction() as tx:
        await tx.actions.save(done)
        await tx.decisions.save(recorded)
    async with storage.reading() as tx:
        assert await tx.actions.get("c1", 1, restricted=False) == done
        assert await tx.decisions.get("c1", 1, restricted=False) == recorded


async def test_a_number_or_an_event_that_is_taken_is_a_lost_race(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.actions.add(an_action())
        await tx.decisions.add(a_decision())
    for again in (an_action(source="another"), an_action(2, source="event-1")):
        with pytest.raises(TransactionConflictError):
            async with storage.transaction() as tx:
                await tx.actions.add(again)
    for same in (a_decision(source="another"), a_decision(2, source="event-1")):
        with pytest.raises(TransactionConflictError):
            async with storage.transaction() as tx:
                await tx.decisions.add(same)
    async with storage.transaction() as tx:  # elsewhere, and in the other series, it is free
        await tx.actions.add(an_action(collaboration="c2"))
        await tx.actions.add(an_action(restricted=True, source="another"))
        await tx.decisions.add(a_decision(collaboration="c2"))
        await tx.decisions.add(a_decision(restricted=True, source="another"))


async def test_they_are_found_by_what_asked_for_them_and_counted_by_series(
    storage: Storage,
) -> None:
    async with storage.transaction() as tx:
        assert await tx.actions.last_number("c1", restricted=False) == 0
        assert await tx.decisions.last_number("c1", restricted=True) == 0
        for number in (1, 2, 3):
            await tx.actions.add(an_action(number))
            await tx.decisions.add(a_decision(number))
        await tx.actions.add(an_action(9, restricted=True))
        await tx.decisions.add(a_decision(9, collaboration="c2"))
    async with storage.reading() as tx:
        assert await tx.actions.last_number("c1", restricted=False) == 3
        assert await tx.actions.last_number("c1", restricted=True) == 9
        assert await tx.decisions.last_number("c1", restricted=False) == 3
        assert await tx.actions.by_source("c1", "event-2") == an_action(2)
        assert await tx.actions.by_source("c2", "event-2") is None
        assert await tx.decisions.by_source("c1", "event-2") == a_decision(2)
        assert await tx.decisions.by_source("c1", "event-9") is None


async def test_open_ones_come_by_due_time_and_ended_ones_newest_first(storage: Storage) -> None:
    done = Ending(state=ActionState.DONE, reason="", by=a_deed(1))
    late, soon = an_action(1, times=times(9)), an_action(2)
    ended = [an_action(3).ended(done), an_action(4).ended(done)]
    async with storage.transaction() as tx:
        for action in (late, soon, *ended, an_action(5, collaboration="c2")):
            await tx.actions.add(action)
        for number in (1, 2):
            await tx.decisions.add(a_decision(number))
    async with storage.reading() as tx:
        assert list(await tx.actions.open("c1")) == [soon, late]
        assert list(await tx.actions.ended("c1")) == ended[::-1]
        assert list(await tx.decisions.all("c1")) == [a_decision(2), a_decision(1)]
        assert list(await tx.decisions.all("c2")) == []


async def test_nothing_is_written_while_reading(storage: Storage) -> None:
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.actions.save(an_action())
    with pytest.raises(ReadOnly):
        async with storage.reading() as tx:
            await tx.decisions.save(a_decision())


async def test_many_who_ask_at_once_get_a_number_each(place: Place) -> None:
    storages = [place.open(), place.open()]

    async def ask(number: int) -> None:
        async def once() -> None:
            async with storages[number % 2].transaction() as tx:
                taken = await tx.actions.last_number("c1", restricted=False)
                await tx.actions.add(an_action(taken + 1, times=times(), source=f"e{number}"))

        await until_settled(once)

    await asyncio.gather(*(ask(number) for number in range(4)))
    async with storages[0].reading() as tx:
        found = await tx.actions.open("c1")
    assert [action.number for action in found] == [1, 2, 3, 4]


async def test_two_who_end_it_at_once_wait_for_each_other(place: Place) -> None:
    storages = [place.open(), place.open()]
    async with storages[0].transaction() as tx:
        await tx.actions.add(an_action())
    ended: list[str] = []

    async def end(number: int) -> None:
        async with storages[number % 2].transaction() as tx:
            found = await tx.actions.get("c1", 1, restricted=False)
            assert found is not None
            if found.open:
                by = replace(a_deed(), person=f"p{number}")
                done = Ending(state=ActionState.DONE, reason="", by=by)
                await tx.actions.save(found.ended(done))
                ended.append(by.person)

    await asyncio.gather(*(end(number) for number in range(6)))
    assert len(ended) == 1


async def test_what_came_of_something_is_found_by_it_alone(storage: Storage) -> None:
    about = About(kind=AboutKind.ESCALATION, id="c1/e/1")
    others = (None, About(kind=AboutKind.QUESTION, id="c1/e/1"), replace(about, id="c1/e/10"))
    async with storage.transaction() as tx:
        for number, other in enumerate((*others, about, about), 1):
            await tx.actions.add(an_action(number, about=other))
            await tx.decisions.add(a_decision(number, about=other))
        await tx.actions.add(an_action(1, about=about, restricted=True, source="hidden"))
        await tx.actions.add(an_action(9, about=about, collaboration="c2"))
        await tx.decisions.add(a_decision(9, about=about, collaboration="c2"))
    async with storage.reading() as tx:
        actions = await tx.actions.left_by("c1", about)
        decisions = await tx.decisions.left_by("c1", about)
    assert [(each.number, each.restricted) for each in actions] == [
        (1, True),
        (4, False),
        (5, False),
    ]
    assert [each.number for each in decisions] == [4, 5]
