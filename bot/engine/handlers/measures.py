"""`report <measure> <value>`: a number, held against the limits both sides agreed."""

import re

from rapidfuzz import fuzz, process

from bot.cards.card import Card, paragraph
from bot.cards.compose import escalation_lists as lists
from bot.cards.words import escalations as words
from bot.domain.errors import Refused
from bot.domain.limits import Watched, watched
from bot.domain.measure import measure_name
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.cases import sees, whole_card
from bot.engine.handlers import updates
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.thresholds import beyond, in_words, measured, number, read_number, reading_of

_SAID = re.compile(r"(?P<measure>\D.*?)[\s:=]+(?P<value>-?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\d\s]\S*)?")
_NEAR = 78
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


async def report(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Keep the number; where it crosses a limit, what was agreed for it begins.

    Without a number it is an update that is meant.
    """
    match = _SAID.fullmatch(rest.strip())
    if match is None:
        return await updates.update(scene, tx, rest, reader, agreements)
    person = scene.seated()
    if scene.collaboration.state in _OVER:
        raise Refused(words.CLOSED_COLLABORATION)
    value = read_number(match["value"])
    limits = _meant(watched(scene.agreement), match["measure"])
    if not limits or value is None:
        raise Refused(_usage(watched(scene.agreement)))
    reading = reading_of(scene, limits, value, scene.origin.event_id, scene.now)
    opened = await measured(tx, scene, reading, agreements)
    await tx.record.append(
        scene.entry(
            "number.reported",
            reading.measure,
            person=person.id,
            party=scene.actor.party,
            data={"value": value, "raised": [o.case.escalation.label for o in opened]},
        )
    )
    first = limits[0]
    about = (in_words(first), number(value, first), beyond(first))
    for each in opened:
        if sees(scene, each.case):
            card = await whole_card(scene, tx, each.case)
            return Answer(card=card, private=True, done=True)
        return Answer(card=lists.with_others(), private=True, done=True)
    crossed = any(limit.crossed_by(value) for limit in limits)
    said = words.crossed_not_long(*about) if crossed else words.within_limit(*about)
    kept = Card(title=words.NUMBER_KEPT, summary=words.NUMBER_KEPT, blocks=(paragraph(said),))
    return Answer(card=kept, private=True, done=True)


def _meant(known: tuple[Watched, ...], text: str) -> list[Watched]:
    """The limits of the measure a text names."""
    names = {each.name.replace("_", " ") for each in known}
    said = measure_name(text).replace("_", " ")
    found = process.extractOne(said, names, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
    return [each for each in known if found and each.name.replace("_", " ") == found[0]]


def _usage(known: tuple[Watched, ...]) -> str:
    names = dict.fromkeys(in_words(each) for each in known)
    return words.number_usage("; ".join(names)) if names else words.NO_MEASURES
