"""Raising escalations on the stage of any example, and reading who was told when."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.console.platform import ConsolePlatform, Shown
from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.compose.escalation_forms import HAPPENED_KEY, KNOWN_KEY
from bot.cards.compose.escalations import RAISE
from bot.cards.form import Form
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant, instant, local
from bot.engine.escalation_messages import private_key
from bot.engine.importing import import_agreement
from bot.engine.inbound import Pressed
from bot.engine.record import Recorded
from bot.engine.response import Response
from bot.main import advance_to, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage, seat_address

MELBOURNE, KOLKATA = ZoneInfo("Australia/Melbourne"), ZoneInfo("Asia/Kolkata")
NEW_YORK = ZoneInfo("America/New_York")
PHASE1_ROOM = Address("console", "T0CARMEL", "C0PH1")


def at(wall: str, zone: ZoneInfo = KOLKATA) -> Instant:
    return instant(datetime.fromisoformat(wall).replace(tzinfo=zone))


async def rat_stage(wall: str = "2027-01-14T20:00") -> Stage:
    """Example 1, at a wall time in Hyderabad."""
    return await a_stage(begin=at(wall))


async def phase1_stage(wall: str = "2027-02-12T23:00") -> Stage:
    """Example 3, at a wall time in Melbourne; both sides in one shared room."""
    return await _stage_of("03_phase1_abroad", "03_bindings", at(wall, MELBOURNE))


async def antibody_stage(wall: str = "2027-08-19T10:00") -> Stage:
    """Example 2, three parties, at a wall time in Pennsylvania."""
    return await _stage_of("02_antibody_cell_line", "02_bindings", at(wall, NEW_YORK))


async def _stage_of(name: str, bindings: str, begin: Instant) -> Stage:
    """An example with its own bindings, every place and person of it in the terminal."""
    clock, platform = StandingClock(begin), ConsolePlatform()
    accord = assemble(
        Settings(),
        clock=clock,
        storage=MemoryStorage(),
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    agreement = read_agreement((EXAMPLES / f"{name}.yaml").read_bytes())
    bound = re.sub(r"\b(slack|teams):", "console:", (EXAMPLES / f"{bindings}.yaml").read_text())
    async with accord.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, read_bindings(bound, agreement), clock.now())
    await accord.settle()
    return Stage(
        accord=accord,
        clock=clock,
        platform=platform,
        collaboration=done.collaboration,
        agreement=agreement,
    )


def rat(seat: str) -> Address:
    """The holder of a seat of example 1."""
    party = "larkspur" if seat in _LARKSPUR else "deccan"
    return seat_address(seat, party)


_LARKSPUR = frozenset(
    (
        "program_manager",
        "study_monitor",
        "tox_consultant",
        "cmc_lead",
        "dmpk_lead",
        "vp_rd",
        "finance_contracts",
        "sponsor_qa",
        "peer_pathologist",
    )
)


def phase1(stage: Stage, seat: str) -> Address:
    """The holder of a seat of example 3."""
    tenant = {"sponsor": "T0CARMEL", "cro": "T0YARRA"}[stage.agreement.seat[seat].party]
    return Address("console", tenant, f"U0{seat.replace('_', '').upper()}")


def antibody(stage: Stage, seat: str) -> Address:
    """The holder of a seat of example 2, as its bindings file says."""
    text = (EXAMPLES / "02_bindings.yaml").read_text()
    (person,) = (each for each in read_bindings(text, stage.agreement).people if seat in each.seats)
    return Address("console", person.addresses[0].tenant, person.addresses[0].local)


async def open_form(
    stage: Stage, actor: Address, trigger: str | None, *, typed: str = "", event: str | None = None
) -> Form:
    """The form that *Raise it* opens."""
    value = {"collaboration": stage.collaboration.id, "trigger": trigger or "", "words": typed}
    origin = stage.origin(actor, event_id=event)
    response = await stage.accord.dispatch(Pressed(origin=origin, action=RAISE, value=value))
    assert response.form is not None
    return response.form


def filled(form: Form, **changes: str) -> dict[str, str]:
    """Something in every input: it happened and was known just now."""
    values = {each.key: f"about {each.label}" for each in form.inputs}
    return {**values, HAPPENED_KEY: "now", KNOWN_KEY: "now", **changes}


async def raise_it(
    stage: Stage, actor: Address, trigger: str | None, *, typed: str = "", **changes: str
) -> Escalation:
    """Raise it, whatever it is, and give what is kept of it."""
    form = await open_form(stage, actor, trigger, typed=typed)
    response = await stage.send(actor, form, **filled(form, **changes))
    assert not response.errors, response.errors
    return (await kept(stage))[-1]


async def kept(stage: Stage) -> list[Escalation]:
    """All escalations, first raised first."""
    async with stage.accord.storage.reading() as tx:
        return list(await tx.escalations.latest(stage.collaboration.id, 1000))[::-1]


async def until(stage: Stage, wall: str, zone: ZoneInfo = KOLKATA) -> None:
    """Let time pass, stopping wherever something falls due."""
    await advance_to(stage.accord, stage.clock, at(wall, zone))


async def story(stage: Stage, escalation: Escalation) -> list[Recorded]:
    """What is on record about it."""
    return [r for r in await stage.record() if r.entry.subject == escalation.id]


async def tellings(
    stage: Stage, escalation: Escalation, zone: ZoneInfo
) -> list[tuple[str, int, str]]:
    """Who was told: wall time, rung and seat, in order."""
    found = [
        (
            f"{local(r.entry.at, zone.key):%m-%d %H:%M}",
            int(str(r.entry.data["step"])),
            str(r.entry.data["seat"]),
        )
        for r in await story(stage, escalation)
        if r.entry.kind == "escalation.told"
    ]
    return sorted(found)


async def private_messages(stage: Stage, escalation: Escalation) -> set[tuple[int, int, str]]:
    """Run, rung and person of every message in the outbox that tells a person on a rung."""
    found = set()
    async with stage.accord.storage.reading() as tx:
        for told in escalation.told:
            if told.person is not None:
                key = private_key(escalation, told.run, told.step, told.person)
                if await tx.outbox.find(key) is not None:
                    found.add((told.run, told.step, told.person))
    return found


def messages(stage: Stage, actor: Address, label: str) -> list[Shown]:
    """What somebody can read about an escalation."""
    return [shown for shown in stage.received(actor) if shown.card.title.startswith(label)]


async def press_on(
    stage: Stage, actor: Address, escalation: Escalation, action: str, /, **more: str
) -> Response:
    """Press a button of its newest card."""
    newest = next(e for e in await kept(stage) if e.id == escalation.id)
    value: Mapping[str, str] = {
        "collaboration": stage.collaboration.id,
        "escalation": newest.id,
        "run": str(newest.run),
        "decisions": str(len(newest.decisions)),
        **more,
    }
    event = Pressed(origin=stage.origin(actor), action=action, value=value)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response
