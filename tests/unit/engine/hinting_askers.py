"""Every kind of person who asks in the worlds of `hinting`, and where they ask."""

from dataclasses import dataclass

from bot.domain.address import Address
from bot.engine.newcomers import UNKNOWN_TENANT
from tests.unit.engine.escalating import PHASE1_ROOM, phase1
from tests.unit.engine.hinting import IN_TWO, PHARMACIST, THIRD_LEAD
from tests.unit.engine.stage import Stage


@dataclass(frozen=True)
class Asker:
    """Somebody who may know nothing of it, and where they ask."""

    name: str
    actor: Address
    room: Address | None
    at_once: bool = False
    """Whether only they read the answer, also in the room."""
    knows: bool = False
    """Whether they may know, and only the others in the room may not."""


def askers(stage: Stage) -> tuple[Asker, ...]:
    """Every kind of person who may not know of the restricted things, in the trial's places."""
    sponsor_lead, cro_lead = phase1(stage, "clinical_ops_lead"), phase1(stage, "cro_pm")
    monitor, pharmacist = phase1(stage, "medical_monitor"), phase1(stage, PHARMACIST)
    colleague = Address("console", "T0CARMEL", "U0COLLEAGUE")
    stranger = Address("console", "T0ELSEWHERE", "U0STRANGER")
    guest = Address("console", UNKNOWN_TENANT, "U0GUEST")
    elsewhere = Address("console", "T0SPONSOR", "U0PM")
    return (
        Asker("lead of the sponsor, alone", sponsor_lead, None),
        Asker("lead of the CRO, alone", cro_lead, None, at_once=True),
        Asker("lead in the room", sponsor_lead, PHASE1_ROOM),
        Asker("blinded seat, alone", monitor, None, at_once=True),
        Asker("blinded seat in the room", monitor, PHASE1_ROOM),
        Asker("blinded seat in the room, alone", monitor, PHASE1_ROOM, at_once=True),
        Asker("unblinded seat in the room", pharmacist, PHASE1_ROOM, knows=True),
        Asker("colleague without a seat in the room", colleague, PHASE1_ROOM),
        Asker("colleague without a seat, alone", colleague, PHASE1_ROOM, at_once=True),
        Asker("unknown tenant in the room", stranger, PHASE1_ROOM),
        Asker("unknown tenant, alone in the room", stranger, PHASE1_ROOM, at_once=True),
        Asker("member of the foreign collaboration in the room", elsewhere, PHASE1_ROOM),
        Asker("unknown person in a personal chat", stranger, None),
        Asker("guest of nobody knows where, in the room", guest, PHASE1_ROOM),
        Asker("guest of nobody knows where, alone in the room", guest, PHASE1_ROOM, at_once=True),
        Asker("lead of a third party, alone", THIRD_LEAD, None),
        Asker("lead of a third party in the room", THIRD_LEAD, PHASE1_ROOM),
        Asker("somebody of two collaborations in the room", IN_TWO, PHASE1_ROOM),
    )


def in_two() -> tuple[Asker, ...]:
    """Somebody who also belongs to the foreign collaboration, where both may answer."""
    return (
        Asker("somebody of two collaborations, alone", IN_TWO, None),
        Asker("somebody of two collaborations, alone in the room", IN_TWO, PHASE1_ROOM, True),
    )


def members_of_the_foreign_one() -> tuple[Asker, ...]:
    """People of the foreign collaboration, where they ask about their own."""
    lead, monitor = (Address("console", "T0SPONSOR", each) for each in ("U0PM", "U0MONITOR"))
    room = Address("console", "T0SPONSOR", "C0STUDY")
    return (
        Asker("lead of the foreign one, alone", lead, None),
        Asker("seat of the foreign one, alone", monitor, None, at_once=True),
        Asker("seat of the foreign one in its room", monitor, room),
        Asker("unknown in the room of the foreign one", Address("console", "T0", "U0"), room),
    )
