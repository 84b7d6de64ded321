"""Taking an agreement and its bindings over from files. Doing it again changes nothing."""

import uuid
from dataclasses import dataclass

from bot.agreement_file.bindings import Bindings, PersonBinding
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.engine.directory import Directory
from bot.engine.planning import plan_all
from bot.engine.record import Entry
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did."""

    collaboration: Collaboration
    agreement_changed: bool
    bindings_changed: int
    """How many bindings were added or ended."""


async def import_agreement(
    tx: Transaction, agreement: Agreement, bindings: Bindings | None, now: Instant
) -> Imported:
    """Put a version into force and bind people and rooms to it.

    Raises:
        Refused: that version, or a newer one, is in force with other content, or a room already
            belongs to another collaboration.
    """
    directory = Directory(await tx.directory.load())
    known = directory.by_key(agreement.study.id)
    collaboration, changed = await _put_in_force(tx, known, agreement, now)
    count = 0
    if bindings is not None:
        count = await _bind(
            tx, directory, collaboration, agreement=agreement, bindings=bindings, now=now
        )
    await plan_all(tx, collaboration.id, agreement, now)
    return Imported(collaboration=collaboration, agreement_changed=changed, bindings_changed=count)


async def _put_in_force(
    tx: Transaction, known: Collaboration | None, agreement: Agreement, now: Instant
) -> tuple[Collaboration, bool]:
    version = agreement.agreement.version
    if known is not None:
        if version < known.version:
            raise Refused(
                f"Version {known.version} of {known.key} is in force, and this file is version"
                f" {version}. Give it a higher version and a line in its history."
            )
        if version == known.version:
            if await tx.agreements.get(known.id, version) == agreement:
                return known, False
            raise Refused(
                f"Version {version} of {known.key} is in force with other content. An agreed"
                f" version is never changed: make this version {version + 1} and add a line to its"
                " history."
            )
    collaboration = Collaboration(
        id=known.id if known else uuid.uuid4().hex[:12],
        key=agreement.study.id,
        title=agreement.study.title,
        version=version,
    )
    await tx.directory.save_collaboration(collaboration)
    await tx.agreements.add(collaboration.id, agreement, now)
    await tx.record.append(
        _entry(
            collaboration,
            now,
            "agreement.imported",
            {"from_version": known.version if known else None, "to_version": version},
        )
    )
    return collaboration, True


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
    id_, bound = collaboration.id, directory.bound(collaboration.id)
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
    current = [h for h in bound.holdings if h.until is None]
    held = [(h.seat, h.person) for h in current]

    changes: list[str] = []
    for tenant in [t for t in bound.tenants if t not in tenants]:
        await tx.directory.unbind_tenant(tenant)
        changes.append(f"tenant {tenant.address} no longer belongs to {tenant.party}")
    for tenant in [t for t in tenants if t not in bound.tenants]:
        await tx.directory.bind_tenant(tenant)
        changes.append(f"tenant {tenant.address} belongs to {tenant.party}")
    for room in [r for r in bound.rooms if r not in rooms]:
        await tx.directory.unbind_room(room)
        changes.append(f"room {room.address} no longer serves {room.party}")
    for room in [r for r in rooms if r not in bound.rooms]:
        await tx.directory.bind_room(room)
        changes.append(f"room {room.address} serves {room.party}")
    for lead in [x for x in bound.leads if x not in leads]:
        await tx.directory.unname_lead(lead)
        changes.append(f"{directory.person(lead.person).name} no longer leads {lead.party}")
    for lead in [x for x in leads if x not in bound.leads]:
        await tx.directory.name_lead(lead)
        changes.append(f"person {lead.person} leads {lead.party}")
    for holding in [h for h in current if (h.seat, h.person) not in seats]:
        await tx.directory.end_holding(holding, now)
        changes.append(f"{directory.person(holding.person).name} left {holding.seat}")
    for seat, person in [pair for pair in seats if pair not in held]:
        holding = Holding(collaboration=id_, seat=seat, person=person, since=now)
        await tx.directory.appoint(holding)
        changes.append(f"person {person} holds {seat}")
    if changes:
        entry = _entry(collaboration, now, "bindings.changed", {"changes": changes})
        await tx.record.append(entry)
    return len(changes)


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
