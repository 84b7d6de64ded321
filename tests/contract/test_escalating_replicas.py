"""Two replicas on one database: the same form, a storm, and ladders that fall due at once."""

import asyncio
from collections import Counter
from dataclasses import replace

from adapters.console.platform import ConsolePlatform
from bot.agreement_file.check import read_agreement, read_bindings
from bot.config import Settings
from bot.domain.agreement.ownership import Ownership
from bot.domain.escalation import Outcome
from bot.engine.importing import import_agreement
from bot.engine.inbound import Submitted
from bot.main import Accord, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts
from tests.contract.storages import Place
from tests.unit.engine.escalating import at, filled, kept, open_form, rat
from tests.unit.engine.stage import EXAMPLES, Stage

TRIGGERS = ("unexpected_death", "sample_loss", "dosing_error", "supply_delay")
FORMS = 24


async def two_replicas(
    place: Place, begin: str = "2027-01-14T20:00", ownership: Ownership | None = None
) -> tuple[Stage, Stage]:
    """Example 1 in force, and two processes that work on it."""
    clock, platform = StandingClock(at(begin)), ConsolePlatform()
    agreement = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    agreement = replace(agreement, ownership=ownership)
    bindings = read_bindings((EXAMPLES / "01_demo_bindings.yaml").read_bytes(), agreement)

    def replica() -> Accord:
        return assemble(
            Settings(),
            clock=clock,
            storage=place.open(),
            facts=MemoryPlatformFacts(),
            platforms=(platform,),
        )

    first, second = replica(), replica()
    async with first.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, bindings, clock.now())
    await first.settle()
    stages = [
        Stage(
            accord=accord,
            clock=clock,
            platform=platform,
            collaboration=done.collaboration,
            agreement=agreement,
        )
        for accord in (first, second)
    ]
    return stages[0], stages[1]


async def test_a_storm_at_two_replicas_loses_and_doubles_nothing(place: Place) -> None:
    stages = await two_replicas(place)
    director = rat("study_director")
    forms = [
        await open_form(stages[0], director, TRIGGERS[n % len(TRIGGERS)], event=f"open-{n}")
        for n in range(FORMS)
    ]

    async def send(stage: Stage, number: int, who: str) -> None:
        form = forms[number]
        await stage.accord.dispatch(
            Submitted(
                origin=stage.origin(director, event_id=f"send-{number}-{who}"),
                action=form.action,
                values=filled(form, say_0=f"report {number:02}"),
                context=form.context,
            )
        )

    # Everything is sent twice, once to each replica, all at the same time.
    both = [(stage, str(who)) for who, stage in enumerate(stages)]
    await asyncio.gather(*(send(stage, n, who) for n in range(FORMS) for stage, who in both))
    found = await kept(stages[0])
    assert sorted(e.trigger or "" for e in found) == sorted(TRIGGERS)
    assert sorted(e.number for e in found) == [1, 2, 3, 4]
    said = [e.said[0].text for e in found] + [j.text for e in found for j in e.joined]
    reports = Counter(
        n for n in range(FORMS) for text in said if f"report {n:02}" in text.split("; ")[0]
    )
    assert len(said) == FORMS
    assert set(reports.values()) == {1}

    # Both fire what falls due: each rung once, and each person told once on it.
    stages[0].clock.set(at("2027-01-30T12:00"))
    await asyncio.gather(*(stage.accord.settle() for stage in stages))
    for escalation in await kept(stages[1]):
        rungs = Counter((r.run, r.step) for r in escalation.rungs if r.reached)
        assert set(rungs.values()) == {1}
        told = Counter(
            (t.run, t.step, t.seat) for t in escalation.told if t.outcome is Outcome.TOLD
        )
        assert set(told.values()) == {1}
        assert len(rungs) == len(stages[0].agreement.trigger[escalation.trigger or ""].ladder)
