"""What falls due around a meeting: its agenda is posted, and closed when it begins."""

from bot.domain.instant import parse_instant
from bot.domain.meetings import is_meeting
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaRow
from bot.engine.asking import still_promised
from bot.engine.meeting_messages import post_agenda, show_agenda
from bot.engine.meetings import agenda_for
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Post an agenda, if its meeting is still ahead; or show what came while it was left alone."""
    cadence = setting.agreement.cadence.get(row.subject["cadence"])
    running = setting.collaboration.state is CollaborationState.ACTIVE
    if cadence is None or not is_meeting(cadence) or not running:
        return
    if "meeting" in row.subject:
        await bring_up_to_date(tx, setting, row.subject["meeting"])
        return
    due = parse_instant(row.subject["due"])
    occurrence = still_promised(setting.agreement, row, due)
    if occurrence is None or due <= setting.now:
        return
    agenda = await agenda_for(tx, setting, occurrence)
    minutes = await tx.checkins.get(agenda.id)
    if minutes is not None and minutes.answers:
        return  # it took place before its time
    posted = await post_agenda(tx, setting, agenda)
    if agenda.posted_at is None:
        await tx.record.append(
            setting.entry(
                "meeting.agenda_posted",
                posted.id,
                data={"points": [point.text for point in posted.points]},
            )
        )


async def bring_up_to_date(tx: Transaction, setting: Setting, id_: str) -> None:
    """Show an agenda as it is now, if there is one: once the meeting begins it takes no points."""
    agenda = await tx.meetings.get(id_)
    if agenda is not None:
        await show_agenda(tx, setting, agenda)
