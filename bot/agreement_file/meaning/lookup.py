"""Who is on which side, as far as the document says so."""

from functools import cache
from zoneinfo import available_timezones

from bot.agreement_file.mistakes import Fault, nearest
from bot.agreement_file.parts import Part
from bot.domain.agreement.parties import Side


class Lookup:
    """The document, with its seats and parties found by key."""

    def __init__(self, document: Part) -> None:
        self.document = document
        self._party_of_seat: dict[str, str] = {}
        self._side_of_party: dict[str, str] = {}
        for party in document.parts("parties"):
            key, side = party.text("key"), party.word("side", Side)
            if key is not None and side is not None:
                # Two parties that are neither sponsor nor CRO are not on one side.
                self._side_of_party.setdefault(key, key if side is Side.OTHER else side.value)
        for seat in document.parts("seats"):
            key, of = seat.text("key"), seat.text("party")
            if key is not None and of is not None:
                self._party_of_seat.setdefault(key, of)

    def senders(self, method: str | None) -> list[str]:
        """The only seats that may send by a method; none means everyone may."""
        for each in self.document.parts("methods"):
            if method is not None and each.text("key") == method:
                return [seat for _, seat in each.texts("senders")]
        return []

    def keys(self, kind: str) -> list[str]:
        """The keys of all items of a kind: `areas`, `seats`."""
        return [key for each in self.document.parts(kind) if (key := each.text("key"))]

    @property
    def not_for_all(self) -> set[str]:
        """The keys of the seats and locations that not everybody may know of."""
        study = self.document.part("study")
        blinded = study is not None and study.flag("blinded")
        seats = [
            s for s in self.document.parts("seats") if blinded and s.data.get("blinded") is False
        ]
        places = [each for each in self.document.parts("locations") if each.flag("restricted")]
        return {key for each in (*seats, *places) if (key := each.text("key"))}

    @property
    def sides(self) -> set[str]:
        """The sides there are."""
        return set(self._side_of_party.values())

    @property
    def parties(self) -> tuple[str, ...]:
        """The keys of the parties whose side is known."""
        return tuple(self._side_of_party)

    def party_of(self, seat: str | None) -> str | None:
        """The party a seat says it belongs to, when there is such a party."""
        party = self._party_of_seat.get(seat) if seat is not None else None
        return party if party in self._side_of_party else None

    def side_of(self, seat: str | None) -> str | None:
        """The side a seat is on."""
        party = self.party_of(seat)
        return None if party is None else self._side_of_party[party]


def sender_faults(part: Part, lookup: Lookup) -> list[Fault]:
    """A sender that the agreed method is not open to."""
    sender, method = part.text("from"), part.text("method")
    allowed = lookup.senders(method)
    if sender is None or not allowed or sender in allowed:
        return []
    sentence = f'"{sender}" may not send by {method}, only {", ".join(allowed)} may'
    return [part.fault("method", f"{sentence}; use another method")]


def zone_faults(part: Part) -> list[Fault]:
    """A zone that the zone database does not have."""
    zone = part.text("zone")
    if zone is None or zone in _zones():
        return []
    return [part.fault("zone", f'no time zone is called "{zone}"; {_instead_of(zone)}')]


def _instead_of(zone: str) -> str:
    known = sorted(_zones())
    city = zone.casefold().replace(" ", "_")
    of_city = [each for each in known if each.rsplit("/", 1)[-1].casefold() == city]
    near = of_city[0] if of_city else nearest(zone, known)
    if near is not None:
        return f'did you mean "{near}"?'
    return "write an IANA name, for example America/Los_Angeles or Asia/Kolkata"


@cache
def _zones() -> frozenset[str]:
    return frozenset(each for each in available_timezones() if "/" in each or each == "UTC")
