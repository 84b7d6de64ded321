"""What the closing report tells, as one reader may know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cards.compose.actions import Task
from bot.cards.compose.decisions import Ruling
from bot.cards.compose.retrospectives import Shown
from bot.cards.compose.suggestions import Suggested
from bot.domain.instant import Instant
from bot.domain.kept import Outcome
from bot.domain.ladder import Case
from bot.domain.responsiveness import Month


@dataclass(frozen=True, kw_only=True)
class Raised:
    """An escalation that exists for the reader."""

    case: Case
    learnt: bool
    """Whether the reader may read what was learnt from it."""
    between_others: bool = False
    """Whether it is between other sides than the reader's, who then read no words of it."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """A suggestion that exists for the reader."""

    suggested: Suggested
    by: str
    """Whose it is: a seat with its side, or the side alone."""
    read: bool
    """Whether its words, and those of its answers, are in the report."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything that happened and belongs into the report."""

    closed_at: Instant | None = None
    """When it was closed; none while it runs, so that the report is one so far."""
    outcomes: tuple[Outcome, ...] = ()
    """What came of every promised update."""
    raised: tuple[Raised, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    tasks: tuple[Task, ...] = ()
    """Open actions."""
    takes_over: Mapping[str, str] = field(default_factory=dict)
    """Who an open action falls to, by its label."""
    retrospectives: tuple[Shown, ...] = ()
    months: tuple[Month, ...] = ()
    """How both sides answered, the oldest month first."""
    suggestions: tuple[Idea, ...] = ()
    """The first one first."""
    thanks: tuple[str, ...] = ()
    """Who was thanked for what by which side; what was said to one person alone is not among it."""
