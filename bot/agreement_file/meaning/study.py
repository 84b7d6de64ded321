"""The study, its phases, the versions, methods and input levels."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part
from bot.domain.agreement.amending import Amending


def study_faults(document: Part) -> Iterator[Fault]:
    """Phases that end before they start, versions out of order, reminders that come too late."""
    for phase in document.parts("phases"):
        start, end = phase.date("start"), phase.date("end")
        if start is not None and end is not None and end < start:
            sentence = f"the phase ends on {end}, before it starts on {start}"
            yield phase.fault("end", f"{sentence}; exchange or correct the dates")
    versions = document.part("agreement")
    if versions is not None:
        yield from _version_faults(versions)
    amending = document.part("amendments")
    if amending is not None:
        yield from _amending_faults(amending)
    for wanted in document.parts("input_wanted"):
        if wanted.has("decided_by") and wanted.has("body"):
            sentence = "a seat and a body both decide; keep decided_by (a seat) or body (its name)"
            yield wanted.fault("body", sentence)


def _version_faults(versions: Part) -> Iterator[Fault]:
    history = list(versions.parts("history"))
    for before, after in pairwise(history):
        yield from _order_faults(before, after)
    if not history or len(history) != versions.length("history"):
        return
    current, last = versions.number("version"), history[-1].number("version")
    if current is not None and last is not None and current != last:
        sentence = f"this is version {current}, but the last one in the history is {last}"
        yield versions.fault("version", f"{sentence}; make them equal")


def _order_faults(before: Part, after: Part) -> Iterator[Fault]:
    older, newer = before.number("version"), after.number("version")
    if older is not None and newer is not None and newer <= older:
        sentence = f"version {newer} stands after version {older}; list the oldest first"
        yield after.fault("version", sentence)
    first, then = before.date("effective"), after.date("effective")
    if first is not None and then is not None and then < first:
        sentence = f"in force on {then}, before the version above ({first}); correct one of them"
        yield after.fault("effective", sentence)


def _amending_faults(amending: Part) -> Iterator[Fault]:
    agreed = Amending()
    remind = amending.duration("remind_after") or agreed.remind_after
    lapse = amending.duration("lapse_after") or agreed.lapse_after
    # Lengths in different units are not compared: how long a business day lasts is not known here.
    if remind.unit is lapse.unit and remind.amount >= lapse.amount:
        sentence = f"a proposal lapses after {lapse}, before anybody is reminded of it ({remind})"
        name = "remind_after" if amending.has("remind_after") else "lapse_after"
        yield amending.fault(name, f"{sentence}; remind earlier, or let it lapse later")


def phase_lengths(document: Part) -> dict[str, int]:
    """How many days each phase has, as far as it is known."""
    lengths: dict[str, int] = {}
    for phase in document.parts("phases"):
        key, start, end = phase.text("key"), phase.date("start"), phase.date("end")
        if key is not None and start is not None and end is not None:
            lengths[key] = _days(start, end)
    return lengths


def _days(start: date, end: date) -> int:
    return (end - start).days + 1
