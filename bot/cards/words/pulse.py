"""Sentences about the pulse."""

from collections.abc import Sequence
from datetime import date

from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Every

TITLE = "Pulse"
ANSWER, SHOW, CLOSE = "Answer", "Show", "Close"
FORM_TITLE, SEND = "Pulse", "Send"

ENDS = {1: "1, not at all", 5: "5, fully"}
COMMENT_HINT = (
    "Every side may read this word by word, without a name; so write it in a way that could come"
    " from anybody on your side."
)
FORM_HOW = (
    "The same questions go to every side. What you choose is added to the sum of your side and is"
    " not kept by itself, so it cannot be traced or changed once it is sent."
)
ALREADY_TITLE = "Counted already"
ALREADY = (
    "Your answer to this round is counted. Nobody can tell which one is yours, so it stays as it"
    " is; the next round asks you again."
)
COUNTED_TITLE = "Thank you, it is counted"
COUNTED = (
    "Nothing but the sum of your side is kept. Every side reads the results on the same day; type"
    " pulse then."
)
CHOOSE = "Choose a number from 1 to 5; 3 is in the middle."

ASKED_ANONYMOUS = (
    "Answers cannot be traced: only the sum of each side is kept, locked, and read by nobody before"
    " the end. Nobody owes an answer."
)
UNTIL = "Open until"
REMINDED = (
    "This comes once to everybody whose answer is not there yet. Nobody else learns whether you"
    " answer; to leave it, do nothing."
)

OVER = "It is over, and every side reads the same results. Type pulse to see them."
OVER_TITLE_END = "is over"
NOT_RUNNING = (
    "This round of the pulse is over. Type pulse for its results; the next round asks you again."
)
NOT_ASKED = (
    "This round asks the people who held the agreed seats when it began. What you would say in it,"
    " tell a lead of your side, or another side with ask."
)
CANNOT_LOCK = (
    "Answers cannot be kept safely at the moment, so nothing was counted. Whoever runs Accord sees"
    " why in its log; press Answer again later today."
)
STANDS_STILL = (
    "The collaboration stands still, so no answers are taken. Once it goes on, press Answer again."
)

RESULTS_HOW = "The average of each side, from 1 (not at all) to 5 (fully)."
NO_RESULTS = "Nothing to show this time: too few answers from every side. The next round asks anew."
UNREADABLE = (
    "Nothing to show this time: the key that answers are locked with was changed on the server, so"
    " they could not be opened and were deleted. The next round asks anew."
)
COMMENTS = "In people's own words, without names"
SAME_FOR_ALL = (
    "Every side reads the same. A side's average is shown only where enough of its people"
    " answered; nothing else of the answers is left."
)
TREND_TITLE = "All questions together"
TREND_UNIT = "average, 1 to 5"

NOT_AGREED = (
    "No pulse is agreed here that everybody takes part in. Type propose pulse to agree on one:"
    " short questions to every side, answered without names."
)
NO_KEY = (
    "The pulse is not asked, because the server has no key to lock answers with. Whoever runs"
    " Accord sets ACCORD_SECRET_KEY; the next round is asked then."
)
NONE_YET = "No round is over yet."
FIND_IT = "Whoever is asked finds it in their own chat with Accord, or types pulse there."
TOO_FEW_PEOPLE = (
    "No round runs: too few of the agreed seats are filled for answers to stay untraceable. Type"
    " seats to fill them."
)


def round_name(every: Every, start: date) -> str:
    """`December 2026`, `the quarter from January 2027`, `the week from Mon 7 Dec 2026`."""
    match every:
        case Every.MONTH:
            return f"{start:%B %Y}"
        case Every.QUARTER:
            return f"the quarter from {start:%B %Y}"
        case Every.TWO_WEEKS:
            return f"the two weeks from {day(start)}"
        case _:
            return f"the week from {day(start)}"


def short_name(every: Every, start: date) -> str:
    """What stands under the bars of a chart: `Dec 2026`, `7 Dec 2026`."""
    if every in {Every.MONTH, Every.QUARTER}:
        return f"{start:%b %Y}"
    return f"{start.day} {start:%b %Y}"


def title(name: str) -> str:
    """Above everything about a round."""
    return f"{TITLE}, {name}"


def over_title(name: str) -> str:
    """Above what stands in place of the question."""
    return f"{title(name)} {OVER_TITLE_END}"


def asked(count: int) -> str:
    """What the message that asks says first."""
    what = "One question" if count == 1 else f"{count} short questions"
    return f"{what} about how the sides work together. It takes about a minute."


def open_now(name: str) -> str:
    """In `pulse`, before when it ends."""
    return f"{title(name)}, is open until"


def next_round(name: str) -> str:
    """In `pulse`, before when the next round opens."""
    return f"{title(name)}, opens"


def option(number: int) -> str:
    """One of five numbers, the ends in words."""
    return ENDS.get(number, str(number))


def average(side: str, value: float, before: Sequence[float]) -> str:
    """`Deccan 3.7 (before: 3.2, 3.4)`, the latest of those before first."""
    earlier = ", ".join(f"{each:.1f}" for each in before)
    return f"{side} {value:.1f}" + (f" (before: {earlier})" if earlier else "")


def gap(size: float, low: str, high: str, *, of_two: bool) -> str:
    """How far apart the sides are; of more than two, which ones."""
    return f"gap {size:.1f}" if of_two else f"widest gap {size:.1f}, {low} to {high}"


def too_few(side: str, least: int) -> str:
    """Instead of a side's averages; how many it were is not said."""
    return f"{side}: too few answers to show (fewer than {least}), so none were kept."


def comments_of(side: str, question: str) -> str:
    """Above the comments of one side."""
    return f"{side}: {question}"


def to_agenda(count: int, meeting: str) -> str:
    """What the results led to."""
    what = "One question is" if count == 1 else f"{count} questions are"
    return f"{what} on the agenda of {meeting}, as agreed for low averages and wide gaps."


def no_meeting(count: int, meeting: str) -> str:
    """Where nothing could be put on an agenda."""
    what = "One question is" if count == 1 else f"{count} questions are"
    return (
        f"{what} worth a word, as agreed for low averages and wide gaps; no {meeting} is ahead,"
        " so agree on another moment."
    )


def talking_point(name: str, question: str, numbers: Sequence[str], limit: int) -> str:
    """A point on an agenda: what was asked, how it stands, and what to speak about."""
    frame = f"Pulse, {name}: “” {', '.join(numbers)}. What would help?"
    room = max(limit - len(frame), 0)
    asked_ = question if len(question) <= room else f"{question[: max(room - 1, 0)].rstrip()}…"
    return f"Pulse, {name}: “{asked_}” {', '.join(numbers)}. What would help?"[:limit]


def trend_text(rounds: Sequence[str], sides: Sequence[tuple[str, Sequence[float]]]) -> str:
    """The chart in words."""
    said = [
        f"{side} " + ", ".join(f"{v:.1f} ({r})" for r, v in zip(rounds, values, strict=True))
        for side, values in sides
    ]
    return f"{TREND_TITLE}, average of 5: {'; '.join(said)}."
