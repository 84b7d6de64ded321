"""The kept-promise record as CSV, for a spreadsheet."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.cards.compose.kept import Spoken
from bot.cards.words import kept as words
from bot.domain.kept import Outcome, tally
from bot.export.inert import inert

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
    "heads_ups_given",
    "heads_ups_seen",
    "escalations_raised",
    "median_hours_happened_to_known",
    "median_hours_known_to_told",
    "questions_counted",
    "questions_answered_on_time",
    "median_answer_working_hours",
)
_HOUR = timedelta(hours=1)
#: Columns about updates, of which a line about what was said across has none; and the others.
_OF_UPDATES, _OF_SAID = 8, 8


def kept_csv(
    outcomes: Iterable[Outcome],
    parties: Mapping[str, str],
    spoken: Mapping[tuple[date, str], Spoken],
) -> str:
    """A line for each month, side and update, and one for what a side said across in a month.

    The oldest month comes first, and what was said across behind the updates of its side.

    Args:
        outcomes: what came of the updates the reader may know of.
        parties: what people call each party, by key.
        spoken: what was said across, by first day of the month and party.
    """
    grouped: dict[tuple[date, str, str], list[Outcome]] = defaultdict(list)
    for each in outcomes:
        grouped[each.month, parties.get(each.party, each.party), each.cadence].append(each)
    lines = [
        ((month, party, 0), _update(month, party, found))
        for (month, party, _), found in sorted(grouped.items(), key=lambda group: group[0])
    ]
    for (month, key), said in spoken.items():
        party = parties.get(key, key)
        lines.append(((month, party, 1), _said(month, party, said)))
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(line for _, line in sorted(lines, key=lambda each: each[0]))
    return written.getvalue()


def _update(month: date, party: str, found: list[Outcome]) -> list[object]:
    counted = tally(found)
    percent = counted.on_time_percent
    return [
        *_start(month, party, max(found, key=lambda each: each.due).title),
        counted.promised,
        counted.on_time,
        counted.late,
        counted.missed,
        counted.excused,
        counted.not_asked,
        "" if percent is None else percent,
        _hours(counted.lateness),
        *([""] * _OF_SAID),
    ]


def _said(month: date, party: str, said: Spoken) -> list[object]:
    return [
        *_start(month, party, words.SAID_ACROSS),
        *([""] * _OF_UPDATES),
        said.heads_ups,
        said.seen,
        said.raised.raised,
        _hours(said.raised.to_known),
        _hours(said.raised.to_told),
        said.replies.counted,
        said.replies.on_time,
        _hours(said.replies.median),
    ]


def _start(month: date, party: str, title: str) -> list[object]:
    return [f"{month:%Y-%m}", inert(party), inert(title)]


def _hours(length: timedelta | None) -> str:
    return "" if length is None else f"{length / _HOUR:.2f}"
