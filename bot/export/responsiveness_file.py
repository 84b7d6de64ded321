"""How both sides answer, every month, as CSV and as a workbook, with the definitions beside it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.cards.words.responsiveness_definitions import (
    COLUMN,
    COLUMNS,
    DEFINITIONS_SHEET,
    MEANING,
    NO,
    OF_ALL,
    SHEET,
    YES,
)
from bot.domain.ages import Band
from bot.domain.responsiveness import Month, Numbers
from bot.export.inert import inert
from bot.export.workbook import Sheet, Value, workbook

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MONTH = "yyyy-mm"


def responsiveness_csv(months: Sequence[Month], parties: Mapping[str, str], zone: str) -> str:
    """A line for each month and side, the oldest first; behind an empty line the definitions.

    Args:
        months: oldest first.
        parties: what people call each party, by key.
        zone: IANA zone of the clock that months are read on.
    """
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for line in _lines(months, parties):
        rows.writerow([_as_text(value) for value in line])
    rows.writerow([])
    rows.writerow([COLUMN, MEANING])
    rows.writerows(_definitions(zone))
    return written.getvalue()


def responsiveness_xlsx(months: Sequence[Month], parties: Mapping[str, str], zone: str) -> bytes:
    """The same as a workbook: one sheet of numbers, one of definitions."""
    numbers = Sheet(
        title=SHEET,
        columns=tuple(COLUMNS),
        rows=[tuple(line) for line in _lines(months, parties)],
        formats=(_MONTH,),
    )
    definitions = Sheet(
        title=DEFINITIONS_SHEET, columns=(COLUMN, MEANING), rows=list(_definitions(zone))
    )
    return workbook((numbers, definitions))


def _lines(months: Sequence[Month], parties: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    for month in months:
        for party, numbers in month.sides.items():
            so_far = YES if month.so_far else NO
            yield (month.first, so_far, parties.get(party, party), *_values(numbers))


def _values(of: Numbers) -> tuple[Value, ...]:
    replies, updates, suggestions = of.replies, of.updates, of.suggestions
    return (
        replies.came,
        replies.counted,
        replies.on_time,
        replies.on_time_percent,
        replies.waiting,
        _in(_HOUR, replies.median),
        _in(_HOUR, replies.ninetieth),
        suggestions.came,
        suggestions.counted,
        suggestions.on_time,
        suggestions.waiting,
        _in(_HOUR, suggestions.median),
        updates.promised,
        updates.on_time,
        updates.late,
        updates.missed,
        updates.excused,
        updates.on_time_percent,
        of.raised.raised,
        _in(_HOUR, of.raised.to_known),
        _in(_HOUR, of.raised.to_told),
        of.acknowledged.counted,
        of.acknowledged.in_time,
        *_bands(of.actions),
        *_bands(of.decisions),
        of.seats.changed,
        _in(_DAY, of.seats.empty),
        of.gaps.opened,
        of.gaps.closed,
    )


def _bands(found: Counter[Band]) -> list[int]:
    return [found[band] for band in Band]


def _in(unit: timedelta, length: timedelta | None) -> float | None:
    return None if length is None else round(length / unit, 2)


def _as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%Y-%m}"
        case str():
            return inert(value)
        case _:
            return str(value)


def _definitions(zone: str) -> Iterator[tuple[str, str]]:
    yield "", OF_ALL
    for column, meaning in COLUMNS.items():
        yield column, meaning.replace("{zone}", zone)
