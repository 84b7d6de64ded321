"""`why`: explains a message or its absence; in reply to a message, by name, or for a day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.cards.compose import why as cards
from bot.cards.compose.uncertain_days import why_asked_card
from bot.cards.words import why as words
from bot.cards.words.dates import WEEKDAYS
from bot.domain.agreement.cadences import Cadence
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import local
from bot.domain.occurrences import next_occurrence, zone_of
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.audience import Audience, audience_alone, audience_of
from bot.engine.coming import cadences_of
from bot.engine.explaining import Story, checkins_of, explain, explain_promise
from bot.engine.explaining_message import why_message
from bot.engine.parts.spoken import read_day
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.uncertain_planning import CONFIRM_DAYS

#: Words around the name of an update: “why did I get no nudge for the ...”.
_SAID_AROUND = (
    "a again all always am an any are aren't ask asked asking at being bother came come coming did"
    " didn't didnt didn do does doesn't doesnt don't dont email for from get gets getting got has"
    " have i im i'm is isn't isnt it keep me message messaged messages messaging msg my no not"
    " nothing notification notified nudge nudged nudges of on our pinged receive received remind"
    " reminded reminder reminders reminding see send sending sent so still tell telling that the"
    " then there these this to told update updates us was wasn't wasnt we were you your"
)
_AROUND = frozenset(_SAID_AROUND.split())
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(WEEKDAYS.values())}
_NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?:(?P<near>yesterday|today|tomorrow)|(?:last |this )?(?P<weekday>{'|'.join(_WEEKDAYS)})"
    rf"|(?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?))\b"
)
_NEAR = 70
#: Updates explained in one answer.
_MOST = 5


async def why(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`why`, `why weekly status`, `why no nudge on 25 December`."""
    said = rest.casefold().replace("\u2019", "'").strip(" ?!.")
    if not said and scene.origin.about is not None:
        replied = await _replied_to(scene, tx, scene.origin.about, reader, agreements)
        if replied is not None:
            return replied
    on = _DAY.search(said)
    day = _day(on, local(scene.now, scene.zone).date()) if on else None
    visible = cadences_of(view(scene.agreement, reader))
    name = " ".join(_name_words(_DAY.sub(" ", said), visible))
    if name in ("digest", "weekly digest"):
        return _digest(scene)
    chosen = [_named(visible, name)] if name else _own(scene, visible)
    if on is None and _has_number(said) and not any(_has_number(c.title) for c in chosen):
        raise InvalidInput(words.NOT_A_DAY)
    if day is None:
        return await _newest(scene, tx, chosen, reader, agreements)
    audience = audience_of(scene, reader)
    stories = [
        await explain(tx, scene, audience, agreements, cadence=each, day=day) for each in chosen
    ]
    return _answer(scene, [each for each in stories if each.promised] or stories, name)


async def press_why(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Why?* on a nudge."""
    found = await _about(scene, tx, value.get("checkin", ""), audience_alone(scene), agreements)
    if found is None:
        raise Refused(words.SAY_WHICH)
    return replace(found, private=True)  # read as the actor alone, wherever it was pressed


def _has_number(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)


def _name_words(said: str, visible: Sequence[Cadence]) -> Iterator[str]:
    """What can belong to the name of an update; a number only where one has it in its name."""
    numbers = {word for each in visible for word in re.findall(r"\d+", each.title)}
    for word in re.findall(r"[\w'-]+", said):
        if word not in _AROUND and (not word.isdecimal() or word in numbers):
            yield word


def _day(found: re.Match[str], today: date) -> date:
    """The day that is meant: without a year the nearest one, a weekday the last one."""
    if near := found["near"]:
        return today + timedelta(days=_NEAR_DAYS[near])
    if weekday := found["weekday"]:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS[weekday]) % 7)
    said = found["date"].replace(" of ", " ").replace(".", "")
    if re.search(r"\d{4}", said):
        return date.fromisoformat(read_day(said))
    years = (today.year - 1, today.year, today.year + 1)
    dated = [each for year in years for each in _in_year(said, year)]
    if not dated:
        raise InvalidInput(words.NOT_A_DAY)
    return min(dated, key=lambda each: abs(each - today))


def _in_year(said: str, year: int) -> Iterator[date]:
    try:
        yield date.fromisoformat(read_day(f"{said} {year}"))
    except InvalidInput:
        return  # 29 February


def _named(visible: Sequence[Cadence], name: str) -> Cadence:
    names = {text: c for c in visible for text in (c.title.casefold(), c.key.replace("_", " "))}
    found = process.extractOne(name, list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR)
    if found is None:
        listed = ", ".join(c.title for c in visible)
        raise Refused(words.NO_SUCH.format(text=name[:60], names=listed))
    return names[found[0]]


def _own(scene: Scene, visible: Sequence[Cadence]) -> list[Cadence]:
    """The updates the actor owes, alone or as a deputy; else all that there are."""
    seats = scene.agreement.seat
    own = [
        c
        for c in visible
        if scene.private and {c.writer, seats[c.writer].deputy} & set(scene.actor.seats)
    ]
    return own or list(visible)


async def _newest(
    scene: Scene,
    tx: Transaction,
    chosen: Sequence[Cadence],
    reader: Reader,
    agreements: AgreementCache,
) -> Answer:
    """The one asked for last; where nothing was, what comes first."""
    id_ = scene.collaboration.id
    asked = [each for c in chosen for each in await tx.checkins.latest(id_, c.key, 1)]
    audience = audience_of(scene, reader)
    if asked:
        promise = await promised(tx, max(asked, key=lambda each: each.opened_at), agreements)
        story = await explain_promise(tx, scene, audience, promise)
        return _answer(scene, [story], promise.title)
    coming = [
        (found.due, cadence)
        for cadence in chosen
        if (found := next_occurrence(scene.agreement, cadence, after=scene.now))
    ]
    if not coming:
        return Answer(card=cards.nothing_card())
    due, cadence = min(coming, key=lambda each: each[0])
    day = local(due, zone_of(scene.agreement, cadence)).date()
    story = await explain(tx, scene, audience, agreements, cadence=cadence, day=day)
    return _answer(scene, [story], cadence.title)


async def _replied_to(
    scene: Scene, tx: Transaction, ref: str, reader: Reader, agreements: AgreementCache
) -> Answer | None:
    """The message in whose thread it was asked."""
    message = await tx.outbox.shown_as(ref)
    here = (scene.collaboration.id, None)  # a bundle and an answer belong to none
    if message is None or message.collaboration not in here:
        return None
    if f"{scene.collaboration.id}/digest/" in message.key:
        return _digest(scene)
    if f"/{CONFIRM_DAYS}/" in message.key:
        return Answer(card=why_asked_card(), private=scene.private)
    for checkin in () if "/agenda/" in message.key else checkins_of(message.key):
        found = await _about(scene, tx, checkin, audience_of(scene, reader), agreements)
        if found is not None:
            return found
    return Answer(card=cards.message_card(why_message(scene, message)), private=scene.private)


async def _about(
    scene: Scene, tx: Transaction, id_: str, audience: Audience, agreements: AgreementCache
) -> Answer | None:
    checkin = await tx.checkins.get(id_)
    if checkin is None or checkin.collaboration != scene.collaboration.id:
        return None
    promise = await promised(tx, checkin, agreements)
    if view(promise.agreement, audience.reader).seat(promise.cadence.writer) is None:
        return None
    story = await explain_promise(tx, scene, audience, promise)
    theirs = {promise.cadence.writer, promise.agreement.seat[promise.cadence.writer].deputy}
    mine = promise.checkin.waiting and bool(theirs & set(scene.actor.seats))
    return _answer(scene, [story], promise.title, to_send=id_ if mine else None)


def _digest(scene: Scene) -> Answer:
    party = scene.agreement.party.get(scene.actor.party or "") or scene.agreement.parties[0]
    day = WEEKDAYS[party.digest.day]
    return Answer(card=cards.digest_card(party.short, day, f"{party.digest.at:%H:%M}"))


def _answer(
    scene: Scene, stories: Sequence[Story], topic: str, *, to_send: str | None = None
) -> Answer:
    told = [(each.title, each.lines) for each in stories[:_MOST]]
    card = cards.why_card(told, in_=scene.collaboration.id, topic=topic, to_send=to_send)
    return Answer(card=card, private=scene.private)
