"""How a collaboration stands, for one audience: what `status` and the weekly digest are made of."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.cards.card import Strong
from bot.cards.compose.checkins import Promise
from bot.cards.compose.escalation_lists import in_a_line
from bot.cards.words import digest as digest_words
from bot.cards.words import proposals
from bot.cards.words import status as words
from bot.cards.words.dates import day
from bot.domain.agreement.seats import Seat
from bot.domain.amendment import AmendmentState
from bot.domain.checkin import CheckInState
from bot.domain.instant import Instant, local
from bot.domain.kept import Tally, tally
from bot.domain.people import Person
from bot.domain.visibility import View, view
from bot.domain.workdays import working_days
from bot.engine.agreements import AgreementCache, promised
from bot.engine.amendment_view import shown_to as changes_shown_to
from bot.engine.audience import Audience, miss_is_seen
from bot.engine.coming import Line, coming, is_running
from bot.engine.escalating import running_cases
from bot.engine.escalation_messages import shown_to
from bot.engine.gaps import gap_lines
from bot.engine.kept_week import Week, kept_lines, outcomes_of
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_PROVISIONAL_AHEAD = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What there is to say, section by section; a section without lines is not shown."""

    kept: tuple[Line, ...] = ()
    total: Tally
    """What all lines of `kept` say together."""
    escalated: tuple[str, ...] = ()
    late: tuple[Promise, ...] = ()
    still_open: tuple[Promise, ...] = ()
    proposals: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    own_changes: tuple[Line, ...] = ()
    coming: tuple[Line, ...] = ()


async def standing(
    tx: Transaction,
    setting: Setting,
    audience: Audience,
    agreements: AgreementCache,
    week: Week,
) -> Standing:
    """How it stands now, and what was promised and changed in a week."""
    visible = view(setting.agreement, audience.reader)
    late, still_open = await waiting(tx, setting, audience, agreements)
    counted = await outcomes_of(tx, setting, agreements, week, reader=audience.reader)
    return Standing(
        kept=kept_lines(counted, setting.agreement),
        total=tally(counted),
        escalated=tuple(await _escalated(tx, setting, audience, agreements)),
        late=late,
        still_open=still_open,
        proposals=tuple(await proposal_lines(tx, setting, audience)),
        gaps=(
            *await _standing_gaps(tx, setting, visible),
            *_empty(setting, visible),
            *_provisional(setting),
            *await undelivered(tx, setting),
        ),
        own_changes=tuple(await _own_changes(tx, setting, audience, week.since)),
        coming=await coming(tx, setting, audience) if is_running(setting) else (),
    )


async def _escalated(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> list[str]:
    """What was raised and is not over, with what happens to the work until decided."""
    person = audience.person.id if audience.person else None
    found = await running_cases(tx, setting, audience.reader, person, agreements)
    zone = audience.zone or setting.zone_of(None)
    return [in_a_line(shown_to(setting, case, audience.reader, zone)) for case in found]


async def waiting(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """What an answer is still expected to: late, and open, as far as it is shown so."""
    visible = view(setting.agreement, audience.reader)
    found = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(setting.collaboration.id)
    ]
    shown = [each for each in found if visible.seat(each.cadence.from_)]
    late = tuple(each for each in shown if _is_late_for(setting, audience, each))
    return late, tuple(each for each in shown if each not in late)


def _is_late_for(setting: Setting, audience: Audience, promise: Promise) -> bool:
    return promise.checkin.state is CheckInState.LATE and miss_is_seen(setting, audience, promise)


async def proposal_lines(tx: Transaction, setting: Setting, audience: Audience) -> list[str]:
    """Proposals that wait for somebody, and the drafts of the audience's own side."""
    names = {party.key: party.short for party in setting.agreement.parties}
    lines = []
    for amendment in await tx.amendments.open(setting.collaboration.id):
        party, first = names.get(amendment.party, amendment.party), amendment.base == 0
        if amendment.state is AmendmentState.PROPOSED:
            waits = ", ".join(names.get(key, key) for key in amendment.missing)
            lines.append(proposals.waiting_line(amendment.number, party, waits, first=first))
        elif first or amendment.party in audience.sides:
            lines.append(proposals.draft_line(amendment.number, party, first=first))
    return lines


async def drafts(tx: Transaction, setting: Setting, party: str) -> list[str]:
    """What a party writes and has not sent."""
    name = setting.agreement.party[party].short
    return [
        proposals.draft_line(each.number, name, first=each.base == 0)
        for each in await tx.amendments.open(setting.collaboration.id)
        if each.state is AmendmentState.DRAFT and each.party == party
    ]


async def _standing_gaps(tx: Transaction, setting: Setting, visible: View) -> list[str]:
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


def _empty(setting: Setting, visible: View) -> Iterator[str]:
    """Seats nobody holds, since when, and the areas they leave without an owner."""
    for party in setting.agreement.parties:
        seats = empty_seats(setting, visible, party.key)
        if not seats:
            continue
        yield words.seats_empty(party.short, "; ".join(seats.values()))
        areas = [each.title for each in setting.agreement.areas if each.accountable in seats]
        if areas:
            yield words.areas_without(party.short, "; ".join(areas))


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


def _provisional(setting: Setting) -> Iterator[str]:
    """Days off that somebody still has to confirm."""
    for party in setting.agreement.parties:
        today = local(setting.now, party.zone).date()
        ahead = working_days(party).provisional_days(today, today + _PROVISIONAL_AHEAD)
        for uncertain in ahead:
            yield words.provisional(uncertain.name, day(uncertain.day), party.short)


async def undelivered(
    tx: Transaction, setting: Setting, only_to: str | None = None
) -> tuple[str, ...]:
    """How many messages reached nobody for certain, per party, or for one of them."""
    id_ = setting.collaboration.id
    lost = Counter(
        setting.directory.party_of_tenant(id_, message.to.home)
        for message in await tx.outbox.undelivered(id_)
    )
    return tuple(
        words.not_delivered(party.short, lost[party.key])
        for party in setting.agreement.parties
        if lost[party.key] and only_to in (None, party.key)
    )


async def _own_changes(
    tx: Transaction, setting: Setting, audience: Audience, since: Instant
) -> list[Line]:
    """What each side changed of its own after a moment: its part of the agreement, its seats."""
    lines: list[Line] = []
    names = {party.key: party.short for party in setting.agreement.parties}
    zone = audience.zone or setting.zone_of(None)
    for amendment in await tx.amendments.all(setting.collaboration.id):
        own = len(amendment.parties) == 1 and amendment.version is not None
        if own and amendment.ended_at is not None and amendment.ended_at > since:
            shown = await changes_shown_to(tx, setting, amendment, audience.reader, zone=zone)
            owner = Strong(names.get(amendment.party, amendment.party))
            lines += [(owner, digest_words.own_change(*said)) for said in shown.changes]
    return [*lines, *_new_holders(setting, audience, since)]


def _new_holders(setting: Setting, audience: Audience, since: Instant) -> Iterator[Line]:
    """Seats that changed hands; that everybody sat down when it all began is no news."""
    id_, directory = setting.collaboration.id, setting.directory
    seen = view(setting.agreement, audience.reader)
    held = directory.holders(id_, setting.now)
    before = {**_first_holders(setting), **directory.holders(id_, since)}
    for seat in seen.seats:
        was, is_ = before.get(seat.key), held.get(seat.key)
        if was != is_:
            owner = Strong(setting.agreement.party[seat.party].short)
            names = [person.name if person else words.NOBODY for person in (was, is_)]
            yield owner, digest_words.own_change(seat.title, *names)


def _first_holders(setting: Setting) -> dict[str, Person]:
    """Who sat in each seat from the moment on at which the first people were seated."""
    holdings = setting.directory.holdings(setting.collaboration.id)
    begun = min((each.since for each in holdings), default=None)
    first = [each for each in holdings if each.since == begun]
    # Whoever was replaced in that very moment sat there before.
    first.sort(key=lambda each: each.until is not None)
    return {each.seat: setting.directory.person(each.person) for each in first}


def waiting_line(promise: Promise) -> Line:
    """What is waited for, who owes it, and since when."""
    return (promise.title, f", from the {promise.sender}, due ", promise.due)
