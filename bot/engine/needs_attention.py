"""What a collaboration lacks: holders, owners, certain days off, messages that arrived."""

from collections import Counter
from collections.abc import Collection, Iterator

from bot.cards.words import status as words
from bot.cards.words.dates import day
from bot.domain.agreement.seats import Seat
from bot.domain.instant import local
from bot.domain.visibility import View
from bot.engine import number_tests
from bot.engine.calendar_news import still_to_confirm
from bot.engine.gaps import gap_lines
from bot.engine.milestones_reached import overdue
from bot.engine.ownership_gaps import status_lines
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def needs_attention(tx: Transaction, setting: Setting, visible: View) -> tuple[str, ...]:
    """Everything that is missing, each with what to do."""
    open_areas = await tx.ownership.open_gaps(setting.collaboration.id)
    return (
        *await _people(tx, setting, visible),
        *status_lines(open_areas, setting, visible),
        *await number_tests.status_lines(tx, setting, visible),
        *_empty(setting, visible, {gap.area for gap in open_areas}),
        *await overdue(tx, setting, visible),
        *still_to_confirm(setting),
        *await _undelivered(tx, setting),
    )


async def _people(tx: Transaction, setting: Setting, visible: View) -> list[str]:
    """Holders who are gone, and people who wait for a lead's word."""
    gaps = await tx.joining.open_gaps(setting.collaboration.id)
    claims = await tx.joining.open_claims(setting.collaboration.id)
    waits = [
        words.claim_waits(
            claim.name, seat.title if seat else setting.agreement.party[claim.party].short
        )
        for claim in claims
        for seat in [visible.seat(claim.seat)]
        if claim.party in setting.agreement.party and (claim.seat is None or seat is not None)
    ]
    return [*gap_lines(gaps, setting, visible), *waits]


def _empty(setting: Setting, visible: View, said: Collection[str]) -> Iterator[str]:
    """Seats nobody holds, since when, and the areas they leave without an owner, unless said."""
    for party in setting.agreement.parties:
        seats = empty_seats(setting, visible, party.key)
        if not seats:
            continue
        yield words.seats_empty(party.short, list(seats.values()))
        areas = [
            each.title
            for each in setting.agreement.areas
            if each.accountable in seats and each.key not in said
        ]
        if areas:
            yield words.areas_without(party.short, areas)


def empty_seats(setting: Setting, visible: View, party: str) -> dict[str, str]:
    """Seats of a party nobody holds: their keys, and their titles with the day they fell empty."""
    held = setting.directory.holders(setting.collaboration.id, setting.now)
    zone = setting.agreement.party[party].zone
    return {
        seat.key: words.empty_seat(seat.title, _empty_since(setting, seat, zone))
        for seat in visible.seats
        if seat.party == party and seat.key not in held
    }


def _empty_since(setting: Setting, seat: Seat, zone: str) -> str | None:
    ends = [
        holding.until
        for holding in setting.directory.holdings(setting.collaboration.id)
        if holding.seat == seat.key and holding.until is not None
    ]
    return day(local(max(ends), zone).date()) if ends else None


async def _undelivered(tx: Transaction, setting: Setting) -> tuple[str, ...]:
    """How many messages reached nobody for certain, per party."""
    id_ = setting.collaboration.id
    lost = Counter(
        setting.directory.party_of_tenant(id_, message.to.home)
        for message in await tx.outbox.undelivered(id_)
    )
    return tuple(
        words.not_delivered(party.short, lost[party.key])
        for party in setting.agreement.parties
        if lost[party.key]
    )
