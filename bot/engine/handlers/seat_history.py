"""`seats <seat> [on <date>]`: who held a seat, and who held it then."""

import re
from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dateutil import parser as dates

from bot.cards.card import Moment, Part
from bot.cards.compose import seats as cards
from bot.cards.words import seats as words
from bot.cards.words.dates import day
from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant, local
from bot.domain.people import Holding
from bot.domain.visibility import Reader
from bot.engine.answer import Answer
from bot.engine.scene import Scene
from bot.engine.seating import named_seat

_ON_DAY = re.compile(r"^(?P<seat>.+?)\s+(?:on|at|in|as of)\s+(?P<day>.+)$", re.IGNORECASE)


def history(scene: Scene, text: str, reader: Reader) -> Answer:
    """Who held a seat, with dates; on a day, who held it then."""
    asked = _ON_DAY.match(text)
    seat = named_seat(scene, asked["seat"] if asked else text, reader)
    zone = scene.agreement.party[seat.party].zone
    held = [h for h in scene.directory.holdings(scene.collaboration.id) if h.seat == seat.key]
    title = seat.title
    if asked:
        first, last = _day(asked["day"], zone)
        title = f"{seat.title}, {day(local(first, zone).date())}"
        held = [h for h in held if h.since <= last and (h.until is None or h.until >= first)]
    rows = [_row(scene, holding, zone) for holding in held]
    return Answer(card=cards.history_card(title, rows))


def _row(scene: Scene, holding: Holding, zone: str) -> tuple[Part, ...]:
    name = scene.directory.person(holding.person).name
    if holding.until is None:
        return (name, ", since ", Moment(holding.since, zone))
    return (name, ", from ", Moment(holding.since, zone), " to ", Moment(holding.until, zone))


def _day(text: str, zone: str) -> tuple[Instant, Instant]:
    """First and last moment of a day somebody typed, on the wall clock of a zone."""
    try:
        found = _date(text)
        first, last = (datetime.combine(found, t, ZoneInfo(zone)) for t in (time.min, time.max))
        # The first and the last day there is have no such moment in every zone.
        return instant(first), instant(last)
    except (ValueError, OverflowError) as error:
        raise Refused(words.NO_DAY.format(text=text[:40])) from error


def _date(text: str) -> date:
    """A date as 2027-03-04 or in words; in words, and as 4/3/2027, the day comes before the month.

    Raises:
        ValueError: it is none.
    """
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    return dates.parse(text, dayfirst=True).date()
