"""What a side may change alone, at once: its own data. Everything else needs both sides.

The rule is section 4 of the design: “Your own side's data (seat holders, contacts, days off, your
ladder steps): change it, it is recorded, the other side is told. What both promised (cadences,
areas, triggers, methods, locations, ground rules): propose it.” Seat holders are not in the text
of an agreement. In case of doubt a change is shared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.domain.changes import Change, Json, Text

#: How and when a seat is reached and who stands in. That it is on call, how fast it answers and
#: what it is called was promised to the other side.
_OWN_OF_A_SEAT = frozenset({"contact", "unavailable", "deputy"})
#: Days off and who covers them, and when it reads the digest. The week, the hours and the zone are
#: what deadlines are counted by.
_OWN_OF_A_PARTY = frozenset(
    {"holidays", "holiday_calendar", "extra_working_days", "days_off_cover", "digest"}
)


def is_own(change: Change, party: str, document: Text) -> bool:
    """Whether the change is the business of one party alone.

    Args:
        change: one change to the document.
        party: key of the party that wants it.
        document: the agreement in force.
    """
    match change:
        case Change(section="seats", item=str(seat), field=(name, *_)):
            own = name in _OWN_OF_A_SEAT and _belongs(seat, party, document)
            return own and not _burdens_others(change.after, party, document)
        case Change(section="parties", item=str(key), field=(name, *_)):
            own = name in _OWN_OF_A_PARTY and key == party
            own = own and not _burdens_others(change.after, party, document)
            return own or (key == party and takes_back_past_work(change))
        case Change(section="triggers", field=("ladder",), before=[*old], after=[*new]):
            return _only_own_seats(old, new, party, document)
        case _:
            return False


def takes_back_past_work(change: Change) -> bool:
    """Whether fewer parties than before may keep the numbers of this work, and no other one."""
    if change.field != ("past_work_shown_to",):
        return False
    return set(_texts(change.after)) < set(_texts(change.before))


def split_own(
    changes: Iterable[Change], party: str, document: Text
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes a party makes alone, and those both sides have to agree on."""
    own: list[Change] = []
    shared: list[Change] = []
    for change in changes:
        (own if is_own(change, party, document) else shared).append(change)
    return tuple(own), tuple(shared)


def _only_own_seats(before: list[Any], after: list[Any], party: str, document: Text) -> bool:
    """Whether two ladders are the same but for seats of a party that other seats of it replace."""
    return len(before) == len(after) and all(
        was == will_be or _own_seat_replaced(was, will_be, party, document)
        for was, will_be in zip(before, after, strict=True)
    )


def _own_seat_replaced(was: Any, will_be: Any, party: str, document: Text) -> bool:
    seats = {**will_be["seats"], party: was["seats"].get(party)}
    return {**will_be, "seats": seats} == was and _belongs(
        will_be["seats"].get(party), party, document
    )


def _burdens_others(value: Json, party: str, document: Text) -> bool:
    """Whether a seat of another party is named, for example to stand in."""
    of_others = {seat["key"] for seat in _seats(document) if seat["party"] != party}
    return not of_others.isdisjoint(_texts(value))


def _belongs(seat: str | None, party: str, document: Text) -> bool:
    return any(each["key"] == seat and each["party"] == party for each in _seats(document))


def _seats(document: Text) -> Any:
    return document.get("seats", ())


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)
