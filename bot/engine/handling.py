"""From a command, a button or a form to its handler: the one routing table."""

from bot.cards.card import Card
from bot.cards.compose import checkins as checkin_cards
from bot.cards.compose import general
from bot.cards.compose.general import HelpLine
from bot.cards.words import checkins as checkin_words
from bot.domain.errors import Refused
from bot.domain.visibility import A_ROOM, Reader, seated
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.grammar import BY_WORD, COMMANDS, Command, NotUnderstood, Parsed, nearest, parse
from bot.engine.handlers import overview, updates
from bot.engine.handlers.who import who
from bot.engine.inbound import BotAdded, Inbound, Pressed, Submitted, Typed
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: Commands answered from memory, without a transaction.
AT_ONCE = frozenset({"help", "who", "due", "agreement"})


def reader_of(scene: Scene) -> Reader:
    """Who will read an answer: the actor alone, or everybody in the room."""
    return seated(*scene.actor.seats) if scene.private else A_ROOM


def answer_at_once(scene: Scene, parsed: Parsed) -> Answer:
    """Answer a command of `AT_ONCE`."""
    match parsed.word:
        case "who":
            return who(scene, parsed.rest, reader_of(scene))
        case "due":
            return overview.due(scene, parsed.rest, reader_of(scene))
        case "agreement":
            return overview.agreement(scene, reader_of(scene))
        case _:
            return answer_help(parsed)


def answer_help(parsed: Parsed) -> Answer:
    """`help [command]`."""
    word = parsed.rest.lower().split()[0] if parsed.rest.split() else ""
    if word in BY_WORD:
        return Answer(card=general.help_on(_line(BY_WORD[word])))
    if word:
        return Answer(card=_not_understood(NotUnderstood(parsed.rest, nearest(word))))
    return Answer(card=general.help_card([_line(command) for command in COMMANDS]))


async def answer_in(
    scene: Scene, tx: Transaction, event: Inbound, agreements: AgreementCache
) -> Answer:
    """Handle any event in its scene.

    Raises:
        AccordError: it cannot be done; the message says what to do instead.
    """
    match event:
        case Typed():
            return await _typed(scene, tx, event.text, agreements)
        case Pressed():
            return await _pressed(scene, tx, event, agreements)
        case Submitted():
            if event.action != checkin_cards.SEND:
                raise Refused(checkin_words.UNKNOWN)
            return await updates.send(scene, tx, event.values, event.context, agreements)
        case BotAdded():
            return Answer(card=general.welcome(scene.agreement.study.title))


async def _typed(scene: Scene, tx: Transaction, text: str, agreements: AgreementCache) -> Answer:
    parsed = parse(text)
    if isinstance(parsed, NotUnderstood):
        return Answer(card=_not_understood(parsed))
    match parsed.word:
        case "update":
            return await updates.update(scene, tx, parsed.rest, agreements)
        case "status":
            return await overview.status(scene, tx, reader_of(scene), agreements)
        case _:
            return answer_at_once(scene, parsed)


async def _pressed(
    scene: Scene, tx: Transaction, event: Pressed, agreements: AgreementCache
) -> Answer:
    match event.action:
        case checkin_cards.UPDATE:
            return await updates.press_update(scene, tx, event.value, agreements)
        case checkin_cards.NO_CHANGE:
            return await updates.press_no_change(scene, tx, event.value, agreements)
        case general.ASK_IN:
            return await _typed(scene, tx, event.value.get("text", ""), agreements)
        case _:
            raise Refused(checkin_words.UNKNOWN)


def _not_understood(found: NotUnderstood) -> Card:
    return general.not_understood(found.text, [_line(command) for command in found.nearest])


def _line(command: Command) -> HelpLine:
    return HelpLine(usage=command.usage, purpose=command.purpose, example=command.example)
