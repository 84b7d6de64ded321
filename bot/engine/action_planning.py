"""Putting on the agenda that an open action is asked for, reminded of, and counts as late."""

from enum import StrEnum

from bot.domain.action_times import times_on
from bot.domain.actions import Action
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.outgoing import RESTRICTED_KEY
from bot.engine.storage_ports import Transaction


class Step(StrEnum):
    """What is done about an open action, in this order."""

    ASK = "ask"
    """Its owner is asked on its day; the row finds out when, by what they prefer then."""
    REMIND = "remind"
    LATE = "late"


def message_key(action: Action, what: str) -> str:
    """Key of a message about an action."""
    key = f"{action.collaboration}/action/{action.label}/{what}"
    return f"{RESTRICTED_KEY}{key}" if action.restricted else key


def step_key(action: Action, step: Step) -> str:
    """Key of the message that asks for it, or reminds of it, since its last change."""
    return message_key(action, f"{step}/{action.round}")


async def plan_action(tx: Transaction, action: Action, now: Instant) -> None:
    """Plan all that is still to come for an open action. Doing it again changes nothing."""
    for step in Step:
        await tx.agenda.put(row_for(action, step, max(_moment(action, step), now)))


async def plan_actions(
    tx: Transaction, collaboration: str, agreement: Agreement, now: Instant
) -> None:
    """Plan all open actions anew, where the agreement in force puts their days now.

    Used when a version comes into force and when a collaboration goes on: what fell due meanwhile
    was not done, and its row is gone.
    """
    waiting = {_about(row) for row in await tx.agenda.pending(collaboration, AgendaKind.ACTION)}
    for action in await tx.actions.open(collaboration):
        moved = _on_calendar(agreement, action)
        if moved != action:
            await tx.actions.save(moved)
            await plan_action(tx, moved, now)
            continue
        for step in Step:
            if (action.label, step, str(action.round), action.times.due.isoformat()) in waiting:
                continue
            if await _was_done(tx, action, step):
                continue
            await tx.agenda.put(row_for(action, step, max(_moment(action, step), now)))


def row_for(action: Action, step: Step, moment: Instant) -> AgendaRow:
    """The row of a step; the moment is part of its key, because a row can be put only once."""
    due = action.times.due.isoformat()
    return AgendaRow(
        key=message_key(action, f"{step}/{action.round}/{due}/{moment.isoformat()}"),
        collaboration=action.collaboration,
        kind=AgendaKind.ACTION,
        due=moment,
        subject={
            "action": action.label,
            "step": step.value,
            "round": str(action.round),
            "due": due,
        },
    )


def _moment(action: Action, step: Step) -> Instant:
    match step:
        case Step.ASK:
            return action.times.looked_at
        case Step.REMIND:
            return action.times.reminded_at
        case Step.LATE:
            return action.times.late_at


async def _was_done(tx: Transaction, action: Action, step: Step) -> bool:
    if step is Step.LATE:
        return action.late_since is not None
    return await tx.outbox.find(step_key(action, step)) is not None


def _on_calendar(agreement: Agreement, action: Action) -> Action:
    """With its day where the agreement puts it: a day off that was added later moves it."""
    if action.owner not in agreement.seat:
        return action
    return action.on_calendar(times_on(agreement, action.owner, action.times.day))


def _about(row: AgendaRow) -> tuple[str, ...]:
    said = row.subject
    return tuple(said.get(key, "") for key in ("action", "step", "round", "due"))
