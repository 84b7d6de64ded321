"""What is to be done, and what was decided, at the moment the page was made."""

from collections.abc import Sequence

from bot.cards.compose.actions import Task, days_late
from bot.cards.compose.decisions import Ruling
from bot.cards.words import actions as action_words
from bot.cards.words import decisions as decision_words
from bot.cards.words.dates import moment_in_words
from bot.domain.decisions import DecisionState
from bot.export.layout import Section, lines, table


def open_actions(tasks: Sequence[Task]) -> Section:
    """The open ones of both sides, as the reader may know them."""
    rows = [
        (
            task.action.label,
            task.action.what,
            lines(task.owner, task.holder),
            lines(
                moment_in_words(task.action.times.due, task.zone),
                action_words.late_by(days_late(task)) if task.late else None,
            ),
            lines(task.who(task.action.raised), task.about),
        )
        for task in tasks
    ]
    columns = (
        "No.",
        action_words.WHAT,
        action_words.OWNER,
        action_words.DUE,
        action_words.ASKED_BY,
    )
    shown = (table(action_words.OPEN_TITLE, columns, rows),) if rows else ()
    return Section("actions", action_words.OPEN_TITLE, shown)


def decisions(rulings: Sequence[Ruling]) -> Section:
    """Those that are on record, also the ones that were replaced."""
    rows = [
        (
            ruling.decision.label,
            lines(ruling.decision.outcome, _replaced(ruling)),
            lines(ruling.decision.topic, ruling.decision.question, ruling.about),
            lines(
                ruling.who(ruling.decision.settled),
                moment_in_words(ruling.decision.settled.at, ruling.zone),
            ),
            ruling.decision.note,
        )
        for ruling in rulings
        if ruling.decision.state is DecisionState.RECORDED and ruling.decision.settled is not None
    ]
    columns = (
        "No.",
        decision_words.OUTCOME,
        decision_words.TOPIC,
        decision_words.DECIDED_BY,
        decision_words.NOTE,
    )
    shown = (table(decision_words.TITLE, columns, rows),) if rows else ()
    return Section("decisions", decision_words.TITLE, shown)


def _replaced(ruling: Ruling) -> str | None:
    decision = ruling.decision
    if decision.replaced_by is None:
        return None
    return decision_words.replaced(decision.label, decision.replaced_label)
