"""`who <topic>`: the look-up, in the words of the people who hold the seats."""

from dataclasses import replace

from bot.cards.card import Button
from bot.cards.compose.answers import ask_button
from bot.cards.compose.escalations import RAISE
from bot.cards.compose.questions import OPEN
from bot.cards.words import questions as words
from bot.cards.words.answers import SHOW_ESCALATION
from bot.cards.words.escalations import RAISE as RAISE_LABEL
from bot.domain.deliverables import counted
from bot.domain.visibility import Reader, is_restricted
from bot.engine.answer import Answer
from bot.engine.ask import Asked, ask
from bot.engine.holders import Holders
from bot.engine.lookup import Kind
from bot.engine.not_agreed import gap_buttons
from bot.engine.scene import Scene


def who(scene: Scene, question: str, reader: Reader) -> Answer:
    """Answer a question about the agreement in force."""
    asked = _asked(scene, question, reader)
    if asked.kind is Kind.NONE:
        buttons = (*gap_buttons(scene, question), *asked.card.buttons)
        return Answer(card=replace(asked.card, buttons=buttons))
    return _answer(scene, asked)


def told(scene: Scene, text: str) -> Answer | None:
    """What a text is about that is neither a command nor put as a question; none for anything else.

    “The tank display says 8 cm” gets what was agreed for it, “reach the head of virology” the seat.
    """
    if scene.collaboration.version == 0:
        return None
    asked = _asked(scene, text, scene.reader)
    return None if asked.kind is Kind.NONE else _answer(scene, asked)


def _asked(scene: Scene, text: str, reader: Reader) -> Asked:
    return ask(scene.agreement, text, reader=reader, now=scene.now, holders=Holders(scene))


def _answer(scene: Scene, asked: Asked) -> Answer:
    first = _next_step(scene, asked)
    buttons = (*((first,) if first else ()), *_when_late(scene, asked), *asked.card.buttons)
    return Answer(card=replace(asked.card, buttons=buttons))


def _next_step(scene: Scene, asked: Asked) -> Button | None:
    """To raise what was asked about, or to ask its owner."""
    here = {"collaboration": scene.collaboration.id}
    if asked.kind is Kind.TRIGGER:
        value = {**here, "trigger": asked.key or "", "words": ""}
        return Button(RAISE_LABEL, RAISE, value, opens_form=True)
    topic = _asked_about(scene, asked)
    return Button(words.ASK, OPEN, {**here, "topic": topic}, opens_form=True) if topic else None


def _when_late(scene: Scene, asked: Asked) -> tuple[Button, ...]:
    """What was agreed for the day on which something with a date is late."""
    if asked.kind is not Kind.AREA:
        return ()
    agreement = scene.agreement
    if not agreement.area[asked.key or ""].due:
        return ()
    titles = {
        limit.trigger.title
        for limit, deliverable in counted(agreement)
        if deliverable.area.key == asked.key and not is_restricted(agreement, limit.trigger)
    }
    return tuple(ask_button(SHOW_ESCALATION, f"what if {title}") for title in sorted(titles)[:1])


def _asked_about(scene: Scene, asked: Asked) -> str | None:
    """What a question to the owner would be about, where there is one to ask."""
    match asked.kind:
        case Kind.AREA:
            return scene.agreement.area[asked.key or ""].title
        case Kind.SEAT:
            return scene.agreement.seat[asked.key or ""].title
        case _:
            return None
