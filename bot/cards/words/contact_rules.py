"""Sentences about whom to contact about an area, and at which hour."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cards.words.answers import join, now_there
from bot.cards.words.dates import WEEKDAYS, clock_of, day
from bot.domain.agreement.contact_rules import ContactFor, ContactRule, ContactWhen
from bot.domain.agreement.parties import OfficeHours, Weekday
from bot.domain.reach import Availability, Reach

WHEN_IT_CANNOT_WAIT = "When it cannot wait"
MUST_BE_FORMAL = "What must be formal"
CONTACT_TITLE = "Whom to contact"
COLUMNS = ("Area", "When", "Whom and how", "Good to know")
FIRST_COUNTS = (
    "For each area the first line that applies counts; where none does, the seat that answers for"
    " it is contacted as it is reached itself."
)

_FOR = {
    ContactFor.NORMAL: "what can wait",
    ContactFor.URGENT: "what cannot wait",
    ContactFor.FORMAL: "what must be formal",
}
_WHEN = {
    ContactWhen.OFFICE_HOURS: "in office hours",
    ContactWhen.OUTSIDE_OFFICE_HOURS: "outside office hours",
    ContactWhen.ON_CALL: "while on call",
}


def applies(rule: ContactRule) -> str:
    """When a rule applies: `what cannot wait, outside office hours, 22:00 to 06:00`."""
    days = [WEEKDAYS[each] for each in rule.days]
    parts = (
        _FOR[rule.for_] if rule.for_ else "",
        _WHEN[rule.when] if rule.when else "",
        f"{rule.hours.start:%H:%M} to {rule.hours.end:%H:%M}" if rule.hours else "",
        f"on {join(days)}" if days else "",
    )
    return ", ".join(part for part in parts if part) or "at any time"


def entry(rule: ContactRule, seat: str, method: str) -> str:
    """A rule in a list: when it applies, whom to contact, and how."""
    note = f" ({rule.note})" if rule.note else ""
    said = applies(rule)
    return f"{said[:1].upper()}{said[1:]}: {whom(seat, method)}{note}"


def as_written(value: Mapping[str, Any]) -> ContactRule:
    """A rule from the plain data of the file."""
    return ContactRule(
        seat=value["seat"],
        method=value["method"],
        for_=ContactFor(value["for"]) if "for" in value else None,
        when=ContactWhen(value["when"]) if "when" in value else None,
        hours=OfficeHours.parse(value["hours"]) if "hours" in value else None,
        days=tuple(map(Weekday, value.get("days", ()))),
        note=value.get("note"),
    )


def whom(seat: str, method: str) -> str:
    """`Sample reception desk, by Email`."""
    return f"{seat}, by {method}"


def agreed_for(rule: ContactRule) -> str:
    """That a rule says so, in its words."""
    note = f" {_sentence(rule.note)}" if rule.note else ""
    return f" Agreed for {applies(rule)}.{note}" if _says_when(rule) else note


def time_there(found: Reach) -> str:
    """The hour where a seat is, and what it means there."""
    clock = now_there(found)
    match found.availability:
        case Availability.IN_HOURS:
            return f" {clock}, in office hours until {_hour(found.until)}."
        case Availability.ON_CALL:
            until = f"until {_hour(found.until)}" if found.until else "around the clock"
            return f" {clock}, on call {until}."
        case _:
            back = f", back {_day_and_hour(found, found.next_start)}" if found.next_start else ""
            return f" {clock}{back}."


def time_here(found: Reach, zone: str | None) -> str:
    """The same hours where the asker is; nothing where the clocks show the same."""
    here = found.wall.astimezone(ZoneInfo(zone)) if zone else found.wall
    if here.utcoffset() == found.wall.utcoffset():
        return ""
    assert zone is not None
    now = f"{here:%H:%M}" if here.date() == found.wall.date() else f"{here:%a %H:%M}"
    until = f", until {found.until.astimezone(ZoneInfo(zone)):%H:%M}" if found.until else ""
    back = ""
    if found.next_start and not found.until and found.availability is not Availability.ON_CALL:
        start = found.next_start.astimezone(ZoneInfo(zone))
        back = f", back {f'{start:%H:%M}' if start.date() == here.date() else f'{start:%a %H:%M}'}"
    # Named by its place: in a room others read it, too.
    return f" By {clock_of(zone)} it is {now}{until}{back}."


def _says_when(rule: ContactRule) -> bool:
    return bool(rule.for_ or rule.when or rule.hours or rule.days)


def _sentence(text: str) -> str:
    said = f"{text[:1].upper()}{text[1:]}"
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _hour(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else "further notice"


def _day_and_hour(found: Reach, start: datetime) -> str:
    same = start.date() == found.wall.date()
    return f"{start:%H:%M}" if same else f"{day(start.date())} {start:%H:%M}"
