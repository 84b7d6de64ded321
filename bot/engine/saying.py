"""Something somebody says to the other side, before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from bot.cards.words import saying as words
from bot.domain.address import Address
from bot.domain.errors import InvalidInput, Refused
from bot.domain.unsent import Unsent
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: Longest heads-up, question or answer: it fits a message and a form everywhere.
TEXT_LIMIT = 1500
UNSENT = "unsent"


class What(StrEnum):
    """What it becomes."""

    ASK = "ask"
    HEADS_UP = "heads_up"
    ANSWER = "answer"
    BACK = "back"
    FURTHER = "further"
    RAISE = "raise"
    THANKS = "thanks"
    """The topic is who is thanked."""
    SUGGEST = "suggest"
    LINE = "line"
    """What stands behind a word that does something at once; the topic is the word."""


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Words for the other side."""

    what: What
    text: str
    topic: str = ""
    """What it is about, as typed; empty when the text says so itself."""
    urgent: bool = False
    question: str = ""
    """For an answer or a question back: the id of the question."""
    room: Address | None = None
    """The room it was written in, for everybody there to read."""
    thread: str | None = None
    anonymous: bool = False
    """For a suggestion: whether nobody reads from whom it is."""
    posted: bool = False
    """For a suggestion: whether the rooms of both sides read it."""

    def __post_init__(self) -> None:
        """Check the text.

        Raises:
            InvalidInput: it is empty or too long.
        """
        if not self.text.strip():
            raise InvalidInput(words.SAY_SOMETHING)
        if len(self.text) > TEXT_LIMIT:
            raise InvalidInput(words.too_long(len(self.text), TEXT_LIMIT))

    @property
    def about(self) -> dict[str, str]:
        """All but the text, as a draft keeps it."""
        said = {
            "what": self.what.value,
            "topic": self.topic,
            "urgent": "yes" if self.urgent else "",
            "question": self.question,
            "room": str(self.room) if self.room else "",
            "thread": self.thread or "",
            "anonymous": "yes" if self.anonymous else "",
            "posted": "yes" if self.posted else "",
        }
        return {key: value for key, value in said.items() if value}

    @classmethod
    def of(cls, unsent: Unsent) -> "Saying":
        """What a draft keeps."""
        about = unsent.about
        room = about.get("room")
        return cls(
            what=What(about["what"]),
            text=unsent.text,
            topic=about.get("topic", ""),
            urgent="urgent" in about,
            question=about.get("question", ""),
            room=Address.parse(room) if room else None,
            thread=about.get("thread"),
            anonymous="anonymous" in about,
            posted="posted" in about,
        )


def typed_in(scene: Scene) -> tuple[Address | None, str | None]:
    """The room and thread in which everybody reads what is typed; nothing when it is private."""
    if scene.private:
        return None, None
    return scene.origin.conversation, scene.origin.thread


async def keep(scene: Scene, tx: Transaction, saying: Saying) -> Unsent:
    """Keep it as the actor's draft."""
    unsent = Unsent(
        id=f"{scene.collaboration.id}/unsent/{uuid4().hex}",
        collaboration=scene.collaboration.id,
        person=scene.seated().id,
        text=saying.text,
        about=saying.about,
        at=scene.now,
    )
    await tx.unsent.keep(unsent)
    return unsent


async def kept(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Unsent:
    """The actor's draft that a button or form is about.

    Raises:
        Refused: it was sent already, is too old, or somebody else's.
    """
    person = scene.seated().id
    unsent = await tx.unsent.get(value.get(UNSENT, ""))
    if unsent is None or unsent.collaboration != scene.collaboration.id or unsent.person != person:
        raise Refused(words.NO_DRAFT)
    return unsent


def must_be_said(text: str) -> str:
    """A text of a form, without the space around it.

    Raises:
        InvalidInput: it is empty or too long.
    """
    return Saying(what=What.ASK, text=text.strip()).text
