"""What falls due while a suggestion waits: two reminders, being shown as late, and coming back."""

from bot.domain.instant import Instant
from bot.domain.people import CollaborationState
from bot.domain.suggestion import Reminder, Suggestion
from bot.domain.suggestion_times import comes_back_at, due_of, times_of
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import wait_for_hours
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_messages import remind, show
from bot.engine.suggestions import note_alone, with_agreement

_SHOW, _AGAIN = "show", "again"


async def plan(
    tx: Transaction, suggestion: Suggestion, agreements: AgreementCache, *, now: Instant
) -> None:
    """Put on the agenda what happens while it waits, or when it comes back.

    Doing it again puts what is overdue in place again, as after a pause: what was done is not done
    twice, because the suggestion says so.
    """
    agreement = await agreements.get(tx, suggestion.collaboration, suggestion.version)
    if suggestion.waiting:
        times = times_of(agreement, suggestion.turn)
        steps = ((Reminder.HALF_WAY, times.half_way), (Reminder.DUE, times.due))
        for step, moment in (*steps, (_SHOW, times.shown)):
            await tx.agenda.put(_row(suggestion, step, Instant(max(moment, now))))
    elif suggestion.comes_back is not None:
        moment = comes_back_at(agreement, suggestion.turn.seat, suggestion.comes_back)
        await tx.agenda.put(_row(suggestion, _AGAIN, Instant(max(moment, now))))


async def plan_anew(
    tx: Transaction, collaboration: str, agreements: AgreementCache, *, now: Instant
) -> None:
    """After a pause: what fell due meanwhile happens now."""
    for suggestion in await tx.suggestions.unfinished(collaboration):
        await plan(tx, suggestion, agreements, now=now)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a due row is for, if the suggestion still stands as it did then."""
    suggestion = await tx.suggestions.get(row.subject["suggestion"])
    if suggestion is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    if row.subject["turn"] != str(len(suggestion.turns) - 1):
        return
    step = row.subject["step"]
    if step == _AGAIN:
        await _come_back(tx, setting, row, suggestion, agreements)
    elif not suggestion.waiting:
        return
    elif step == _SHOW:
        await _show(tx, setting, suggestion)
    else:
        await _remind(tx, setting, row, suggestion, agreements)


async def _remind(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    suggestion: Suggestion,
    agreements: AgreementCache,
) -> None:
    which, turn = Reminder(row.subject["step"]), suggestion.turn
    overtaken = which is Reminder.HALF_WAY and setting.now >= turn.due
    if which in turn.reminded or overtaken:
        return
    if await wait_for_hours(tx, setting, row, turn.seat):
        return
    reminded = suggestion.after_reminder(which)
    await tx.suggestions.save(reminded)
    told = await remind(tx, setting, await with_agreement(tx, setting, reminded, agreements), which)
    kind = "suggestion.reminded" if told else "suggestion.nobody_to_remind"
    data: dict[str, object] = {"seat": turn.seat, "reminder": which.value}
    await note_alone(tx, setting, reminded, kind, {**data, "due": turn.due.isoformat()})


async def _show(tx: Transaction, setting: Setting, suggestion: Suggestion) -> None:
    """From now on `status` and the digest of both sides say that the agreed time is over."""
    if suggestion.turn.shown_at is not None:
        return
    shown = suggestion.shown(setting.now)
    await tx.suggestions.save(shown)
    data: dict[str, object] = {"seat": shown.turn.seat}
    await note_alone(tx, setting, shown, "suggestion.shown_to_both", data)


async def _come_back(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    suggestion: Suggestion,
    agreements: AgreementCache,
) -> None:
    """On the day that *Not now* named it is with the same seat again."""
    day, seat = suggestion.comes_back, suggestion.turn.seat
    if day is None or row.subject["day"] != day.isoformat():
        return
    if await wait_for_hours(tx, setting, row, seat):
        return
    agreement = await agreements.get(tx, suggestion.collaboration, suggestion.version)
    back = suggestion.came_back(setting.now, due_of(agreement, seat, setting.now))
    await tx.suggestions.save(back)
    await plan(tx, back, agreements, now=setting.now)
    await show(tx, setting, await with_agreement(tx, setting, back, agreements))
    data: dict[str, object] = {"seat": seat, "due": back.turn.due.isoformat()}
    await note_alone(tx, setting, back, "suggestion.came_back", data)


def _row(suggestion: Suggestion, step: str, due: Instant) -> AgendaRow:
    """A row of the present turn; its key holds all it is about, so that the same is put once."""
    turn, day = str(len(suggestion.turns) - 1), suggestion.comes_back
    about = {"suggestion": suggestion.id, "turn": turn, "step": step}
    return AgendaRow(
        key=f"{suggestion.id}/{turn}/{step}/{due.isoformat()}",
        collaboration=suggestion.collaboration,
        kind=AgendaKind.SUGGESTION,
        due=due,
        subject={**about, **({"day": day.isoformat()} if day else {})},
    )
