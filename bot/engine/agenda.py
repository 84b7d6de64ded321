"""The agenda: rows saying what falls due when, the only source of timed work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.instant import Instant


class AgendaKind(StrEnum):
    """What is to be done."""

    OPEN_CHECKIN = "open_checkin"
    ASK = "ask"
    ASK_AGAIN = "ask_again"
    REMIND = "remind"
    GO_LATE = "go_late"
    TELL = "tell"
    MEETING_AGENDA = "meeting_agenda"
    ACTION = "action"
    REMIND_AMENDMENT = "remind_amendment"
    LAPSE_AMENDMENT = "lapse_amendment"
    DIGEST = "digest"
    QUESTION = "question"
    DECISION = "decision"
    CHECK_INTERRUPTED = "check_interrupted"
    CONFIRM_DAYS = "confirm_days"
    LOOK_AHEAD = "look_ahead"
    ESCALATION_STEP = "escalation_step"
    ESCALATION_TELL = "escalation_tell"
    ESCALATION_REPEAT = "escalation_repeat"
    ESCALATION_EXPIRY = "escalation_expiry"
    ESCALATION_AGAIN = "escalation_again"
    ESCALATION_NOTICE = "escalation_notice"
    DELIVERABLE_OVERDUE = "deliverable_overdue"
    LOOK_BACK = "look_back"
    LOOK_BACK_OVER = "look_back_over"
    OWNERSHIP = "ownership"
    DELIVERABLE_ASK = "deliverable_ask"
    ACCESS_ENDS = "access_ends"
    ON_CALL = "on_call"
    SUGGEST_NAME = "suggest_name"
    PULSE = "pulse"
    RETROSPECTIVE = "retrospective"
    SUGGESTION = "suggestion"


#: What a ladder is driven by: a row of these that is overdue is somebody who is not told.
OF_LADDERS = frozenset(
    {
        AgendaKind.ESCALATION_STEP,
        AgendaKind.ESCALATION_TELL,
        AgendaKind.ESCALATION_REPEAT,
        AgendaKind.ESCALATION_EXPIRY,
        AgendaKind.ESCALATION_AGAIN,
    }
)


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """One thing that falls due once.

    The key holds the occurrence (cadence and local wall time) and the kind, so that the same thing
    can be put any number of times and happens once.
    """

    key: str
    collaboration: str
    kind: AgendaKind
    due: Instant
    subject: Mapping[str, str] = field(default_factory=dict)
    """What it is about: strings only."""
    attempts: int = 0
    """Attempts that failed so far."""
