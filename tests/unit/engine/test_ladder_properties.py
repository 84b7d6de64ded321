"""Any ladder, climbed under anything people do and through restarts and jumps of the clock.

Each step is told once or it is explained why not; nothing is told once it is closed; and there is
never nobody who knows.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards.compose.escalation_forms import CHOICE_KEY, DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, CLIMB, REOPEN, REPORT_FACT, RESOLVE
from bot.config import Settings
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import CLOCK_HOURS, LadderStep, StepIf
from bot.domain.duration import Duration
from bot.domain.escalation import Because, Escalation, Outcome
from bot.domain.instant import instant
from bot.domain.ladder import Case
from bot.engine.agenda import OF_LADDERS
from bot.main import advance_to, assemble
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.escalating import kept, press_on, private_messages, raise_it, rat, rat_stage
from tests.unit.engine.stage import Stage

KEY = "unexpected_death"
#: Seats that nobody holds and nobody stands in for, once they are emptied.
EMPTY = frozenset({"vp_rd", "finance_contracts", "site_head", "qau_manager"})
SPONSOR = ("study_monitor", "program_manager", "cmc_lead", "vp_rd", "finance_contracts")
#: What time alone leads to, or finds unneeded.
BY_TIME = frozenset(
    {
        Because.NOT_ACKNOWLEDGED,
        Because.NOT_RESOLVED,
        Because.ALWAYS,
        Because.NOT_REPORTED,
        Because.ACKNOWLEDGED,
        Because.AVERTED,
    }
)
CRO = ("study_director", "cro_pm", "attending_vet", "site_head", "qau_manager")


@st.composite
def ladders(draw: st.DrawFn) -> tuple[LadderStep, ...]:
    """A ladder of two to four steps, valid by the rules of the file."""
    first = LadderStep(
        step=1,
        after=Duration.parse("0h"),
        seats={"sponsor": draw(st.sampled_from(SPONSOR)), "cro": draw(st.sampled_from(CRO))},
        if_=(StepIf.START,),
        repeat_every=draw(st.sampled_from([None, Duration.parse("3h")])),
        repeat_at_most=2,
    )
    steps = [first]
    hours = 0
    for number in range(2, draw(st.integers(2, 4)) + 1):
        hours += draw(st.integers(1, 30))
        sides = draw(st.sampled_from([("sponsor",), ("cro",), ("sponsor", "cro")]))
        named = {"sponsor": draw(st.sampled_from(SPONSOR)), "cro": draw(st.sampled_from(CRO))}
        conditions = draw(
            st.sampled_from(
                [
                    (StepIf.NOT_ACKNOWLEDGED,),
                    (StepIf.NOT_RESOLVED,),
                    (StepIf.ALWAYS,),
                    (StepIf.NOT_ACKNOWLEDGED, StepIf.NOT_RESOLVED),
                    (),
                ]
            )
        )
        steps.append(
            LadderStep(
                step=number,
                after=Duration.parse(f"{hours}h"),
                seats={party: named[party] for party in sides},
                if_=conditions,
                or_reported=(f"fact {number}",) if draw(st.booleans()) else (),
                unless_reported=f"averted {number}" if not conditions else None,
            )
        )
    return tuple(steps)


@dataclass(frozen=True)
class Did:
    what: str
    amount: int = 0


DOES = st.one_of(
    st.builds(Did, st.just("wait"), st.integers(1, 40)),
    st.builds(Did, st.just("jump"), st.integers(1, 60)),
    st.builds(Did, st.sampled_from(["restart", "ours", "theirs", "fact", "climb"])),
    st.builds(Did, st.sampled_from(["resolve", "reopen"])),
)


def changed(
    agreement: Agreement, ladder: tuple[LadderStep, ...], clock: str, limit: str
) -> Agreement:
    trigger = agreement.trigger[KEY]
    trigger = replace(
        trigger,
        ladder=ladder,
        clock=replace(trigger.clock, calendar=clock),
        acknowledged_for=Duration.parse(limit) if limit else None,
    )
    seats = tuple(replace(s, deputy=None) if s.key in EMPTY else s for s in agreement.seats)
    others = tuple(t for t in agreement.triggers if t.key != KEY)
    return replace(agreement, triggers=(trigger, *others), seats=seats)


async def empty_the_seats(stage: Stage) -> None:
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat in EMPTY:
                await tx.directory.end_holding(holding, stage.clock.now())


def restart(stage: Stage) -> None:
    """Another process on the same storage."""
    known = stage.accord.agreements
    stage.accord = assemble(
        Settings(),
        clock=stage.clock,
        storage=stage.accord.storage,
        facts=MemoryPlatformFacts(),
        platforms=(stage.platform,),
    )
    stage.accord.agreements._loaded.update(known._loaded)


async def do(stage: Stage, did: Did) -> None:
    (escalation,) = await kept(stage)
    monitor, director = rat("study_monitor"), rat("study_director")
    match did.what:
        case "wait":
            moment = instant(stage.clock.now() + timedelta(hours=did.amount))
            await advance_to(stage.accord, stage.clock, moment)
        case "jump":
            stage.clock.advance(timedelta(hours=did.amount))
            await stage.accord.settle()
        case "restart":
            restart(stage)
        case "ours":
            await press_on(stage, monitor, escalation, ACKNOWLEDGE)
        case "theirs":
            await press_on(stage, director, escalation, ACKNOWLEDGE)
        case "fact":
            await _send(stage, escalation, REPORT_FACT, **{CHOICE_KEY: "0", TEXT_KEY: ""})
        case "climb":
            await _send(stage, escalation, CLIMB, **{TEXT_KEY: f"at {stage.clock.now()}"})
        case "resolve":
            values = {MET_KEY: "yes", TEXT_KEY: "all of it", DECISION_KEY: "go on"}
            await _send(stage, escalation, RESOLVE, **values)
        case _:
            await _send(stage, escalation, REOPEN, **{TEXT_KEY: "not over"})


async def _send(stage: Stage, escalation: Escalation, action: str, **values: str) -> None:
    answer = await press_on(stage, rat("study_monitor"), escalation, action)
    if answer.form is not None:
        await stage.send(rat("study_monitor"), answer.form, **values)


async def check(stage: Stage, agreement: Agreement) -> None:
    (escalation,) = await kept(stage)
    case = Case(agreement=agreement, escalation=escalation)
    reached = [(r.run, r.step) for r in escalation.rungs if r.reached]
    assert len(reached) == len(set(reached))
    told = [(t.run, t.step, t.seat) for t in escalation.told if t.outcome is Outcome.TOLD]
    assert len(told) == len(set(told))
    _check_nothing_while_closed(escalation)
    if escalation.open:
        for step in case.timed():
            if case.due(step) <= stage.clock.now():
                assert escalation.rung(step.step) is not None, step
    for rung in escalation.rungs:
        step_of = case.step(rung.step)
        if rung.run == escalation.run and rung.because in BY_TIME and step_of is not None:
            assert rung.at >= case.due(step_of), rung
    for run, number in reached:
        _check_somebody(escalation, run, number)
    async with stage.accord.storage.reading() as tx:
        pending = await tx.agenda.pending(stage.collaboration.id)
    overdue = [r for r in pending if r.kind in OF_LADDERS and r.due <= stage.clock.now()]
    assert overdue == []
    assert await private_messages(stage, escalation) >= {
        (t.run, t.step, t.person) for t in escalation.told if t.outcome is Outcome.TOLD
    }


def _check_nothing_while_closed(escalation: Escalation) -> None:
    ends = [each.at for each in escalation.closings]
    begins = [each.at for each in escalation.reopenings]
    happened = [r.at for r in escalation.rungs]
    happened += [t.at for t in escalation.told if t.outcome is Outcome.TOLD]
    for number, end in enumerate(ends):
        begin = begins[number] if number < len(begins) else None
        assert not [at for at in happened if at > end and (begin is None or at < begin)]


def _check_somebody(escalation: Escalation, run: int, step: int) -> None:
    """Somebody was told on the step, waits, or was no longer needed; else all leads were told."""
    known = (Outcome.TOLD, Outcome.WAITS, Outcome.UNNEEDED)
    here = [t for t in escalation.told if (t.run, t.step) == (run, step)]
    above = [t for t in escalation.told if t.run == run and t.because is Because.EMPTY]
    assert [t for t in (*here, *above) if t.outcome in known], (run, step)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ladder=ladders(),
    clock=st.sampled_from([CLOCK_HOURS, "cro", "both"]),
    limit=st.sampled_from(["", "5h"]),
    does=st.lists(DOES, max_size=8),
)
async def test_each_step_is_told_once_or_explained(
    ladder: tuple[LadderStep, ...], clock: str, limit: str, does: list[Did]
) -> None:
    stage = await rat_stage()
    await empty_the_seats(stage)
    agreement = changed(stage.agreement, ladder, clock, limit)
    stage.accord.agreements._loaded[stage.collaboration.id, stage.collaboration.version] = agreement
    assert isinstance(stage.accord.storage, MemoryStorage)
    await raise_it(stage, rat("study_director"), KEY)
    for did in (*does, Did("wait", 120)):
        await do(stage, did)
        await check(stage, agreement)
