"""Notices outside of chat that nobody has recorded: who gives one is reminded, later their lead.

Nothing here is the notice, and nothing says so: it is given where the agreement says. What is said
to be done is put on record by `bot.engine.handlers.escalation_notices`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from bot.cards.card import Card
from bot.cards.compose import escalation_notices as cards
from bot.cards.compose.escalation_facts import known_notices
from bot.cards.compose.escalation_shown import Shown
from bot.domain.instant import Instant
from bot.domain.ladder import Case, Notice
from bot.domain.notice_times import notice_times
from bot.domain.people import Person
from bot.domain.visibility import visible_escalation
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.contacts import Route, route_to
from bot.engine.escalation_messages import message_key, opens, shown_to_person
from bot.engine.escalation_record import note
from bot.engine.ladder_rows import row_of
from bot.engine.pushing import Push, push
from bot.engine.recipients import leads_of, recipient
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_REMIND, _DUE, _LEAD = "remind", "due", "lead"
#: Behind the key of a message: what must follow is spoken of anew once its time is counted anew.
_FIRST, _ANEW = "", "/anew"


async def plan_notices(tx: Transaction, case: Case) -> None:
    """Put on the agenda when each notice that is not on record yet is spoken of.

    What is on it already stays once; a row whose time is counted anew by then is passed over.
    """
    for notice in case.outstanding():
        for step, moment in _moments(case, notice).items():
            about = {"notice": notice.key, "to": step, "at": moment.isoformat()}
            await tx.agenda.put(row_of(case, AgendaKind.ESCALATION_NOTICE, moment, **about))


def noted(notice: Notice) -> dict[str, str]:
    """How the record names a notice: by its method, and what follows another one by its words."""
    method = {"method": notice.method.key} if notice.method else {}
    return {**method, **({"what": notice.what} if notice.what else {})}


async def fire(tx: Transaction, setting: Setting, case: Case, row: AgendaRow) -> None:
    """A notice of an open escalation may not be on record although it is time.

    That its time has passed is said by the card, which is shown anew by who fires this.
    """
    notice = _outstanding(case, row.subject["notice"])
    if notice is None or not _still_planned(case, notice, row.subject):
        return
    match row.subject["to"]:
        case "due":
            await note(tx, setting, case, "notice_not_on_record", noted(notice))
        case "remind":
            for reader in _giver(setting, case):
                await _tell(tx, setting, case, notice, row=row, reader=reader)
        case _:
            for reader in _leads(setting, case):
                if row.subject.get("lead") in (None, reader.person.id):
                    own = {**row.subject, "lead": reader.person.id}
                    mine = replace(row, key=f"{row.key}/{reader.person.id}", subject=own)
                    await _tell(tx, setting, case, notice, row=mine, reader=reader)


async def show_as_they_stand(tx: Transaction, setting: Setting, case: Case) -> None:
    """What reminded of notices says which are on record, and by when the others are due now."""
    readers = dict.fromkeys((*_giver(setting, case), *_leads(setting, case)))
    for reader, notice, step in product(readers, case.notices(), (_REMIND, _LEAD)):
        shown = shown_to_person(setting, case, reader.person, reader.party)
        for plan in (_FIRST, _ANEW):
            known = await tx.outbox.find(_key(case, notice, step, reader.person, plan))
            if known is not None:
                await replace_card(tx, setting, known, _card(shown, notice, step))


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
    plan = _FIRST if notice.known == case.escalation.raised_at else _ANEW
    key = _key(case, notice, step, reader.person, plan)
    what = Push(key=key, card=_card(shown, notice, step), opens=opens(shown), at_once=True)
    await push(tx, setting, reader.where, what)
    kind = "notice_reminded" if step == _REMIND else "notice_lead_told"
    await note(tx, setting, case, kind, {**noted(notice), "person": reader.person.id})


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
    """Whether somebody is still here, and may know of it."""
    reader = setting.reader_of(person)
    return setting.is_here(person) and visible_escalation(
        case.agreement, case.escalation, reader, person.id
    )


def _outstanding(case: Case, key: str) -> Notice | None:
    return next((each for each in case.outstanding() if each.key == key), None)


def _moments(case: Case, notice: Notice) -> Mapping[str, Instant]:
    """When each step of what reminds of a notice is due, of those that there are."""
    times = notice_times(case, notice)
    if times is None:
        return {}
    moments = {_REMIND: times.remind, _DUE: times.due, _LEAD: times.lead}
    return {step: moment for step, moment in moments.items() if moment is not None}


def _still_planned(case: Case, notice: Notice, subject: Mapping[str, str]) -> bool:
    """Whether a row is for a moment that still holds; one written before that was kept does."""
    moment = _moments(case, notice).get(subject["to"])
    planned = subject.get("at")
    return planned is None or (moment is not None and planned == moment.isoformat())


def _card(shown: Shown, notice: Notice, step: str) -> Card:
    return (cards.reminder if step == _REMIND else cards.for_lead)(shown, notice)


def _key(case: Case, notice: Notice, step: str, person: Person, plan: str) -> str:
    about = f"notice/{case.escalation.run}/{notice.key}/{step}/{person.id}{plan}"
    return message_key(case.escalation, about)
