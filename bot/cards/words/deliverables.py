"""Sentences about deliverables on their day: is it there, and what if it will be later."""

from datetime import date

from bot.cards.words.dates import day

DONE, LATER, SHOW = "Done", "It will be later", "Is it there?"
STUDY, AGREED, EXPECTED = "Study", "Agreed for", "Expected on"
ASK_HOW = (
    "Press Done when it is there. If it will be later, say when: whoever waits for it reads it as"
    " an early word, which counts for you."
)
DONE_HOW = "Nothing more is asked of you for it."
LATER_FORM = "It will be later"
WHEN, WHEN_HINT = "When will it be there?", "For example 22 Feb 2027. Your best guess is enough."
WHY, WHY_HINT = "What should they know?", "Only what helps them to plan; it can be empty."
STAYS = (
    "The agreed day stays as it is. To agree on another one, type propose; until every side has"
    " accepted it, what is agreed for a late deliverable still counts from the agreed day."
)
AHEAD = "Write a day after today. If it is there today, press Done instead."
NO_MORE = "This is not agreed any more. Type due to see what is open."
NOT_YOURS = "Whoever answers for it says so. Ask them, or type heads-up and what you know."
NOBODY = "Nobody who waits for it can be reached in chat. Call them, and press Done when it is."


def show(title: str) -> str:
    """Label of the button that opens the question from a list of what waits."""
    return f"{SHOW} {title}"


def asked_for(agreed: date) -> str:
    """Behind its title, in a list of what waits."""
    return f": is it there? It was agreed for {day(agreed)}."


def is_it_there(title: str) -> str:
    """What whoever answers for it is asked on its day."""
    return f"{title}: is it there?"


def is_done(title: str) -> str:
    """What that message becomes."""
    return f"{title}: done"


def is_later(title: str, expected: date) -> str:
    """What that message becomes when it will be later."""
    return f"{title}: expected on {day(expected)}"


def early_word(title: str, agreed: date, expected: date, why: str) -> str:
    """The heads-up to the other side."""
    said = f"{title} was agreed for {day(agreed)} and is expected on {day(expected)}."
    return f"{said} {why}".strip()
