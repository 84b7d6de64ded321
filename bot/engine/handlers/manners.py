"""`settings`, and *Snooze* and *Settings* on a nudge."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from bot.cards.card import Moment
from bot.cards.compose import manners as cards
from bot.cards.compose.checkins import Promise
from bot.cards.words import manners as words
from bot.domain.agreement.parties import OfficeHours
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import instant
from bot.domain.manners import MOST_A_DAY, Hours, Preferences
from bot.domain.occurrences import next_occurrence
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import Reader
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.contacts import hours_for, route
from bot.engine.parts.spoken import read_time, read_whole
from bot.engine.parts.zones import read_zone
from bot.engine.planning import asking, opening, seen_by_others_from
from bot.engine.record import Entry
from bot.engine.scene import Scene, Setting
from bot.engine.sending import to_send
from bot.engine.storage_ports import Transaction

#: How long before the other side is told they are asked for the last time.
_BEFORE_TOLD = timedelta(hours=1)
_SOON = timedelta(minutes=10)


async def settings(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`settings`: the form where one can be opened, else a card with its button."""
    preferences = scene.directory.preferences(scene.seated())
    context = {"collaboration": scene.collaboration.id}
    if scene.origin.can_open_form:
        return Answer(form=cards.settings_form(preferences, context), private=True)
    return Answer(card=cards.settings_offer(preferences, context), private=True)


async def press_settings(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Settings* button."""
    preferences = scene.directory.preferences(scene.seated())
    return Answer(form=cards.settings_form(preferences, dict(value)), private=True)


async def save_settings(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent."""
    person = scene.seated()
    read, errors = _read(scene, person, values)
    if errors:
        shown = cards.settings_form(scene.directory.preferences(person), dict(context))
        return Answer(errors=errors, form=shown, private=True)
    await tx.directory.save_preferences(read)
    await _plan_asking(scene, tx, person, read, agreements)
    waiting = await _waiting(scene, tx, context, agreements)
    return Answer(card=cards.settings_saved(read, dict(context), waiting), private=True)


def _read(
    scene: Scene, person: Person, values: Mapping[str, str]
) -> tuple[Preferences, dict[str, str]]:
    """What was chosen, and what is wrong with it."""
    errors: dict[str, str] = {}
    said = {key: values.get(key, "").strip() for key in (cards.QUIET_FROM, cards.QUIET_TO)}
    for key, text in said.items():
        try:
            said[key] = read_time(text) if text else ""
        except InvalidInput as wrong:
            errors[key] = str(wrong)
    if bool(said[cards.QUIET_FROM]) != bool(said[cards.QUIET_TO]):
        errors.setdefault(cards.QUIET_TO, words.BOTH_OR_NONE)
    zone = values.get(cards.ZONE, "").strip()
    try:
        zone = read_zone(zone, scene.agreement) if zone else ""
    except InvalidInput as wrong:
        errors[cards.ZONE] = str(wrong)
    try:
        budget = read_whole(values.get(cards.BUDGET, ""))
    except InvalidInput:
        budget = 0
    if not 1 <= budget <= MOST_A_DAY:
        errors[cards.BUDGET] = words.NOT_A_BUDGET
    usual = Preferences(person=person.id)
    if errors:
        return usual, errors
    lead = values.get(cards.LEAD, "0")
    read = replace(
        usual,
        quiet=_quiet(said[cards.QUIET_FROM], said[cards.QUIET_TO]),
        zone=zone or None,
        lead=timedelta(minutes=int(lead) if lead in map(str, words.LEADS) else 0),
        budget=budget,
    )
    if read.quiet and not _hours(scene, person, read).leave_some(scene.now):
        errors[cards.QUIET_FROM] = words.NO_TIME_LEFT
    return read, errors


def _quiet(start: str, end: str) -> OfficeHours | None:
    if not start or start == end:
        return None
    return OfficeHours(time.fromisoformat(start), time.fromisoformat(end))


def _hours(scene: Scene, person: Person, preferences: Preferences) -> Hours:
    party = scene.actor.party or scene.leading or scene.agreement.parties[0].key
    return replace(hours_for(scene, party, person, None), preferences=preferences)


async def _plan_asking(
    scene: Scene, tx: Transaction, person: Person, read: Preferences, agreements: AgreementCache
) -> None:
    """Plan to ask for what they owe next at the time they want now; in all collaborations."""
    before = scene.directory.preferences(person)
    if (read.lead, read.quiet, read.zone) == (before.lead, before.quiet, before.zone):
        return
    for collaboration in scene.directory.collaborations_of(person):
        if collaboration.version == 0 or collaboration.state is not CollaborationState.ACTIVE:
            continue  # what is promised is planned when it begins or goes on
        setting = Setting(
            now=scene.now,
            directory=scene.directory,
            collaboration=collaboration,
            agreement=await agreements.get(tx, collaboration.id, collaboration.version),
        )
        await _ask_for_next(setting, tx, person)


async def _ask_for_next(setting: Setting, tx: Transaction, person: Person) -> None:
    for cadence in setting.agreement.cadences:
        where = route(setting, cadence.writer)
        if where is None or where.person != person:
            continue
        occurrence = next_occurrence(setting.agreement, cadence, after=setting.now)
        if occurrence is not None:
            row = opening(setting.collaboration.id, occurrence)
            await tx.agenda.put(asking(row, setting.now))


async def _waiting(
    scene: Scene, tx: Transaction, context: Mapping[str, str], agreements: AgreementCache
) -> Promise | None:
    """The update on whose message *Settings* was pressed, if it still waits."""
    if "checkin" not in context:
        return None
    try:
        promise = await to_send(scene, tx, context, agreements)
    except Refused:
        return None  # it is somebody else's by now, which is no reason not to save
    return promise if promise.checkin.waiting else None


async def press_snooze(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Snooze* button."""
    promise = await _open_one(scene, tx, value, agreements)
    told = seen_by_others_from(promise.agreement, promise.checkin)
    return Answer(form=cards.snooze_form(promise, Moment(told, promise.zone)), private=True)


async def snooze(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: they are asked again then, in their hours, before anybody is told."""
    promise = await _open_one(scene, tx, context, agreements)
    person = scene.seated()
    party = promise.agreement.party_of(promise.cadence.writer).key
    hours = hours_for(scene, party, person, promise.cadence.writer)
    chosen = values.get(cards.SNOOZE_FOR, "")
    wished = (
        hours.next_morning(scene.now)
        if chosen == "morning"
        else instant(scene.now + timedelta(minutes=int(chosen) if chosen in words.SNOOZES else 30))
    )
    told = seen_by_others_from(promise.agreement, promise.checkin)
    limit = instant(told - _BEFORE_TOLD) if told > scene.now else None
    moment = hours.next_allowed(wished)
    because = words.SNOOZED_MOVED if moment != wished else ""
    if limit is not None and moment > limit:
        moment, because = hours.last_allowed(limit), words.SNOOZED_CUT
        if moment < scene.now + _SOON:
            raise Refused(words.SNOOZE_TOO_LATE)
    if scene.collaboration.state is CollaborationState.PAUSED:
        because = words.SNOOZED_IN_A_PAUSE
    row = AgendaRow(
        key=f"{promise.checkin.id}/again/{scene.now.isoformat()}/{moment.isoformat()}",
        collaboration=scene.collaboration.id,
        kind=AgendaKind.ASK_AGAIN,
        due=moment,
        subject={"checkin": promise.checkin.id, "seat": promise.cadence.writer},
    )
    await _forget_earlier(scene, tx, promise)
    await tx.agenda.put(row)
    await tx.record.append(
        Entry(
            collaboration=scene.collaboration.id,
            kind="checkin.snoozed",
            at=scene.now,
            version=promise.checkin.version,
            subject=promise.checkin.id,
            person=person.id,
            party=party,
            source=scene.origin.event_id,
            data={"until": moment.isoformat()},
        )
    )
    until = Moment(moment, hours.day_zone)
    return Answer(card=cards.snoozed(promise, until, because=because), private=True)


async def _forget_earlier(scene: Scene, tx: Transaction, promise: Promise) -> None:
    """What was chosen last holds: nobody is asked twice who changed their mind."""
    for row in await tx.agenda.pending(scene.collaboration.id, AgendaKind.ASK_AGAIN):
        if row.subject["checkin"] == promise.checkin.id:
            await tx.agenda.finish(row.key, scene.now)


async def _open_one(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Promise:
    promise = await to_send(scene, tx, value, agreements)
    over = scene.collaboration.state in (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
    if over or not promise.checkin.waiting:
        raise Refused(words.SNOOZE_OVER)
    return promise
