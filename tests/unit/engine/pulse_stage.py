"""The rat study on stage in the days of its January pulse, with a key to lock answers with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from cryptography.fernet import Fernet

from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.pulse import Pulse
from bot.domain.instant import instant
from bot.engine.response import Response
from bot.engine.storage_ports import Storage
from tests.unit.engine.examples import RAT, bindings_to, example
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    KOLKATA,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
    seat_address,
)

SPONSORS = [
    seat_address(seat, "larkspur")
    for seat in ("program_manager", "study_monitor", "cmc_lead", "dmpk_lead")
]
CROS = [
    seat_address(seat)
    for seat in ("study_director", "inlife_supervisor", "lab_services_head", "cro_pm")
]
#: The round opens on Monday the 4th, as Deccan's office opens: New Year is a day off.
BEFORE = instant(datetime(2027, 1, 3, 12, 0, tzinfo=KOLKATA))
OPENED = "2027-01-05T12:00"
#: Five business days of Larkspur, where it opened on a Sunday, end on the evening of the 11th; its
#: office opens next at 22:00 in Hyderabad.
ENDED = "2027-01-12T22:05"
TITLE = "Pulse, January 2027"
SCALES = ("expectations", "answers", "safe_to_raise", "information", "ideas")


async def pulse_stage(
    *,
    people: Mapping[str, str] | None = None,
    keys: int = 1,
    storage: Storage | None = None,
    alone: bool = False,
    **changes: object,
) -> Stage:
    """The stage.

    Args:
        people: words to replace in the bindings.
        keys: how many secret keys there are, where no storage is given.
        storage: with keys of its own.
        alone: whether nothing else is agreed but the meeting that the pulse acts on.
        changes: to the agreed pulse.
    """
    agreement = example(RAT)
    if alone:
        steering = tuple(each for each in agreement.cadences if each.key == "steering")
        agreement = replace(agreement, cadences=steering, triggers=(), phases=(), ownership=None)
    assert isinstance(agreement.pulse, Pulse)
    agreement = replace(agreement, pulse=replace(agreement.pulse, **changes))  # type: ignore[arg-type]
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8")
    for old, new in (people or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    secret = tuple(Fernet.generate_key().decode() for _ in range(keys))
    bound = bindings_to(RAT, text)
    return await a_stage_for(agreement, bound, begin=BEFORE, secret_keys=secret, storage=storage)


def values(scale: int | Mapping[str, int], comment: str = "") -> dict[str, str]:
    """What somebody fills in: one number everywhere, or one for each question."""
    numbers = dict.fromkeys(SCALES, scale) if isinstance(scale, int) else scale
    return {
        **{f"question_{key}": str(number) for key, number in numbers.items()},
        "question_one_change": comment,
    }


async def answer(stage: Stage, who: Address, scale: int, comment: str = "") -> Response:
    """Two presses: the button of the message, and the form."""
    (asked,) = [m for m in stage.received(who) if m.card.title == TITLE][:1]
    form = (await stage.press(who, asked, "Answer")).form
    assert form is not None
    if not form.inputs:
        return Response(form=form)
    return await stage.send(who, form, **values(scale, comment))


def titles(stage: Stage, who: Address) -> list[str]:
    """The titles of what somebody can read."""
    return [shown.card.title for shown in stage.received(who)]


def results(stage: Stage) -> str:
    """What both rooms read, which is the same."""
    cards = [
        [shown.card for shown in stage.received(room) if shown.card.title == TITLE]
        for room in (SPONSOR_ROOM, CRO_ROOM)
    ]
    assert len(cards[0]) == 1
    assert cards[0] == cards[1]
    return card_text(cards[0][0])


def held_by(name: str, seat: str, tenant: str = "deccan") -> str:
    """The line of the bindings that says who holds a seat."""
    return f'  - {{name: "{name}", addresses: ["console:{tenant}/{seat}"], seats: [{seat}]}}\n'
