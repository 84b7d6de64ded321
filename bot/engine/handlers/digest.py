"""`digest`, `digest short`, and `digest <day> <time>`."""

from bot.cards.card import Moment
from bot.cards.compose import digest as cards
from bot.cards.compose.digest import Span
from bot.cards.words import digest as words
from bot.domain.agreement.parties import Weekday
from bot.domain.digest_week import A_WEEK, next_digest
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import instant
from bot.domain.visibility import A_ROOM, Reader
from bot.engine.agreements import AgreementCache
from bot.engine.amending import keep_edit
from bot.engine.answer import Answer
from bot.engine.audience import Audience
from bot.engine.digest_sections import private_sections, sections_of
from bot.engine.kept_week import Week
from bot.engine.parts.spoken import read_time
from bot.engine.scene import Scene
from bot.engine.standing import standing
from bot.engine.storage_ports import Transaction
from bot.engine.texts import document_of
from bot.engine.weekly import belongs_to

#: Letters that tell the days of the week apart.
_ENOUGH = 3


async def digest(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Read it now, want it short, or choose when it comes."""
    day, _, time = rest.lower().partition(" ")
    match day:
        case "" | "now":
            return await _now(scene, tx, reader, agreements)
        case "short":
            return await _short(scene, tx, time.strip())
        case "on" | "every":
            return await digest(scene, tx, time.strip(), reader, agreements)
        case _:
            return await _choose(scene, tx, day, time.strip())


async def _now(scene: Scene, tx: Transaction, reader: Reader, agreements: AgreementCache) -> Answer:
    """The shared part as every side reads it; for somebody who reads alone, their side's too."""
    since = instant(scene.now - A_WEEK)
    audience = Audience(reader=A_ROOM, zone=scene.zone)
    found = await standing(tx, scene, audience, agreements, Week(since=since))
    party = scene.agreement.party.get(scene.leading or scene.actor.party or "")
    private = (
        await private_sections(tx, scene, party.key, reader, agreements)
        if scene.private and party
        else ()
    )
    span = Span(since=Moment(since, scene.zone), until=Moment(scene.now, scene.zone))
    title, name = scene.collaboration.title, party.short if party else ""
    return Answer(card=cards.now_card(title, span, sections_of(found), private, name))


async def _short(scene: Scene, tx: Transaction, wish: str) -> Answer:
    """`on` and `off` say it, as the buttons do; without either it becomes what it is not."""
    person, id_ = scene.seated(), scene.collaboration.id
    if belongs_to(scene, person) is None:
        raise Refused(words.NO_PARTY.format(leads=scene.leads_in_words()))
    short = wish == "on" or (wish != "off" and person.id not in await tx.digests.short_readers(id_))
    await tx.digests.want_short(id_, person.id, short=short)
    return Answer(card=cards.wants_short_card(short=short, in_=id_), private=True, done=True)


def _spoken(time: str) -> str:
    """A bare hour is one of the day: “Tuesday at 9”."""
    said = time.removeprefix("at ")
    return f"{said}:00" if said.isdecimal() else said


async def _choose(scene: Scene, tx: Transaction, day: str, time: str) -> Answer:
    """A side's own, so it is in force at once; the agenda follows with the version."""
    chosen = next((w for w in Weekday if day[:_ENOUGH] == w.value and day.isalpha()), None)
    if chosen is None:
        raise InvalidInput(words.NOT_A_TIME)
    party = scene.leading
    if party is None:
        mine = scene.agreement.party.get(scene.actor.party or "")
        name = mine.short if mine else "A party"
        raise Refused(words.ONLY_LEADS.format(party=name, leads=scene.leads_in_words()))
    # Without a time it stays what it is.
    before = scene.agreement.party[party].digest.at
    at = read_time(_spoken(time)) if time else f"{before:%H:%M}"
    text = document_of(scene.agreement)
    text["parties"] = [
        {**each, "digest": {"day": chosen.value, "at": at}} if each["key"] == party else each
        for each in text["parties"]
    ]
    kept = await keep_edit(tx, scene, None, text)
    now = kept.setting.agreement.party[party]
    next_one = Moment(next_digest(now, scene.now), now.zone)
    return Answer(card=cards.time_card(now.short, next_one), done=True)
