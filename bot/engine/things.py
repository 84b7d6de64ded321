"""The things of an agreement that a question can be about, by kind and by section of the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.agreement.document import Agreement
from bot.domain.visibility import View
from bot.engine.lookup import Kind

SECTION_OF: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.AREA: "areas",
        Kind.SEAT: "seats",
        Kind.LOCATION: "locations",
        Kind.TRIGGER: "triggers",
        Kind.CADENCE: "cadences",
    }
)
KIND_OF: Mapping[str, Kind] = MappingProxyType({v: k for k, v in SECTION_OF.items()})


@dataclass(frozen=True)
class Thing:
    """Something that can be asked about."""

    kind: Kind
    key: str
    title: str
    seat: str
    """Key of the seat that answers for it: of a trigger the one that tells first."""
    aliases: tuple[str, ...]

    @property
    def section(self) -> str:
        """Key of its section in the agreement file."""
        return SECTION_OF[self.kind]


def things(view: View) -> Iterator[Thing]:
    """All that exist for the reader, in the order of the agreement."""
    agreement = view.agreement
    for area in agreement.areas:
        yield Thing(Kind.AREA, area.key, area.title, area.accountable, area.aliases)
    for seat in view.seats:
        yield Thing(Kind.SEAT, seat.key, seat.title, seat.key, seat.aliases)
    for place in view.locations:
        yield Thing(Kind.LOCATION, place.key, place.title, place.owner, place.aliases)
    for trigger in agreement.triggers:
        first = trigger.first_notice.from_
        yield Thing(Kind.TRIGGER, trigger.key, trigger.title, first, trigger.aliases)
    for cadence in agreement.cadences:
        if view.seat(cadence.from_) is None:
            continue  # an update of a hidden seat tells that there is one
        yield Thing(Kind.CADENCE, cadence.key, cadence.title, cadence.from_, ())


def thing(view: View, kind: str, key: str) -> Thing | None:
    """One of them; none when it is not there, or not for the reader."""
    return next((each for each in things(view) if (each.kind, each.key) == (kind, key)), None)


def party_of(agreement: Agreement, found: Thing) -> str:
    """Key of the party whose seat answers for it."""
    return agreement.party_of(found.seat).key
