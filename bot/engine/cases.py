"""The escalation a button or form is about, and who the actor is in it."""

from collections.abc import Mapping

from bot.cards.card import Card
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import escalation_card
from bot.cards.words import escalations as words
from bot.domain.between import of_case
from bot.domain.errors import Refused
from bot.domain.escalation import By
from bot.domain.ladder import Case
from bot.domain.visibility import visible_escalation
from bot.engine.agreements import AgreementCache
from bot.engine.came_of import left_by, with_what_came
from bot.engine.escalating import case_of
from bot.engine.escalation_messages import shown_to
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def carried(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Case:
    """The case a button or form is about, if it exists for the actor.

    Raises:
        Refused: the actor has no seat here, there is no such escalation for them, it is between
            other parties, or it was reopened since the card was written.
    """
    scene.seated()
    escalation = await tx.escalations.get(value.get("escalation", ""))
    if escalation is None or escalation.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    case = await case_of(tx, escalation, agreements)
    if not sees(scene, case):
        raise Refused(words.UNKNOWN)
    between = of_case(case)
    if not between & {scene.leading, scene.actor.party}:
        names = [party.short for key, party in case.agreement.party.items() if key in between]
        raise Refused(words.between(escalation.label, names))
    if value.get("run") != str(escalation.run):
        raise Refused(words.OLD_CARD)
    return case


def sees(scene: Scene, case: Case) -> bool:
    """Whether a case exists for the actor, reading alone."""
    person = scene.actor.person.id if scene.actor.person else None
    return visible_escalation(case.agreement, case.escalation, scene.alone, person)


def shown_to_actor(scene: Scene, case: Case) -> Shown:
    """The case as the actor may know it, reading alone."""
    return shown_to(scene, case, scene.alone, scene.zone)


async def whole_card(scene: Scene, tx: Transaction, case: Case) -> Card:
    """The case with what came of it, as the actor may know it, reading alone."""
    left = await left_by(tx, case.escalation.id)
    shown = with_what_came(scene, shown_to_actor(scene, case), left, scene.alone)
    return escalation_card(shown)


def on_the_ladder(case: Case) -> tuple[str, ...]:
    """Keys of all seats that the escalation concerns, lowest rung first."""
    trigger = case.trigger
    if trigger is None:
        return ()
    notice = trigger.first_notice
    climbing = (seat for step in case.steps for seat in step.seats.values())
    decides = (trigger.decided_by,) if trigger.decided_by else ()
    return tuple(dict.fromkeys((notice.from_, notice.to, *climbing, *decides)))


def by(scene: Scene, case: Case) -> By:
    """The actor, in the seat of the ladder they hold or stand in for; else in their first one."""
    person = scene.seated()
    seat = acting_seat(scene, case, on_the_ladder(case))
    if seat is not None:
        return By(person=person.id, party=case.agreement.party_of(seat).key, seat=seat)
    own = next((each for each in scene.actor.seats if each in case.agreement.seat), None)
    party = scene.agreement.seat[own].party if own else scene.leading or scene.actor.party or ""
    return By(person=person.id, party=party, seat=own)


def acting_seat(scene: Scene, case: Case, seats: tuple[str, ...]) -> str | None:
    """The first of the seats that the actor holds, or else the one they hold as its deputy."""
    for seat in seats:
        if seat in scene.actor.seats:
            return seat
    for seat in seats:
        deputy = case.agreement.seat[seat].deputy
        if deputy in scene.actor.seats:
            return deputy
    return None


def may_decide(scene: Scene, case: Case) -> bool:
    """Whether the actor may say what happens to the work: the agreed seats, deputies and leads.

    Without a trigger every lead may.
    """
    if case.trigger is None:
        return scene.leading is not None
    deciders = case.deciders()
    if acting_seat(scene, case, deciders) is not None:
        return True
    return any(scene.is_lead_of(case.agreement.party_of(seat).key) for seat in deciders)


def may_resolve(scene: Scene, case: Case) -> bool:
    """Whether the actor may close it: whoever is on the ladder, leads, and who raised it."""
    raised = case.escalation.raised_by
    if raised is not None and raised.person == scene.seated().id:
        return True
    on_it = acting_seat(scene, case, on_the_ladder(case)) is not None
    return on_it or any(scene.is_lead_of(party) for party in case.parties)
