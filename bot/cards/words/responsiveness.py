"""Sentences about how both sides answer."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.words import kept as kept_words
from bot.cards.words.kept import how_many as updates
from bot.cards.words.kept import month_name, working_time
from bot.domain.acknowledged_times import Acknowledged
from bot.domain.ages import Band
from bot.domain.raised_times import RaisedTimes
from bot.domain.responsiveness import Gaps, Numbers
from bot.domain.seat_times import SeatTimes
from bot.domain.waiting_times import ReplyTimes

TITLE = "Responsiveness"
SO_FAR = "so far"
NOTHING = (
    "There is nothing to count for this month. Type responsiveness and a month, as in"
    " responsiveness last month."
)
NONE = "none"
SAME_FOR_ALL = (
    "Everybody on all sides reads these numbers. They count sides, not people or seats, and only"
    " what everybody here may know."
)
IN_SHORT = (
    "Answer time: working time of whoever was asked, until they answered or asked back, or first"
    " answered the suggestion. Median: half took no longer. 90th percentile: nine in ten took no"
    " longer. Updates are counted as in kept. Acknowledged in time: before the ladder climbed"
    " because nobody had said so. Ages are those at the end of the month, days without a holder"
    " those of all seats together. Time while paused or closed does not count. Months follow the"
    " clock in {zone}. The files have every definition."
)
MONTH_BEFORE = "The month before"
MONTH_AFTER = "The month after"
ALL_SIDES = "All sides"
FILES = "As files (XLSX, CSV)"

FILE_TITLE = "Responsiveness as files"
FILE_HOW = (
    "One line for each month and side, from the beginning. The definitions stand on a second sheet;"
    " in the CSV behind an empty line. The links work for {minutes} minutes, for whoever has them,"
    " so do not pass them on."
)
FILE_XLSX = "Workbook (XLSX)"
FILE_CSV = "File (CSV)"
NO_LINK = (
    "A link to a file cannot be made here, because the address of this Accord or its key is not"
    " set. Whoever runs it can set ACCORD_PUBLIC_URL and ACCORD_SECRET_KEY. Type responsiveness to"
    " read the numbers here."
)
UNKNOWN = (
    "No side here is called “{text}”. There are: {names}. Type responsiveness for all of them, or a"
    " month behind, as in responsiveness March 2027."
)

_BANDS = {
    Band.WEEK: "{count} under 7 days",
    Band.MONTH: "{count} from 7 to 29 days",
    Band.QUARTER: "{count} from 30 to 89 days",
    Band.OLDER: "{count} of 90 days or more",
}
_DAY = timedelta(days=1)

ANSWER_TIME_CHART = "Median answer time by month"
IN_TIME_CHART = "Answered within the agreed time"
HOURS = "working hours"
PERCENT = "%"
NOT_DRAWN = "Drawn are the months in which each side has one."
_SHORT = {HOURS: "h", PERCENT: "%"}


def heading(month: date, *, so_far: bool) -> str:
    """`Nov 2026`, or `Nov 2026 so far`."""
    return f"{month_name(month)} {SO_FAR}" if so_far else month_name(month)


def rows(numbers: Numbers, *, so_far: bool) -> dict[str, str]:
    """Every number of one side in one month in words, by what it is; NONE where there is none."""
    return {
        "Questions": _questions(numbers.replies, "now" if so_far else "at the end"),
        "Answer time": _answer_time(numbers.replies),
        "Suggestions": _suggestions(numbers.suggestions, "now" if so_far else "at the end"),
        "Updates": updates(numbers.updates) or NONE,
        "Escalations raised": _raised(numbers.raised),
        "Acknowledged in time": _acknowledged(numbers.acknowledged),
        "Open actions": _ages(numbers.actions),
        "Decisions that wait": _ages(numbers.decisions),
        "Seats": _seats(numbers.seats),
        "Gaps": _gaps(numbers.gaps),
    }


def _questions(replies: ReplyTimes, when: str) -> str:
    if not (replies.came or replies.waiting):
        return NONE
    said = [f"{replies.came} came"]
    if replies.counted:
        share = f"{replies.on_time_percent} %"
        said.append(
            f"{replies.on_time} of {replies.counted} answered within the agreed time ({share})"
        )
    if replies.waiting:
        said.append(f"{replies.waiting} open {when}")
    return ", ".join(said)


def _suggestions(replies: ReplyTimes, when: str) -> str:
    said = _questions(replies, when)
    if replies.median is None:
        return said
    return f"{said}, median {working_time(replies.median)} of working time"


def _answer_time(replies: ReplyTimes) -> str:
    if replies.median is None or replies.ninetieth is None:
        return NONE
    median, most = working_time(replies.median), working_time(replies.ninetieth)
    return f"median {median}, 90th percentile {most} of working time"


def _raised(raised: RaisedTimes) -> str:
    if raised.to_known is None or raised.to_told is None:
        return NONE
    of = "median " if raised.raised > 1 else ""
    known, told = working_time(raised.to_known), working_time(raised.to_told)
    clocks = f"{of}{known} from happened to known, {of}{told} from known to notified"
    return f"{raised.raised} ({clocks})"


def _acknowledged(found: Acknowledged) -> str:
    return f"{found.in_time} of {found.counted} escalations" if found.counted else NONE


def _ages(found: Counter[Band]) -> str:
    said = [words.format(count=found[band]) for band, words in _BANDS.items() if found[band]]
    if len(said) > 1:
        return f"{found.total()} ({', '.join(said)})"
    return said[0] if said else NONE


def _seats(seats: SeatTimes) -> str:
    said = []
    if seats.changed:
        said.append(f"{seats.changed} changed hands")
    if seats.empty:
        length = days(seats.empty)
        said.append(f"{length} {'day' if length == '1' else 'days'} without a holder")
    return ", ".join(said) or NONE


def days(length: timedelta) -> str:
    """`3.5`, `1,204`, `0.1`: days of twenty-four hours, without a decimal that says nothing."""
    return f"{max(length / _DAY, 0.1):,.1f}".removesuffix(".0")


def _gaps(gaps: Gaps) -> str:
    if not (gaps.opened or gaps.closed):
        return NONE
    return f"{gaps.opened} opened, {gaps.closed} closed"


def under_bars(months: Sequence[tuple[date, bool]]) -> tuple[str, ...]:
    """`Nov 2026`, `Dec`, `Jan 2027 so far`: of each month its first day, and whether it runs."""
    names = kept_words.under_bars([month for month, _ in months])
    return tuple(
        f"{name} {SO_FAR}" if so_far else name
        for name, (_, so_far) in zip(names, months, strict=True)
    )


def chart_text(
    what: str,
    unit: str,
    sides: Sequence[tuple[str, Sequence[tuple[date, bool, float]]]],
    *,
    all_drawn: bool,
) -> str:
    """A chart in words: every value of every side, also of months that are not drawn.

    Args:
        what: the title of the chart.
        unit: what its values count.
        sides: the name of each, and its months: the first day, whether it runs, the value.
        all_drawn: whether the chart has them all.
    """
    said = []
    for name, values in sides:
        months = under_bars([(month, so_far) for month, so_far, _ in values])
        each = [
            f"{month}: {value:g} {_SHORT[unit]}"
            for month, (_, _, value) in zip(months, values, strict=True)
        ]
        said.append(f"{name}, {', '.join(each)}.")
    title = f"{what}, {unit}" if unit == HOURS else what
    return " ".join((f"{title}.", *said, *(() if all_drawn else (NOT_DRAWN,))))
