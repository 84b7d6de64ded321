"""Parties: their sides, their week, their days off."""

from collections.abc import Iterator
from functools import cache

import holidays
from holidays.registry import COUNTRIES

from bot.agreement_file.meaning.lookup import Lookup, zone_faults
from bot.agreement_file.mistakes import Fault, instead, nearest
from bot.agreement_file.parts import Part, repeated


def party_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the parties and their calendars."""
    document = lookup.document
    parties = list(document.parts("parties"))
    if len(parties) > 1 and len(lookup.parties) == len(parties) and len(lookup.sides) == 1:
        side = next(iter(lookup.sides))
        sentence = f"all parties are on the side {side}; an agreement needs two sides at least"
        yield Fault(("parties",), sentence)
    for party in parties:
        yield from zone_faults(party)
        yield from repeated(party, "working_week", "the day")
        yield from _hours_faults(party)
        yield from _cover_faults(party, lookup)
        yield from _past_work_faults(party)
        for holiday in party.parts("holidays"):
            yield from _holiday_faults(holiday, party)
        calendar = party.part("holiday_calendar")
        if calendar is not None:
            yield from _calendar_faults(calendar)
    yield from _parties_without_seat(lookup)


def _parties_without_seat(lookup: Lookup) -> Iterator[Fault]:
    """Only said when every seat's party is clear; else the missing one may be misspelt there."""
    document = lookup.document
    seats = list(document.parts("seats"))
    of = {lookup.party_of(seat.text("key")) for seat in seats}
    if not seats or len(seats) != document.length("seats") or None in of:
        return
    for party in document.parts("parties"):
        key = party.text("key")
        if key is not None and key in lookup.parties and key not in of:
            sentence = f'the party "{key}" has no seat; give it at least one under seats'
            yield party.fault("key", sentence)


def _hours_faults(party: Part) -> Iterator[Fault]:
    hours = party.hours("hours")
    if hours is not None and hours.end <= hours.start:
        sentence = f"the office hours {hours} end before they start; write the earlier time first"
        yield party.fault("hours", sentence)


def _cover_faults(party: Part, lookup: Lookup) -> Iterator[Fault]:
    cover = party.part("days_off_cover")
    if cover is None:
        return
    seat = cover.text("seat")
    of = lookup.party_of(seat)
    if of is not None and of != party.text("key"):
        sentence = f'the seat "{seat}" belongs to {of}; name a seat of this party'
        yield cover.fault("seat", sentence)


def _past_work_faults(party: Part) -> Iterator[Fault]:
    key = party.text("key")
    for path, word in party.texts("past_work_shown_to"):
        if word == key:
            yield Fault(path, f'"{key}" is this party itself; name those that may keep its numbers')


def _holiday_faults(holiday: Part, party: Part) -> Iterator[Fault]:
    has_range = holiday.has("from") or holiday.has("to")
    if holiday.has("date") and has_range:
        sentence = "a day off has either date, or from and to; keep one of the two"
        yield holiday.fault("date", sentence)
    elif not holiday.has("date") and not (holiday.has("from") and holiday.has("to")):
        missing = "from" if holiday.has("to") else "to" if holiday.has("from") else None
        lacks = f'"{missing}" is missing' if missing else "the day is missing"
        yield Fault(holiday.path, f"{lacks}; write date for one day, or from and to for several")
    start, end = holiday.date("from"), holiday.date("to")
    if start is not None and end is not None and end < start:
        sentence = f"the days off end on {end}, before they start on {start}; exchange the dates"
        yield holiday.fault("to", sentence)
    until, hours = holiday.time("works_until"), party.hours("hours")
    if until is not None and hours is not None and until <= hours.start:
        sentence = f"work ends at {until:%H:%M}, before the office opens at {hours.start:%H:%M}"
        yield holiday.fault("works_until", f"{sentence}; for a whole day off leave it out")


def _calendar_faults(calendar: Part) -> Iterator[Fault]:
    country, subdivision = calendar.text("country"), calendar.text("subdivision")
    if country is None:
        return
    known = _countries()
    if country not in known:
        by_name = _codes_by_name().get(country.casefold().replace(" ", "_"))
        remedy = f'write "{by_name}"' if by_name else _code_instead(country)
        yield calendar.fault("country", f'no holidays are known for "{country}"; {remedy}')
    elif subdivision is not None and subdivision not in known[country]:
        remedy = instead(subdivision, known[country]) if known[country] else "leave it out"
        sentence = f'{country} has no holidays of its own for "{subdivision}"; {remedy}'
        yield calendar.fault("subdivision", sentence)


def _code_instead(country: str) -> str:
    near = nearest(country, _codes_by_name())
    if near is not None:
        return f'did you mean "{_codes_by_name()[near]}"?'
    return 'write the two letters of ISO 3166-1, for example "IN" or "US"'


@cache
def _countries() -> dict[str, list[str]]:
    return dict(holidays.list_supported_countries(include_aliases=True))


@cache
def _codes_by_name() -> dict[str, str]:
    codes = {names[1].casefold(): names[1] for names in COUNTRIES.values()}
    codes |= {names[2].casefold(): names[1] for names in COUNTRIES.values()}
    return codes | {name: names[1] for name, names in COUNTRIES.items()}
