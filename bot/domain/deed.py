"""Who did something, in which seat, and when; and what something is about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Somebody did something."""

    person: str
    """Id of the person."""
    party: str
    """Key of the party they belong to."""
    seat: str | None
    """Key of the seat they did it in; none for a lead without one."""
    at: Instant


class AboutKind(StrEnum):
    """What an action or a decision can come from."""

    CHECKIN = "checkin"
    """A meeting or an update: the id of its check-in."""
    ESCALATION = "escalation"
    QUESTION = "question"
    RETROSPECTIVE = "retrospective"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, kw_only=True)
class About:
    """What an action or a decision came from."""

    kind: AboutKind
    id: str


def label_of(number: int, *, restricted: bool) -> str:
    """What people call an action or a decision; restricted ones are counted apart."""
    return f"R{number}" if restricted else str(number)
