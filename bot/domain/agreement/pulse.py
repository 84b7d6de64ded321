"""The pulse: short questions to both sides about the collaboration itself."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.agreement.cadences import Every


class Scale(StrEnum):
    """How a question is answered."""

    ONE_TO_FIVE = "1-5"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class PulseQuestion:
    """One question."""

    key: str
    """Key of the question."""
    text: str
    """The question."""
    scale: Scale
    """How it is answered."""


class Shown(StrEnum):
    """What both sides get to see of the answers."""

    SIDE_AVERAGES_AND_GAP = "side_averages_and_gap"


class Comments(StrEnum):
    """How comments are shown."""

    WITHOUT_NAME = "without_name"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class PulseActs:
    """When the answers go on an agenda."""

    average_under: float
    """A side's average under this."""
    gap_over: float
    """A gap between sides over this."""
    agenda_of: str
    """Key of the cadence (a meeting) whose agenda it goes on."""


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """The questions, who is asked and who sees what."""

    every: Every
    """The rhythm."""
    asked_of: tuple[str, ...]
    """Keys of the seats that are asked."""
    not_asked: str | None = None
    """Who is left out on purpose, in words."""
    show: Shown
    """What both sides see. Single answers are never shown."""
    comments: Comments
    """How comments are shown."""
    minimum_answers: int
    """Answers per side before anything is shown."""
    questions: tuple[PulseQuestion, ...]
    """The questions."""
    acts: PulseActs
    """What the answers do."""
