"""The messages about an amendment: to the leads of every party, and in the rooms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.cards.card import Card
from bot.cards.compose.proposals import (
    proposal_card,
    superseded_card,
    version_card,
)
from bot.domain.address import Address
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader
from bot.engine.amendment_view import all_visible, on_the_same_part, shown_to
from bot.engine.outgoing import Draft, OnDoubt
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


def message_key(amendment: Amendment, to: str) -> str:
    """Key of the message that shows it to a person or room; each sending is a message of its own.

    An edited message rings at nobody, and new words have to.
    """
    return f"{amendment.id}/{to}/{amendment.times_sent}"


async def show_amendment(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Show a sent amendment to everybody it concerns, or bring what they were shown up to date.

    Nobody is shown a draft; who was shown it before is told that it is being reworded. The cards
    of earlier wordings say that there is a newer one. Cards of other proposals on the same part
    carry a warning as long as both are open.
    """
    await _show(tx, setting, amendment)
    for other, _ in await on_the_same_part(tx, amendment, amendment.changes):
        await _show(tx, setting, other)


async def _show(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    sending = amendment.state is AmendmentState.PROPOSED
    in_room = all_visible(setting, amendment, A_ROOM)
    for party in amendment.parties:
        for person, leads in _people(setting, amendment, party):
            seen = _seen_by(setting, amendment, party, person)
            for key, newest in await _messages(tx, amendment, person.id, sending=sending and leads):
                card = await _card(tx, setting, amendment, seen, newest=newest)
                await to_lead(tx, setting, party, person, key=key, card=card, in_room=in_room)
    for room in setting.directory.rooms(setting.collaboration.id):
        own = setting.directory.parties_in(room) == {amendment.party}
        seen = _Seen(A_ROOM, setting.zone_in(room), own=own)
        for key, newest in await _messages(tx, amendment, str(room), sending=sending):
            card = await _card(tx, setting, amendment, seen, newest=newest)
            await tx.outbox.put(_draft(setting, key, room, card), setting.now)


def _people(setting: Setting, amendment: Amendment, party: str) -> Iterator[tuple[Person, bool]]:
    """The leads of a party, and whoever wrote it without leading: they have a card of it, too."""
    leads = setting.directory.leads(setting.collaboration.id, party)
    yield from ((lead, True) for lead in leads)
    if amendment.party == party and amendment.person not in [lead.id for lead in leads]:
        yield setting.directory.person(amendment.person), False


@dataclass(frozen=True)
class _Seen:
    """By whom a card is read."""

    reader: Reader
    zone: str
    own: bool
    """Whether on the side whose wording it is."""


def _seen_by(setting: Setting, amendment: Amendment, party: str, person: Person) -> _Seen:
    own = party == amendment.party
    return _Seen(setting.reader_of(person), setting.zone_of(party), own=own)


async def _messages(
    tx: Transaction, amendment: Amendment, to: str, *, sending: bool
) -> list[tuple[str, bool]]:
    """Keys of the messages to bring up to date, and whether each is the newest there."""
    keys = [
        message_key(replace(amendment, times_sent=times), to)
        for times in range(amendment.times_sent + 1)
    ]
    found = [
        key
        for key in keys
        if (sending and key == keys[-1]) or await tx.outbox.find(key) is not None
    ]
    return [(key, key == found[-1]) for key in found]


async def tell_ended(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Tell the side whose proposal it was, in a new message: an edited card rings at nobody."""
    await _tell_own_side(tx, setting, amendment, amendment.state.value)


async def tell_overtaken(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Tell the side whose proposal it is that it has to be looked at again."""
    await _tell_own_side(tx, setting, amendment, f"overtaken/{amendment.overtaken_by}")


async def _tell_own_side(
    tx: Transaction, setting: Setting, amendment: Amendment, about: str
) -> None:
    for lead in setting.directory.leads(setting.collaboration.id, amendment.party):
        seen = _seen_by(setting, amendment, amendment.party, lead)
        card = await _card(tx, setting, amendment, seen, newest=True)
        key = f"{message_key(amendment, lead.id)}/{about}"
        in_room = all_visible(setting, amendment, A_ROOM)
        await to_lead(tx, setting, amendment.party, lead, key=key, card=card, in_room=in_room)


async def remind(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """The one reminder, to the leads of the parties that have not answered."""
    for party in amendment.missing:
        for lead in setting.directory.leads(setting.collaboration.id, party):
            reader, zone = setting.reader_of(lead), setting.zone_of(party)
            shown = await shown_to(tx, setting, amendment, reader, zone=zone)
            card = proposal_card(shown, own=False, reminder=True)
            key = f"{message_key(amendment, lead.id)}/reminder"
            await to_lead(
                tx,
                setting,
                party,
                lead,
                key=key,
                card=card,
                on_doubt=OnDoubt.SKIP,
                in_room=all_visible(setting, amendment, A_ROOM),
            )


async def announce_version(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Tell the rooms that a version is in force, and bring the proposal's own cards up to date."""
    await show_amendment(tx, setting, amendment)
    for room in setting.directory.rooms(setting.collaboration.id):
        shown = await shown_to(tx, setting, amendment, A_ROOM, zone=setting.zone_in(room))
        key = f"{message_key(amendment, str(room))}/in_force"
        await tx.outbox.put(_draft(setting, key, room, version_card(shown)), setting.now)


async def to_lead(
    tx: Transaction,
    setting: Setting,
    party: str,
    lead: Person,
    *,
    key: str,
    card: Card,
    on_doubt: OnDoubt = OnDoubt.RESEND,
    in_room: bool = True,
) -> None:
    """Send something to a lead; where nobody can write to them, to rooms only their side reads.

    `in_room` says whether a room may read it: a lead can know of more than their room does.
    """
    directory, id_ = setting.directory, setting.collaboration.id
    rooms = [room for room in directory.rooms(id_, party) if directory.parties_in(room) == {party}]
    places = (*lead.addresses, *(rooms if in_room else ()))
    if not places:
        return
    draft = replace(_draft(setting, key, places[0], card), fallbacks=places[1:], on_doubt=on_doubt)
    await tx.outbox.put(draft, setting.now)


async def _card(
    tx: Transaction, setting: Setting, amendment: Amendment, seen: _Seen, *, newest: bool
) -> Card:
    shown = await shown_to(tx, setting, amendment, seen.reader, zone=seen.zone)
    return proposal_card(shown, own=seen.own) if newest else superseded_card(shown)


def _draft(setting: Setting, key: str, to: Address, card: Card) -> Draft:
    return Draft(key=key, collaboration=setting.collaboration.id, to=to, card=card)
