"""Areas and locations: who answers for what on each side, and who may get in."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.meaning.study import phase_lengths
from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part


def area_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the areas."""
    lengths = phase_lengths(lookup.document)
    for area in lookup.document.parts("areas"):
        yield from _counterpart_faults(area, lookup)
        for due in area.parts("due"):
            yield from _due_faults(due, lengths)


def location_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the locations."""
    for location in lookup.document.parts("locations"):
        access = location.part("access")
        if access is None:
            continue
        if location.flag("restricted") and not access.has("seats"):
            sentence = "a restricted location must say who may know of it; list them under seats"
            yield location.fault("access", sentence)
        if access.has("within") and not access.has("granted_by"):
            sentence = "nobody is named whose working days count; add granted_by"
            yield access.fault("within", sentence)
        if access.flag("everyone") and access.length("seats"):
            sentence = "everyone and a list of seats contradict each other; keep one of the two"
            yield access.fault("everyone", sentence)
        yield from _grant_faults(access)
        filed = location.part("filed")
        if filed is not None and filed.text("location") == location.text("key") is not None:
            sentence = "the location is filed in itself; name another location"
            yield filed.fault("location", sentence)


def _grant_faults(access: Part) -> Iterator[Fault]:
    """One last day for each seat, and only for seats that get in at all."""
    listed = [key for _, key in access.texts("seats")]
    known: set[str] = set()
    for grant in access.parts("grants"):
        seat = grant.text("seat")
        if seat is None:
            continue
        if seat in known:
            yield grant.fault("seat", f'"{seat}" has a last day here already; keep one of the two')
        elif listed and seat not in listed:
            sentence = f'"{seat}" is not among the seats that get in'
            yield grant.fault("seat", f"{sentence}; add it under seats, or leave this out")
        known.add(seat)


def _counterpart_faults(area: Part, lookup: Lookup) -> Iterator[Fault]:
    """Somebody must be named to ask on each side.

    Usually one side does the work and answers for it, and the counterpart is on the other. Where
    the work is done on one side and answered for on the other (a budget the CRO keeps and the
    sponsor owns), both sides have their seat already, and the counterpart may be on either.
    """
    counterpart, accountable = area.text("counterpart"), area.text("accountable")
    sides = [lookup.side_of(area.text(name)) for name in ("accountable", "responsible")]
    side = lookup.side_of(counterpart)
    if side is None or set(sides) != {side} or len(lookup.sides) == 1:
        return
    sentence = f'"{counterpart}" is on the same side ({side}) as the accountable "{accountable}"'
    remedy = "name a seat of the other side, the one to ask there"
    yield area.fault("counterpart", f"{sentence}; {remedy}")


def _due_faults(due: Part, lengths: dict[str, int]) -> Iterator[Fault]:
    given = [name for name in ("date", "days", "every", "before", "after") if due.has(name)]
    if not given:
        sentence = "it does not say when; add one of date, days (with phase), every, before, after"
        yield Fault(due.path, sentence)
    elif len(given) > 1:
        sentence = f"{' and '.join(given)} stand together; write them as two entries of due"
        yield due.fault(given[1], sentence)
    if given == ["days"] and not due.has("phase"):
        yield due.fault("days", "days are counted in a phase; add phase")
    if due.has("phase") and given and given[0] not in {"days", "every"}:
        sentence = f"phase does not go together with {given[0]}; use it with days or every"
        yield due.fault("phase", sentence)
    if due.has("within") and given and given[0] in {"date", "days"}:
        sentence = (
            f"within does not go together with {given[0]}; use it with every, before or after"
        )
        yield due.fault("within", sentence)
    length = lengths.get(due.text("phase") or "")
    days = due.data.get("days")
    for index, day in enumerate(days if isinstance(days, list) else ()):
        if length is not None and isinstance(day, int) and day > length:
            sentence = f"the phase has {length} days, so there is no day {day}; correct one of them"
            yield Fault((*due.path, "days", index), sentence)
