"""Taking an agreement and its bindings over from files. Doing it again changes nothing."""

import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.agreement_file.bindings import Bindings, PersonBinding
from bot.cards.words import proposals as words
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.changes import changes_between
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.people import Collaboration, CollaborationState, Holding, Lead, Person, Room, Tenant
from bot.engine.amending import propose_text
from bot.engine.directory import Directory
from bot.engine.newcomers import fresh_directory
from bot.engine.planning import plan_all
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import document_of

_Bound = TypeVar("_Bound", Tenant, Room, Lead)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did."""

    collaboration: Collaboration
    agreement_changed: bool
    """Whether the file is in force now and was not before."""
    proposal: Amendment | None = None
    """What waits for the parties to accept it, when the file is not what is in force."""
    bindings_changed: int
    """How many bindings were added or ended."""


async def import_agreement(
    tx: Transaction, agreement: Agreement, bindings: Bindings | None, now: Instant
) -> Imported:
    """Bind people and rooms, and put the agreement into force, or propose it where another is.

    What is in force belongs to all parties, so a file over it becomes a proposal like any other;
    the number of its version does not matter.

    Raises:
        Refused: its first version is still being agreed in chat, it is closed, nobody could accept
            the file, or a room already belongs to another collaboration.
    """
    directory = Directory(await tx.directory.load())
    known = directory.by_key(agreement.study.id)
    if known is not None and known.version == 0:
        raise Refused(words.FIRST_IN_CHAT.format(key=known.key))
    collaboration = known or await _put_in_force(tx, agreement, now)
    count = 0
    if bindings is not None:
        count = await _bind(
            tx, directory, collaboration, agreement=agreement, bindings=bindings, now=now
        )
    in_force = await tx.agreements.get(collaboration.id, collaboration.version)
    setting = Setting(
        now=now,
        directory=await fresh_directory(tx),
        collaboration=collaboration,
        agreement=in_force,
    )
    if collaboration.state is CollaborationState.ACTIVE:
        await plan_all(tx, collaboration.id, in_force, now)
    return Imported(
        collaboration=collaboration,
        agreement_changed=known is None,
        proposal=await _proposed(tx, setting, agreement),
        bindings_changed=count,
    )


async def _put_in_force(tx: Transaction, agreement: Agreement, now: Instant) -> Collaboration:
    """Nobody has agreed on anything here before: the file says what was agreed elsewhere."""
    version = agreement.agreement.version
    collaboration = Collaboration(
        id=uuid.uuid4().hex[:12],
        key=agreement.study.id,
        title=agreement.study.title,
        version=version,
    )
    await tx.directory.save_collaboration(collaboration)
    await tx.agreements.add(collaboration.id, agreement, now)
    data: dict[str, object] = {"to_version": version}
    await tx.record.append(_entry(collaboration, now, "agreement.imported", data))
    return collaboration


async def _proposed(tx: Transaction, setting: Setting, agreement: Agreement) -> Amendment | None:
    """The proposal that makes the text in force that of the file; none when it is that already."""
    text = document_of(agreement)
    if not changes_between(document_of(setting.agreement), text):
        return None
    history = agreement.agreement.history
    reason = history[-1].reason if history else ""
    return await propose_text(tx, setting, text, reason or words.FROM_FILE)


async def _bind(
    tx: Transaction,
    directory: Directory,
    collaboration: Collaboration,
    *,
    agreement: Agreement,
    bindings: Bindings,
    now: Instant,
) -> int:
    """Make the bindings of a collaboration exactly those of the file; gives how many changed."""
    people = [
        (binding, await _person(tx, directory, collaboration.id, binding))
        for binding in bindings.people
    ]
    id_, bound, store = collaboration.id, directory.bound(collaboration.id), tx.directory
    tenants = [
        Tenant(collaboration=id_, party=b.party, address=b.address) for b in bindings.tenants
    ]
    rooms = [Room(collaboration=id_, party=b.party, address=b.address) for b in bindings.rooms]
    leads = [
        Lead(collaboration=id_, party=_party(agreement, bindings, b), person=p.id)
        for b, p in people
        if b.lead
    ]
    seats = [(seat, person.id) for binding, person in people for seat in binding.seats]
    changes = [
        *await _exactly(tenants, bound.tenants, store.unbind_tenant, store.bind_tenant),
        *await _exactly(rooms, bound.rooms, store.unbind_room, store.bind_room),
        *await _exactly(leads, bound.leads, store.unname_lead, store.name_lead),
        *await _seat(tx, id_, [h for h in bound.holdings if h.until is None], seats, now),
    ]
    if changes:
        entry = _entry(collaboration, now, "bindings.changed", {"changes": changes})
        await tx.record.append(entry)
    return len(changes)


async def _exactly(
    wanted: Sequence[_Bound],
    there: Sequence[_Bound],
    end: Callable[[_Bound], Awaitable[None]],
    begin: Callable[[_Bound], Awaitable[None]],
) -> list[str]:
    """End what is not wanted, begin what is not there; gives what was done, in words."""
    gone = [each for each in there if each not in wanted]
    new = [each for each in wanted if each not in there]
    for each in gone:
        await end(each)
    for each in new:
        await begin(each)
    return [f"no longer {_said(each)}" for each in gone] + [_said(each) for each in new]


def _said(bound: Tenant | Room | Lead) -> str:
    match bound:
        case Tenant():
            return f"tenant {bound.address} belongs to {bound.party}"
        case Room():
            return f"room {bound.address} serves {bound.party}"
        case Lead():
            return f"person {bound.person} leads {bound.party}"


async def _seat(
    tx: Transaction,
    collaboration: str,
    current: Sequence[Holding],
    wanted: Sequence[tuple[str, str]],
    now: Instant,
) -> list[str]:
    """Let exactly these people hold these seats; what was held stays as history."""
    done = []
    for holding in current:
        if (holding.seat, holding.person) not in wanted:
            await tx.directory.end_holding(holding, now)
            done.append(f"no longer person {holding.person} holds {holding.seat}")
    held = [(holding.seat, holding.person) for holding in current]
    for seat, person in wanted:
        if (seat, person) not in held:
            holding = Holding(collaboration=collaboration, seat=seat, person=person, since=now)
            await tx.directory.appoint(holding)
            done.append(f"person {person} holds {seat}")
    return done


def _party(agreement: Agreement, bindings: Bindings, binding: PersonBinding) -> str:
    """The party of a lead: that of their seat, or of their own workspace when they hold none."""
    if binding.seats:
        return agreement.seat[binding.seats[0]].party
    homes = {tenant.address: tenant.party for tenant in bindings.tenants}
    return homes[binding.addresses[0].home]  # the check of the file saw to it that both are there


def _seated_without_address(
    directory: Directory, collaboration: str, binding: PersonBinding
) -> Person | None:
    """Somebody who is not in chat is the same person as long as name and seat stay the same."""
    for holding in directory.holdings(collaboration):
        person = directory.person(holding.person)
        if (
            holding.until is None
            and holding.seat in binding.seats
            and person.name == binding.name
            and not person.addresses
        ):
            return person
    return None


async def _person(
    tx: Transaction, directory: Directory, collaboration: str, binding: PersonBinding
) -> Person:
    """The person of a binding: somebody known by one of the addresses, or somebody new.

    Somebody known may sit in other collaborations, so their other addresses stay.
    """
    known = next(
        (found for address in binding.addresses if (found := directory.person_at(address))), None
    )
    if known is None and not binding.addresses:
        known = _seated_without_address(directory, collaboration, binding)
    addresses = dict.fromkeys((*binding.addresses, *(known.addresses if known else ())))
    person = Person(
        id=known.id if known else uuid.uuid4().hex[:12],
        name=binding.name,
        addresses=tuple(addresses),
    )
    if person != known:
        await tx.directory.save_person(person)
    return person


def _entry(collaboration: Collaboration, now: Instant, kind: str, data: dict[str, object]) -> Entry:
    return Entry(
        collaboration=collaboration.id,
        kind=kind,
        at=now,
        version=collaboration.version,
        subject=collaboration.key,
        data=data,
    )
