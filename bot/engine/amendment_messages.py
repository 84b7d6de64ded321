"""The messages about an amendment: to the leads of every party, and in the rooms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cards.card import Card
from bot.cards.compose.proposals import own_changes_card, proposal_card, version_card
from bot.cards.words import proposals as words
from bot.cards.words.changes import Said
from bot.domain.address import Address
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.instant import Instant, instant
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader, seated, view
from bot.engine.amendment_view import shown_to
from bot.engine.outgoing import Draft, OnDoubt
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_A_WEEK = timedelta(days=7)


async def show_amendment(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Show a sent amendment to everybody it concerns, or bring what they were shown up to date.

    Nobody is shown a draft; who was shown it before is told that it is being reworded.
    """
    first_time = amendment.state is AmendmentState.PROPOSED
    for party in amendment.parties:
        own = party == amendment.party
        for lead in setting.directory.leads(setting.collaboration.id, party):
            key = _key(amendment, lead.id)
            if not first_time and await tx.outbox.find(key) is None:
                continue
            card = await _card(tx, setting, amendment, reader_of_person(setting, lead), own=own)
            await to_lead(tx, setting, party, lead, key=key, card=card)
    for room in setting.directory.rooms(setting.collaboration.id):
        key = _key(amendment, str(room))
        if not first_time and await tx.outbox.find(key) is None:
            continue
        own = setting.directory.parties_in(room) == {amendment.party}
        card = await _card(tx, setting, amendment, A_ROOM, own=own)
        await tx.outbox.put(_draft(setting, key, room, card), setting.now)


async def remind(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """The one reminder, to the leads of the parties that have not answered."""
    for party in amendment.missing:
        for lead in setting.directory.leads(setting.collaboration.id, party):
            shown = await shown_to(tx, setting, amendment, reader_of_person(setting, lead))
            card = proposal_card(shown, own=False, reminder=True)
            key = f"{_key(amendment, lead.id)}/reminder/{amendment.text[:16]}"
            await to_lead(tx, setting, party, lead, key=key, card=card, on_doubt=OnDoubt.SKIP)


async def announce_version(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Tell the rooms that a version is in force, and bring the proposal's own cards up to date."""
    await show_amendment(tx, setting, amendment)
    shown = await shown_to(tx, setting, amendment, A_ROOM)
    for room in setting.directory.rooms(setting.collaboration.id):
        key = f"{_key(amendment, str(room))}/in_force"
        await tx.outbox.put(_draft(setting, key, room, version_card(shown)), setting.now)


async def tell_own_changes(tx: Transaction, setting: Setting, party: str, key: str) -> bool:
    """The weekly note to one party about what the others changed of their own; False for none."""
    since = instant(setting.now - _A_WEEK)
    lines = list(_new_holders(setting, party, since))
    for amendment in await tx.amendments.all(setting.collaboration.id):
        own = len(amendment.parties) == 1 and amendment.party != party
        if own and amendment.ended_at is not None and amendment.ended_at >= since:
            shown = await shown_to(tx, setting, amendment, A_ROOM)
            lines += [(shown.party, said) for said in shown.changes]
    rooms = setting.directory.rooms(setting.collaboration.id, party)
    if not lines or not rooms:
        return False
    await tx.outbox.put(_draft(setting, key, rooms[0], own_changes_card(lines)), setting.now)
    return True


def _new_holders(setting: Setting, party: str, since: Instant) -> Iterator[tuple[str, Said]]:
    """Seats of other parties that changed hands."""
    seen = view(setting.agreement, A_ROOM)
    held = setting.directory.holders(setting.collaboration.id, setting.now)
    before = setting.directory.holders(setting.collaboration.id, since)
    for seat in seen.seats:
        was, is_ = before.get(seat.key), held.get(seat.key)
        if seat.party != party and was != is_:
            owner = setting.agreement.party[seat.party].short
            names = [person.name if person else words.NOBODY for person in (was, is_)]
            yield owner, Said(title=seat.title, before=names[0], after=names[1])


def reader_of_person(setting: Setting, person: Person) -> Reader:
    """What somebody may see who reads alone."""
    held = setting.directory.seats_of(setting.collaboration.id, person, setting.now)
    return seated(*(seat for seat in held if seat in setting.agreement.seat))


async def to_lead(
    tx: Transaction,
    setting: Setting,
    party: str,
    lead: Person,
    *,
    key: str,
    card: Card,
    on_doubt: OnDoubt = OnDoubt.RESEND,
) -> None:
    """Send something to a lead; where nobody can write to them, to rooms only their side reads."""
    directory, id_ = setting.directory, setting.collaboration.id
    rooms = [room for room in directory.rooms(id_, party) if directory.parties_in(room) == {party}]
    places = (*lead.addresses, *rooms)
    if not places:
        return
    draft = replace(_draft(setting, key, places[0], card), fallbacks=places[1:], on_doubt=on_doubt)
    await tx.outbox.put(draft, setting.now)


async def _card(
    tx: Transaction, setting: Setting, amendment: Amendment, reader: Reader, *, own: bool
) -> Card:
    return proposal_card(await shown_to(tx, setting, amendment, reader), own=own)


def _key(amendment: Amendment, to: str) -> str:
    return f"{amendment.id}/{to}"


def _draft(setting: Setting, key: str, to: Address, card: Card) -> Draft:
    return Draft(key=key, collaboration=setting.collaboration.id, to=to, card=card)
