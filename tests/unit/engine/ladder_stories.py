"""What a ladder did, as lines that can be computed by hand."""

from datetime import datetime

from bot.domain.address import Address
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant, instant, local
from bot.engine.record import Entry
from tests.unit.engine.escalating import messages, story
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


async def lines(stage: Stage, escalation: Escalation) -> list[str]:
    """Wall time in Hyderabad and what happened on the ladder; what people did is left out."""
    told = [(r.entry.at, _line(stage, r.entry)) for r in await story(stage, escalation)]
    return [f"{_wall(at)} {line}" for at, line in told if line]


def rang(stage: Stage, *seats: Address) -> dict[str, int]:
    """How many messages about the first escalation each of them can read in their chat."""
    return {seat.local: len(messages(stage, seat, "E-1")) for seat in seats}


def _line(stage: Stage, entry: Entry) -> str:
    data, more = entry.data, {}
    if "person" in data:
        person = stage.accord.directory.snapshot.person(str(data["person"]))
        reader = person.addresses[0].local
        more["reader"] = "" if reader == data.get("seat") else f" -> {reader}"
    if "until" in data:
        more["wall"] = _wall(instant(datetime.fromisoformat(str(data["until"]))))
    written = _WRITTEN.get(entry.kind.removeprefix("escalation."), "")
    return written.format(**data, **more)


def _wall(at: Instant) -> str:
    return f"{local(at, 'Asia/Kolkata'):%m-%d %H:%M}"
