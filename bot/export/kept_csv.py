"""The kept-promise record as CSV, for a spreadsheet."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.domain.kept import Outcome, tally

COLUMNS = (
    "month",
    "side",
    "update",
    "promised",
    "on_time",
    "late",
    "missed",
    "excused",
    "not_asked",
    "on_time_percent",
    "median_late_working_hours",
)
_HOUR = timedelta(hours=1)


def kept_csv(outcomes: Iterable[Outcome], parties: Mapping[str, str]) -> str:
    """A line for each month, side and update, oldest month first.

    Args:
        outcomes: what came of the updates the reader may know of.
        parties: what people call each party, by key.
    """
    grouped: dict[tuple[date, str, str], list[Outcome]] = defaultdict(list)
    for each in outcomes:
        grouped[each.month, parties.get(each.party, each.party), each.cadence].append(each)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for (month, party, _), found in sorted(grouped.items(), key=lambda group: group[0]):
        counted = tally(found)
        percent, late = counted.on_time_percent, counted.lateness
        rows.writerow(
            (
                f"{month:%Y-%m}",
                _inert(party),
                _inert(max(found, key=lambda each: each.due).title),
                counted.promised,
                counted.on_time,
                counted.late,
                counted.missed,
                counted.excused,
                counted.not_asked,
                "" if percent is None else percent,
                "" if late is None else f"{late / _HOUR:.2f}",
            )
        )
    return written.getvalue()


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
