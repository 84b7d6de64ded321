"""Triggers for questions that wait longer than agreed: which questions, and how much longer.

The limit is one of a trigger of type `unanswered_question`. Its measure says which questions count:
the key of the area they are about or of the seat they are with, `urgent` for urgent ones, `any` for
all. Its value says how long beyond the agreed reply time one may wait: in office hours of the seat
that is asked (`h`) or in its business days (`bd`). Without a limit it is any question, and the
agreed reply time once more: from then on both sides see that it waits.
"""

from collections.abc import Iterator

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Occurrence, Trigger, TriggerType
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant
from bot.domain.question import Question
from bot.domain.reply_time import later_by
from bot.domain.visibility import A_ROOM, is_restricted, visible_seat

ANY, URGENT = "any", "urgent"
#: What the limit can be counted in.
UNITS = {"h": Unit.HOURS, "bd": Unit.BUSINESS_DAYS}


def triggers_for(agreement: Agreement, question: Question) -> Iterator[Trigger]:
    """The triggers that a question is a reason for when it waits too long.

    One to a seat that not everybody may know of is none for a trigger that everybody sees.
    """
    seat = question.turn.seat
    if seat not in agreement.seat:
        return
    for trigger in agreement.triggers:
        about = trigger.trigger
        if about.type is not TriggerType.UNANSWERED_QUESTION or not _counts(about, question):
            continue
        if visible_seat(agreement, seat, A_ROOM) or is_restricted(agreement, trigger):
            yield trigger


def waits_too_long(
    agreement: Agreement, trigger: Trigger, question: Question, *, at_least: Instant
) -> Instant:
    """When the present turn of a question has waited longer than a trigger allows.

    Args:
        agreement: the version in force; it has the seat that is asked.
        trigger: one of `triggers_for`.
        question: the question.
        at_least: what Accord could not say before, nobody was late for: the time beyond the agreed
            one is counted from here when this is later.

    Raises:
        BadAgreement: the seat's calendar has no working day within a year.
    """
    about, turn = trigger.trigger, question.turn
    start = max(turn.due, at_least)
    return later_by(agreement, turn, start, _longer(about), urgent=question.urgent)


def _longer(about: Occurrence) -> Duration | None:
    unit = UNITS.get(about.unit or "")
    return None if about.value is None or unit is None else Duration(int(about.value), unit)


def _counts(about: Occurrence, question: Question) -> bool:
    match about.measure:
        case None | "any":
            return True
        case "urgent":
            return question.urgent
        case key:
            return key in (question.area, question.turn.seat)
