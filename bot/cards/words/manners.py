"""Sentences about how often, when and to whom Accord writes: settings, snoozing, being away."""

from datetime import date

from bot.cards.words.dates import day

SETTINGS, SNOOZE, SAVE, CHANGE = "Settings", "Snooze", "Save", "Change"
SETTINGS_TITLE = "Your settings"
SETTINGS_SAVED = "Your settings are saved"
SETTINGS_HOW = (
    "They are yours alone and hold in all of your collaborations. Messages that answer you, and"
    " proposals that wait for your word, always come at once."
)
QUIET_FROM, QUIET_TO = "Quiet from", "Quiet until"
QUIET_HINT = "For example 21:30. Leave both empty for none; outside your working hours is quiet."
ZONE, ZONE_HINT = "Your zone", "A city, for example Basel. Empty: the one your side works in."
LEAD = "Ask me for an update"
BUDGET = "Messages a day"
BUDGET_HINT = "What is more than this comes as one message. 1 to 50."
QUIET, NO_QUIET = "Quiet hours", "none"
BOTH_OR_NONE = "Give both times, or leave both empty."
NO_TIME_LEFT = (
    "That would leave none of your working hours. Leave at least one of them free of quiet."
)
NOT_A_BUDGET = "Write a whole number from 1 to 50."
LEADS = {
    0: "When it is due",
    15: "15 minutes before",
    30: "30 minutes before",
    60: "1 hour before",
    120: "2 hours before",
    240: "4 hours before",
    480: "8 hours before",
}

SNOOZE_LABEL = "Ask me again"
SNOOZES = {"30": "In 30 minutes", "120": "In 2 hours", "morning": "Tomorrow when my day begins"}
SNOOZED = "Put off"
SNOOZED_UNTIL = "I will ask you again "
SNOOZED_CUT = (
    "That is earlier than you chose, so that you are asked before the others are told that it"
    " has not come."
)
SNOOZED_MOVED = "That is when your next working hours begin."
SNOOZED_IN_A_PAUSE = (
    "The collaboration is paused: should it still be then, you are asked when it goes on."
)
SNOOZE_HOW = "You can send it at any time: press Update."
SNOOZE_TOO_LATE = (
    "The others are told very soon, so this cannot wait any longer. Press Update to send a short"
    " one, or ask the lead of your side to talk to them."
)
SNOOZE_OVER = "Nothing is waiting here any more, so there is nothing to put off. Type due me."


WHICH_TO_SNOOZE = "What shall I ask you for later?"


def snooze_button(title: str) -> str:
    """Label of a button that puts one update off, where several wait."""
    return f"{SNOOZE}: {title}"


def limit(what: str) -> str:
    """In the form of *Snooze*: until when it can wait."""
    return f"{what} can wait until shortly before the others are told: "


YOURSELF = "For yourself: snooze, settings, or away <dates>."


def bundle(count: int) -> str:
    """The title of the one message for what is more than somebody takes a day."""
    return "1 more thing today" if count == 1 else f"{count} more things today"


BUNDLE_HOW = "Press one to open it. How many messages you take a day is in your settings."
BUNDLE_ALL = "My updates"


def more(count: int) -> str:
    """For what is not listed."""
    return f"and {count} more"


AWAY_TITLE = "You are away"
AWAY_CHECK = "Is this right?"
AWAY_CONFIRM, AWAY_BACK = "Yes, I am away", "I am back"
AWAY_SAVED = "Have a good time"
AWAY_BACK_TITLE = "Welcome back"
AWAY_BACK_SENTENCE = "From now on everything comes to you again."
AWAY_NONE = "You are not away, so nothing changes. Type away <dates> when you will be."
AWAY_HOW = (
    "It holds in all of your collaborations. The others can see until when you are away, and"
    " nothing else."
)
AWAY_OTHERWISE = "Are the days wrong? Type away and the right ones."
AWAY_NOBODY = (
    "Nobody stands in for you, so what is for you still comes to you. To name somebody, type away"
    " <dates> cover @person."
)
AWAY_EXAMPLES = (
    "Say when you are away, for example “away tomorrow”, “away 24-31 Dec”, “away until Monday” or"
    " “away 3 Mar to 7 Mar cover @Bob”."
)
AWAY_PAST = "Those days are over already. Say when you are away from today on."
AWAY_BACKWARDS = "The last day lies before the first. Write it as “away 3 Mar to 7 Mar”."
AWAY_TOO_LONG = "That is more than a year. Ask the lead of your side to fill your seat instead."
NO_SEAT = "You hold no seat here, so nothing comes to you that could go to somebody else."


def away_not_read(text: str) -> str:
    """For dates that are none."""
    return f"I do not understand “{text}” as days. {AWAY_EXAMPLES}"


def away_overlaps(first: date, back: date) -> str:
    """For days that are taken by another absence."""
    return (
        f"You are away already from {day(first)} until {day(back)}. Press I am back, or type away"
        " end, to end that first."
    )


def away_from_until(first: date, back: date) -> str:
    """Repeated back before it is saved."""
    return f"You are away from {day(first)}, and back on {day(back)}."


def cover_unknown(text: str) -> str:
    """For somebody who cannot stand in."""
    return (
        f"I do not know “{text}” on your side of this collaboration. Name somebody of your own side"
        " who has a seat or leads, or leave out cover: then your deputy stands in."
    )


COVER_SELF = "You cannot stand in for yourself. Name somebody else of your side."


def cover_away(name: str) -> str:
    """For a cover who is away in those days themselves."""
    return f"{name} is away in those days, too. Name somebody else of your side."


def stands_in(name: str, seats: str) -> str:
    """Who gets what while somebody is away."""
    return f"{name} gets what comes for the {seats}"


def away_until(back: date) -> str:
    """Behind a name, for everybody."""
    return f"away until {day(back)}"


def away_between(party: str, first: date | None, back: date, instead: str | None) -> str:
    """Behind the title of a seat: when its holder is away, and who stands in."""
    since = f"away from {day(first)} until {day(back)}" if first else away_until(back)
    return f" ({party}): {since}" + (f"; {instead} stands in" if instead else "")


def comes_to_you(name: str, back: date, *, as_deputy: bool) -> str:
    """In a message that goes to somebody else because its reader is away."""
    role = "as deputy" if as_deputy else "in their place"
    return f"{name} is away until {day(back)}; this comes to you {role}."
