"""`who <topic>`: the look-up, in the words of the people who hold the seats."""

from collections.abc import Mapping

from bot.cards.compose.answers import Holder
from bot.domain.people import Person
from bot.domain.visibility import Reader
from bot.engine.answer import Answer
from bot.engine.ask import ask
from bot.engine.scene import Scene


def who(scene: Scene, question: str, reader: Reader) -> Answer:
    """Answer a question about the agreement in force."""
    asked = ask(scene.agreement, question, reader=reader, now=scene.now, holders=_holders(scene))
    return Answer(card=asked.card)


def _holders(scene: Scene) -> Mapping[str, Holder]:
    """Who sits where now.

    Where only the asker reads it, people are called by their address, so that they can be written
    to with one press. In a room they are called by name: asking who owns something must not ring
    at the owner's every time.
    """
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    return {seat: _holder(scene, person) for seat, person in held.items()}


def _holder(scene: Scene, person: Person) -> Holder:
    platform = scene.origin.conversation.platform
    own = (a for a in person.addresses if scene.private and a.platform == platform)
    return Holder(person.name, next(own, None))
