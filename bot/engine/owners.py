"""Who answers for which areas and places now, and of which of them that is fresh."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from bot.domain.agreement.ownership import Rhythm
from bot.domain.instant import Instant, local
from bot.domain.owned import Owned, owned_things
from bot.domain.ownership import Confirmation, Unsettled, round_begin
from bot.domain.people import Person
from bot.domain.visibility import visible_seat
from bot.domain.wall_time import resolve_wall
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Somebody, and all they answer for on one side."""

    party: str
    person: Person
    areas: tuple[Owned, ...]
    seated: date
    """The day they took the last of the seats, where their party is."""


def owners(setting: Setting, party: str) -> tuple[Owner, ...]:
    """Everybody of a side who answers for something, in the order of the areas and places.

    Of a seat that several hold each of them does, and the word of one is enough.
    """
    found: dict[str, list[Owned]] = {}
    people: dict[str, Person] = {}
    for area in owned_things(setting.agreement).values():
        if setting.agreement.party_of(area.accountable).key != party:
            continue
        for person in owners_of(setting, area.accountable):
            people[person.id] = person
            found.setdefault(person.id, []).append(area)
    return tuple(
        Owner(
            party=party,
            person=people[id_],
            areas=tuple(areas),
            seated=_seated(setting, party, people[id_], {area.accountable for area in areas}),
        )
        for id_, areas in found.items()
    )


def owned_by(setting: Setting, person: Person) -> tuple[Owned, ...]:
    """What somebody answers for, on whichever side; of a seat that several hold, all of them do."""
    held = setting.directory.seats_of(setting.collaboration.id, person, setting.now)
    speaks_for = {key for key in setting.agreement.seat if owner_of(setting, key) == person}
    own = speaks_for.union(held)
    things = owned_things(setting.agreement).values()
    return tuple(each for each in things if each.accountable in own)


def owners_of(setting: Setting, seat: str) -> tuple[Person, ...]:
    """Everybody who can say whether the areas of a seat are still with it."""
    held = setting.directory.all_holders(setting.collaboration.id, seat, setting.now)
    there = tuple(each for each in held if each.addresses)
    first = owner_of(setting, seat)
    return there or ((first,) if first else ())


def owner_of(setting: Setting, seat: str) -> Person | None:
    """Who says whether the areas of a seat are still with it: its holder.

    For a seat whose holder is agreed not to be in chat, the first lead of its side.
    """
    id_ = setting.collaboration.id
    holder = setting.directory.holder(id_, seat, setting.now)
    if (holder and holder.addresses) or setting.agreement.seat[seat].contact.in_chat:
        return holder
    leads = setting.directory.leads(id_, setting.agreement.party_of(seat).key)
    return next((lead for lead in leads if may_know(setting, lead, seat)), None)


def may_know(setting: Setting, person: Person, seat: str) -> bool:
    """Whether a seat exists for somebody."""
    return visible_seat(setting.agreement, seat, setting.reader_of(person))


def vacant_seats(setting: Setting, party: str) -> tuple[str, ...]:
    """Seats of a side that answer for something and have nobody who could say so."""
    things = owned_things(setting.agreement).values()
    seats = dict.fromkeys(each.accountable for each in things)
    of_party = (key for key in seats if setting.agreement.seat[key].party == party)
    return tuple(key for key in of_party if owner_of(setting, key) is None)


async def to_confirm(
    tx: Transaction, setting: Setting, person: Person, party: str
) -> tuple[Owned, ...]:
    """What somebody is asked about on a side: all of theirs but what they said is not."""
    gaps = await tx.ownership.open_gaps(setting.collaboration.id)
    given_up = {gap.area for gap in gaps if gap.because is Unsettled.NOT_MINE}
    own = next((each for each in owners(setting, party) if each.person == person), None)
    return tuple(area for area in own.areas if area.key not in given_up) if own else ()


def fingerprint(areas: Iterable[Owned]) -> str:
    """What a list of areas with their seats is known by."""
    said = "\n".join(sorted(f"{area.key} {area.accountable}" for area in areas))
    return sha256(said.encode()).hexdigest()[:16]


def current_round(setting: Setting, party: str, rhythm: Rhythm) -> date:
    """The first day of the round it is where a party is."""
    zone = setting.agreement.party[party].zone
    return round_begin(rhythm, local(setting.now, zone).date())


async def not_fresh(
    tx: Transaction, setting: Setting, areas: Sequence[Owned], since: date
) -> tuple[Owned, ...]:
    """Those nobody confirmed since a day, or since its holder took the seat."""
    known = {each.area: each for each in await tx.ownership.confirmations(setting.collaboration.id)}
    return tuple(a for a in areas if not _is_fresh(setting, a, known.get(a.key), since))


def _is_fresh(
    setting: Setting, area: Owned, confirmation: Confirmation | None, since: date
) -> bool:
    if confirmation is None or confirmation.seat != area.accountable:
        return False
    zone = setting.agreement.party_of(area.accountable).zone
    begin = resolve_wall(datetime.combine(since, time.min), zone)
    return confirmation.at >= max([begin, *_since(setting, {area.accountable})])


def _since(setting: Setting, seats: set[str], person: str | None = None) -> list[Instant]:
    """Since when seats are held by who holds them now."""
    held = setting.directory.holdings(setting.collaboration.id)
    return [
        each.since
        for each in held
        if each.seat in seats and each.until is None and person in (None, each.person)
    ]


def _seated(setting: Setting, party: str, person: Person, seats: set[str]) -> date:
    taken = _since(setting, seats, person.id)
    zone = setting.agreement.party[party].zone
    # A lead who speaks for a seat outside of chat took it on no day of their own.
    return local(max(taken), zone).date() if taken else date.min
