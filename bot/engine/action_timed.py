"""What falls due for an open action: its owner is asked, reminded once, and it counts as late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.action_times import ask_at
from bot.domain.actions import Action
from bot.domain.people import CollaborationState
from bot.engine.action_messages import ask, bring_up_to_date, owner_route
from bot.engine.action_planning import Step, message_key, row_for
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import wait_for_hours
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import parse_label

#: Who read of an action within this time is not asked for it.
_JUST_TOLD = timedelta(hours=1)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do a step, if the action is still open with the same day and nothing changed since."""
    number, restricted = parse_label(row.subject["action"])
    action = await tx.actions.get(row.collaboration, number, restricted=restricted)
    running = setting.collaboration.state is CollaborationState.ACTIVE
    if action is None or not action.open or not running or not _is_about(row, action):
        return
    match Step(row.subject["step"]):
        case Step.ASK:
            await _ask(tx, setting, action, agreements)
        case Step.REMIND:
            if not await wait_for_hours(tx, setting, row, action.owner):
                await ask(tx, setting, action, agreements, Step.REMIND)
                await _note(tx, setting, action, "action.reminded", {})
        case Step.LATE:
            late = replace(action, late_since=setting.now)
            await tx.actions.save(late)
            await bring_up_to_date(tx, setting, late, agreements)
            due = {"due": action.times.due.isoformat()}
            await _note(tx, setting, late, "action.late", due)


def _is_about(row: AgendaRow, action: Action) -> bool:
    said = (row.subject["round"], row.subject["due"])
    return said == (str(action.round), action.times.due.isoformat())


async def _ask(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache
) -> None:
    """Ask now, or plan to ask at the moment that its owner's choices and hours give."""
    where = owner_route(setting, action)
    if where is None:
        await _note(tx, setting, action, "action.nobody_to_ask", {"seat": action.owner})
        return
    wished = ask_at(action.times, where.hours)
    moment = where.hours.next_allowed(max(wished, setting.now))
    if moment >= action.times.due:
        return  # the reminder is next
    if moment > setting.now:
        await tx.agenda.put(row_for(action, Step.ASK, moment))
        return
    told = await tx.outbox.find(message_key(action, f"given/{action.round}"))
    just_told = told is not None and setting.now - told.not_before < _JUST_TOLD
    if wished <= action.since or just_told:
        return  # it was asked for or changed after that moment, and its owner knows
    await ask(tx, setting, action, agreements, Step.ASK)
    await _note(tx, setting, action, "action.asked", {})


async def _note(
    tx: Transaction, setting: Setting, action: Action, kind: str, data: Mapping[str, object]
) -> None:
    await tx.record.append(
        setting.entry(kind, action.on_record, seat=action.owner, party=action.party, data=data)
    )
