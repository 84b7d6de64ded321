"""What the bindings of an agreement can get wrong, beyond single values."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault, Path, instead
from bot.agreement_file.parts import Part
from bot.agreement_file.references import known_keys
from bot.domain.address import Address


def bindings_faults(bindings: Part, agreement: Part) -> Iterator[Fault]:
    """Every mistake in how the bindings fit together and fit the agreement."""
    check = _Check(bindings, agreement)
    yield from check.tenants()
    yield from check.rooms()
    yield from check.people()
    yield from check.leads()


class _Check:
    """The bindings beside the agreement they belong to."""

    def __init__(self, bindings: Part, agreement: Part) -> None:
        self._bindings = bindings
        self._known = known_keys(agreement)
        self._lookup = Lookup(agreement)
        self._parties: dict[Address, str] = {}
        """Which party a workspace or tenant belongs to."""
        for tenant in bindings.parts("tenants"):
            address, party = _address(tenant.text("address")), tenant.text("party")
            if address is not None and party is not None:
                self._parties.setdefault(address.home, party)
        self._all_tenants_known = len(self._parties) >= max(bindings.length("tenants"), 1)
        """Whether an address in another tenant is surely unbound."""

    def tenants(self) -> Iterator[Fault]:
        seen: dict[Address, str | None] = {}
        for tenant in self._bindings.parts("tenants"):
            yield from self._unknown_party(tenant)
            address = _address(tenant.text("address"))
            if address is None:
                continue
            if address.local is not None:
                sentence = f'"{address}" is a place or person; a whole tenant is written'
                yield tenant.fault("address", f"{sentence} {address.home}")
            elif address in seen:
                sentence = f"{address} belongs to {seen[address]} already; it can have one party"
                yield tenant.fault("address", f"{sentence}, take one of the lines away")
            seen.setdefault(address, tenant.text("party"))

    def rooms(self) -> Iterator[Fault]:
        seen: set[tuple[Address, str | None]] = set()
        for room in self._bindings.parts("rooms"):
            yield from self._unknown_party(room)
            address = _address(room.text("address"))
            if address is None:
                continue
            if address.local is None:
                sentence = f'"{address}" is a whole workspace or tenant; a room is written'
                yield room.fault("address", f"{sentence} {address}/<channel or chat>")
            elif (address, room.text("party")) in seen:
                yield room.fault("address", f"{address} stands here twice; once is enough")
            elif self._all_tenants_known and address.home not in self._parties:
                yield room.fault("address", _unbound(address))
            seen.add((address, room.text("party")))

    def people(self) -> Iterator[Fault]:
        holders: dict[str, str] = {}
        bound: dict[Address, str] = {}
        for number, person in enumerate(self._bindings.parts("people"), start=1):
            name = person.text("name") or f"person {number}"
            yield from self._seat_faults(person, name, holders)
            for path, text in person.texts("addresses"):
                address = _address(text)
                if address is not None:
                    yield from self._address_faults(path, address, name, bound)
            yield from self._side_faults(person)

    def leads(self) -> Iterator[Fault]:
        """Each party needs somebody who may speak for it."""
        led: set[str] = set()
        for person in self._bindings.parts("people"):
            if not person.flag("lead"):
                continue
            led |= {party for _, party in self._parties_of(person)}
            if not person.length("addresses"):
                sentence = "a lead answers in chat, and no address is given; add addresses"
                yield person.fault("lead", sentence)
        if not isinstance(self._bindings.data.get("people"), list):
            return
        for party in self._lookup.parties:
            if party not in led:
                sentence = f'the party "{party}" has no lead; set lead: true for one of its people'
                yield Fault((*self._bindings.path, "people"), sentence)

    def _unknown_party(self, item: Part) -> Iterator[Fault]:
        party, known = item.text("party"), self._known.get("party")
        if party is not None and known is not None and known.misses(party):
            remedy = instead(party, known.keys)
            yield item.fault("party", f'no party has the key "{party}"; {remedy}')

    def _seat_faults(self, person: Part, name: str, holders: dict[str, str]) -> Iterator[Fault]:
        known = self._known.get("seat")
        for path, seat in person.texts("seats"):
            if known is not None and known.misses(seat):
                remedy = instead(seat, known.keys)
                yield Fault(path, f'no seat has the key "{seat}"; {remedy}')
            elif seat in holders:
                sentence = f'the seat "{seat}" is held by "{holders[seat]}" already'
                yield Fault(path, f"{sentence}; a seat has one holder, take one of them away")
            holders.setdefault(seat, name)

    def _address_faults(
        self, path: Path, address: Address, name: str, bound: dict[Address, str]
    ) -> Iterator[Fault]:
        if address.local is None:
            sentence = f'"{address}" is a whole workspace or tenant; a person is written'
            yield Fault(path, f"{sentence} {address}/<user id>")
        elif address in bound:
            sentence = f'{address} belongs to "{bound[address]}" already; an address is one'
            yield Fault(path, f"{sentence} person's, take one of them away")
        elif self._all_tenants_known and address.home not in self._parties:
            yield Fault(path, _unbound(address))
        bound.setdefault(address, name)

    def _side_faults(self, person: Part) -> Iterator[Fault]:
        """A person's own tenant decides the side, so the seats must be on it."""
        of = [(seat, self._lookup.party_of(seat)) for _, seat in person.texts("seats")]
        seats = [(seat, party) for seat, party in of if party is not None]
        for path, text in person.texts("addresses"):
            address = _address(text)
            party = self._parties.get(address.home) if address is not None else None
            for seat, expected in seats:
                if party is not None and party in self._lookup.parties and party != expected:
                    sentence = f"{text} is in a tenant of {party}, and the seat {seat} belongs to"
                    yield Fault(path, f"{sentence} {expected}; correct the address or the seat")
                    break
        if len({party for _, party in seats}) > 1:
            sentence = "the seats belong to different parties; a person sits on one side"
            yield person.fault("seats", f"{sentence}, make it two entries")

    def _parties_of(self, person: Part) -> Iterator[tuple[str, str]]:
        for _, seat in person.texts("seats"):
            party = self._lookup.party_of(seat)
            if party is not None:
                yield seat, party
        for _, text in person.texts("addresses"):
            address = _address(text)
            if address is not None and address.home in self._parties:
                yield text, self._parties[address.home]


def _address(text: str | None) -> Address | None:
    """A usable address; one that cannot be read was complained about already."""
    try:
        return Address.parse(text or "")
    except ValueError:
        return None


def _unbound(address: Address) -> str:
    return (
        f"the workspace or tenant {address.home} belongs to no party; add it under tenants, or"
        " correct the address"
    )
