"""Sentences of the measured record of past work with a partner, and of linking it."""

from collections.abc import Sequence

from bot.cards.words.answers import join
from bot.cards.words.kept import working_time
from bot.cards.words.partner_search import on_time
from bot.domain.past_work import PastWork

MEASURED = "Measured in Accord"
HOW = (
    "Counted as kept and responsiveness count it. Their side agreed to it in the agreement, and may"
    " take it back at any time."
)
LINK, UNLINK, PROPOSE = "Link past work", "Unlink", "Propose it"
WHICH_TITLE = "Past work"
NO_LEAD = (
    "Past work is linked by somebody who speaks for your side in the collaboration. Ask your lead"
    " there to type partners link and the name."
)
NAME_FIRST = "Say which one, for example: partners link Fjord Cell Lines"
NOT_YET = (
    "Their numbers show in your directory once their side agrees to it. Propose it as a change of"
    " the agreement: it is part of what is said about their party."
)


def measured(past: PastWork) -> str:
    """`2 collaborations, 14 months; 94 % of 118 updates on time; …`."""
    several = len(past.works)
    work = "collaboration" if several == 1 else "collaborations"
    length = "month" if past.months == 1 else "months"
    said = [f"{several} {work}, {past.months} {length}"]
    kept, of = past.updates
    said.append(on_time(kept, of) if of else "no update promised yet")
    if past.answers is not None:
        least, most = map(working_time, past.answers)
        span = least if least == most else f"{least} to {most}"
        said.append(f"questions answered within {span} of working time (median)")
    in_time, raised = past.acknowledged
    if raised:
        counted = "escalation" if raised == 1 else "escalations"
        said.append(f"{in_time} of {raised} {counted} acknowledged in time")
    return "; ".join(said)


def within(titles: Sequence[str]) -> str:
    """Which collaborations the reader is in are among them."""
    return f"You are in: {join(list(titles))}."


def which(name: str) -> str:
    """Above the parties that an entry may be."""
    return f"Which of these is {name}? The numbers of that work then stand with it, if they agree."


def party_in(party: str, title: str) -> str:
    """A party of a collaboration."""
    return f"{party} in {title}"


def state(*, linked: bool, agreed: bool) -> str:
    """Behind such a party."""
    may = "its side agreed that you keep its numbers" if agreed else "its side has not agreed yet"
    return f": {'linked' if linked else 'not linked'}; {may}"


def link(party: str) -> str:
    """On a button."""
    return f"Link {party}"


def unlink(party: str) -> str:
    """On a button."""
    return f"Unlink {party}"
