"""What happens to people and to a ladder, and what it did, as lines computed by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.cards.compose.escalation_forms import CHOICE_KEY, TEXT_KEY
from bot.cards.compose.escalations import REPORT_FACT
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant, instant, local
from bot.engine.record import Entry
from tests.unit.engine.escalating import messages, press_on, story
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import Stage

_WRITTEN = {
    "step_reached": "step {step}: {because}",
    "step_not_needed": "step {step} not needed: {because}",
    "told": "{step} {seat}{reader}",
    "waits_for_hours": "{step} {seat} waits until {wall}",
    "nobody_to_tell": "{step} {seat}: nobody",
    "not_told": "{step} {seat} not told: {because}",
    "told_again": "step {step} again, {number}",
    "acknowledgement_expired": "nobody has it any more",
    "nobody_left": "nobody left, {leads} leads",
}


async def goes_away(stage: Stage, who: Address, dates: str) -> None:
    """Somebody says on which days they are away, and confirms it."""
    await stage.say(who, f"away {dates}")
    await stage.press(who, stage.received(who)[-1], "Yes, I am away")


async def leave(stage: Stage, *seats: str) -> None:
    """Nobody holds these seats any more."""
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat in seats:
                await tx.directory.end_holding(holding, stage.clock.now())


def with_trigger(stage: Stage, key: str, **changes: object) -> Agreement:
    """Let the agreement in force have another version of a trigger."""
    changed = replace(stage.agreement.trigger[key], **changes)  # type: ignore[arg-type]  # few named
    others = tuple(each for each in stage.agreement.triggers if each.key != key)
    stage.agreement = replace(stage.agreement, triggers=(changed, *others))
    in_force = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[in_force] = stage.agreement
    return stage.agreement


async def fill(
    stage: Stage, actor: Address, escalation: Escalation, action: str, **values: str
) -> None:
    """Press a button that opens a form, and send that."""
    form = form_of(await press_on(stage, actor, escalation, action))
    answer = await stage.send(actor, form, **values)
    assert not answer.errors, answer.errors


async def report(stage: Stage, actor: Address, escalation: Escalation) -> None:
    """Report the first fact that the agreement names."""
    await fill(stage, actor, escalation, REPORT_FACT, **{CHOICE_KEY: "0", TEXT_KEY: ""})


async def lines(stage: Stage, escalation: Escalation) -> list[str]:
    """Wall time in Hyderabad and what happened on the ladder; what people did is left out."""
    told = [(r.entry.at, _line(stage, r.entry)) for r in await story(stage, escalation)]
    return [f"{_wall(at)} {line}" for at, line in told if line]


def rang(stage: Stage, *seats: Address) -> dict[str, int]:
    """How many messages of the first escalation's ladder each of them can read in their chat.

    What reminds of a notice outside of chat is left out: it climbs no ladder.
    """
    return {
        str(seat.local): sum(
            " notice " not in shown.card.title for shown in messages(stage, seat, "E-1")
        )
        for seat in seats
    }


def _line(stage: Stage, entry: Entry) -> str:
    data: Mapping[str, object] = entry.data
    more: dict[str, str] = {}
    if data.get("step") == 0:  # a lead, by the id of the person
        more["seat"] = _named(stage, data["seat"])
    if "person" in data:
        reader = _named(stage, data["person"])
        more["reader"] = "" if reader == more.get("seat", data.get("seat")) else f" -> {reader}"
    if "until" in data:
        more["wall"] = _wall(instant(datetime.fromisoformat(str(data["until"]))))
    written = _WRITTEN.get(entry.kind.removeprefix("escalation."), "")
    return written.format_map({**data, **more})


def _named(stage: Stage, person: object) -> str:
    """The seat that a person's address is named after."""
    return str(stage.accord.directory.snapshot.person(str(person)).addresses[0].local)


def _wall(at: Instant) -> str:
    return f"{local(at, 'Asia/Kolkata'):%m-%d %H:%M}"
