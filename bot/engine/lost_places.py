"""Rooms and workspaces in which Accord can no longer write: unbound, on record, and told."""

from collections.abc import Iterable, Mapping, Sequence

from bot.cards.compose.places import Loss, lost_card
from bot.cards.words import places as words
from bot.cards.words import preflight as names
from bot.domain.address import Address
from bot.domain.people import Room
from bot.engine.inbound import LostBecause, RoomLost, TenantLost
from bot.engine.outgoing import Draft
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def lose_room(tx: Transaction, setting: Setting, news: RoomLost) -> None:
    """Unbind a room for the parties that lost it, and tell the leads of every party."""
    id_, directory = setting.collaboration.id, setting.directory
    parties = _who_lost(setting, news)
    await _unbind(tx, setting, [(party, news.room) for party in parties])
    data = {"because": news.because.value, "parties": parties}
    await tx.record.append(_entry(setting, news, "room.lost", str(news.room), data))
    host = directory.party_of_tenant(id_, news.room.home) or parties[0]
    room = names.room(news.room.platform, _short(setting, [host]))
    happened = words.room_lost(room, _short(setting, parties), news.because.value)
    await _tell_leads(tx, setting, news, _loss(setting, happened, parties, [news.room]), parties)


async def lose_tenant(tx: Transaction, setting: Setting, news: TenantLost) -> None:
    """Unbind every room that a workspace or tenant hosts, and tell the leads of every party once.

    Who has an address nowhere else cannot be told; the others are asked to mention it.
    """
    id_, directory = setting.collaboration.id, setting.directory
    rooms = hosted(setting, news.tenant)
    lost = [(party, room) for room in rooms for party in sorted(directory.parties_in(room))]
    await _unbind(tx, setting, lost)
    parties = list(dict.fromkeys(party for party, _ in lost))
    data = {
        "because": news.because.value,
        "parties": parties,
        "rooms": [str(room) for room in rooms],
    }
    await tx.record.append(_entry(setting, news, "tenant.lost", str(news.tenant), data))
    host = directory.party_of_tenant(id_, news.tenant.home)
    owner = _short(setting, [host] if host else parties)
    called = names.workspace(news.tenant.platform)
    happened = words.tenant_lost(called, owner, news.because.value)
    await _tell_leads(tx, setting, news, _loss(setting, happened, parties, rooms), parties)


def hosted(setting: Setting, tenant: Address) -> list[Address]:
    """The rooms of a collaboration in a workspace or tenant."""
    rooms = setting.directory.rooms(setting.collaboration.id)
    return [room for room in rooms if room.home == tenant.home]


def _who_lost(setting: Setting, news: RoomLost) -> list[str]:
    """The parties a lost room served.

    A channel that is no longer shared goes on at the side that hosts it. Where it served nobody
    else, it is that side which was left out of somebody's channel.
    """
    served = sorted(setting.directory.parties_in(news.room))
    home = setting.directory.party_of_tenant(setting.collaboration.id, news.room.home)
    stays = home if news.because is LostBecause.UNSHARED else None
    return [party for party in served if party != stays] or served


async def _unbind(tx: Transaction, setting: Setting, lost: Iterable[tuple[str, Address]]) -> None:
    for party, address in lost:
        room = Room(collaboration=setting.collaboration.id, party=party, address=address)
        await tx.directory.unbind_room(room)


def _loss(
    setting: Setting, happened: str, parties: Sequence[str], rooms: Iterable[Address]
) -> Loss:
    id_, directory, gone = setting.collaboration.id, setting.directory, set(rooms)
    last = [party for party in parties if not set(directory.rooms(id_, party)) - gone]
    first = setting.agreement.party.get(parties[0], setting.agreement.parties[0])
    return Loss(
        collaboration=id_,
        happened=happened,
        at=setting.now,
        zone=first.zone,
        parties=_short(setting, parties),
        last=_short(setting, last),
    )


async def _tell_leads(
    tx: Transaction,
    setting: Setting,
    news: RoomLost | TenantLost,
    loss: Loss,
    parties: Sequence[str],
) -> None:
    """Tell the leads of every party, where they can still be written to."""
    id_, tenant = setting.collaboration.id, isinstance(news, TenantLost)
    for party in setting.agreement.parties:
        card = lost_card(loss, own=party.key in parties, whole_tenant=tenant)
        for lead in setting.directory.leads(id_, party.key):
            reached = [each for each in lead.addresses if not _lost_too(each, news)]
            if not reached:
                continue
            draft = Draft(
                key=f"place_lost/{id_}/{news.event_id}/{lead.id}",
                collaboration=id_,
                to=reached[0],
                fallbacks=tuple(reached[1:]),
                card=card,
            )
            await tx.outbox.put(draft, setting.now)


def _lost_too(address: Address, news: RoomLost | TenantLost) -> bool:
    return isinstance(news, TenantLost) and address.home == news.tenant.home


def _short(setting: Setting, parties: Iterable[str]) -> str:
    known = setting.agreement.party
    return " and ".join(known[party].short if party in known else party for party in parties)


def _entry(
    setting: Setting,
    news: RoomLost | TenantLost,
    kind: str,
    subject: str,
    data: Mapping[str, object],
) -> Entry:
    return Entry(
        collaboration=setting.collaboration.id,
        kind=kind,
        at=setting.now,
        version=setting.collaboration.version,
        subject=subject,
        source=news.event_id,
        data=data,
    )
