"""When gaps were opened and closed, by the record: the stores keep only those that are open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.instant import Instant
from bot.domain.seat_times import Gone
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_SEAT = "seat.gap"
_OPENS = frozenset({_SEAT, "ownership.gap"})
_CLOSES = frozenset({"seat.gap_closed", "ownership.gap_closed"})


@dataclass(frozen=True, kw_only=True)
class GapEntry:
    """A gap was opened or closed."""

    at: Instant
    party: str
    """Key of the party whose it is."""
    seat: str
    opens: bool
    person: str | None
    """Id of the holder who is gone; none where it is about an area."""


async def gap_entries(
    tx: Transaction, setting: Setting, seats: Mapping[str, str]
) -> Sequence[GapEntry]:
    """Every gap of some seats, and of the areas they answer for, in order.

    Args:
        tx: where the record is.
        setting: the collaboration.
        seats: key of the party of each seat that counts.
    """
    subjects = {*setting.agreement.seat, *setting.agreement.area}
    found = await tx.record.about(setting.collaboration.id, sorted(subjects))
    return [
        _of(each.entry, seats)
        for each in found
        if each.entry.kind in _OPENS | _CLOSES and _seat(each.entry) in seats
    ]


def gone(gaps: Iterable[GapEntry]) -> Sequence[Gone]:
    """The holders who were gone, the earliest first."""
    away: dict[tuple[str, str], Instant] = {}
    over: list[Gone] = []
    for each in gaps:
        if each.person is None:
            continue
        who = each.seat, each.person
        if each.opens:
            away.setdefault(who, each.at)
        elif who in away:
            since = away.pop(who)
            over.append(Gone(seat=each.seat, person=each.person, since=since, until=each.at))
    still = [Gone(seat=s, person=p, since=since, until=None) for (s, p), since in away.items()]
    return sorted((*over, *still), key=lambda each: each.since)


def _of(entry: Entry, seats: Mapping[str, str]) -> GapEntry:
    seat = _seat(entry)
    person = entry.data.get("person")
    return GapEntry(
        at=entry.at,
        party=seats[seat],
        seat=seat,
        opens=entry.kind in _OPENS,
        person=person if isinstance(person, str) else None,
    )


def _seat(entry: Entry) -> str:
    """The seat a gap is of: it stands beside an area, and is the subject itself otherwise."""
    return str(entry.data.get("seat", entry.subject))
