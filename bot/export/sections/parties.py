"""Parties with their calendars, and the phases."""

from collections.abc import Iterator
from datetime import date

from bot.cards.words import export as words
from bot.cards.words.dates import day
from bot.cards.words.status import SIDE
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Holiday, Party
from bot.export.layout import Item, Lines, Section, facts, table
from bot.export.names import Names


def parties(agreement: Agreement) -> Section:
    """Who the parties are and when each of them works."""
    names = Names(agreement)
    return Section(
        "parties",
        "Parties and their calendars",
        tuple(_party(each, names) for each in agreement.parties),
    )


def phases(agreement: Agreement) -> Section:
    """The named ranges of days."""
    rows = [
        (
            each.title,
            day(each.start),
            day(each.end),
            "" if each.retrospective else words.NOT_LOOKED_BACK_ON,
        )
        for each in agreement.phases
    ]
    shown = table("Phases", ("Phase", "First day", "Last day", "At its end"), rows)
    return Section("phases", "Phases", (shown,) if rows else ())


def _party(party: Party, names: Names) -> Item:
    calendar, cover = party.holiday_calendar, party.days_off_cover
    told = facts(
        ("Legal name", party.name),
        ("Side", words.sentence(SIDE[party.side])),
        ("Place", party.city),
        ("Time zone", party.zone),
        ("Works", words.weekdays(party.working_week)),
        ("Office hours", str(party.hours)),
        ("Weekly digest", words.digest_time(party.digest)),
        (
            "Public holidays",
            words.public_holidays(
                calendar.country, calendar.subdivision, map(day, sorted(calendar.except_))
            )
            if calendar
            else None,
        ),
        ("Past work", words.past_work([names.party(each) for each in party.past_work_shown_to])),
        (
            "Cover on days off",
            words.covers(
                names.title(cover.seat),
                names.phases(cover.phases),
                names.method(cover.method) if cover.method else None,
                cover.note,
            )
            if cover
            else None,
        ),
    )
    off = table("Own days off", ("Day", "Days off", "Note"), _days_off(party))
    extra = table(
        "Days worked although normally off",
        ("Day", "Why", "Note"),
        (
            (day(each.date), each.name or "", _certain(provisional=each.provisional))
            for each in party.extra_working_days
        ),
    )
    return Item(party.short, (told, *(each for each in (off, extra) if each.rows)))


def _days_off(party: Party) -> Iterator[tuple[Lines | str, ...]]:
    for each in sorted(party.holidays, key=_first_day):
        last = each.to or _first_day(each)
        yield words.between(_first_day(each), last), each.name, words.sentence(words.holiday(each))


def _certain(*, provisional: bool) -> str:
    return words.sentence(words.TO_BE_CONFIRMED) if provisional else ""


def _first_day(holiday: Holiday) -> date:
    first = holiday.date or holiday.from_
    assert first is not None, "a checked agreement has one of the two"
    return first
