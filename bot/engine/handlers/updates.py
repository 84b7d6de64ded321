"""Sending, repeating and editing a promised update."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.cards.card import Button, Card, Facts, Look, Moment, fact, paragraph
from bot.cards.compose.checkins import UPDATE, Promise, nudge, update_form
from bot.cards.words import checkins as words
from bot.cards.words import general
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import Answer as Said
from bot.domain.errors import Refused
from bot.domain.occurrences import next_occurrence
from bot.domain.people import Person
from bot.domain.visibility import Reader
from bot.engine import update_answers
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import (
    bring_up_to_date,
    earlier_answer,
    nudge_key,
    show_receivers,
)
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_NEAR = 70


async def update(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`update [cadence]`: the form where one can be opened, else a card with its button."""
    scene.seated()
    owed = _owed(scene, by_name=bool(rest))
    if not owed:
        raise Refused(words.NOTHING_DUE + " Type due to see what others owe.")
    if rest:
        owed = [_named(owed, rest)]
    open_ones = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
        if checkin.cadence in {c.key for c in owed}
    ]
    if len(open_ones) == 1:
        if scene.origin.can_open_form:
            return await _form(scene, tx, open_ones[0])
        # Says nothing of how late it is, for a room may read it.
        return Answer(card=_choose(open_ones), private=True)
    if open_ones:
        return Answer(card=_choose(open_ones), private=True)
    return await _nothing_open(scene, tx, owed, agreements)


async def press_update(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Update* or *Edit* button."""
    promise = await allowed(scene, tx, value, agreements)
    return await _form(scene, tx, promise)


async def press_no_change(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *No change* button: what was said last still holds."""
    promise = await allowed(scene, tx, value, agreements)
    checkin = promise.checkin
    if checkin.answer is not None:
        by = scene.directory.person(checkin.answer.person).name
        raise Refused(words.already_sent(promise.title, by))
    earlier = await earlier_answer(tx, checkin)
    if earlier is None or earlier.answer is None:
        return await _form(scene, tx, promise, note=words.NOTHING_EARLIER)
    if [i.title for i in earlier.answer.items] != [c.title for c in promise.cadence.contents]:
        # The agreed contents changed since: repeating the old ones would leave the new unanswered.
        return await _form(scene, tx, promise, shown=earlier.answer)
    person, seat = _acting(scene, promise)
    said = replace(earlier.answer, person=person.id, seat=seat, at=scene.now, no_change=True)
    return await _save(scene, tx, promise, said)


async def send(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: a first answer, or an edit of it."""
    promise = await allowed(scene, tx, context, agreements)
    wrong = update_answers.mistakes(promise.cadence, values)
    if wrong:
        form = update_form(promise, shown=promise.checkin.answer)
        return Answer(errors=wrong, form=form, private=True)
    person, seat = _acting(scene, promise)
    said = Said(
        health=update_answers.health(values),
        items=update_answers.items(promise.cadence, values),
        help_needed=update_answers.help_needed(values),
        person=person.id,
        seat=seat,
        at=scene.now,
    )
    return await _save(scene, tx, promise, said)


async def allowed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Promise:
    """The check-in a button or form is about, if this person may send it.

    Raises:
        Refused: it is unknown, of another collaboration, or not this person's to send.
    """
    scene.seated()
    checkin = await tx.checkins.get(value.get("checkin", ""))
    if checkin is None or checkin.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    promise = await promised(tx, checkin, agreements)
    if not _may_send(scene, promise.cadence):
        raise Refused(words.not_yours(promise.title, promise.sender))
    return promise


def _may_send(scene: Scene, cadence: Cadence) -> bool:
    """The holder of the sender's seat, of its deputy's, or a lead of that side."""
    return _seat_for(scene, cadence) is not None


def _owed(scene: Scene, *, by_name: bool) -> list[Cadence]:
    """The updates of the actor's own and deputised seats; a lead may name any of their side."""
    may = [c for c in scene.agreement.cadences if _may_send(scene, c)]
    own = [c for c in may if _seat_for(scene, c) in scene.actor.seats]
    return may if by_name else own


def _seat_for(scene: Scene, cadence: Cadence) -> str | None:
    """The seat the actor would send it for."""
    seat = scene.agreement.seat.get(cadence.from_)
    if seat is None:
        return None
    if seat.key in scene.actor.seats:
        return seat.key
    if seat.deputy is not None and seat.deputy in scene.actor.seats:
        return seat.deputy
    return seat.key if scene.is_lead_of(seat.party) else None


def _acting(scene: Scene, promise: Promise) -> tuple[Person, str]:
    return scene.seated(), _seat_for(scene, promise.cadence) or promise.cadence.from_


async def _save(scene: Scene, tx: Transaction, promise: Promise, said: Said) -> Answer:
    """Keep the answer, show it to the other side, and bring every message about it up to date."""
    edited = promise.checkin.answer is not None
    checkin = promise.checkin.answered(said)
    answered = Promise(agreement=promise.agreement, checkin=checkin)
    await tx.checkins.save(checkin)
    await show_receivers(tx, scene, answered)
    await bring_up_to_date(tx, scene, answered)
    await tx.record.append(_entry(scene, answered, said, edited=edited))
    asked = await tx.outbox.find(nudge_key(answered))
    return Answer(
        card=nudge(answered, can_repeat=True, sent_by=scene.actor.name),
        private=True,
        already_shown=asked is not None and asked.to == scene.origin.actor,
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
            "items": {item.title: item.text for item in said.items},
            "help_needed": said.help_needed,
            "no_change": said.no_change,
            "late": promise.checkin.answered_late,
        },
    )


def _named(owed: Sequence[Cadence], text: str) -> Cadence:
    """The cadence a person means by what stands behind `update`."""
    names = {name: c for c in owed for name in (c.title.lower(), c.key.replace("_", " "))}
    found = process.extractOne(
        text.lower().replace("_", " "), list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    if found is None:
        raise Refused(words.unknown_cadence(text[:60], ", ".join(c.title for c in owed)))
    return names[found[0]]


async def _form(
    scene: Scene,
    tx: Transaction,
    promise: Promise,
    *,
    shown: Said | None = None,
    note: str | None = None,
) -> Answer:
    """The form, filled in with what was said, or with what is given to start from."""
    await tx.checkins.save(promise.checkin.being_written(scene.now))
    form = update_form(promise, shown=promise.checkin.answer or shown, note=note)
    return Answer(form=form, private=True)


def _choose(open_ones: Sequence[Promise]) -> Card:
    return Card(
        title=words.CHOOSE,
        buttons=tuple(
            Button(p.title, UPDATE, p.value(), Look.NORMAL, opens_form=True) for p in open_ones
        ),
    )


async def _nothing_open(
    scene: Scene, tx: Transaction, owed: Sequence[Cadence], agreements: AgreementCache
) -> Answer:
    """When nothing is waiting: when the next ones come, and the last ones to edit."""
    upcoming = [
        fact(words.next_one(cadence.title), Moment(found.due, cadence.rule.zone or "UTC"))
        for cadence in owed
        if (found := next_occurrence(scene.agreement, cadence, after=scene.now))
    ]
    edits = []
    for cadence in owed:
        last = await tx.checkins.latest(scene.collaboration.id, cadence.key, 1)
        if last and last[0].answer is not None:
            promise = await promised(tx, last[0], agreements)
            label = f"{words.EDIT} {promise.title}, {day(last[0].wall.date())}"
            edits.append(Button(label, UPDATE, promise.value(), Look.NORMAL, opens_form=True))
    card = Card(
        title=general.NOTHING_OWED_TITLE,
        blocks=(paragraph(words.NOTHING_DUE), *((Facts(tuple(upcoming)),) if upcoming else ())),
        buttons=tuple(edits),
    )
    return Answer(card=card, private=True)
