"""`who <topic>`: the look-up, in the words of the people who hold the seats."""

from dataclasses import replace

from bot.cards.card import Button
from bot.cards.compose.questions import OPEN
from bot.cards.words import questions as words
from bot.domain.visibility import Reader
from bot.engine.answer import Answer
from bot.engine.ask import Asked, ask
from bot.engine.holders import Holders
from bot.engine.lookup import Kind
from bot.engine.scene import Scene


def who(scene: Scene, question: str, reader: Reader) -> Answer:
    """Answer a question about the agreement in force."""
    asked = ask(scene.agreement, question, reader=reader, now=scene.now, holders=Holders(scene))
    topic = _asked_about(scene, asked)
    if topic is None:
        return Answer(card=asked.card)
    value = {"collaboration": scene.collaboration.id, "topic": topic}
    button = Button(words.ASK, OPEN, value, opens_form=True)
    return Answer(card=replace(asked.card, buttons=(button, *asked.card.buttons)))


def _asked_about(scene: Scene, asked: Asked) -> str | None:
    """What a question to the owner would be about, where there is one to ask."""
    match asked.kind:
        case Kind.AREA:
            return scene.agreement.area[asked.key or ""].title
        case Kind.SEAT:
            return scene.agreement.seat[asked.key or ""].title
        case _:
            return None
