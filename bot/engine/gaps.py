"""Seats whose holder is gone: dated, on record, told to the lead of the side, until it is over."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from bot.cards.card import Button, Card
from bot.cards.compose.gaps import ShownGap, closed_card, gap_card, no_lead_card
from bot.cards.compose.general import ASK_IN
from bot.cards.words import gaps as words
from bot.cards.words.dates import day
from bot.domain.instant import local
from bot.domain.joining import Gap, GoneBecause
from bot.domain.people import Person
from bot.domain.visibility import View, seated, visible_seat
from bot.engine.contacts import route_to
from bot.engine.pushing import Push, push
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: How the keys of messages about a gap begin.
GAP_KEY = "gap/"


class GapEnd(StrEnum):
    """How a gap came to its end."""

    FILLED = "filled"
    """Somebody else sits in the seat."""
    BACK = "back"
    """The holder came back."""
    STILL = "still"
    """A lead said that the holder stays in the seat."""


_ENDED = {GapEnd.FILLED: words.filled, GapEnd.BACK: words.back, GapEnd.STILL: words.still}


async def open_gaps(
    tx: Transaction,
    setting: Setting,
    person: Person,
    because: GoneBecause,
    seats: Collection[str],
    *,
    source: str | None = None,
) -> tuple[Gap, ...]:
    """Date the absence of a holder in each of the seats, and tell who can do something about it.

    That is the other leads of the side. When the person is its only lead, the leads of the other
    sides are told that nobody speaks for it.

    Args:
        tx: a writing transaction.
        setting: the collaboration.
        person: who is gone.
        because: why.
        seats: the seats the person holds that are concerned; a gap that is open stays as it is.
            None for a lead without a seat.
        source: id of the platform event that told of it, for the record.

    Returns:
        The gaps that were opened.
    """
    known = {(gap.seat, gap.person) for gap in await tx.joining.open_gaps(setting.collaboration.id)}
    opened = tuple(
        Gap(
            collaboration=setting.collaboration.id,
            seat=seat,
            person=person.id,
            because=because,
            since=setting.now,
        )
        for seat in seats
        if seat in setting.agreement.seat and (seat, person.id) not in known
    )
    for gap in opened:
        await tx.joining.save_gap(gap)
        data: dict[str, object] = {"person": gap.person, "because": gap.because.value}
        await tx.record.append(_entry(setting, gap, "seat.gap", data, source=source))
        await _show(tx, setting, gap, gap_card(_shown(setting, gap)))
    if opened or not seats:
        await _tell_of_missing_lead(tx, setting, person, because)
    return opened


async def close_gaps(
    tx: Transaction,
    setting: Setting,
    how: GapEnd,
    *,
    seat: str | None = None,
    person: str | None = None,
    because: Collection[GoneBecause] = tuple(GoneBecause),
    by: Person | None = None,
) -> tuple[Gap, ...]:
    """End the open gaps that match, and bring what was told about them up to date.

    Args:
        tx: a writing transaction.
        setting: the collaboration.
        how: what ended them.
        seat: only those of this seat.
        person: only those of this holder, by id.
        because: only those with one of these causes.
        by: who ended them; none when it was seen from what happened.

    Returns:
        The gaps that were ended.
    """
    ended = tuple(
        replace(gap, until=setting.now)
        for gap in await tx.joining.open_gaps(setting.collaboration.id)
        if seat in (None, gap.seat) and person in (None, gap.person) and gap.because in because
    )
    for gap in ended:
        await tx.joining.save_gap(gap)
        data: dict[str, object] = {"person": gap.person, "how": how.value}
        await tx.record.append(_entry(setting, gap, "seat.gap_closed", data, by=by))
        if gap.seat not in setting.agreement.seat:
            continue
        shown = _shown(setting, gap)
        card = closed_card(_ENDED[how](shown.seat), setting.now, shown.zone)
        await _show(tx, setting, gap, card, again=True)
        if how is not GapEnd.FILLED:
            await _tell_of_lead_again(tx, setting, gap)
    return ended


def standing(gaps: Iterable[Gap], setting: Setting) -> Iterator[Gap]:
    """The open gaps of seats that the person who is gone still holds."""
    held = {
        (holding.seat, holding.person)
        for holding in setting.directory.holdings(setting.collaboration.id)
        if holding.until is None or holding.until > setting.now
    }
    return (gap for gap in gaps if gap.until is None and (gap.seat, gap.person) in held)


def gap_words(setting: Setting, gap: Gap) -> str:
    """A gap in words, to stand beside its seat; dated on the clock of the seat's party."""
    zone = setting.agreement.party_of(gap.seat).zone
    return words.gone(gap.because, day(local(gap.since, zone).date()))


def gap_lines(gaps: Iterable[Gap], setting: Setting, visible: View) -> tuple[str, ...]:
    """A line of `status` for each open gap whose seat exists for the reader."""
    seats = ((gap, visible.seat(gap.seat)) for gap in standing(gaps, setting))
    return tuple(
        words.status_line(
            seat.title, setting.agreement.party[seat.party].short, gap_words(setting, gap)
        )
        for gap, seat in seats
        if seat is not None
    )


async def _show(
    tx: Transaction, setting: Setting, gap: Gap, card: Card, *, again: bool = False
) -> None:
    """Tell those who can fill the seat; again means only those who were told before."""
    for reader in _who_can_act(setting, gap):
        about = f"{gap.collaboration}/{gap.seat}/{gap.person}/{gap.since.isoformat()}"
        key = f"{GAP_KEY}{about}/{reader.id}"
        if not again or await tx.outbox.find(key):
            party = setting.agreement.party_of(gap.seat).key
            await _put(tx, setting, key, (party, reader), card)


def _who_can_act(setting: Setting, gap: Gap) -> Iterator[Person]:
    """The other leads of the side.

    A restricted seat does not exist for everybody; where it exists for none of the leads, the
    holder of its deputy seat is told.
    """
    id_, directory = setting.collaboration.id, setting.directory
    seat = setting.agreement.seat[gap.seat]
    deputy = directory.holder(id_, seat.deputy, setting.now) if seat.deputy else None
    leads = [p for p in directory.leads(id_, seat.party) if _may_know(setting, p, gap.seat)]
    others = [person for person in leads if person.id != gap.person]
    if leads or deputy is None or deputy.id == gap.person:
        return iter(others)
    return iter((deputy,) if _may_know(setting, deputy, gap.seat) else ())


def _may_know(setting: Setting, person: Person, seat: str) -> bool:
    seats = setting.directory.seats_of(setting.collaboration.id, person, setting.now)
    return visible_seat(setting.agreement, seat, seated(*seats))


async def _tell_of_missing_lead(
    tx: Transaction, setting: Setting, person: Person, because: GoneBecause
) -> None:
    for party in setting.agreement.parties:
        if setting.directory.leads(setting.collaboration.id, party.key) != (person,):
            continue
        card = no_lead_card(party.short, because, setting.now, party.zone)
        since = setting.now.isoformat()
        for key, lead in _leads_of_others(setting, party.key, person.id, since):
            await _put(tx, setting, key, lead, card)


async def _tell_of_lead_again(tx: Transaction, setting: Setting, gap: Gap) -> None:
    for party in setting.agreement.parties:
        card = closed_card(words.lead_again(party.short), setting.now, party.zone)
        for key, lead in _leads_of_others(setting, party.key, gap.person, gap.since.isoformat()):
            if await tx.outbox.find(key):
                await _put(tx, setting, key, lead, card)


def _leads_of_others(
    setting: Setting, party: str, person: str, since: str
) -> Iterator[tuple[str, tuple[str, Person]]]:
    """The leads of the other sides with their side, and the key of the message for each."""
    id_ = setting.collaboration.id
    for other in setting.agreement.parties:
        if other.key != party:
            for lead in setting.directory.leads(id_, other.key):
                yield f"no_lead/{id_}/{party}/{person}/{since}/{lead.id}", (other.key, lead)


async def _put(
    tx: Transaction, setting: Setting, key: str, to: tuple[str, Person], card: Card
) -> None:
    where = route_to(setting, *to)
    if where is not None:
        here = {"collaboration": setting.collaboration.id, "text": "status"}
        opens = card.buttons[0] if card.buttons else Button(card.title, ASK_IN, here)
        await push(tx, setting, where, Push(key=key, card=card, opens=opens))


def _shown(setting: Setting, gap: Gap) -> ShownGap:
    return ShownGap(
        gap=gap,
        seat=setting.agreement.seat[gap.seat].title,
        holder=setting.directory.person(gap.person).name,
        zone=setting.agreement.party_of(gap.seat).zone,
    )


def _entry(
    setting: Setting,
    gap: Gap,
    kind: str,
    data: dict[str, object],
    *,
    by: Person | None = None,
    source: str | None = None,
) -> Entry:
    seat = setting.agreement.seat.get(gap.seat)
    return Entry(
        collaboration=gap.collaboration,
        kind=kind,
        at=setting.now,
        version=setting.collaboration.version,
        subject=gap.seat,
        person=by.id if by else None,
        party=seat.party if seat else None,
        source=source,
        data=data,
    )
