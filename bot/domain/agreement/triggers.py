"""Triggers: occurrences both sides agreed are a reason to consult, and the ladders they climb."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.agreement.study import Basis
from bot.domain.duration import Duration

#: A trigger's clock that runs through nights and weekends.
CLOCK_HOURS = "clock_hours"
#: A calendar on which a day counts only if both (all) parties work.
BOTH = "both"
#: How often at most a rung is told again where the agreement does not say it.
REPEATS = 3


class TriggerType(StrEnum):
    """How an occurrence is noticed."""

    EVENT = "event"
    THRESHOLD = "threshold"
    OVERDUE = "overdue"
    MISSED_UPDATE = "missed_update"
    UNANSWERED_QUESTION = "unanswered_question"
    EXPIRING_ACCESS = "expiring_access"


class Operator(StrEnum):
    """How a measured value is compared."""

    GREATER = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "=="


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A further limit: crossing this one is a reason to consult as well."""

    measure: str
    """What is measured."""
    op: Operator
    """How it is compared."""
    value: float
    """The limit."""
    unit: str | None = None
    """Unit of the limit."""
    for_: Duration | None = None
    """How long it must hold."""


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """What happened, and where it can be counted."""

    type: TriggerType
    """How it is noticed."""
    text: str
    """The agreed words."""
    measure: str | None = None
    """What is measured. Of a missed update the key of the cadence; none means any.

    Of an unanswered question the area or seat it is about, `urgent` for urgent ones, or `any`. Of
    expiring access the location, or `any`.
    """
    op: Operator | None = None
    """How it is compared."""
    value: float | None = None
    """The limit. Of an unanswered question how long beyond the agreed reply time it may wait.

    Of expiring access the days left before its last one (op `<` or `<=`) or since it (`>`, `>=`).
    """
    unit: str | None = None
    """Unit of the limit. Of an unanswered question `h`, office hours of who is asked, or `bd`.

    Of expiring access `bd`, on the calendar of the granting seat's party, or `cd`.
    """
    for_: Duration | None = None
    """How long it must hold."""
    also: tuple[Limit, ...] = ()
    """Further limits; any of them is enough."""


class Severity(StrEnum):
    """How serious an occurrence is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ClockStart(StrEnum):
    """What starts the clock."""

    AWARENESS = "awareness"
    OCCURRENCE = "occurrence"
    RESULT_AVAILABLE = "result_available"
    LIMIT_PASSED = "limit_passed"


@dataclass(frozen=True, kw_only=True)
class TriggerClock:
    """When the clock starts and what it counts."""

    starts: ClockStart
    """What starts it."""
    aware: str | None = None
    """Whose awareness counts: key of a party; none means anyone's."""
    text: str
    """The same in the agreed words."""
    calendar: str
    """clock_hours, `both`, or the key of the party whose working days count."""
    business_days: str | None = None
    """With clock_hours, for steps in business days: `both` or the key of the party whose count."""


@dataclass(frozen=True, kw_only=True)
class FirstNotice:
    """The first, short notice."""

    within: Duration
    """Counted from the clock start."""
    from_: str
    """Key of the seat that gives it."""
    to: str
    """Key of the seat that receives it."""
    method: str
    """Key of the method."""


class StepIf(StrEnum):
    """What moves an escalation to a step."""

    START = "start"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NOT_RESOLVED = "not_resolved"
    ALWAYS = "always"


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """One rung, on every side at once."""

    step: int
    """Number of the rung, counting from 1."""
    after: Duration
    """Counted from the clock start."""
    seats: Mapping[str, str]
    """Key of the seat for each party key."""
    if_: tuple[StepIf, ...] = ()
    """Any of these moves it here."""
    or_reported: tuple[str, ...] = ()
    """Or any of these facts, once somebody reports it."""
    unless_reported: str | None = None
    """It moves here unless this was reported by then."""
    repeat_every: Duration | None = None
    """How often the step is told again while its reason holds; none means it is told once."""
    repeat_at_most: int | None = None
    """How often at most it is told again; none means three times."""
    note: str | None = None
    """Anything people should know."""


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """An occurrence that is a reason to consult, and what then happens."""

    key: str
    """Key of the trigger."""
    title: str
    """What people call it."""
    aliases: tuple[str, ...] = ()
    """What people really type."""
    trigger: Occurrence
    """What happened."""
    severity: Severity
    """How serious it is."""
    clock: TriggerClock
    """When the clock starts and what it counts."""
    first_notice: FirstNotice
    """The first notice."""
    say: tuple[str, ...]
    """Minimum content of a notice."""
    until_decided: str
    """What happens to the work meanwhile."""
    decided_by: str | None = None
    """Key of the seat that decides what happens to the work; none means the one that is told."""
    acknowledged_for: Duration | None = None
    """How long an acknowledgement counts; none means until it is over."""
    ladder: tuple[LadderStep, ...]
    """The rungs."""
    closes_when: str
    """When it is over."""
    restricted: bool = False
    """Whether an escalation of it exists only for who is told, and for unblinded seats."""
    basis: Basis | None = None
    """How firm the numbers are."""
