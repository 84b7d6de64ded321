"""Moving a template to the day on which the work really starts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.agreement.areas import Area, Due
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.workdays import seat_working_days
from bot.templates.catalogue import NOMINAL_START

Move = Callable[[date], date]


def starting_on(agreement: Agreement, start: date) -> Agreement:
    """A template whose work starts on a day.

    What stands at the nominal start begins on the day itself. Everything else moves by whole
    weeks, counted from the next Monday, so that it keeps its weekday: a start in the middle of a
    week makes the first phase some days longer. What is due on a day that the accountable seat
    does not work is due on its next working day.
    """
    weeks = start + timedelta(days=-start.weekday() % 7) - NOMINAL_START

    def moved(day: date) -> date:
        return start if day == NOMINAL_START else day + weeks

    review = agreement.agreement.next_review
    return replace(
        agreement,
        agreement=replace(agreement.agreement, next_review=review and moved(review)),
        phases=tuple(
            replace(each, start=moved(each.start), end=moved(each.end)) for each in agreement.phases
        ),
        areas=tuple(_area(each, agreement, moved) for each in agreement.areas),
        cadences=tuple(_cadence(each, moved) for each in agreement.cadences),
    )


def _area(area: Area, agreement: Agreement, moved: Move) -> Area:
    workdays = seat_working_days(agreement, area.accountable)

    def worked(due: Due) -> Due:
        if due.date is None:
            return due
        day = moved(due.date)
        return replace(due, date=day if workdays.is_working(day) else workdays.next_working(day))

    return replace(
        area,
        due=tuple(worked(each) for each in area.due),
        days=tuple(moved(each) for each in area.days),
    )


def _cadence(cadence: Cadence, moved: Move) -> Cadence:
    rule = cadence.rule
    return replace(
        cadence,
        rule=replace(
            rule,
            anchor=rule.anchor and moved(rule.anchor),
            start=rule.start and moved(rule.start),
            end=rule.end and moved(rule.end),
        ),
    )
