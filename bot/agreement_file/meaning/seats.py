"""Seats: who stands in for whom, and when a seat can be reached."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup, zone_faults
from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part, repeated
from bot.domain.agreement.seats import ALL


def seat_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the seats."""
    for seat in lookup.document.parts("seats"):
        yield from zone_faults(seat)
        yield from repeated(seat, "working_week", "the day")
        yield from _deputy_faults(seat, lookup)
        yield from _on_call_faults(seat)
        yield from _test_call_faults(seat, lookup)
        for span in seat.parts("unavailable"):
            yield from _unavailable_faults(span, seat)


def _deputy_faults(seat: Part, lookup: Lookup) -> Iterator[Fault]:
    key, deputy = seat.text("key"), seat.text("deputy")
    if deputy is None:
        return
    if deputy == key:
        sentence = "the seat is its own deputy; name another seat of the same party"
        yield seat.fault("deputy", sentence)
        return
    own, other = lookup.party_of(key), lookup.party_of(deputy)
    if own is not None and other is not None and own != other:
        sentence = f'the deputy "{deputy}" belongs to {other}, the seat to {own}; name one of {own}'
        yield seat.fault("deputy", sentence)


def _on_call_faults(seat: Part) -> Iterator[Fault]:
    on_call = seat.part("on_call")
    if on_call is None:
        return
    phases = [word for _, word in on_call.texts("phases")]
    if ALL in phases and len(set(phases)) > 1:
        sentence = f"{ALL} holds every phase already; leave the others out"
        yield on_call.fault("phases", sentence)
    hours = on_call.hours("hours")
    if hours is not None and hours.start == hours.end:
        sentence = f"{hours} is no time at all; for around the clock leave hours out"
        yield on_call.fault("hours", sentence)


def _test_call_faults(seat: Part, lookup: Lookup) -> Iterator[Fault]:
    on_call = seat.part("on_call")
    test = on_call.part("test_call") if on_call is not None else None
    if test is None:
        return
    key, caller, before = seat.text("key"), test.text("by"), test.duration("before")
    if caller is not None and caller == key:
        yield test.fault("by", "the seat would call itself; name the seat that calls it")
    elif caller is not None and key in lookup.not_for_all and caller not in lookup.not_for_all:
        sentence = f'"{caller}" may not know of this seat'
        yield test.fault("by", f"{sentence}; name one that may, or leave the test call out")
    if before is not None and before.amount == 0:
        yield test.fault("before", f"{before} is too late to find out; write for example 3bd")


def _unavailable_faults(span: Part, seat: Part) -> Iterator[Fault]:
    start, end = span.time("from"), span.time("to")
    if start is not None and start == end:
        yield span.fault("to", "from and to are the same time; write when it ends")
    instead = span.text("instead")
    if instead is not None and instead == seat.text("key"):
        yield span.fault("instead", "the seat cannot stand in for itself; name another seat")
