"""Whoever answers for a dated deliverable is asked on its day whether it is there.

The question is an ordinary message that nobody asked for: it keeps their hours and counts to what
they take in a day. When they say that it will be later, it comes again on the day they name.
"""

from collections.abc import Mapping
from datetime import date

from bot.cards.compose import deliverables as cards
from bot.cards.compose.deliverables import OnItsDay
from bot.domain.agreement.document import Agreement
from bot.domain.deliverables import Deliverable, asked_at, watched_deliverables
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaRow
from bot.engine.asking import first_due, wait_for_hours
from bot.engine.contacts import route
from bot.engine.done_so_far import done_so_far
from bot.engine.outgoing import OnDoubt
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

ASKED, LATER = "area.asked", "area.later"


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Ask whether it is there, unless that is known or it is not agreed any more."""
    deliverable = find(setting.agreement, row.subject)
    if deliverable is None:
        return
    found = await on_its_day(tx, setting, deliverable)
    if found.done or _is_for_later(setting, row, found):
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    seat = deliverable.area.accountable
    if await wait_for_hours(tx, setting, row, seat):
        return
    where = route(setting, seat)
    about = {"day": deliverable.day.isoformat()}
    if where is None:
        await _note(tx, setting, deliverable, "area.nobody_to_ask", about)
        return
    what = Push(
        key=row.key,
        card=cards.card(found),
        opens=cards.show_button(found),
        on_doubt=OnDoubt.SKIP,
    )
    await push(tx, setting, where, what)
    await _note(tx, setting, deliverable, ASKED, {**about, "key": row.key})


def _is_for_later(setting: Setting, row: AgendaRow, found: OnItsDay) -> bool:
    """Whether they named a later day meanwhile than the one it would be asked for."""
    expected, agreement = found.expected, setting.agreement
    return expected is not None and first_due(row) < asked_at(
        agreement, found.deliverable, expected
    )


def find(agreement: Agreement, about: Mapping[str, str]) -> Deliverable | None:
    """The deliverable a row or button is about; none when it is not agreed any more."""
    wanted = (about.get("area"), about.get("day"))
    watched = watched_deliverables(agreement)
    return next((d for d in watched if (d.area.key, d.day.isoformat()) == wanted), None)


async def on_its_day(tx: Transaction, setting: Setting, deliverable: Deliverable) -> OnItsDay:
    """How it stands with a deliverable."""
    id_, area = setting.collaboration.id, deliverable.area.key
    said = await done_so_far(tx, id_, [area])
    expected = await expected_on(tx, id_, area, deliverable.day)
    done = said.is_done(deliverable)
    return OnItsDay(
        collaboration=id_,
        study=setting.agreement.study.short,
        deliverable=deliverable,
        expected=expected,
        done=done,
    )


async def expected_on(tx: Transaction, collaboration: str, area: str, due: date) -> date | None:
    """When whoever answers for it last said that it will be there; none when they did not."""
    about = [each.entry for each in await tx.record.about(collaboration, [area])]
    later = [e for e in about if e.kind == LATER and e.data.get("day") == due.isoformat()]
    return date.fromisoformat(str(later[-1].data["expected"])) if later else None


async def bring_up_to_date(
    tx: Transaction, setting: Setting, deliverable: Deliverable, *, asks: bool = True
) -> None:
    """What asked about it says how it stands now.

    Args:
        tx: a writing transaction.
        setting: where.
        deliverable: what was asked about.
        asks: whether it still asks, when it is not done; else it says when it is expected.
    """
    id_, area, day = setting.collaboration.id, deliverable.area.key, deliverable.day.isoformat()
    found = await on_its_day(tx, setting, deliverable)
    for recorded in await tx.record.about(id_, [area]):
        entry = recorded.entry
        if entry.kind == ASKED and entry.data.get("day") == day:
            known = await tx.outbox.find(str(entry.data["key"]))
            if known is not None:
                await replace_card(tx, setting, known, cards.card(found, asks=asks))


async def _note(
    tx: Transaction, setting: Setting, deliverable: Deliverable, kind: str, data: Mapping[str, str]
) -> None:
    await tx.record.append(
        setting.entry(
            kind,
            deliverable.area.key,
            seat=deliverable.area.accountable,
            party=setting.agreement.party_of(deliverable.area.accountable).key,
            data=data,
        )
    )
