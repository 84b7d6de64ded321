"""“I am the study director”: somebody says that a seat is theirs, a lead says whether it is so."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from bot.cards.compose import seats as cards
from bot.cards.words import seats as words
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.joining import Claim, ClaimState
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, view, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_messages import to_lead
from bot.engine.answer import Answer
from bot.engine.handlers.joining import confirm_lead, refuse_lead
from bot.engine.newcomers import person_for
from bot.engine.outgoing import Draft
from bot.engine.scene import Scene
from bot.engine.seating import named_seat, note_seat, offer_form, other_side, own_seats, sit
from bot.engine.storage_ports import Transaction


async def press_claim(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*One of these is mine*."""
    return await claim_typed(scene, tx, "")


async def claim_typed(scene: Scene, tx: Transaction, text: str) -> Answer:
    """`seats claim [seat]`, or “I am the study director”."""
    party = _claiming(scene)
    own = own_seats(scene, party)
    if not own:
        raise Refused(words.NO_SEAT_OF_SIDE)
    if text.strip():
        return await _claim_seat(scene, tx, named_seat(scene, text))
    if scene.origin.can_open_form:
        return Answer(form=cards.claim_form(own, scene.collaboration.id), private=True)
    return Answer(card=offer_form(scene, cards.CLAIM, words.CLAIM, None))


async def claim(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: somebody says that a seat is theirs."""
    seat = view(scene.agreement, scene.alone).seat(values.get("seat"))
    if seat is None:
        raise Refused(words.UNKNOWN_SEAT.format(text=values.get("seat", "")[:40]))
    return await _claim_seat(scene, tx, seat)


async def _claim_seat(scene: Scene, tx: Transaction, seat: Seat) -> Answer:
    party = _claiming(scene)
    kept_from_rooms = not visible_seat(scene.agreement, seat.key, A_ROOM)
    short = scene.agreement.party[seat.party].short
    if seat.party != party:
        raise Refused(words.CLAIM_OTHER_SIDE.format(seat=seat.title, party=short))
    held_by = scene.directory.holder(scene.collaboration.id, seat.key, scene.now)
    if held_by is not None and held_by == scene.actor.person:
        held = cards.note_card(words.WELCOME_TITLE, words.held_already(seat.title))
        return Answer(card=held, private=kept_from_rooms)
    if scene.is_lead_of(party):
        await sit(tx, scene, seat, scene.seated())
        sits = cards.changed_card([words.filled(scene.actor.name, seat.title)])
        return Answer(card=sits, private=kept_from_rooms)
    if not _who_may_know(scene, seat) and scene.directory.leads(scene.collaboration.id, party):
        raise Refused(words.NO_LEAD_MAY_KNOW)
    made = Claim(
        id=uuid.uuid4().hex[:16],
        collaboration=scene.collaboration.id,
        party=party,
        seat=seat.key,
        address=scene.origin.actor,
        name=scene.actor.name,
        room=None if scene.origin.personal else scene.origin.conversation,
        made_at=scene.now,
    )
    await tx.joining.save_claim(made)
    await note_seat(tx, scene, "claim.made", seat.key, {"name": made.name})
    card = cards.claim_card(made, seat.title, held_by.name if held_by else "")
    leads = _who_may_know(scene, seat)
    in_room = visible_seat(scene.agreement, seat.key, A_ROOM)
    for lead in leads:
        key = f"{made.id}/{lead.id}"
        await to_lead(tx, scene, party, lead, key=key, card=card, in_room=in_room)
    names = " and ".join(lead.name for lead in leads) or "the lead of your side"
    sentence = words.claimed(seat.title, names)
    return Answer(card=cards.note_card(words.CLAIMED_TITLE, sentence), private=True, done=True)


async def press_confirm(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*That is right*, from a lead."""
    made = await _open_claim(scene, tx, value)
    if made.seat is None:
        return await confirm_lead(scene, tx, made, scene.members)
    seat = _seat_of(scene, made)
    person = await person_for(tx, scene.directory, made.address, made.name)
    await _decide(scene, tx, made, ClaimState.CONFIRMED)
    await sit(tx, scene, seat, person, told=True)
    title, name = seat.title, made.name
    said, answered = words.confirmed(title), words.confirmed_them(name, title)
    return await _told(scene, tx, made, seat, said=said, answered=answered)


async def press_refuse(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*No*, from a lead."""
    made = await _open_claim(scene, tx, value)
    await _decide(scene, tx, made, ClaimState.REFUSED)
    if made.seat is None:
        return await refuse_lead(scene, tx, made)
    seat = _seat_of(scene, made)
    title, name = seat.title, made.name
    said, answered = words.refused(title), words.refused_them(name, title)
    return await _told(scene, tx, made, seat, said=said, answered=answered)


async def _told(
    scene: Scene, tx: Transaction, made: Claim, seat: Seat, *, said: str, answered: str
) -> Answer:
    """Say it to the one who claimed, and the answer on every lead's card."""
    await tx.outbox.put(
        Draft(
            key=f"{made.id}/told",
            collaboration=scene.collaboration.id,
            to=made.address,
            fallbacks=(made.room,) if made.room else (),
            card=cards.note_card(words.answer_title(seat.title), said),
        ),
        scene.now,
    )
    card = cards.decided_card(made, seat.title, answered)
    in_room = visible_seat(scene.agreement, seat.key, A_ROOM)
    for lead in _who_may_know(scene, seat):
        key = f"{made.id}/{lead.id}"
        await to_lead(tx, scene, made.party, lead, key=key, card=card, in_room=in_room)
    return Answer(card=card, private=True, already_shown=scene.origin.personal)


async def _decide(scene: Scene, tx: Transaction, made: Claim, state: ClaimState) -> None:
    decided = replace(made, state=state, decided_by=scene.seated().id, decided_at=scene.now)
    await tx.joining.save_claim(decided)
    await note_seat(tx, scene, f"claim.{state}", made.seat or made.party, {"name": made.name})


async def _open_claim(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Claim:
    made = await tx.joining.claim(value.get("claim", ""))
    if (
        made is None
        or made.collaboration != scene.collaboration.id
        or made.state is not ClaimState.OPEN
    ):
        raise Refused(words.UNKNOWN_CLAIM)
    if made.party not in scene.agreement.party:
        raise Refused(words.UNKNOWN_CLAIM)
    if made.seat is not None and not scene.is_lead_of(made.party):
        raise Refused(other_side(scene, made.party))
    if scene.leading is None:
        raise Refused(other_side(scene, made.party))
    return made


def _seat_of(scene: Scene, made: Claim) -> Seat:
    seat = view(scene.agreement, scene.alone).seat(made.seat)
    if seat is None:
        raise Refused(words.UNKNOWN_CLAIM)
    return seat


def _who_may_know(scene: Scene, seat: Seat) -> list[Person]:
    """The leads of a seat's party for whom the seat exists."""
    leads = scene.directory.leads(scene.collaboration.id, seat.party)
    return [p for p in leads if visible_seat(scene.agreement, seat.key, scene.reader_of(p))]


def _claiming(scene: Scene) -> str:
    party = scene.leading or scene.actor.party
    if party is None:
        raise Refused(words.CLAIM_NOT_YOURS)
    return party
