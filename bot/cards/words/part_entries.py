"""Entries of lists inside a part of the agreement, in words."""

from collections.abc import Sequence
from datetime import time

from bot.cards.words import part_labels, parts
from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import ContentItem, ContentType
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday
from bot.domain.agreement.seats import Unavailable
from bot.domain.agreement.triggers import LadderStep, Limit, StepIf
from bot.domain.duration import Duration


def day_off(found: Holiday) -> str:
    """A day off or a run of them."""
    first = found.date or found.from_
    last = found.date or found.to
    when = parts.span(first, last) if first and last else ""
    until = f"works until {found.works_until:%H:%M}" if found.works_until else ""
    uncertain = "to be confirmed" if found.provisional else ""
    return parts.sentence_of(f"{when}: {found.name}", until, uncertain, found.note or "")


def extra_day(found: ExtraWorkingDay) -> str:
    """A day worked although it is normally off."""
    name = f": {found.name}" if found.name else ""
    return parts.sentence_of(
        f"{day(found.date)}{name}", "to be confirmed" if found.provisional else ""
    )


def contact_hours(start: time, end: time | None, method: str, why: str | None) -> str:
    """Hours in which one method only is right."""
    until = f"to {end:%H:%M}" if end else "until office hours begin"
    return parts.sentence_of(f"{start:%H:%M} {until}: {method} only", why or "")


def absence(found: Unavailable, only: Sequence[str], instead: str | None) -> str:
    """Hours in which a seat cannot be reached."""
    return parts.sentence_of(
        f"{found.from_:%H:%M} to {found.to:%H:%M}",
        f"only in {join(list(only))}" if only else "",
        found.why or "",
        "reachable when it cannot wait" if found.urgent_gets_through else "",
        f"ask the {instead} instead" if instead else "",
    )


def test_call(caller: str, before: Duration) -> str:
    """Who calls the number of a seat before it is on call."""
    return f"test call by {caller}, {before.in_words()} before a phase"


def content_item(found: ContentItem) -> str:
    """What an update must say."""
    if found.type is ContentType.TEXT:
        return found.title
    more = found.unit or ", ".join(found.choices)
    kind = part_labels.choice("ContentType", found.type).lower()
    return f"{found.title} ({kind}{f': {more}' if more else ''})"


def late_step(seat: str | None, after: Duration) -> str:
    """Who is told that an update is late."""
    return parts.sentence_of(seat or "", f"{after.in_words()} after the promised time")


def limit(found: Limit) -> str:
    """A further limit of a trigger."""
    measured = found.measure.replace("_", " ")
    compared = part_labels.choice("Operator", found.op).lower()
    unit = f" {found.unit}" if found.unit else ""
    held = f" for {found.for_.in_words()}" if found.for_ else ""
    return f"{measured}: {compared} {found.value:g}{unit}{held}"


def ladder_step(found: LadderStep, seats: Sequence[str]) -> str:
    """A rung: when, who on each side, and what leads there."""
    when = f"after {found.after.in_words()}" if found.after.amount else "at the start"
    leads = [
        part_labels.choice("StepIf", each).lower() for each in found.if_ if each is not StepIf.START
    ]
    leads += [f"reported: {each}" for each in found.or_reported]
    because = f" if {' or '.join(leads)}" if leads else ""
    unless = f" unless reported: {found.unless_reported}" if found.unless_reported else ""
    again = f", told again every {found.repeat_every.in_words()}" if found.repeat_every else ""
    note = f" ({found.note})" if found.note else ""
    return f"step {found.step}, {when}{because}{unless}: {join(list(seats))}{again}{note}"
