"""Sending, repeating and editing a promised update."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards.card import Button, Card, Facts, Look, Moment, fact, paragraph, subtle
from bot.cards.compose.checkin_form import update_form, values_of
from bot.cards.compose.checkins import UPDATE, Promise, nudge
from bot.cards.compose.reception import early_button
from bot.cards.words import checkins as words
from bot.cards.words import general
from bot.cards.words import reception as reception_words
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import Answer as Said
from bot.domain.errors import Refused
from bot.domain.meetings import is_meeting
from bot.domain.occurrences import next_occurrence, zone_of
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader
from bot.engine import update_answers
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.checkin_messages import (
    bring_up_to_date,
    earlier_answer,
    nudge_key,
    show_receivers,
)
from bot.engine.early import next_one
from bot.engine.meeting_messages import after_minutes
from bot.engine.minutes import first_values, points_of
from bot.engine.naming import nearest_cadence
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.sending import acting, form, is_kept, owed, to_send
from bot.engine.storage_ports import Transaction
from bot.engine.thresholds import measured_in_update


async def update(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`update [cadence]`: the form where one can be opened, else a card with its button."""
    scene.seated()
    if scene.collaboration.state in (CollaborationState.CLOSED, CollaborationState.ARCHIVED):
        raise Refused(words.NOTHING_OWED_WHEN_CLOSED)
    theirs = owed(scene, by_name=bool(rest))
    if not theirs:
        raise Refused(words.NOTHING_DUE + " Type due to see what others owe.")
    if rest:
        theirs = [_named(theirs, rest)]
    open_ones = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
        if checkin.cadence in {c.key for c in theirs}
    ]
    if len(open_ones) == 1:
        if scene.origin.can_open_form:
            return await form(scene, tx, open_ones[0])
        # Says nothing of how late it is, for a room may read it.
        return Answer(card=_choose(open_ones), private=True)
    if open_ones:
        return Answer(card=_choose(open_ones), private=True)
    if rest and scene.origin.can_open_form:
        ahead = await _next_wanted(scene, tx, theirs[0])
        if ahead is not None:
            return await form(scene, tx, ahead, note=reception_words.EARLY_HOW)
    return await _nothing_open(scene, tx, theirs, agreements)


async def press_update(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Update* or *Edit* button."""
    promise = await to_send(scene, tx, value, agreements)
    return await form(scene, tx, promise)


async def press_no_change(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *No change* button: what was said last still holds."""
    promise = await to_send(scene, tx, value, agreements)
    checkin = promise.checkin
    if checkin.answer is not None:
        by = scene.directory.person(checkin.answer.person).name
        raise Refused(words.already_sent(promise.title, by, plural=promise.minutes))
    earlier = await earlier_answer(tx, checkin)
    if earlier is None or earlier.answer is None:
        return await form(scene, tx, promise, note=words.NOTHING_EARLIER)
    if await points_of(tx, promise):
        return await form(scene, tx, promise)
    if [i.title for i in earlier.answer.items] != [c.title for c in promise.cadence.contents]:
        # The agreed contents changed since: repeating the old ones would leave the new unanswered.
        return await form(scene, tx, promise)
    person, seat = acting(scene, promise)
    said = replace(earlier.answer, person=person.id, seat=seat, at=scene.now, no_change=True)
    return await _save(scene, tx, promise, said, agreements)


async def send(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: a first answer, or an edit of it."""
    promise = await to_send(scene, tx, context, agreements)
    wrong = update_answers.mistakes(promise.cadence, values)
    if wrong:
        answer = promise.checkin.answer
        begin = values_of(promise, answer) if answer else await first_values(tx, promise)
        again = update_form(promise, values=begin)
        return Answer(errors=wrong, form=again, private=True)
    form_sent = update_form(promise, values=values)
    keys = update_answers.text_keys(promise.cadence)
    looked_at = in_form(promise.agreement, form_sent, values, context, keys)
    if isinstance(looked_at, Answer):
        return looked_at
    values = looked_at
    person, seat = acting(scene, promise)
    said = Said(
        health=update_answers.health(values),
        items=update_answers.items(promise.cadence, values),
        help_needed=update_answers.help_needed(values),
        person=person.id,
        seat=seat,
        at=scene.now,
    )
    return await _save(scene, tx, promise, said, agreements)


async def _save(
    scene: Scene, tx: Transaction, promise: Promise, said: Said, agreements: AgreementCache
) -> Answer:
    """Keep the answer, show it to the other side, and bring every message about it up to date."""
    edited = promise.checkin.answer is not None
    checkin = promise.checkin.answered(said)
    answered = Promise(agreement=promise.agreement, checkin=checkin)
    if await is_kept(tx, checkin):
        await tx.checkins.save(checkin)
    else:
        await _open_early(scene, tx, answered, said)
    await show_receivers(tx, scene, answered)
    await bring_up_to_date(tx, scene, answered)
    await after_minutes(tx, scene, answered)
    await tx.record.append(_entry(scene, answered, said, edited=edited))
    await measured_in_update(tx, scene, answered, said, agreements)
    asked = await tx.outbox.find(nudge_key(answered))
    return Answer(
        card=nudge(answered, can_repeat=True, sent_by=scene.actor.name),
        private=True,
        already_shown=asked is not None and asked.to == scene.origin.actor,
    )


async def _open_early(scene: Scene, tx: Transaction, answered: Promise, said: Said) -> None:
    """Keep a check-in that came before it was due; its opening will find it there."""
    checkin = answered.checkin
    await tx.checkins.add(checkin)
    await tx.record.append(
        replace(
            _entry(scene, answered, said, edited=False),
            kind="checkin.opened",
            data={"due": checkin.due.isoformat(), "early": True},
        )
    )


def _entry(scene: Scene, promise: Promise, said: Said, *, edited: bool) -> Entry:
    return Entry(
        collaboration=scene.collaboration.id,
        kind="checkin.edited" if edited else "checkin.answered",
        at=scene.now,
        version=promise.checkin.version,
        subject=promise.checkin.id,
        person=said.person,
        seat=said.seat,
        party=promise.agreement.seat[said.seat].party,
        source=scene.origin.event_id,
        data={
            "health": said.health.value,
            "items": {item.title: item.said for item in said.items},
            "help_needed": said.help_needed,
            "no_change": said.no_change,
            "late": promise.checkin.answered_late,
        },
    )


def _named(theirs: Sequence[Cadence], text: str) -> Cadence:
    """The cadence a person means by what stands behind `update`."""
    found = nearest_cadence(theirs, text)
    if found is None:
        raise Refused(words.unknown_cadence(text[:60], ", ".join(c.title for c in theirs)))
    return found


def _choose(open_ones: Sequence[Promise]) -> Card:
    return Card(
        title=words.CHOOSE,
        buttons=tuple(
            Button(p.title, UPDATE, p.value(), Look.NORMAL, opens_form=True) for p in open_ones
        ),
    )


async def _next_wanted(scene: Scene, tx: Transaction, cadence: Cadence) -> Promise | None:
    """The next one, unless the last one was sent and is nearer: that may be meant to be edited."""
    ahead = next_one(scene, cadence)
    if ahead is None:
        return None
    last = next(iter(await tx.checkins.latest(scene.collaboration.id, cadence.key, 1)), None)
    if last is None or last.answer is None:
        return ahead
    return ahead if scene.now - last.due > ahead.checkin.due - scene.now else None


async def _nothing_open(
    scene: Scene, tx: Transaction, theirs: Sequence[Cadence], agreements: AgreementCache
) -> Answer:
    """When nothing is waiting: when the next ones come, to send early, and the last to edit."""
    upcoming = [
        fact(
            words.next_one(cadence.title),
            Moment(found.due, zone_of(scene.agreement, cadence)),
        )
        for cadence in theirs
        if (found := next_occurrence(scene.agreement, cadence, after=scene.now))
    ]
    edits, ahead = [], []
    for cadence in theirs:
        last = await tx.checkins.latest(scene.collaboration.id, cadence.key, 1)
        if last and last[0].answer is not None:
            promise = await promised(tx, last[0], agreements)
            label = f"{words.EDIT} {promise.title}, {day(last[0].wall.date())}"
            edits.append(Button(label, UPDATE, promise.value(), Look.NORMAL, opens_form=True))
        # Minutes of a meeting that is still ahead are for whoever asks for them by name.
        wanted = not is_meeting(cadence) or len(theirs) == 1
        coming = next_one(scene, cadence) if wanted else None
        if coming and coming.checkin.id not in [checkin.id for checkin in last]:
            ahead.append(early_button(coming))
    card = Card(
        title=general.NOTHING_OWED_TITLE,
        blocks=(
            paragraph(words.NOTHING_DUE),
            *((Facts(tuple(upcoming)),) if upcoming else ()),
            *((subtle(reception_words.EARLY_HOW),) if ahead else ()),
        ),
        buttons=(*edits, *ahead),
    )
    return Answer(card=card, private=True)
