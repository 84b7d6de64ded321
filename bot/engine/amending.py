"""Proposed changes in storage: who may write and accept them, and what comes into force when."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Card
from bot.cards.words import proposals as words
from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import Change, changes_between, changes_to_json
from bot.domain.errors import Refused
from bot.domain.own_side import split_own
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import A_ROOM
from bot.engine.amendment_messages import (
    announce_version,
    message_key,
    show_amendment,
    tell_ended,
    to_lead,
)
from bot.engine.amendment_record import note
from bot.engine.amendment_times import plan_answer
from bot.engine.amendment_view import all_visible
from bot.engine.coming_into_force import put_in_force, refuse_faulty
from bot.engine.led_to import bring_up_to_date, known_to_all
from bot.engine.newcomers import fresh_directory
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import Document, base_text, document_of, wording

Json = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of an edit."""

    setting: Setting
    """With the new version, when the side's own changes made one."""
    own: tuple[Change, ...]
    """In force at once: the side's own."""
    amendment: Amendment | None
    """The draft that holds what both sides must agree, if there is one."""


def writing_party(scene: Scene) -> str:
    """The party the actor may write changes for.

    Raises:
        Refused: the actor has no seat and leads nobody, or the collaboration is over.
    """
    scene.seated()
    _refuse_over(scene)
    party = scene.leading or scene.actor.party
    if party is None:
        raise Refused(words.NO_SIDE)
    return party


async def the_amendment(tx: Transaction, scene: Scene, id_: str) -> Amendment:
    """The amendment a button or form is about.

    Raises:
        Refused: it is unknown, of another collaboration, or the other side is still writing it.
    """
    found = await tx.amendments.get(id_)
    if found is None or found.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    if not may_read(scene, found):
        raise Refused(words.still_written(found.number, party_name(scene, found.party)))
    return found


def may_read(scene: Scene, amendment: Amendment) -> bool:
    """Whether the actor may see it: a draft is for the side that writes it."""
    if amendment.state is not AmendmentState.DRAFT:
        return True
    return amendment.party in (scene.leading, scene.actor.party)


def party_name(setting: Setting, key: str) -> str:
    """What people call a party; the key when this text no longer knows it."""
    party = setting.agreement.party.get(key)
    return party.short if party else key


async def draft_of(tx: Transaction, setting: Setting, party: str) -> Amendment | None:
    """The newest draft of a party."""
    own = [
        amendment
        for amendment in await tx.amendments.open(setting.collaboration.id)
        if amendment.state is AmendmentState.DRAFT and amendment.party == party
    ]
    return own[-1] if own else None


async def keep_edit(
    tx: Transaction,
    scene: Scene,
    amendment: Amendment | None,
    text: Document,
    *,
    after: str = "",
) -> Kept:
    """Keep an edited text: what is the side's own is in force at once, the rest goes into a draft.

    `amendment` is the one being reworded; without one it is the side's own draft, or a new one.
    `after` is the id of the escalation it comes from.

    Raises:
        Refused: the actor may not do this, or it changes what cannot be changed.
    """
    party, person = writing_party(scene), scene.seated()
    base = base_text(scene.collaboration, scene.agreement)
    _refuse_other_key(document_of(scene.agreement), text)
    amendment = amendment or await draft_of(tx, scene, party)
    changes = changes_between(base, text)
    own = _own_of(amendment, changes, party, base)
    shared = tuple(change for change in changes if change not in own)
    setting: Setting = scene
    if own:
        _refuse_other_holder(scene, party, own)
        reason = words.own_change(party_name(scene, party))
        setting = await _own_change(tx, scene, party, own, reason, after=after)
        amendment = amendment and await tx.amendments.get(amendment.id)
    if not shared and (amendment is None or not amendment.changes):
        return Kept(setting=setting, own=own, amendment=None)
    amendment = amendment or await _new(tx, setting, party, person.id)
    # Only what this edit changes comes from it, not what stood in the draft before.
    if after and shared != amendment.changes:
        amendment = amendment.coming_from(after)
    was_sent = amendment.state is AmendmentState.PROPOSED
    edited = amendment.edited(shared, amendment.reason, party, person.id)
    answers = amendment.changes if was_sent and amendment.party != party else amendment.answers
    edited = replace(
        edited,
        base=setting.collaboration.version,
        parties=_parties(setting, text),
        answers=answers,
    )
    await tx.amendments.save(edited)
    # The record is read by every side, and a draft by its own alone: the words follow when sent.
    await note(tx, scene, edited, "amendment.edited", {"changes": len(shared)})
    await show_amendment(tx, setting, edited)
    return Kept(setting=setting, own=own, amendment=edited)


async def change_own(
    tx: Transaction, scene: Scene, party: str, text: Document, reason: str
) -> Setting:
    """Take a side's own change into force that Accord worded from an answer of that side.

    The drafts and proposals of both sides stay as they are. The caller knows that the actor may
    answer for the side, and that nothing else in the text differs.

    Raises:
        Refused: the collaboration is over, or the text does not hold together.
    """
    _refuse_over(scene)
    changes = changes_between(document_of(scene.agreement), text)
    return await _own_change(tx, scene, party, changes, reason)


def _own_of(
    amendment: Amendment | None, changes: Sequence[Change], party: str, base: Document
) -> tuple[Change, ...]:
    """The side's own among what was just changed.

    What stood in the proposal before is no act of whoever edits another part of it: that still has
    to be accepted.
    """
    if not base:
        return ()
    before = amendment.changes if amendment else ()
    return split_own([change for change in changes if change not in before], party, base)[0]


async def show_draft(
    tx: Transaction, setting: Setting, amendment: Amendment, person: Person, card: Card
) -> None:
    """Give whoever writes it a message with its buttons; one message for each draft and person."""
    await to_lead(
        tx,
        setting,
        amendment.party,
        person,
        key=message_key(amendment, person.id),
        card=card,
        in_room=all_visible(setting, amendment, A_ROOM),
    )


async def send(tx: Transaction, scene: Scene, amendment: Amendment, reason: str) -> Amendment:
    """Send a draft to everybody who must accept it; a lead's sending is their side's yes.

    Raises:
        Refused: there is nothing in it, no reason is given, or the whole would not hold together.
    """
    party, person = writing_party(scene), scene.seated()
    if amendment.party != party:
        raise Refused(words.still_written(amendment.number, party_name(scene, amendment.party)))
    if scene.is_lead_of(party):
        _refuse_unseen(scene, amendment)
    amendment.refuse_ended()
    refuse_faulty(wording(scene, amendment), scene.agreement, scene.alone)
    worded = amendment.edited(amendment.changes, reason.strip(), party, person.id)
    sent = worded.sent(scene.now)
    said = {"reason": sent.reason, "text": sent.text, "changes": changes_to_json(sent.changes)}
    from_ = {"from": found} if (found := await known_to_all(tx, sent)) else {}
    await note(tx, scene, sent, "amendment.sent", {**said, **from_})
    await bring_up_to_date(tx, scene, sent)
    if scene.is_lead_of(party):
        return await _consent(tx, scene, sent, party)
    await tx.amendments.save(sent)
    await plan_answer(tx, scene, sent)
    await show_amendment(tx, scene, sent)
    return sent


async def propose_at_once(tx: Transaction, scene: Scene, text: Document, reason: str) -> Amendment:
    """Propose a text that the actor agreed to with one press; a lead's press is their side's yes.

    What the side is writing otherwise stays as it is.

    Raises:
        Refused: the actor may not do this, or the text would not hold together.
    """
    party, person = writing_party(scene), scene.seated()
    changes = changes_between(document_of(scene.agreement), text)
    new = await _new(tx, scene, party, person.id)
    return await send(tx, scene, new.edited(changes, reason, party, person.id), reason)


async def propose_text(tx: Transaction, setting: Setting, text: Document, reason: str) -> Amendment:
    """Propose a whole text that came from no conversation; an equal proposal stays as it is.

    It is in the name of the first party that has a lead, and everybody is asked, that party too.

    Raises:
        Refused: the collaboration is over, its key would change, or nobody could accept it.
    """
    _refuse_over(setting)
    before = document_of(setting.agreement)
    _refuse_other_key(before, text)
    changes = changes_between(before, text)
    for waiting in await tx.amendments.open(setting.collaboration.id):
        if waiting.state is AmendmentState.PROPOSED and waiting.changes == changes:
            return waiting
    party, person = _first_lead(setting)
    worded = (await _new(tx, setting, party, person.id)).edited(changes, reason, party, person.id)
    sent = replace(worded, parties=_parties(setting, text)).sent(setting.now)
    await tx.amendments.save(sent)
    data = {"reason": sent.reason, "text": sent.text, "changes": changes_to_json(changes)}
    await note(tx, setting, sent, "amendment.imported", data)
    await plan_answer(tx, setting, sent)
    await show_amendment(tx, setting, sent)
    return sent


def _first_lead(setting: Setting) -> tuple[str, Person]:
    for party in setting.agreement.party:
        for lead in setting.directory.leads(setting.collaboration.id, party):
            return party, lead
    raise Refused(words.NOBODY_LEADS)


async def accept(tx: Transaction, scene: Scene, amendment: Amendment, text: str) -> Amendment:
    """One party's yes to the text it was shown.

    Raises:
        Refused: the actor does not speak for a party that must accept, the proposal or the
            collaboration is over, the text changed since, or part of it may not be seen by the
            actor.
    """
    party = _accepting_party(scene, amendment)
    amendment.refuse_ended()
    _refuse_over(scene)
    _refuse_unseen(scene, amendment)
    if text != amendment.text:
        raise Refused(words.changed_since(amendment.number))
    return await _consent(tx, scene, amendment, party)


async def _consent(tx: Transaction, scene: Scene, amendment: Amendment, party: str) -> Amendment:
    seats = (key for key in scene.actor.seats if scene.agreement.seat[key].party == party)
    consent = Consent(
        party=party,
        person=scene.seated().id,
        seat=next(seats, None),
        text=amendment.text,
        at=scene.now,
    )
    accepted = amendment.accepted(consent)
    await tx.amendments.save(accepted)
    await note(tx, scene, accepted, "amendment.accepted", {"party": party, "text": accepted.text})
    if accepted.complete:
        setting = await put_in_force(tx, scene, accepted, reader=scene.alone)
        ended = await tx.amendments.get(accepted.id)
        assert ended is not None  # it was saved a moment ago
        await announce_version(tx, setting, ended)
        await _nobody_missing(tx, setting)
        return ended
    await plan_answer(tx, scene, accepted)
    await show_amendment(tx, scene, accepted)
    return accepted


async def _nobody_missing(tx: Transaction, setting: Setting) -> None:
    """Take into force what waited for nobody but a party that left with the version before."""
    while (agreed := await _complete(tx, setting)) is not None:
        # Whoever left reads no more of it.
        setting = replace(setting, directory=await fresh_directory(tx))
        setting = await put_in_force(tx, setting, agreed, reader=A_ROOM)
        ended = await tx.amendments.get(agreed.id)
        assert ended is not None  # it was saved a moment ago
        await announce_version(tx, setting, ended)


async def _complete(tx: Transaction, setting: Setting) -> Amendment | None:
    waiting = await tx.amendments.open(setting.collaboration.id)
    return next((each for each in waiting if each.complete), None)


async def end(tx: Transaction, scene: Scene, ended: Amendment, kind: str) -> None:
    """Keep that an amendment was declined or withdrawn, and tell everybody who was shown it."""
    await tx.amendments.save(ended)
    await note(tx, scene, ended, kind, {"because": ended.ended_because})
    await bring_up_to_date(tx, scene, ended)
    await show_amendment(tx, scene, ended)
    if ended.state is AmendmentState.DECLINED:
        await tell_ended(tx, scene, ended)


def _refuse_over(setting: Setting) -> None:
    """What was agreed in a collaboration that is over stays as it is."""
    if setting.collaboration.state in (CollaborationState.CLOSED, CollaborationState.ARCHIVED):
        raise Refused(words.CLOSED)


def _refuse_unseen(scene: Scene, amendment: Amendment) -> None:
    """A yes is to words that can be read."""
    if not all_visible(scene, amendment, scene.alone):
        raise Refused(words.MAY_NOT_SEE)


def _accepting_party(scene: Scene, amendment: Amendment) -> str:
    mine = [key for key in amendment.parties if scene.is_lead_of(key)]
    if not mine:
        raise Refused(words.not_an_approver(scene.leads_in_words()))
    waiting = [key for key in mine if key in amendment.missing]
    return (waiting or mine)[0]


async def _own_change(
    tx: Transaction,
    scene: Scene,
    party: str,
    changes: Sequence[Change],
    reason: str,
    *,
    after: str = "",
) -> Setting:
    """A side's own change: in force at once, on record, and told to the others once a week."""
    person = scene.seated()
    own = await _new(tx, scene, party, person.id)
    own = own.edited(tuple(changes), reason, party, person.id)
    own = own.coming_from(after) if after else own
    own = replace(own, parties=(party,)).sent(scene.now)
    seat = next((k for k in scene.actor.seats if scene.agreement.seat[k].party == party), None)
    own = own.accepted(
        Consent(party=party, person=person.id, seat=seat, text=own.text, at=scene.now)
    )
    return await put_in_force(tx, scene, own, reader=scene.alone)


async def _new(tx: Transaction, setting: Setting, party: str, person: str) -> Amendment:
    known = await tx.amendments.all(setting.collaboration.id)
    return Amendment(
        id=uuid.uuid4().hex[:16],
        collaboration=setting.collaboration.id,
        number=1 + max((amendment.number for amendment in known), default=0),
        base=setting.collaboration.version,
        party=party,
        person=person,
        parties=setting.asked,
        created_at=setting.now,
    )


def _parties(setting: Setting, text: Document) -> tuple[str, ...]:
    """Who must accept: the parties that are here; of a first version, everybody named in it.

    A party that is added joins with a code afterwards, and is asked from the next proposal on.
    """
    if setting.collaboration.version:
        return setting.asked
    listed = text.get("parties")
    return tuple(str(party["key"]) for party in listed) if isinstance(listed, list) else ()


def _refuse_other_key(before: Document, after: Document) -> None:
    was, is_ = before.get("study"), after.get("study")
    if isinstance(was, dict) and isinstance(is_, dict) and was.get("id") != is_.get("id"):
        raise Refused(words.KEY_STAYS)


def _refuse_other_holder(scene: Scene, party: str, own: Sequence[Change]) -> None:
    """A lead changes what is the side's own; a holder only what is about their own seat."""
    if scene.is_lead_of(party):
        return
    if all(c.section == "seats" and c.item in scene.actor.seats for c in own):
        return
    raise Refused(words.own_by_lead(scene.leads_in_words()))
