"""Notices outside of chat that nobody has recorded: who gives one is reminded, later their lead.

Nothing here is the notice, and nothing says so: it is given where the agreement says. What is said
to be done is put on record by `bot.engine.handlers.escalation_notices`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.cards.compose import escalation_notices as cards
from bot.cards.compose.escalations import known_notices
from bot.domain.ladder import Case, Notice
from bot.domain.notice_times import notice_times
from bot.domain.people import Person
from bot.domain.visibility import visible_escalation
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.contacts import Route, route_to
from bot.engine.escalation_messages import edited, message_key, opens, shown_to_person
from bot.engine.escalation_record import note
from bot.engine.ladder_rows import row_of
from bot.engine.pushing import Push, push
from bot.engine.recipients import leads_of, recipient
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_REMIND, _DUE, _LEAD = "remind", "due", "lead"


async def plan_notices(tx: Transaction, case: Case) -> None:
    """Put on the agenda when each notice that is not on record yet is spoken of."""
    for notice in case.outstanding():
        times = notice_times(case, notice)
        if times is None:
            continue
        moments = ((_REMIND, times.remind), (_DUE, times.due), (_LEAD, times.lead))
        for step, moment in moments:
            if moment is not None:
                kind, method = AgendaKind.ESCALATION_NOTICE, notice.method.key
                await tx.agenda.put(row_of(case, kind, moment, notice=method, to=step))


async def fire(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> None:
    """A notice of an open escalation may not be on record although it is time.

    That its time has passed is said by the card, which is shown anew by who fires this.
    """
    notice = _outstanding(case, row.subject["notice"])
    if notice is None:
        return
    match row.subject["to"]:
        case "due":
            await note(tx, setting, case, "notice_not_on_record", {"method": notice.method.key})
        case "remind":
            for reader in _giver(setting, case):
                await _tell(tx, setting, case, notice, row=row, reader=reader)
        case _:
            for reader in _leads(setting, case):
                if row.subject.get("lead") in (None, reader.person.id):
                    own = {**row.subject, "lead": reader.person.id}
                    mine = replace(row, key=f"{row.key}/{reader.person.id}", subject=own)
                    await _tell(tx, setting, case, notice, row=mine, reader=reader)


async def show_recorded(tx: Transaction, setting: Setting, case: Case, notice: Notice) -> None:
    """What reminded of a notice says that it is on record."""
    readers = dict.fromkeys((*_giver(setting, case), *_leads(setting, case)))
    for reader in readers:
        shown = shown_to_person(setting, case, reader.person, reader.party)
        for step in (_REMIND, _LEAD):
            known = await tx.outbox.find(_key(case, notice, step, reader.person))
            if known is not None:
                card = cards.reminder(shown, notice)
                await tx.outbox.put(edited(known, card), setting.now)


@dataclass(frozen=True)
class _Reader:
    """Somebody of the side that gives the notice, and where they read."""

    person: Person
    party: str
    where: Route


async def _tell(
    tx: Transaction,
    setting: Setting,
    case: Case,
    notice: Notice,
    *,
    row: AgendaRow,
    reader: _Reader,
) -> None:
    """Tell somebody now, or when their hours begin; around the clock now."""
    later = reader.where.hours.next_allowed(setting.now)
    if later > setting.now and not case.around_the_clock:
        await tx.agenda.put(replace(row, key=f"{row.key}/at/{later.isoformat()}", due=later))
        return
    shown = shown_to_person(setting, case, reader.person, reader.party)
    if notice not in tuple(known_notices(shown, (notice,))):
        return
    step = row.subject["to"]
    card = cards.reminder(shown, notice) if step == _REMIND else cards.for_lead(shown, notice)
    key = _key(case, notice, step, reader.person)
    await push(
        tx, setting, reader.where, Push(key=key, card=card, opens=opens(shown), at_once=True)
    )
    kind = "notice_reminded" if step == _REMIND else "notice_lead_told"
    data = {"method": notice.method.key, "person": reader.person.id}
    await note(tx, setting, case, kind, data)


def _giver(setting: Setting, case: Case) -> Iterator[_Reader]:
    """Who gives it: the holder of the seat or who stands in; who raised it without a seat."""
    seat, raised = case.giver, case.escalation.raised_by
    if seat is not None and seat in setting.agreement.seat:
        party, where = setting.agreement.party_of(seat).key, recipient(setting, seat)
    elif raised is not None:
        party = raised.party
        where = route_to(setting, party, setting.directory.person(raised.person))
    else:
        return
    if where is not None and where.person is not None and _sees(setting, case, where.person):
        yield _Reader(where.person, party, where)


def _leads(setting: Setting, case: Case) -> Iterator[_Reader]:
    """The leads of the side that gives it, to whom the escalation exists."""
    for party, person, where in leads_of(setting):
        if party == case.giving and _sees(setting, case, person):
            yield _Reader(person, party, where)


def _sees(setting: Setting, case: Case, person: Person) -> bool:
    reader = setting.reader_of(person)
    return visible_escalation(case.agreement, case.escalation, reader, person.id)


def _outstanding(case: Case, method: str) -> Notice | None:
    return next((each for each in case.outstanding() if each.method.key == method), None)


def _key(case: Case, notice: Notice, step: str, person: Person) -> str:
    about = f"notice/{case.escalation.run}/{notice.method.key}/{step}/{person.id}"
    return message_key(case.escalation, about)
