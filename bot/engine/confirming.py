"""Asking a side about its uncertain days: whom, once, and what becomes of the question."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import uncertain_days as cards
from bot.cards.words import uncertain_days as words
from bot.domain.agreement.document import Agreement
from bot.domain.calendar_effects import hanging_on, moved_promises
from bot.domain.confirming import ask_again_at, ask_at
from bot.domain.instant import local
from bot.domain.people import CollaborationState, Person
from bot.domain.uncertain_days import UncertainDays, uncertain_days
from bot.domain.visibility import A_ROOM, Reader, view
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.contacts import Route, route, route_to
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.uncertain_planning import plan_questions, question_key, question_row


class MovedLine(NamedTuple):
    """A promise whose time moved by more than a day."""

    title: str
    was: Moment
    now: Moment


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Ask what a row is about, if that is still open, or plan a further year."""
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        if "time" in row.subject:
            await wait_for_resume(tx, setting, row)
        return  # everything else is planned anew when it goes on
    if row.kind is AgendaKind.LOOK_AHEAD:
        await plan_questions(tx, row.collaboration, setting.agreement, setting.now)
        return
    found = open_question(setting, row.subject["party"], row.subject["days"])
    if found is None:
        return  # it was answered, or the calendar changed
    if "time" in row.subject:
        await _ask(tx, setting, found, time=int(row.subject["time"]), only=row.subject["person"])
        return
    due = ask_at(setting.agreement, found)
    if due > setting.now:
        await tx.agenda.put(question_row(row.collaboration, found, due))
    elif not asked_of(setting, found.party):
        await _wait_for_somebody(tx, setting, found)
    elif await _first_time(tx, setting, found):
        await _ask(tx, setting, found, time=1)


def open_question(setting: Setting, party: str, key: str) -> UncertainDays | None:
    """The uncertain days with a key, unless they are over or no longer uncertain."""
    known = setting.agreement.party.get(party)
    if known is None:
        return None
    first, last = days_of(key)
    today = local(setting.now, known.zone).date()
    near = uncertain_days(known, max(first, today), last) if last >= today else ()
    return next((each for each in near if each.key == key), None)


def days_of(key: str) -> tuple[date, date]:
    """The days in the key of a question.

    Raises:
        ValueError: it is no such key.
    """
    first, last, _ = key.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def asked_of(setting: Setting, party: str) -> Sequence[Route]:
    """Who is asked, one route for each person: the leads, or who stands in while one is away."""
    id_, directory = setting.collaboration.id, setting.directory
    found: dict[str, Route] = {}
    for lead in directory.leads(id_, party):
        where = None
        if directory.absence(id_, lead, setting.now) is not None:
            seats = directory.seats_of(id_, lead, setting.now)
            own = (s for s in seats if s in setting.agreement.seat)
            seat = next((s for s in own if setting.agreement.seat[s].party == party), None)
            where = route(setting, seat) if seat else None
        where = where or route_to(setting, party, lead)
        if where is not None:
            found.setdefault(_reader_id(where), where)
    return tuple(found.values())


def _reader_id(where: Route) -> str:
    return where.person.id if where.person else str(where.addresses[0])


def message_key(setting: Setting, found: UncertainDays, reader: str, time: int) -> str:
    """Key of the message that asks somebody, for the how manieth time."""
    return f"{question_key(setting.collaboration.id, found)}/{reader}/{time}"


async def _first_time(tx: Transaction, setting: Setting, found: UncertainDays) -> bool:
    """Whether it was never asked about. A key can be put once, by one replica, for ever."""
    row = question_row(setting.collaboration.id, found, setting.now)
    asked = AgendaRow(
        key=f"{question_key(setting.collaboration.id, found)}/asked",
        collaboration=row.collaboration,
        kind=row.kind,
        due=row.due,
        subject=row.subject,
    )
    first = await tx.agenda.put(asked)
    if first:
        await tx.agenda.finish(asked.key, setting.now)
    return first


async def _wait_for_somebody(tx: Transaction, setting: Setting, found: UncertainDays) -> None:
    """Nobody speaks for the side now; whoever does in a few days is asked then."""
    await _note(tx, setting, found, "days.nobody_to_ask")
    later = ask_again_at(setting.agreement, found, setting.now)
    if later is not None:
        await tx.agenda.put(question_row(setting.collaboration.id, found, later))


async def _ask(
    tx: Transaction,
    setting: Setting,
    found: UncertainDays,
    *,
    time: int,
    only: str | None = None,
) -> None:
    readers = asked_of(setting, found.party)
    wanted = [each for each in readers if only in (None, _reader_id(each))] or readers
    for where in wanted:
        card = question_for(setting, found, where.person, time)
        opens = Button(card.title, cards.SHOW, card.buttons[0].value)
        key = message_key(setting, found, _reader_id(where), time)
        await push(tx, setting, where, Push(key=key, card=card, opens=opens))
    await _note(tx, setting, found, "days.asked" if time == 1 else "days.asked_again")


def question_for(setting: Setting, found: UncertainDays, person: Person | None, time: int) -> Card:
    """The question as somebody reads it."""
    party = setting.agreement.party[found.party]
    seen = view(setting.agreement, setting.reader_of(person) if person else A_ROOM)
    promises = (
        (seen.agreement.cadence[each.cadence], each.due)
        for each in hanging_on(setting.agreement, found, after=setting.now)
    )
    first = next(
        (
            (cadence.title, Moment(due, party.zone))
            for cadence, due in promises
            if seen.seat(cadence.from_)
        ),
        None,
    )
    return cards.question_card(
        cards.Asked(
            found=found,
            party=party.short,
            study=setting.agreement.study.short,
            value=cards.value_of(setting.collaboration.id, found, time),
            first_promise=first,
        )
    )


async def replace_questions(
    tx: Transaction,
    setting: Setting,
    found: UncertainDays,
    card_for: Callable[[Reader], Card],
) -> list[str]:
    """Put what became of it in place of every question about it; gives the ids of the readers."""
    reached: list[str] = []
    for person in _who_may_have_been_asked(setting, found.party):
        time = 1
        while known := await tx.outbox.find(message_key(setting, found, person.id, time)):
            await replace_card(tx, setting, known, card_for(setting.reader_of(person)))
            reached.append(person.id)
            time += 1
    return reached


def _who_may_have_been_asked(setting: Setting, party: str) -> Iterator[Person]:
    """The leads of a side and everybody who holds one of its seats: one of them may stand in."""
    id_, directory = setting.collaboration.id, setting.directory
    held = directory.holders(id_, setting.now)
    own = (
        held[seat.key]
        for seat in setting.agreement.seats
        if seat.party == party and seat.key in held
    )
    people = {person.id: person for person in (*directory.leads(id_, party), *own)}
    yield from people.values()


def moved_lines(
    before: Agreement, after: Agreement, setting: Setting, reader: Reader, zone: str
) -> list[MovedLine]:
    """What moved by more than a day, of what a reader may know of."""
    seen = view(after, reader)
    return [
        MovedLine(after.cadence[each.cadence].title, Moment(each.was, zone), Moment(each.now, zone))
        for each in moved_promises(before, after, since=setting.now)
        if seen.seat(after.cadence[each.cadence].from_)
    ]


async def _note(tx: Transaction, setting: Setting, found: UncertainDays, kind: str) -> None:
    await tx.record.append(
        setting.entry(
            kind,
            f"{found.party}/{found.key}",
            party=found.party,
            data={"name": words.name(found), "days": words.days(found.span)},
        )
    )
