"""Gathering what the closing report tells, as one reader may know it."""

from datetime import UTC, datetime

from bot.cards.closing import Raised, Told
from bot.cards.compose.thanks import named_line
from bot.cards.plain import parts_text
from bot.domain.actions import Action
from bot.domain.between import has_third, of_case
from bot.domain.instant import Instant, instant
from bot.domain.ladder import Case
from bot.domain.people import CollaborationState
from bot.domain.visibility import A_ROOM, Reader, may_look_back, visible_escalation, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import case_of
from bot.engine.kept import outcomes
from bot.engine.responsiveness import every_month
from bot.engine.retrospective_messages import shown_to
from bot.engine.rulings import all_rulings
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestions_told import suggestions_told
from bot.engine.tasks import open_tasks
from bot.engine.thanks import is_shown

#: More than any collaboration has.
_ALL = 100_000
_EVER = instant(datetime(2000, 1, 1, tzinfo=UTC))
_CLOSED = f"collaboration.{CollaborationState.CLOSED}"
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


async def gather(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> Told:
    """What happened from the first version on, in what is equal for all and exists for the reader.

    Every moment is on the clock of the first party, so that both sides read the same words.
    """
    collaboration = setting.collaboration
    tasks = await open_tasks(tx, setting, reader, agreements)
    zone = setting.zone_of(None)
    return Told(
        closed_at=await _closed_at(tx, setting),
        outcomes=tuple(
            await outcomes(
                tx,
                setting.agreement,
                agreements,
                collaboration=collaboration.id,
                reader=reader,
                now=setting.now,
            )
        ),
        raised=await _raised(tx, setting, reader, agreements),
        rulings=tuple(await all_rulings(tx, setting, reader, agreements)),
        tasks=tuple(tasks),
        takes_over={each.action.label: _takes_over(setting, each.action, reader) for each in tasks},
        months=tuple(await every_month(tx, setting, agreements)),
        suggestions=await suggestions_told(tx, setting, reader, agreements),
        thanks=await _thanked(tx, setting),
        retrospectives=tuple(
            [
                await shown_to(tx, setting, each, reader, zone)
                for each in await tx.retrospectives.all(collaboration.id)
            ]
        ),
    )


async def _thanked(tx: Transaction, setting: Setting) -> tuple[str, ...]:
    """What was posted, as everybody may read it, so that it is equal in all copies."""
    given = await tx.thanks.since(setting.collaboration.id, _EVER)
    shown = (each for each in given if is_shown(setting, each, A_ROOM))
    return tuple(parts_text(named_line(each, setting.agreement)) for each in shown)


async def _closed_at(tx: Transaction, setting: Setting) -> Instant | None:
    if setting.collaboration.state not in _OVER:
        return None
    found = await tx.record.about(setting.collaboration.id, [setting.collaboration.key])
    closed = (each.entry.at for each in reversed(found) if each.entry.kind == _CLOSED)
    return next(closed, None)


async def _raised(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> tuple[Raised, ...]:
    """Escalations, the first one first. Who reads alone is known here by their seats only."""
    alone = "" if reader.seats else None
    raised = []
    for escalation in await tx.escalations.latest(setting.collaboration.id, _ALL):
        case = await case_of(tx, escalation, agreements)
        if visible_escalation(case.agreement, escalation, reader, alone):
            learnt = may_look_back(case.agreement, escalation, reader, alone)
            others = _between_others(setting, case, reader)
            raised.append(Raised(case=case, learnt=learnt and not others, between_others=others))
    return tuple(sorted(raised, key=lambda each: each.case.escalation.raised_at))


def _between_others(setting: Setting, case: Case, reader: Reader) -> bool:
    """Whether a third party reads that it was, and no words of it."""
    known = setting.agreement.seat
    sides = {known[seat].party for seat in reader.seats if seat in known}
    return not reader.everything and has_third(case.agreement) and not of_case(case) & sides


def _takes_over(setting: Setting, action: Action, reader: Reader) -> str:
    """Who holds its seat, else its deputy's, else a lead of that side; empty when nobody does."""
    id_, directory = setting.collaboration.id, setting.directory
    seat = setting.agreement.seat.get(action.owner)
    if seat is not None:
        for key in (seat.key, seat.deputy):
            holder = directory.holder(id_, key, setting.now) if key else None
            if key and holder and visible_seat(setting.agreement, key, reader):
                return holder.name
    return next((lead.name for lead in directory.leads(id_, action.party)), "")
