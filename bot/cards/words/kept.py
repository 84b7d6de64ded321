"""Sentences of the kept-promise record."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.words.heads_ups import how_many as heads_ups
from bot.domain.kept import Tally
from bot.domain.raised_times import RaisedTimes
from bot.domain.waiting_times import ReplyTimes

TITLE = "Kept promises"
NOTHING = (
    "Nothing promised for these months has been settled yet. Type due to see what comes, or kept"
    " last month for another month."
)
DEFINITIONS = (
    "On time: it came before the end of the agreed grace. Late: it came after that, or has not come"
    " and the next one is not due yet. Missed: nothing has come, and the next one is due. Excused:"
    " the receiver said that it need not come; it is left out of the share. How late is the median"
    " of those that came late, in the sender's working hours from the agreed time. A month is that"
    " of the promise, on its own clock. A question counts from when it came to a seat until that"
    " seat answered or asked back, in its working hours. An escalation counts for the side that"
    " raised it, by the clock on the wall: from when it happened until it was known, and from then"
    " until another side was told here; one that begins by itself is left out. A heads-up counts"
    " as speaking early, unless it was taken back."
)
SAME_FOR_ALL = "Every side sees these numbers. Updates are counted, not people."
ALL_UPDATES = "All updates"
AS_FILE = "As a file (CSV)"
SAID_ACROSS = "Heads-ups, escalations and answers"
UNIT = "%"
NOT_ASKED = "not asked for in time, because Accord was not running (counted nowhere)"

FILE_TITLE = "Kept promises as a file"
FILE_HOW = (
    "One line for each update, side and month, from the beginning, and one for heads-ups,"
    " escalations and answers. The link works for {minutes} minutes, for whoever has it, so do not"
    " pass it on."
)
FILE_OPEN = "File (CSV)"
NO_LINK = (
    "A link to a file cannot be made here, because the address of this Accord or its key is not"
    " set. Whoever runs it can set ACCORD_PUBLIC_URL and ACCORD_SECRET_KEY. Type kept to read the"
    " numbers here."
)
UNKNOWN = (
    "No update here is called “{text}”. There are: {names}. Type kept for all of them, or a month"
    " behind, as in kept March 2027."
)


def month_name(month: date) -> str:
    """`Dec 2026`."""
    return f"{month:%b %Y}"


def under_bars(months: Sequence[date]) -> tuple[str, ...]:
    """`Nov 2026`, `Dec`, `Jan 2027`: the year only where it begins, or labels run together."""
    before = (None, *(month.year for month in months))
    return tuple(
        f"{month:%b}" if month.year == year else month_name(month)
        for month, year in zip(months, before, strict=False)
    )


def how_many(tally: Tally) -> str:
    """`4 of 5 on time, 1 late by 2 h 30 min`: the whole month of one update in words."""
    said = [f"{tally.on_time} of {tally.expected} on time"] if tally.expected else []
    if tally.late:
        said.append(f"{tally.late} late" + _how_late(tally))
    if tally.missed:
        said.append(f"{tally.missed} missed")
    if tally.excused:
        said.append(f"{tally.excused} excused")
    if tally.not_asked:
        said.append(f"{tally.not_asked} {NOT_ASKED}")
    return ", ".join(said)


def _how_late(tally: Tally) -> str:
    if tally.lateness is None:
        return ""
    of = "median " if tally.late > 1 else "by "
    return f" ({of}{working_time(tally.lateness)})"


def working_time(length: timedelta) -> str:
    """`2 h 30 min`, `45 min`; hours are not turned into days, for a working day has no length."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {minutes} min" if minutes else f"{hours:,} h"


def in_a_row(count: int) -> str:
    """Behind the name of an update."""
    return f": {count} in a row on time"


def trend_title(party: str) -> str:
    """Above a chart."""
    return f"On time by month: {party}"


def trend_text(party: str, months: Sequence[tuple[date, Tally]]) -> str:
    """A chart in words."""
    values = [
        f"{month_name(month)} {tally.on_time_percent} % ({tally.on_time} of {tally.expected})"
        for month, tally in months
    ]
    return f"{party}, on time by month: {', '.join(values)}."


def spoken(given: int, seen: int, raised: RaisedTimes, replies: ReplyTimes) -> tuple[str, ...]:
    """What a side said across: early words, what it raised, and answers, each only if it did."""
    early = (*((heads_ups(given, seen),) if given else ()), *_raised(raised))
    if not replies.counted:
        return early
    said = f"Questions answered within the agreed time: {replies.on_time} of {replies.counted}"
    if replies.median is not None:
        of = "median " if replies.replied > 1 else ""
        said += f" ({of}{working_time(replies.median)} of working time)"
    return (*early, said)


def _raised(raised: RaisedTimes) -> tuple[str, ...]:
    if raised.to_known is None or raised.to_told is None:
        return ()
    of = "median " if raised.raised > 1 else ""
    known, told = working_time(raised.to_known), working_time(raised.to_told)
    times = f"{of}{known} from happened to known, {of}{told} from known to told"
    return (f"Escalations raised: {raised.raised} ({times})",)


def more(count: int) -> str:
    """When not every update fits."""
    what = "One more update is" if count == 1 else f"{count} more updates are"
    return f"{what} in the file, and each on its own with kept and its name."
