"""`retrospective [start|<number>][: point]`, and everything pressed on one."""

import re
from collections.abc import Mapping

from bot.cards.compose import retrospectives as cards
from bot.cards.words import retrospectives as words
from bot.cards.words.cut import shortened
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState
from bot.domain.retrospective import ASKED_FOR, LIMIT, POINT_LIMIT, Answered, Retrospective
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText, hinted, in_form
from bot.engine.grammar import Parsed, parse
from bot.engine.once import carried_on, only_once, opened
from bot.engine.retrospective_messages import shown_to, standing_card
from bot.engine.retrospectives import answer, begin, talk
from bot.engine.saying import Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: `2`, `#2`, `2: the point`, `: the point`, or the point alone.
_NUMBERED = re.compile(r"^#?(?P<number>\d{1,6})\s*(?::\s*(?P<text>\S.*))?$", re.DOTALL)
_FEWEST_WORDS = 3
#: The key of a message about a retrospective begins with its id.
_SHOWN_AS = re.compile(r".+?/retrospective/\d+(?=/room/)")
#: In its thread a line that begins with one of these is meant for Accord.
_COMMANDS = frozenset(
    {"action", "actions", "agreement", "decision", "decisions", "export", "help", "propose"}
    | {"raise", "retrospective", "status", "thanks", "who", "why", "heads-up", "ask", "answer"}
)


async def retrospective(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """The latest or a numbered one; `start` begins one; a point adds to the discussion."""
    said = rest.strip().lstrip(":").strip()
    if said.casefold().rstrip(".!") in ("start", "begin", "new"):
        return await _start(scene, tx)
    known = await tx.retrospectives.all(scene.collaboration.id)
    numbered = _NUMBERED.match(said)
    if numbered is not None:
        found = next((e for e in known if e.number == int(numbered["number"])), None)
        if found is None:
            raise Refused(words.UNKNOWN)
        if numbered["text"]:
            return await _talk(scene, tx, found, numbered["text"])
        return await _standing(scene, tx, found, reader)
    if len(said.split()) >= _FEWEST_WORDS:
        shown = [each for each in known if not each.open]
        if not shown:
            raise Refused(words.UNKNOWN)
        return await _talk(scene, tx, shown[-1], said)
    if said:
        raise Refused(words.NOT_A_WORD)
    if not known:
        return Answer(
            card=cards.none_card(scene.collaboration.id, may_start=scene.leading is not None)
        )
    return await _standing(scene, tx, known[-1], reader)


async def in_thread(
    scene: Scene, tx: Transaction, text: str, agreements: AgreementCache
) -> Answer | None:
    """What is said to Accord in the thread below a retrospective is a point of its discussion."""
    message = await tx.outbox.shown_as(scene.origin.about) if scene.origin.about else None
    named = _SHOWN_AS.match(message.key) if message else None
    if message is None or named is None or message.collaboration != scene.collaboration.id:
        return None
    found = await tx.retrospectives.get(named[0])
    parsed = parse(text)
    begins = text.split(maxsplit=1)[0].casefold().rstrip(":,.!?") if text.split() else ""
    if found is None or (isinstance(parsed, Parsed) and begins in _COMMANDS):
        return None
    line = f"{found.number}: {text.strip()}"
    saying = Saying(what=What.LINE, topic="retrospective", text=line)
    looked_at = await hinted(scene, tx, saying)
    return looked_at or await _talk(scene, tx, found, text.strip())


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Show*: how it stands, for who pressed."""
    found = await carried(scene, tx, value)
    return await _standing(scene, tx, found, scene.alone, private=True)


async def press_answer(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Answer*, or *Change my answer*: the form with what was said before."""
    found = await carried(scene, tx, value)
    invited = found.to_answer(scene.seated().id)
    shown = await shown_to(tx, scene, found, scene.alone, scene.zone)
    form = cards.answer_form(shown, found.answer_of(invited.person))
    return Answer(form=form, private=True)


async def answered(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Somebody answered: it is kept, and shown to all when all have, or the time is over."""
    found = await carried(scene, tx, context)
    invited = found.to_answer(scene.seated().id)
    shown = await shown_to(tx, scene, found, scene.alone, scene.zone)
    form = cards.answer_form(shown, found.answer_of(invited.person))
    keys = (cards.WORKED_KEY, cards.CHANGE_KEY)
    looked_at = in_form(scene.agreement, form, values, context, keys)
    if isinstance(looked_at, Answer):
        return looked_at
    worked, change = (looked_at.get(key, "").strip()[:LIMIT] for key in keys)
    said = Answered(
        person=invited.person,
        party=invited.party,
        at=scene.now,
        worked=worked,
        change=change,
        named=cards.wants_name(values),
    )
    now = await answer(tx, scene, found, said)
    shown = await shown_to(tx, scene, now, scene.alone, scene.zone)
    return Answer(card=standing_card(shown, invited.person), private=True)


async def press_talk(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Add a point* opens a form."""
    scene.seated()
    found = await shown_to_all(scene, tx, value)
    shown = await shown_to(tx, scene, found, scene.alone, scene.zone)
    return Answer(form=cards.talk_form(shown, opened(scene)), private=True)


async def talked(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a point was sent."""
    found = await shown_to_all(scene, tx, context)
    shown = await shown_to(tx, scene, found, scene.alone, scene.zone)
    form = cards.talk_form(shown, carried_on(context))
    asked = RequiredText(key=cards.TEXT_KEY, limit=POINT_LIMIT, missing=words.WRITE_IT)
    text = asked.written(scene, form, values, context)
    if isinstance(text, Answer):
        return text
    await only_once(scene, tx, context)
    return await _talk(scene, tx, found, text)


async def _start(scene: Scene, tx: Transaction) -> Answer:
    scene.seated()
    if scene.leading is None:
        raise Refused(words.ONLY_LEADS.format(leads=scene.leads_in_words()))
    if scene.collaboration.state is not CollaborationState.ACTIVE:
        raise Refused(words.NOT_RUNNING)
    if any(each.open for each in await tx.retrospectives.all(scene.collaboration.id)):
        raise Refused(words.IS_RUNNING)
    begun = await begin(tx, scene, ASKED_FOR)
    if begun is None:
        raise Refused(words.NOBODY_TO_ASK)
    return await _standing(scene, tx, begun, scene.alone, private=True)


async def _standing(
    scene: Scene,
    tx: Transaction,
    found: Retrospective,
    reader: Reader,
    *,
    private: bool = False,
) -> Answer:
    """How it stands: own words are for their writer alone, so a room reads that it is gathered."""
    shown = await shown_to(tx, scene, found, reader, scene.zone)
    alone = private or scene.private
    person = scene.actor.person.id if scene.actor.person and alone else ""
    card = standing_card(shown, person)
    startable = not found.open and scene.leading is not None and shown.running
    return Answer(
        card=cards.with_start(card, scene.collaboration.id) if startable else card, private=private
    )


async def _talk(scene: Scene, tx: Transaction, found: Retrospective, text: str) -> Answer:
    locked = await tx.retrospectives.get(found.id) or found
    now = await talk(tx, scene, locked, shortened(text, POINT_LIMIT))
    shown = await shown_to(tx, scene, now, scene.alone, scene.zone)
    return Answer(card=cards.talked_card(shown), private=True)


async def shown_to_all(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Retrospective:
    """The one a button is about, once everybody can read it.

    Raises:
        Refused: there is none such here, or it is still being gathered.
    """
    found = await carried(scene, tx, value)
    if found.open:
        raise Refused(words.NOT_OVER)
    return found


async def carried(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Retrospective:
    """The one a button or form is about.

    Raises:
        Refused: there is none such here, or the actor belongs to no side.
    """
    scene.seated()
    found = await tx.retrospectives.get(value.get(cards.OF, ""))
    if found is None or found.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    return found
