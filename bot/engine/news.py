"""What platforms tell unasked: rooms that move or are lost, people who leave or come back.

Each collaboration hears only of its own rooms and seats. News of a room or person that nobody here
knows changes nothing.
"""

from collections.abc import Iterator, Mapping

from bot.cards.compose.places import moved_card
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.joining import GoneBecause
from bot.domain.people import Collaboration, Person, Room
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory
from bot.engine.gaps import GapEnd, close_gaps, open_gaps
from bot.engine.inbound import (
    News,
    PersonBack,
    PersonGone,
    RoomLost,
    RoomMoved,
    RoomRenamed,
    TenantLost,
)
from bot.engine.lost_places import lose_room, lose_tenant
from bot.engine.outgoing import Draft
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now

#: A person in the room is there and can be reached; an account closed elsewhere is another matter.
_ENDS_IN_A_ROOM = (GoneBecause.LEFT, GoneBecause.UNREACHABLE)


async def hear(
    tx: Transaction, news: News, directory: Directory, now: Instant, agreements: AgreementCache
) -> None:
    """Take news over: bindings, record, gaps, and messages to those who can do something.

    Args:
        tx: a writing transaction, in which the event was noted as new.
        news: what a platform told.
        directory: as of this transaction.
        now: when it was heard.
        agreements: versions in memory.
    """
    for collaboration in _concerned(news, directory):
        setting = Setting(
            now=now,
            directory=directory,
            collaboration=collaboration,
            agreement=await text_now(tx, collaboration, agreements),
        )
        await _hear_in(tx, setting, news)


def _concerned(news: News, directory: Directory) -> Iterator[Collaboration]:
    """The collaborations that may hear of it."""
    match news:
        case RoomMoved(old=room) | RoomRenamed(room=room) | RoomLost(room=room):
            yield from _bound_to(room, directory)
        case TenantLost():
            for collaboration in directory.collaborations.values():
                rooms = directory.rooms(collaboration.id)
                if any(room.home == news.tenant.home for room in rooms):
                    yield collaboration
        case PersonGone() | PersonBack():
            person = directory.person_at(news.person)
            if person is None:
                return
            if news.room is not None:
                yield from _bound_to(news.room, directory)
            else:
                yield from directory.collaborations_of(person)


def _bound_to(room: Address, directory: Directory) -> Iterator[Collaboration]:
    collaboration = directory.in_room(room)
    if collaboration is not None:
        yield collaboration


async def _hear_in(tx: Transaction, setting: Setting, news: News) -> None:
    match news:
        case RoomMoved():
            await _move(tx, setting, news)
        case RoomRenamed():
            data = {"name": news.name}
            await _note(
                tx, setting, "room.renamed", room=news.room, data=data, source=news.event_id
            )
        case RoomLost():
            await lose_room(tx, setting, news)
        case TenantLost():
            await lose_tenant(tx, setting, news)
        case PersonGone():
            await _gone(tx, setting, news)
        case PersonBack():
            await _back(tx, setting, news)


async def _move(tx: Transaction, setting: Setting, news: RoomMoved) -> None:
    id_ = setting.collaboration.id
    for party in sorted(setting.directory.parties_in(news.old)):
        await tx.directory.unbind_room(Room(collaboration=id_, party=party, address=news.old))
        await tx.directory.bind_room(Room(collaboration=id_, party=party, address=news.new))
    data = {"to": str(news.new)}
    await _note(tx, setting, "room.moved", room=news.old, data=data, source=news.event_id)
    draft = Draft(
        key=f"room_moved/{id_}/{news.event_id}",
        collaboration=id_,
        to=news.new,
        card=moved_card(),
    )
    await tx.outbox.put(draft, setting.now)


async def _note(
    tx: Transaction,
    setting: Setting,
    kind: str,
    *,
    room: Address,
    data: Mapping[str, object],
    source: str,
) -> None:
    await tx.record.append(
        Entry(
            collaboration=setting.collaboration.id,
            kind=kind,
            at=setting.now,
            version=setting.collaboration.version,
            subject=str(room),
            source=source,
            data=data,
        )
    )


async def _gone(tx: Transaction, setting: Setting, news: PersonGone) -> None:
    person = setting.directory.person_at(news.person)
    if person is None:
        return
    seats = setting.directory.seats_of(setting.collaboration.id, person, setting.now)
    missed = tuple(seat for seat in seats if _missed(setting, seat, news.room))
    if missed or (not seats and _leads_for(setting, person, news.room)):
        await open_gaps(tx, setting, person, news.because, missed, source=news.event_id)


def _missed(setting: Setting, key: str, room: Address | None) -> bool:
    """Whether a seat misses its holder: without an account always, else in a room of its side."""
    seat = setting.agreement.seat.get(key)
    if seat is None or room is None:
        return seat is not None
    return seat.contact.in_room and seat.party in setting.directory.parties_in(room)


def _leads_for(setting: Setting, person: Person, room: Address | None) -> bool:
    served = setting.directory.parties_in(room) if room else setting.agreement.party.keys()
    return any(
        person in setting.directory.leads(setting.collaboration.id, party) for party in served
    )


async def _back(tx: Transaction, setting: Setting, news: PersonBack) -> None:
    person = setting.directory.person_at(news.person)
    if person is not None:
        because = _ENDS_IN_A_ROOM if news.room else tuple(GoneBecause)
        await close_gaps(tx, setting, GapEnd.BACK, person=person.id, because=because)
