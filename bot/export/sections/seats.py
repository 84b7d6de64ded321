"""Seats: who holds them, how they are reached, who stands in."""

from collections.abc import Iterable, Sequence

from bot.cards.versions import Held
from bot.cards.words import answers, part_entries
from bot.cards.words import export as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import ALL, Contact, Seat, Unavailable
from bot.domain.instant import local
from bot.domain.workdays import seat_zone
from bot.export.layout import Lines, Section, Table, lines, table
from bot.export.names import Names

_COLUMNS = ("Seat", "Held by", "How it is reached", "Replies", "Deputy and cover")
_WIDTHS = (17, 18, 33, 13, 19)


def seats(agreement: Agreement, held: Sequence[Held]) -> Section:
    """The seats of every party."""
    names = Names(agreement)
    return Section(
        "seats", "Seats", tuple(_of_party(names, each.key, held) for each in agreement.parties)
    )


def _of_party(names: Names, party: str, held: Sequence[Held]) -> Table:
    rows = (
        (
            lines(seat.title, _own_time(seat)),
            _holders(names.agreement, seat, held),
            tuple(_reach(names, seat)),
            lines(
                words.sentence(answers.within(seat.reply_within.normal)),
                words.urgently(seat.reply_within.urgent),
            ),
            tuple(_cover(names, seat)),
        )
        for seat in names.agreement.seats
        if seat.party == party
    )
    return table(names.agreement.party[party].name, _COLUMNS, rows, _WIDTHS)


def _own_time(seat: Seat) -> str:
    """A zone or a week that differs from the party's."""
    week = words.weekdays(seat.working_week) if seat.working_week else ""
    return words.own_time(seat.zone, week)


def _holders(agreement: Agreement, seat: Seat, held: Sequence[Held]) -> Lines:
    if not held:
        return ()  # nothing is known about people here
    zone = seat_zone(agreement, seat.key)
    of_seat = [each for each in held if each.seat == seat.key]
    found = tuple(
        words.held(
            each.person_name,
            local(each.since, zone).date(),
            local(each.until, zone).date() if each.until else None,
        )
        for each in sorted(of_seat, key=lambda each: each.since)
    )
    now_held = any(each.until is None for each in of_seat)
    return found if now_held else (*found, words.sentence(answers.NOBODY_YET))


def _reach(names: Names, seat: Seat) -> Iterable[str]:
    contact = seat.contact
    yield words.reached(names.method(contact.preferred), names.method(contact.urgent))
    yield from _addresses(contact)
    for hours in contact.by_hour:
        yield words.by_hour(hours, names.method(hours.method))
    for span in seat.unavailable:
        yield _absence(names, span)
    if not contact.in_chat:
        yield words.NOT_IN_CHAT
    elif not contact.in_room:
        yield words.PRIVATE_ONLY
    if contact.quirks:
        yield words.sentence(contact.quirks)


def _addresses(contact: Contact) -> Lines:
    return lines(contact.handle, contact.email, contact.phone)


def _absence(names: Names, span: Unavailable) -> str:
    when = words.in_phases(names.phases(span.phases)) + words.on_days_of(
        names.area(span.on_days_of)
    )
    return words.absence(span, names.title(span.instead) if span.instead else None, when)


def _cover(names: Names, seat: Seat) -> Iterable[str]:
    if seat.deputy:
        yield words.deputy(names.title(seat.deputy))
    if seat.on_call:
        everywhere = ALL in seat.on_call.phases
        hours = str(seat.on_call.hours) if seat.on_call.hours else None
        phases = None if everywhere else names.phases(seat.on_call.phases)
        yield words.on_call(hours, phases, seat.on_call.asked_before)
        test = seat.on_call.test_call
        if test:
            yield words.sentence(part_entries.test_call(names.title(test.by), test.before))
        if seat.on_call.handed_over:
            yield words.HANDED_OVER
