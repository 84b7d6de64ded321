"""`setup`: from one form to a draft that all companies can read and change."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.cards.compose import setup as cards
from bot.cards.compose.proposals import proposal_card
from bot.cards.form import Form, Option
from bot.cards.words import proposals
from bot.cards.words import setup as words
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.changes import changes_between
from bot.domain.errors import InvalidInput, Refused
from bot.domain.people import Collaboration, Person
from bot.domain.visibility import A_ROOM
from bot.engine.amendment_messages import message_key, to_lead
from bot.engine.amendment_view import all_visible, shown_to
from bot.engine.answer import Answer
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.newcomers import asker, bind_rooms, fresh_directory, is_guest, let_lead, person_for
from bot.engine.outgoing import Draft
from bot.engine.people_choice import member_for, options_of
from bot.engine.platform import Member
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.scenery import Arrival
from bot.engine.setup_answers import given, mistakes
from bot.engine.setup_parties import MINE, THEIRS, party_keys
from bot.engine.storage_ports import Transaction
from bot.engine.texts import FIRST, document_of
from bot.templates import TEMPLATES, PartyDetails, instantiate, study_id_for, zones_near

_NEXT_MONDAY = 7
_SHORT = 24


def offer(arrival: Arrival) -> Answer:
    """`setup` in a place that belongs to no collaboration."""
    _refuse_guest(arrival.origin)
    if arrival.origin.can_open_form:
        return Answer(form=_form(arrival, {}))
    return Answer(card=cards.offer())


def open_form(arrival: Arrival) -> Answer:
    """The *Set up* button."""
    _refuse_guest(arrival.origin)
    return Answer(form=_form(arrival, {}), private=True)


async def create(arrival: Arrival, tx: Transaction, values: Mapping[str, str]) -> Answer:
    """The form was sent: the collaboration is there, with the first version as a draft."""
    origin, members = arrival.origin, arrival.members
    _refuse_guest(origin)
    wrong = mistakes(values)
    if wrong:
        return Answer(errors=wrong, form=_form(arrival, values), private=True)
    agreement = _drafted(values, arrival.directory)
    keys = party_keys(values)
    mine, theirs = keys[MINE], keys[THEIRS]
    setting = await _new_collaboration(arrival, tx, agreement)
    collaboration = setting.collaboration
    person = await asker(tx, arrival.directory, origin, members)
    await let_lead(tx, setting, mine, person, origin.actor)
    their_lead = member_for(members, values.get("their_lead", ""))
    if their_lead is not None:
        _refuse_own_tenant(origin, their_lead)
        other = await person_for(tx, arrival.directory, their_lead.address, their_lead.name)
        await let_lead(tx, setting, theirs, other, their_lead.address)
    if not origin.personal:
        parties = [mine, *([theirs] if their_lead else [])]
        await bind_rooms(tx, collaboration.id, origin.conversation, parties)
    first = _first_version(setting, mine, person)
    await tx.amendments.save(first)
    await tx.record.append(
        Entry(
            collaboration=collaboration.id,
            kind="collaboration.set_up",
            at=arrival.now,
            version=0,
            subject=collaboration.key,
            person=person.id,
            party=mine,
            source=origin.event_id,
            data={"template": values["template"], "title": collaboration.title},
        )
    )
    setting = replace(setting, directory=await fresh_directory(tx))
    reader, zone = setting.reader_of(person), setting.zone_of(mine)
    shown = await shown_to(tx, setting, first, reader, zone=zone)
    draft = proposal_card(shown, own=True)
    await to_lead(
        tx,
        setting,
        mine,
        person,
        key=message_key(first, person.id),
        card=draft,
        in_room=all_visible(setting, first, A_ROOM),
    )
    await _tell_room(tx, setting, origin, mine)
    return Answer(card=draft, private=True, already_shown=origin.personal)


async def _new_collaboration(arrival: Arrival, tx: Transaction, agreement: Agreement) -> Setting:
    collaboration = Collaboration(
        id=uuid.uuid4().hex[:12],
        key=agreement.study.id,
        title=agreement.study.title,
        version=0,
    )
    await tx.directory.save_collaboration(collaboration)
    return Setting(
        now=arrival.now,
        directory=arrival.directory,
        collaboration=collaboration,
        agreement=agreement,
    )


def _first_version(setting: Setting, party: str, person: Person) -> Amendment:
    return Amendment(
        id=uuid.uuid4().hex[:16],
        collaboration=setting.collaboration.id,
        number=FIRST,
        base=0,
        party=party,
        person=person.id,
        changes=changes_between({}, document_of(setting.agreement)),
        reason=proposals.FIRST_REASON,
        parties=tuple(setting.agreement.party),
        created_at=setting.now,
    )


async def _tell_room(tx: Transaction, setting: Setting, origin: Origin, mine: str) -> None:
    """The room hears what was begun in it, and how those who are not there yet join."""
    if origin.personal:
        return
    id_ = setting.collaboration.id
    names = {key: party.short for key, party in setting.agreement.party.items()}
    others = {key: name for key, name in names.items() if key != mine}
    card = cards.created(
        setting.collaboration.title,
        names[mine],
        tuple(others.values()),
        absent={key: others[key] for key in others if not setting.directory.leads(id_, key)},
        collaboration=id_,
    )
    draft = Draft(key=f"{id_}/set_up", collaboration=id_, to=origin.conversation, card=card)
    await tx.outbox.put(draft, setting.now)


def _form(arrival: Arrival, values: Mapping[str, str]) -> Form:
    templates = [Option(each.key, each.title) for each in TEMPLATES]
    home = arrival.origin.actor.home
    others = [
        member
        for member in arrival.members
        if member.address.home != home and not is_guest(member.address)
    ]
    monday = arrival.now.date() + timedelta(days=_NEXT_MONDAY - arrival.now.weekday())
    return cards.setup_form(templates, options_of(others), monday, values)


def _drafted(values: Mapping[str, str], directory: Directory) -> Agreement:
    key = study_id_for(values["title"])
    if directory.by_key(key) is not None:
        key = f"{key[:24]}_{uuid.uuid4().hex[:4]}"
    return instantiate(
        values["template"],
        study_id=key,
        title=given(values, "title"),
        start=date.fromisoformat(values["start"]),
        parties={
            party: _party(given(values, f"{company}_name"), values[f"{company}_place"])
            for company, party in party_keys(values).items()
        },
    )


def _party(name: str, place: str) -> PartyDetails:
    short = name if len(name) <= _SHORT else name.split(maxsplit=1)[0][:_SHORT]
    return PartyDetails(name=name, short=short, zone=zones_near(place)[0])


def _refuse_guest(origin: Origin) -> None:
    if is_guest(origin.actor):
        raise Refused(words.UNKNOWN_TENANT)


def _refuse_own_tenant(origin: Origin, lead: Member) -> None:
    if lead.address.home == origin.actor.home or is_guest(lead.address):
        raise InvalidInput(words.PICK, field="their_lead")
