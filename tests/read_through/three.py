"""A story between three parties: the facilitator in the middle raises what waits."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.templates import PartyDetails, instantiate
from tests.read_through.telling import Scene, Story, a_story
from tests.unit.engine.founding import form_of

LONDON = ZoneInfo("Europe/London")
_FAY, _ANN, _CYRA, _BUYER = "facilitator_pm", "program_manager", "cro_pm", "procurement"
_STUCK = "E-1 Order, contract or payment does not move"
_ROOMS = {
    "sponsor": Address("console", "larkspur", "room"),
    "cro": Address("console", "deccan", "room"),
    "facilitator": Address("console", "bramble", "room"),
}


def _managed() -> Agreement:
    """The template with a facilitator, between three companies."""
    places = {
        "sponsor": ("Larkspur", "America/New_York"),
        "cro": ("Deccan", "Asia/Kolkata"),
        "facilitator": ("Bramble", "Europe/London"),
    }
    return instantiate(
        "managed_by_facilitator",
        study_id="plasma_assay",
        title="Plasma assay",
        start=date(2026, 11, 30),
        parties={
            key: PartyDetails(name=name, short=name, zone=zone)
            for key, (name, zone) in places.items()
        },
    )


def _bindings(agreement: Agreement) -> str:
    """Everybody in the terminal, called by their seat; the first of each side leads."""
    lines, led = ["tenants:"], set[str]()
    lines += [f'  - {{party: {key}, address: "{room.home}"}}' for key, room in _ROOMS.items()]
    lines += ["rooms:"]
    lines += [f'  - {{party: {key}, address: "{room}"}}' for key, room in _ROOMS.items()]
    lines += ["people:"]
    for seat in agreement.seats:
        lead = "" if seat.party in led else ", lead: true"
        led.add(seat.party)
        where = f"console:{_ROOMS[seat.party].tenant}/{seat.key}"
        lines.append(
            f'  - {{name: "{seat.title}", addresses: ["{where}"], seats: [{seat.key}]{lead}}}'
        )
    return "\n".join(lines)


async def order_stuck() -> Story:
    """Said early to one side, asked by it, then raised with all three."""
    agreement = replace(_managed(), ownership=None)
    scene = Scene(
        agreement=agreement,
        bindings=_bindings(agreement),
        title="An order waits: Larkspur in New York, Deccan in Hyderabad, Bramble between them",
        rooms={
            "The channel of Larkspur": _ROOMS["sponsor"],
            "The channel of Deccan": _ROOMS["cro"],
            "The channel of Bramble": _ROOMS["facilitator"],
        },
        readers=(_FAY, _ANN, _CYRA, _BUYER),
    )
    story = await a_story(scene, "2026-12-01T14:30", LONDON)
    await story.says(_FAY, "heads-up I am away on Friday afternoon")
    await story.presses(_FAY, "Who should get it?", "Project manager")
    await story.says(_CYRA, "ask order: is the number known?")
    await story.says(_FAY, "answer 1: it is 4711")
    await story.says(_FAY, "agenda fortnightly call of the scientists")
    await story.says(_FAY, "raise order stuck")
    form = form_of(await story.presses(_FAY, "What was agreed", "Raise it"))
    await story.raises(_FAY, form)
    await story.presses(_ANN, _STUCK, "I have it")
    await story.until("2026-12-02T10:00")
    ended = {"text": "the invoice is paid"}
    await story.fills(_ANN, _STUCK, "Resolve", met="yes", **ended)
    return story
