"""Sentences of the weekly digest."""

import re
from collections.abc import Iterable

from bot.cards.words.cut import shortened
from bot.cards.words.kept import how_many
from bot.domain.kept import Tally

TITLE = "Weekly digest"
NOW_TITLE = "Digest, as it stands now"
SHORT_TITLE = "Weekly digest in five lines"
PRIVATE = "Only for {party}"
PRIVATE_TITLE = "Weekly digest: only for {party}"
UNTOLD = "Late, and not told to the others yet"
RESTRICTED = "Open, and restricted"
ANSWERS = "Waits for your side's answer"
OWED = "From your side in the next seven days"
DRAFTS = "Not sent yet"
SEATS = "Restricted seats to fill"
FROM, TO = "From ", " to "
SAME_WORDS = ". Every side reads these same words."
STATUS_NOW, SEATS_BUTTON, DRAFT_BUTTON = "Status now", "Seats", "Proposals"
DUE_BUTTON = "What is due"
SHORT_ON = "You get the digest in five lines now"
SHORT_OFF = "You no longer get the five lines"
SHORT_HOW = (
    "It comes to you privately with your side's weekly digest. Press the button, or type digest"
    " short again, when you no longer want it."
)
SHORT_BACK = "The whole digest is still in the channel. Type digest to read it here at any time."
STOP, START = "Stop the five lines", "Send me the five lines"
TIME_TITLE = "The digest of {party} comes at another time"
TIME_HOW = "It is your side's own, so it holds at once."
NEXT = "Next one"
ONLY_LEADS = (
    "When {party} reads its digest is for its lead to say. Ask {leads}, or type digest to read it"
    " now."
)
NO_PARTY = "You belong to no party here yet. Ask {leads} for a seat, then type digest short again."
NOT_A_TIME = (
    "I read digest, digest short, or a day and a time, as in “digest Monday 9:00” or"
    " “digest friday 4 pm”."
)
NEXT_STEP = "Type status for how it stands now, due me for what you owe."
QUIET = "Nothing was due, and nothing is open, late or missing."


def short_kept(tally: Tally) -> str:
    """The first of five lines."""
    return f"Kept: {how_many(tally) or 'nothing to count this week'}"


def short_line(label: str, titles: Iterable[str], named: int = 2) -> str:
    """`Late: 3 (Weekly written status, Dosing note, and 1 more)`."""
    all_ = list(titles)
    if not all_:
        return f"{label}: none"
    more = len(all_) - named
    listed = ", ".join([*all_[:named], *([f"and {more} more"] if more > 0 else [])])
    return f"{label}: {len(all_)} ({listed})"


def own_change(title: str, before: str, after: str) -> str:
    """A side's own change in one line; of a list only what came and went."""
    was, is_ = _lines(before), _lines(after)
    if max(len(was), len(is_)) > 1:
        gone = [each for each in was if each not in is_]
        new = [each for each in is_ if each not in was]
        sides = [("taken out", "; ".join(gone)), ("added", "; ".join(new))]
    else:
        sides = [("was", before), ("is", after)]
    said = "; ".join(f"{word} {shortened(text, _LONGEST)}" for word, text in sides if text)
    return f": {title}: {said}" if said else f": {title}"


def new_holder(seat: str, now: str, before: str) -> str:
    """A seat that changed hands."""
    return f": {seat}: now {now}, before {before}"


_LONGEST = 90
_NUMBERED = re.compile(r"^\d+\. ")


def _lines(text: str) -> list[str]:
    return [_NUMBERED.sub("", line) for line in text.splitlines()]
