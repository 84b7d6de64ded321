"""When a message reached nobody, or not the person it was for: it is on record, and told."""

from bot.cards.compose.general import undeliverable
from bot.domain.checkin import CheckInState
from bot.domain.instant import Instant
from bot.domain.joining import GoneBecause
from bot.domain.people import Person
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache
from bot.engine.checkin_messages import NUDGE
from bot.engine.directory import Directory
from bot.engine.gaps import GAP_KEY, open_gaps
from bot.engine.kept import not_told_yet
from bot.engine.outgoing import RESTRICTED_KEY, UNNAMED_KEY, Draft, Message, OnDoubt
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now

_PREFIX = "undeliverable/"
#: Told by nobody to another side: a report about a report, a gap, which is a side's own matter (the
#: seat may be one that does not exist for the others), what only few may know of, and what goes to
#: who is not to be known.
_ONLY_RECORDED = (_PREFIX, GAP_KEY, RESTRICTED_KEY, UNNAMED_KEY)


async def note_unreachable(tx: Transaction, message: Message, now: Instant) -> None:
    """Date a gap for each seat of the person a message cannot reach.

    Not as long as another address of the same person is still to be tried. And not where the side
    has no room left: then Accord was taken out of the whole place, which was told when it happened
    and says nothing about one person. Nor where it would tell who is not to be known.
    """
    if message.collaboration is None or message.key.startswith(UNNAMED_KEY):
        return
    directory = Directory(await tx.directory.load())
    person = directory.person_at(message.to)
    if person is None or set(person.addresses) & set(message.fallbacks):
        return
    collaboration = directory.collaborations[message.collaboration]
    seats = directory.seats_of(collaboration.id, person, now)
    if not seats:
        return
    agreement = await text_now(tx, collaboration, AgreementCache())
    setting = Setting(
        now=now, directory=directory, collaboration=collaboration, agreement=agreement
    )
    reached = [
        seat
        for seat in seats
        if seat in agreement.seat
        and directory.rooms(collaboration.id, agreement.party_of(seat).key)
    ]
    if reached:
        await open_gaps(tx, setting, person, GoneBecause.UNREACHABLE, reached)


async def report_undeliverable(tx: Transaction, message: Message, why: str, now: Instant) -> None:
    """Record it and tell the leads of the parties it did not belong to.

    A report that cannot be delivered itself is recorded and not reported again; so is what is said
    of a gap. A reminder is only recorded: telling of it would tell the other side of a miss before
    the agreed time.
    """
    if message.collaboration is None:
        return
    directory = Directory(await tx.directory.load())
    collaboration = directory.collaborations[message.collaboration]
    to = {} if message.key.startswith(UNNAMED_KEY) else {"to": str(message.to)}
    await tx.record.append(
        Entry(
            collaboration=collaboration.id,
            kind="message.undeliverable",
            at=now,
            version=collaboration.version,
            subject=message.key,
            data={**to, "because": why, "title": message.card.title},
        )
    )
    if message.key.startswith(_ONLY_RECORDED) or message.on_doubt is OnDoubt.SKIP:
        return
    if await _says_what_is_not_told_yet(tx, message, now):
        return
    setting = Setting(
        now=now,
        directory=directory,
        collaboration=collaboration,
        agreement=await text_now(tx, collaboration, AgreementCache()),
    )
    own = directory.party_of_tenant(collaboration.id, message.to.home)
    parties = dict.fromkeys(lead.party for lead in directory.bound(collaboration.id).leads)
    for party in parties:
        if party == own:
            continue
        for lead in directory.leads(collaboration.id, party):
            if not lead.addresses or _tells(setting, message, lead):
                continue
            await tx.outbox.put(
                Draft(
                    key=f"{_PREFIX}{message.id}/{lead.id}",
                    collaboration=collaboration.id,
                    to=lead.addresses[0],
                    fallbacks=lead.addresses[1:],
                    card=undeliverable(message.card.title, why),
                ),
                now,
            )


async def _says_what_is_not_told_yet(tx: Transaction, message: Message, now: Instant) -> bool:
    """Whether it asked for an update that is late by now, of which the other side is told later."""
    if not message.key.endswith(NUDGE):
        return False
    checkin = await tx.checkins.get(message.key.removesuffix(NUDGE))
    if checkin is None or checkin.state is CheckInState.OPEN:
        return False
    version = await AgreementCache().get(tx, checkin.collaboration, checkin.version)
    return not_told_yet(version, checkin, now)


def _tells(setting: Setting, message: Message, reader: Person) -> bool:
    """Whether the title of a message names something that does not exist for somebody."""
    seen = view(setting.agreement, setting.reader_of(reader))
    hidden = [
        *(setting.agreement.seat[key].title for key in seen.hidden_seats),
        *(setting.agreement.location[key].title for key in seen.hidden_locations),
        *(each.title for each in setting.agreement.cadences if seen.seat(each.from_) is None),
    ]
    return any(title.casefold() in message.card.title.casefold() for title in hidden)
