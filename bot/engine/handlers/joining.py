"""`connect`: codes for other companies, joining with one, moving to another channel."""

import hashlib
import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.cards.compose import general
from bot.cards.compose import seats as seat_cards
from bot.cards.compose import setup as cards
from bot.cards.words import setup as words
from bot.domain.agreement.parties import Party
from bot.domain.amendment import AmendmentState
from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant
from bot.domain.joining import Claim, ClaimState, PairingCode
from bot.domain.people import Collaboration, CollaborationState, Room
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_messages import show_amendment, to_lead
from bot.engine.answer import Answer
from bot.engine.inbound import Origin
from bot.engine.newcomers import asker, bind_rooms, fresh_directory, is_guest, let_lead, person_for
from bot.engine.outgoing import Draft
from bot.engine.platform import Member
from bot.engine.record import Entry
from bot.engine.scene import Scene, Setting
from bot.engine.scenery import Arrival
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now

#: Crockford's base 32: no letter that can be read as a digit. Ten of them are fifty bits.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10
_READ_AS = str.maketrans("OIL", "011")
CODE = re.compile(r"^(?!code\b)[\s-]*([0-9A-Za-z][\s-]*){10}$", re.IGNORECASE)
WORKS_FOR = timedelta(hours=72)
#: Wrong codes in an hour before a person, or a whole workspace, has to wait.
_WINDOW = timedelta(hours=1)
_MOST_OF_ONE, _MOST_OF_ALL = 5, 20


async def invite(scene: Scene, tx: Transaction, rest: str) -> Answer:
    """`connect code [party]`: a one-time code for a company that is not here yet."""
    party = scene.leading
    if party is None:
        raise Refused(words.ONLY_LEADS_INVITE.format(leads=scene.leads_in_words()))
    invited = _invited(scene, rest)
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    code = PairingCode(
        fingerprint=fingerprint(letters),
        collaboration=scene.collaboration.id,
        party=invited.key,
        made_by=scene.seated().id,
        made_at=scene.now,
        expires_at=instant(scene.now + WORKS_FOR),
    )
    await tx.joining.save_code(code)
    await _note(tx, scene, "pairing.code_made", {"party": invited.key}, scene.origin)
    written = f"{letters[:5]}-{letters[5:]}"
    zone = scene.agreement.party[party].zone
    return Answer(card=cards.code_card(written, code, invited.short, zone), private=True)


async def press_invite(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The *Invite the other company* button."""
    return await invite(scene, tx, value.get("party", ""))


async def press_revoke(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The *Revoke* button."""
    code = await tx.joining.code(value.get("code", ""))
    if scene.leading is None or code is None or code.collaboration != scene.collaboration.id:
        raise Refused(words.CODE_WRONG)
    await tx.joining.save_code(replace(code, revoked_at=code.revoked_at or scene.now))
    await _note(tx, scene, "pairing.code_revoked", {"party": code.party}, scene.origin)
    return Answer(card=cards.revoked_card(), private=True)


def fingerprint(code: str) -> str:
    """What is kept of a code, however it was typed."""
    letters = re.sub(r"[\s-]", "", code).upper().translate(_READ_AS)
    return hashlib.sha256(f"accord pairing {letters}".encode()).hexdigest()


async def redeem(
    arrival: Arrival, tx: Transaction, code: str, agreements: AgreementCache
) -> Answer:
    """`connect <code>`: the room and whoever typed it become that company's.

    A code that does not work is counted, so this answers and does not raise: what was counted must
    be kept.
    """
    origin, directory, now = arrival.origin, arrival.directory, arrival.now
    found = await tx.joining.code(fingerprint(code))
    if origin.personal or is_guest(origin.actor):
        why = words.CODE_IN_ROOM if origin.personal else words.UNKNOWN_TENANT
        return await _no(tx, arrival, found, why)
    if await _too_often(tx, origin, now):
        return await _no(tx, arrival, found, words.CODE_TOO_OFTEN)
    if found is None or not _works(found, directory.collaborations[found.collaboration], now):
        await tx.joining.note_failure(origin.actor, now)
        await tx.joining.note_failure(origin.actor.home, now)
        return await _no(tx, arrival, found, words.CODE_WRONG)
    collaboration = directory.collaborations[found.collaboration]
    setting = Setting(
        now=now,
        directory=directory,
        collaboration=collaboration,
        agreement=await text_now(tx, collaboration, agreements),
    )
    objection = _objection(setting, origin, found)
    if objection:
        return await _no(tx, arrival, found, objection)
    await tx.joining.save_code(replace(found, used_at=now, used_in=origin.conversation))
    return await _joined(tx, setting, origin, found.party, arrival.members)


async def _too_often(tx: Transaction, origin: Origin, now: Instant) -> bool:
    since = instant(now - _WINDOW)
    return (
        await tx.joining.failures(origin.actor, since) >= _MOST_OF_ONE
        or await tx.joining.failures(origin.actor.home, since) >= _MOST_OF_ALL
    )


def _objection(setting: Setting, origin: Origin, code: PairingCode) -> str:
    """Why a good code is of no use to this person in this room; empty when it is."""
    id_, directory = setting.collaboration.id, setting.directory
    if code.party not in setting.agreement.party:
        return words.CODE_WRONG  # it was taken out after the code was made
    here = directory.in_room(origin.conversation)
    if here is not None and here.id != id_:
        return words.ROOM_TAKEN
    owner = directory.party_of_tenant(id_, origin.actor.home)
    if owner not in (None, code.party):
        known = setting.agreement.party.get(owner or "")
        return words.CODE_OWN_SIDE.format(party=known.short if known else owner)
    leads = [lead.id for lead in directory.leads(id_, code.party)]
    if leads and code.made_by not in leads:
        # Otherwise a lead could let somebody speak for the other side after that side is there.
        return words.CODE_TOO_LATE
    return ""


def _works(code: PairingCode, collaboration: Collaboration, now: Instant) -> bool:
    running = collaboration.state in (CollaborationState.ACTIVE, CollaborationState.PAUSED)
    return running and code.used_at is None and code.revoked_at is None and now < code.expires_at


async def _no(
    tx: Transaction, arrival: Arrival, found: PairingCode | None, sentence: str
) -> Answer:
    """Say why not, and keep that it was tried: where the code is from, or where it was typed."""
    origin, directory = arrival.origin, arrival.directory
    here = directory.in_room(origin.conversation)
    about = found.collaboration if found else here.id if here else None
    if about is not None:
        collaboration = directory.collaborations[about]
        await tx.record.append(
            Entry(
                collaboration=about,
                kind="pairing.refused",
                at=arrival.now,
                version=collaboration.version,
                subject=collaboration.key,
                source=origin.event_id,
                data={
                    "actor": str(origin.actor),
                    "room": str(origin.conversation),
                    "because": sentence,
                },
            )
        )
    return Answer(card=general.refusal(sentence), private=True, done=True)


async def _joined(
    tx: Transaction,
    setting: Setting,
    origin: Origin,
    party: str,
    members: tuple[Member, ...],
) -> Answer:
    person = await asker(tx, setting.directory, origin, members)
    await let_lead(tx, setting, party, person, origin.actor)
    await bind_rooms(tx, setting.collaboration.id, origin.conversation, [party])
    data = {"party": party, "room": str(origin.conversation)}
    await _note(tx, setting, "party.joined", data, origin)
    after = replace(setting, directory=await fresh_directory(tx))
    await _show_waiting(tx, after)
    short = setting.agreement.party[party].short
    agreed = setting.collaboration.version > 0
    card = cards.joined(
        setting.collaboration.title,
        short,
        person.name,
        agreed=agreed,
        absent=_absent(after),
        collaboration=setting.collaboration.id,
    )
    rooms = after.directory.rooms(setting.collaboration.id)
    for room in rooms:
        await tx.outbox.put(
            Draft(
                key=f"{setting.collaboration.id}/joined/{party}/{person.id}/{room}",
                collaboration=setting.collaboration.id,
                to=room,
                card=card,
            ),
            setting.now,
        )
    return Answer(card=card, private=True, already_shown=origin.conversation in rooms)


def _absent(setting: Setting) -> dict[str, str]:
    """The companies nobody speaks for yet: names by key."""
    id_, directory = setting.collaboration.id, setting.directory
    return {
        party.key: party.short
        for party in setting.agreement.parties
        if not directory.leads(id_, party.key)
    }


async def _show_waiting(tx: Transaction, setting: Setting) -> None:
    """What was sent before they came is shown to them now, and asked of them, too."""
    for waiting in await tx.amendments.open(setting.collaboration.id):
        if waiting.state is not AmendmentState.PROPOSED:
            continue
        asked = setting.asked if setting.collaboration.version else waiting.parties
        amendment = replace(waiting, parties=asked)
        await tx.amendments.save(amendment)
        await show_amendment(tx, setting, amendment)


async def press_join(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*I work for …*: in a shared channel, a lead who is there already says whether it is so."""
    party = scene.agreement.party.get(value.get("party", ""))
    if party is None or is_guest(scene.origin.actor):
        raise Refused(words.UNKNOWN_TENANT if party else words.CLAIM_DECIDED)
    if scene.actor.party is not None:
        own = scene.agreement.party.get(scene.actor.party)
        said = own.short if own else scene.actor.party  # taken out of a draft since they joined
        raise Refused(words.JOIN_OWN_SIDE.format(party=said))
    if scene.directory.leads(scene.collaboration.id, party.key):
        raise Refused(words.HERE_ALREADY_LED.format(party=party.short))
    claim = Claim(
        id=uuid.uuid4().hex[:16],
        collaboration=scene.collaboration.id,
        party=party.key,
        seat=None,
        address=scene.origin.actor,
        name=scene.actor.name,
        room=None if scene.origin.personal else scene.origin.conversation,
        made_at=scene.now,
    )
    await tx.joining.save_claim(claim)
    await _note(tx, scene, "claim.made", {"party": party.key, "name": claim.name}, scene.origin)
    for key in scene.agreement.party:
        for lead in scene.directory.leads(scene.collaboration.id, key):
            card = cards.lead_claim_card(claim, party.short)
            await to_lead(tx, scene, key, lead, key=f"{claim.id}/{lead.id}", card=card)
    return Answer(card=seat_cards.note_card(words.JOIN_ASKED_TITLE, words.JOIN_ASKED), private=True)


async def confirm_lead(
    scene: Scene, tx: Transaction, claim: Claim, members: tuple[Member, ...]
) -> Answer:
    """A lead who is here says that somebody speaks for the other company."""
    if scene.leading is None or scene.leading == claim.party:
        raise Refused(words.ONLY_LEADS_INVITE.format(leads=scene.leads_in_words()))
    if scene.directory.leads(scene.collaboration.id, claim.party):
        short = scene.agreement.party[claim.party].short
        raise Refused(words.HERE_ALREADY_LED.format(party=short))
    await tx.joining.save_claim(
        replace(
            claim,
            state=ClaimState.CONFIRMED,
            decided_by=scene.seated().id,
            decided_at=scene.now,
        )
    )
    await person_for(tx, scene.directory, claim.address, claim.name)
    directory = await fresh_directory(tx)
    origin = replace(
        scene.origin,
        actor=claim.address,
        actor_name=claim.name,
        conversation=claim.room or scene.origin.conversation,
    )
    await _show_decided(scene, tx, claim, words.CLAIM_LEAD_YES)
    return await _joined(tx, replace(scene, directory=directory), origin, claim.party, members)


async def refuse_lead(scene: Scene, tx: Transaction, claim: Claim) -> Answer:
    """A lead who is here says that somebody does not speak for the other company."""
    card = seat_cards.note_card(words.JOIN_REFUSED_TITLE, words.JOIN_REFUSED)
    await tx.outbox.put(
        Draft(
            key=f"{claim.id}/told",
            collaboration=scene.collaboration.id,
            to=claim.address,
            fallbacks=(claim.room,) if claim.room else (),
            card=card,
        ),
        scene.now,
    )
    return await _show_decided(scene, tx, claim, words.CLAIM_LEAD_NO)


async def _show_decided(scene: Scene, tx: Transaction, claim: Claim, sentence: str) -> Answer:
    """Bring the card of every lead who was asked up to date."""
    short = scene.agreement.party[claim.party].short
    said = sentence.format(name=claim.name, party=short)
    card = cards.lead_decided_card(claim, short, said)
    for key in scene.agreement.party:
        for lead in scene.directory.leads(scene.collaboration.id, key):
            await to_lead(tx, scene, key, lead, key=f"{claim.id}/{lead.id}", card=card)
    return Answer(card=card, private=True, already_shown=scene.origin.personal)


async def move_here(scene: Scene, tx: Transaction) -> Answer:
    """`connect here`: the actor's side gets its updates in this room from now on."""
    party, origin = scene.leading, scene.origin
    if party is None:
        raise Refused(words.HERE_NOT_LEAD)
    id_, room = scene.collaboration.id, origin.conversation
    before = scene.directory.rooms(id_, party)
    if room in before:
        raise Refused(words.HERE_ALREADY)
    for old in before:
        await tx.directory.unbind_room(Room(collaboration=id_, party=party, address=old))
    await bind_rooms(tx, id_, room, [party])
    data = {"party": party, "from": [str(old) for old in before], "to": str(room)}
    await _note(tx, scene, "room.moved", data, origin)
    short = scene.agreement.party[party].short
    after = replace(scene, directory=await fresh_directory(tx))
    await _show_waiting(tx, after)
    card = cards.moved(short, instead=" instead of the one before" if before else "")
    for place in (*before, room):
        await tx.outbox.put(
            Draft(
                key=f"{id_}/moved/{place}/{scene.now.isoformat()}",
                collaboration=id_,
                to=place,
                card=card,
            ),
            scene.now,
        )
    return Answer(card=card, private=True, already_shown=True)


def _invited(scene: Scene, rest: str) -> Party:
    """The company a code is for: the one that is not here yet, or the one that was named.

    Who is here already brings in more of its own people; nobody else can do that for it.
    """
    absent = [scene.agreement.party[key] for key in _absent(scene)]
    own = scene.agreement.party[scene.leading or ""]
    said = rest.casefold()
    exact = [p for p in (*absent, own) if said in (p.key, p.short.casefold(), p.name.casefold())]
    named = exact or [
        party for party in (*absent, own) if rest and said in f"{party.key} {party.name}".casefold()
    ]
    if rest and not named:
        raise Refused(words.WHICH_PARTY.format(names=", ".join(p.short for p in (*absent, own))))
    if not (named or absent):
        raise Refused(words.NOBODY_TO_INVITE.format(own=own.short))
    if len(named or absent) > 1:
        raise Refused(words.WHICH_PARTY.format(names=", ".join(party.short for party in absent)))
    return (named or absent)[0]


async def _note(
    tx: Transaction, setting: Setting, kind: str, data: Mapping[str, object], origin: Origin
) -> None:
    person = setting.directory.person_at(origin.actor)
    await tx.record.append(
        Entry(
            collaboration=setting.collaboration.id,
            kind=kind,
            at=setting.now,
            version=setting.collaboration.version,
            subject=setting.collaboration.key,
            person=person.id if person else None,
            source=origin.event_id,
            data={"actor": str(origin.actor), **data},
        )
    )
