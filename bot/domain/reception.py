"""What the receiving side does with a promised update: excuse it, call it useful, ask back."""

from dataclasses import dataclass, replace

from bot.domain.errors import Refused
from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """The receiving side needs no update this time."""

    reason: str
    person: str
    """Id of the person who excused it."""
    seat: str
    """Key of the seat the person spoke for."""
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Somebody found an update useful."""

    person: str
    seat: str
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The answer to a question."""

    text: str
    person: str
    seat: str
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Question:
    """The one question that somebody asked back about an update."""

    text: str
    person: str
    seat: str
    at: Instant
    reply: Reply | None = None

    def answered(self, reply: Reply) -> "Question":
        """With its answer.

        Raises:
            Refused: it has one already.
        """
        if self.reply is not None:
            raise Refused(
                "This question has been answered already. Press Edit on the update to add to it."
            )
        return replace(self, reply=reply)
