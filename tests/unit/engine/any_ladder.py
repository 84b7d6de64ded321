"""Any ladder, and anything that can happen to people and to it while it is climbed."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from bot.cards.compose.escalation_forms import CHOICE_KEY, DECISION_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, CLIMB, REOPEN, REPORT_FACT, RESOLVE
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import LadderStep, StepIf
from bot.domain.duration import Duration
from bot.domain.instant import instant
from bot.engine.agenda import OF_LADDERS
from bot.main import Accord, advance_to, assemble
from storage.memory import MemoryPlatformFacts
from tests.unit.engine.escalating import kept, press_on, rat
from tests.unit.engine.ladder_stories import leave
from tests.unit.engine.stage import Stage

KEY = "unexpected_death"
#: Seats that nobody holds and nobody stands in for, once they are emptied.
EMPTY = frozenset({"vp_rd", "finance_contracts", "site_head", "qau_manager"})
SPONSOR = ("study_monitor", "program_manager", "cmc_lead", "vp_rd", "finance_contracts")
CRO = ("study_director", "cro_pm", "attending_vet", "site_head", "qau_manager")
REPEAT, AT_MOST, LIMIT = timedelta(hours=3), 2, timedelta(hours=5)
_CONDITIONS = (
    (StepIf.NOT_ACKNOWLEDGED,),
    (StepIf.NOT_RESOLVED,),
    (StepIf.ALWAYS,),
    (StepIf.NOT_ACKNOWLEDGED, StepIf.NOT_RESOLVED),
    (),
)


@st.composite
def ladders(draw: st.DrawFn) -> tuple[LadderStep, ...]:
    """A ladder of two to four steps, valid by the rules of the file."""
    repeated = st.sampled_from([None, Duration.parse("3h")])
    first = LadderStep(
        step=1,
        after=Duration.parse("0h"),
        seats={"sponsor": draw(st.sampled_from(SPONSOR)), "cro": draw(st.sampled_from(CRO))},
        if_=(StepIf.START,),
        repeat_every=draw(repeated),
        repeat_at_most=AT_MOST,
    )
    steps = [first]
    hours = 0
    for number in range(2, draw(st.integers(2, 4)) + 1):
        hours += draw(st.integers(1, 30))
        sides = draw(st.sampled_from([("sponsor",), ("cro",), ("sponsor", "cro")]))
        named = {"sponsor": draw(st.sampled_from(SPONSOR)), "cro": draw(st.sampled_from(CRO))}
        conditions = draw(st.sampled_from(_CONDITIONS))
        reported = draw(st.booleans())
        averts = draw(st.booleans()) or not (conditions or reported)
        steps.append(
            LadderStep(
                step=number,
                after=Duration.parse(f"{hours}h"),
                seats={party: named[party] for party in sides},
                if_=conditions,
                or_reported=(f"fact {number}",) if reported else (),
                unless_reported=f"averted {number}" if averts else None,
                repeat_every=draw(repeated),
                repeat_at_most=AT_MOST,
            )
        )
    return tuple(steps)


@dataclass(frozen=True)
class Did:
    """Something that somebody did, or that happened."""

    what: str
    amount: int = 0


#: Nobody is away or leaves in these, so how often a step is told again can be said exactly.
PEOPLE_STAY = st.one_of(
    st.builds(Did, st.just("wait"), st.integers(1, 40)),
    st.builds(Did, st.just("jump"), st.integers(1, 60)),
    st.builds(Did, st.sampled_from(["restart", "replica", "ours", "theirs", "climb"])),
    st.builds(Did, st.just("fact"), st.integers(0, 3)),
    st.builds(Did, st.sampled_from(["resolve", "reopen"])),
)
DOES = st.one_of(
    PEOPLE_STAY,
    st.builds(Did, st.just("away"), st.integers(0, 1)),
    st.builds(Did, st.just("leaves"), st.integers(0, 3)),
)


def changed(
    agreement: Agreement, ladder: tuple[LadderStep, ...], clock: str, *, expires: bool
) -> Agreement:
    """Example 1 with another ladder for its first trigger, and seats that nobody stands in for."""
    trigger = agreement.trigger[KEY]
    trigger = replace(
        trigger,
        ladder=ladder,
        clock=replace(trigger.clock, calendar=clock),
        acknowledged_for=Duration.parse("5h") if expires else None,
    )
    seats = tuple(replace(s, deputy=None) if s.key in EMPTY else s for s in agreement.seats)
    others = tuple(t for t in agreement.triggers if t.key != KEY)
    return replace(agreement, triggers=(trigger, *others), seats=seats)


async def do(stage: Stage, did: Did) -> None:
    """Let it happen."""
    match did.what:
        case "wait":
            moment = instant(stage.clock.now() + timedelta(hours=did.amount))
            await advance_to(stage.accord, stage.clock, moment)
        case "jump":
            stage.clock.advance(timedelta(hours=did.amount))
            await stage.accord.settle()
        case "restart":
            stage.accord = another_process(stage)
        case "replica":
            await both_at_once(stage)
        case "away":
            await _away(stage, rat(("program_manager", "attending_vet")[did.amount]))
        case "leaves":
            seats = ("cmc_lead", "program_manager", "cro_pm", "attending_vet")
            await leave(stage, seats[did.amount])
        case _:
            await say(stage, did)


async def say(stage: Stage, did: Did) -> None:
    """Somebody presses a button of it, and fills in what that opens."""
    (escalation,) = await kept(stage)
    match did.what:
        case "ours":
            await press_on(stage, rat("study_monitor"), escalation, ACKNOWLEDGE)
        case "theirs":
            await press_on(stage, rat("study_director"), escalation, ACKNOWLEDGE)
        case "fact":
            await _send(stage, REPORT_FACT, **{CHOICE_KEY: str(did.amount), TEXT_KEY: ""})
        case "climb":
            await _send(stage, CLIMB, **{TEXT_KEY: f"at {stage.clock.now()}"})
        case "resolve":
            values = {MET_KEY: "yes", TEXT_KEY: "all of it", DECISION_KEY: "go on"}
            await _send(stage, RESOLVE, **values)
        case _:
            await _send(stage, REOPEN, **{TEXT_KEY: "not over"})


async def _away(stage: Stage, who: Address) -> None:
    """Somebody is away today; who is away already, or left, changes nothing."""
    await stage.say(who, "away today")
    newest = stage.received(who)[-1]
    if "Yes, I am away" in [button.label for button in newest.card.buttons]:
        await stage.press(who, newest, "Yes, I am away")


async def _send(stage: Stage, action: str, **values: str) -> None:
    """Open a form as it stands and send it; where nothing is to be opened, nothing is sent."""
    (escalation,) = await kept(stage)
    answer = await press_on(stage, rat("study_monitor"), escalation, action)
    if answer.form is not None:
        await stage.send(rat("study_monitor"), answer.form, **values)


def another_process(stage: Stage) -> Accord:
    """Another process on the same storage."""
    accord = assemble(
        Settings(),
        clock=stage.clock,
        storage=stage.accord.storage,
        facts=MemoryPlatformFacts(),
        platforms=(stage.platform,),
    )
    accord.agreements._loaded.update(stage.accord.agreements._loaded)
    return accord


async def both_at_once(stage: Stage) -> None:
    """Two processes find the next thing that falls due at the same moment."""
    async with stage.accord.storage.reading() as tx:
        pending = await tx.agenda.pending(stage.collaboration.id)
    due = [row.due for row in pending if row.kind in OF_LADDERS]
    if due:
        stage.clock.set(max(min(due), stage.clock.now()))
        await asyncio.gather(stage.accord.settle(), another_process(stage).settle())
