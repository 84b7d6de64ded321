"""Any ladder, climbed under anything people do and through restarts and jumps of the clock.

Each step is told once or it is explained why not; nothing is told once it is closed; and there is
never nobody who knows.
"""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.agreement.triggers import CLOCK_HOURS, LadderStep, StepIf
from bot.domain.duration import Duration
from bot.domain.escalation import Outcome
from bot.engine.agenda import OF_LADDERS
from storage.memory import MemoryStorage
from tests.unit.engine.any_ladder import (
    DOES,
    EMPTY,
    KEY,
    PEOPLE_STAY,
    Did,
    changed,
    do,
    ladders,
)
from tests.unit.engine.escalating import (
    kept,
    private_messages,
    raise_it,
    rat,
    rat_stage,
    story,
)
from tests.unit.engine.ladder_rules import Reading
from tests.unit.engine.ladder_stories import leave
from tests.unit.engine.stage import Stage

CLOCKS = st.sampled_from([CLOCK_HOURS, CLOCK_HOURS, "cro", "both"])
_MANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


#: The seat of the last step waits for its hours longer than it is until it is to be told again.
_TOLD_LATER_THAN_AGAIN = (
    LadderStep(
        step=1,
        after=Duration.parse("0h"),
        seats={"sponsor": "study_monitor", "cro": "study_director"},
        if_=(StepIf.START,),
    ),
    LadderStep(
        step=2,
        after=Duration.parse("21h"),
        seats={"sponsor": "study_monitor"},
        if_=(StepIf.NOT_ACKNOWLEDGED,),
        repeat_every=Duration.parse("3h"),
        repeat_at_most=2,
    ),
)


@_MANY
@example(ladder=_TOLD_LATER_THAN_AGAIN, clock="cro", expires=False, does=[])
@given(ladder=ladders(), clock=CLOCKS, expires=st.booleans(), does=st.lists(DOES, max_size=8))
async def test_each_step_is_told_once_or_explained_whatever_people_do(
    ladder: tuple[LadderStep, ...], clock: str, expires: bool, does: list[Did]
) -> None:
    await climb(ladder, clock, does, expires=expires, people_stay=False)


@_MANY
@given(ladder=ladders(), expires=st.booleans(), does=st.lists(PEOPLE_STAY, max_size=6))
async def test_each_step_is_told_again_as_agreed_as_long_as_people_stay(
    ladder: tuple[LadderStep, ...], expires: bool, does: list[Did]
) -> None:
    await climb(ladder, CLOCK_HOURS, does, expires=expires, people_stay=True)


async def climb(
    ladder: tuple[LadderStep, ...],
    clock: str,
    does: list[Did],
    *,
    expires: bool,
    people_stay: bool,
) -> None:
    """Raise it, let all of it happen, and look at the record after each."""
    stage = await rat_stage()
    await leave(stage, *EMPTY)
    stage.agreement = changed(stage.agreement, ladder, clock, expires=expires)
    in_force = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[in_force] = stage.agreement
    assert isinstance(stage.accord.storage, MemoryStorage)
    await raise_it(stage, rat("study_director"), KEY)
    for did in (*does, Did("wait", 120)):
        await do(stage, did)
        await check(stage, ladder, clock, expires=expires, people_stay=people_stay)


async def check(
    stage: Stage,
    ladder: tuple[LadderStep, ...],
    clock: str,
    *,
    expires: bool,
    people_stay: bool,
) -> None:
    """Everything on record may stand there, and nothing is missing."""
    (escalation,) = await kept(stage)
    reading = Reading(
        ladder=ladder,
        around_the_clock=clock == CLOCK_HOURS,
        expires=expires,
    )
    run = reading.read([recorded.entry for recorded in await story(stage, escalation)])
    assert reading.open == escalation.open
    reading.check_nothing_is_missing(run, stage.clock.now(), people_stay=people_stay)
    async with stage.accord.storage.reading() as tx:
        pending = await tx.agenda.pending(stage.collaboration.id)
    overdue = [r for r in pending if r.kind in OF_LADDERS and r.due <= stage.clock.now()]
    assert overdue == []
    assert await private_messages(stage, escalation) >= {
        (t.run, t.step, t.person) for t in escalation.told if t.outcome is Outcome.TOLD
    }
