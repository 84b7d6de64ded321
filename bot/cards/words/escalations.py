"""Sentences about escalations: event first, no blame, and what to do next."""

from collections.abc import Sequence
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.agreement.triggers import LadderStep, Operator, StepIf
from bot.domain.duration import Duration
from bot.domain.escalation import REOPENED_WITHIN, Because

_BUTTON = 40

RAISE = "Raise it"
RAISE_ANYWAY = "None of these: raise it anyway"
RAISE_OTHER = "It is something else: raise it anyway"
ACKNOWLEDGE = "I have it"
REPORT_FACT = "Report a fact"
DECIDE = "Decide"
RESOLVE = "Resolve"
REOPEN = "Reopen"
CLIMB = "Climb now"
SHOW = "Show"
SEND = "Send"

# ---- raising

WHAT_HAPPENED = (
    "Type raise and a few words about what happened, as in “raise freezer alarm”, or choose what it"
    " is. Nothing is sent until you have filled in the short form."
)
CHOOSE_TITLE = "What is it?"
GO_ON = "Go on"
CHOOSE = "More than one agreed reason is close. Choose the one you mean; nothing is sent yet."
NONE_TITLE = "No agreed reason fits these words"
NONE = (
    "You can raise it all the same: the leads of every side are told. If one of these is what you"
    " mean, choose it, and what was agreed for it happens."
)
CLOSED_COLLABORATION = (
    "This collaboration is closed, so nothing can be raised in it. Call the others, or ask a"
    " lead to type reopen."
)
FORM_TITLE = "Raise it"
WORDS_LABEL = "What happened, in a few words?"
FORM_HOW = (
    "Write what happened and what is known; why it happened can wait. What may not be posted in"
    " chat does not belong here."
)
HAPPENED = "When did it happen?"
HAPPENED_HINT_REST = (
    "for example 14:30, yesterday 14:30, 20 minutes ago or 4 Dec 14:30. Your best guess is enough."
)
ANYWAY_INPUTS = (
    "What happened?",
    "What is known so far?",
    "What is done already?",
    "What do you ask of the others?",
)
NOT_A_MOMENT = (
    "Write a time on your clock, for example 14:30, yesterday 14:30, 20 minutes ago or 4 Dec 14:30."
)
STILL_AHEAD = "That is still ahead. Write when it was, or now."
KNOWN_BEFORE = "It cannot be known before it happened. Please correct one of the two."
SAY_SOMETHING = "Write a short line here; “not known yet” is an answer as well."


def too_long(limit: int) -> str:
    """For an answer that does not fit."""
    return f"Please keep this under {limit} characters; details can follow as facts."


def happened_hint(clock: str) -> str:
    """How to write a moment."""
    return f"On your clock ({clock}), {HAPPENED_HINT_REST}"


def known(clock_text: str, party: str | None) -> str:
    """The question about when it was known, which may start the clock."""
    if party is None:
        return f"When was it known? ({clock_text})"
    return f"When did {party} become aware of it?"


WAS_KNOWN = "When was it known?"


def joins(label: str) -> str:
    """Before somebody reports what runs already."""
    return (
        f"{label} about the same runs already. What you send now is added to it, and whoever has it"
        " is told."
    )


# ---- how it stands


def waits_for(parties: list[str]) -> str:
    """In the title, as long as nobody has it."""
    return f"waits for {join(parties)}"


def has_it(seat: str) -> str:
    """In the title, once somebody has it."""
    return f"{seat} has it"


def heads_up(label: str) -> str:
    """What it began as."""
    return f"Heads-up {label}"


IS_CLOSED = "closed"
STUDY = "Study"
MEANWHILE = "Until decided"
DECIDED = "Decided"
RAISED = "Raised"
BEGAN_AS = "Began as"
BY_ITSELF = "by itself, "
FIRST_WORDS = "In short"
HAPPENED_LABEL = "Happened"
KNOWN_LABEL = "Known"
CLOCK = "Clock started"
NOTICE = "First notice"
THEN = "Then"
ACKNOWLEDGED = "Acknowledged"
STEP = "Step"
NEXT = "Next"
WAITING = "Told later"
CLOSES = "Closes when"
MET = "How it is met"
CLOSED = "Closed"
REOPENED = "Reopened"
SAID_HEADING = "What is known"
FACTS_HEADING = "Reported since"
LATER_REPORTS = "Further reports"
CAME_OF = "What came of it"
NOT_YET = "not yet"
COUNTED_UNTIL = ", which counted until "
ALSO = "Looked after by"
EMPTY = "Nobody to tell"
NOTHING_CLIMBS = "no further step is due by itself; press Climb now for one"
END_OF_LADDER = "the last step is reached"
TOLD_LEADS = "The leads of all sides are told."
HOW_OPEN = (
    "Press I have it as soon as you look after it: that stops the steps that wait only for an"
    " answer. Press Resolve when what was agreed for closing is so."
)
HOW_CAME = (
    "What it waited for has come, so no further step follows by itself. Press Resolve if that was"
    " all; press Climb now, or Report a fact, if it was not."
)
HOW_CLOSED = (
    f"If it is not over, press Reopen within {REOPENED_WITHIN.days} days: its ladder begins anew."
)
IN_CHAT = "in this chat"

_CONDITION = {
    StepIf.START: "at the start",
    StepIf.NOT_ACKNOWLEDGED: "if nobody has it yet",
    StepIf.NOT_RESOLVED: "if it is not resolved",
    StepIf.ALWAYS: "in any case",
}
_BECAUSE = {
    Because.START: "this is the first step agreed for it",
    Because.NOT_ACKNOWLEDGED: "nobody has it yet",
    Because.NOT_RESOLVED: "it is not resolved yet",
    Because.ALWAYS: "that was agreed for this moment",
    Because.REPORTED: "a fact was reported that leads here",
    Because.NOT_REPORTED: "what would have kept it from here was not reported",
    Because.BY_HAND: "somebody asked for it",
    Because.EMPTY: "nobody could be told on the step before",
    Because.NOT_AGREED: "no agreed reason fits",
    Because.ACKNOWLEDGED: "somebody has it",
    Because.AVERTED: "what keeps it from there was reported",
    Because.CAME: "what it waited for has come",
}


def because(reason: Because) -> str:
    """Why a step was reached, or not, as half a sentence."""
    return _BECAUSE[reason]


def condition(step: LadderStep) -> str:
    """What leads to a step, as half a sentence."""
    parts = [_CONDITION[each] for each in step.if_]
    parts += [f"once it is reported: {fact}" for fact in step.or_reported]
    parts += [f"unless it is reported: {step.unless_reported}"] if step.unless_reported else []
    return " or ".join(parts)


def step_of(number: int, of: int) -> str:
    """`2 of 3`."""
    return f"{number} of {of}"


def rung(number: int, after: Duration, seats: list[str], when: str) -> str:
    """A step of a ladder before it is climbed."""
    time = f"after {after.in_words()}, {when}" if after.amount else "at once"
    return f"Step {number}, {time}: {join(seats)}"


def told_as(seat: str, reason: Because) -> str:
    """The first line of what a person is sent."""
    return f"You are told as {seat}: {because(reason)}."


def told_for(seat: str, reason: Because) -> str:
    """The same for somebody who stands in for who holds the seat, or covers for them now."""
    return f"You are told in place of {seat}: {because(reason)}."


EXPIRED = (
    "You had it, and the time agreed for that is over. Press I have it again if you still look"
    " after it."
)


def passed_over(seat: str) -> str:
    """A step whose seat nobody in chat holds or stands in for."""
    return f"{seat}; whoever comes after it is told instead"


def told_as_lead(reason: Because) -> str:
    """The first line of what a lead is sent."""
    return f"You are told as a lead: {because(reason)}."


def notice_line(giver: str, receiver: str, method: str) -> str:
    """`from the X to the Y by Phone`."""
    to = f" to {receiver}" if receiver else ""
    by = f" by {method}" if method else ""
    return f"from {giver}{to}{by}" if giver else f"{to}{by}".strip()


def done_by(method: str) -> str:
    """The button that says a notice was given outside of chat."""
    return on_a_button(f"Done by {method}")


def done_with(what: str) -> str:
    """The button that says what must follow a notice was done, where no method is agreed."""
    return on_a_button(f"Done: {what}")


def on_a_button(text: str) -> str:
    """A text as short as the button of every platform; the card says it whole."""
    return shortened(text, _BUTTON)


def given(method: str, name: str) -> str:
    """Who said that a notice was given; by no method in particular where none is agreed."""
    by = f" by {method}" if method else ""
    return f"given{by}, said by {name}, "


def agreed_rule(rule: str) -> str:
    """The first ground rule, where it matters most."""
    return f"You agreed: “{rule}”"


def more_reports(count: int) -> str:
    """How many further reports came."""
    return f"{count} more" if count > 1 else "1 more"


# ---- what people do


def already_acknowledged(name: str) -> str:
    """For the second of one side."""
    return f"{name} has it already, so nothing was changed. Press Report a fact to add something."


def waits_for_other(parties: list[str]) -> str:
    """For somebody whose side raised it."""
    return (
        f"Noted that you look after it. The ladder still waits for {join(parties)}, the side that"
        " has to answer. If it cannot wait, press Climb now."
    )


FACT_FORM = "Report a fact"
FACT_CHOICE = "What is it?"
FACT_CHOICE_HINT = "The agreement names these: they change who is told."
FACT_OTHER = "Something else"
FACT_TEXT = "In a few words"
FACT_TEXT_HINT = "Only what is known. It is shown to everybody who sees the escalation."
DECIDE_FORM = "Decide"
DECIDE_LABEL = "What happens to the work now?"
DECIDE_HINT = "For example: dosing goes on, group 3 stays paused until Monday."
RESOLVE_FORM = "Resolve"
RESOLVE_MET = "Is all of that so?"
RESOLVE_NOT_MET = (
    "It closes when all of it is so. Press Report a fact to say how far it is, and come back."
)
RESOLVE_FACTS = "How is it met?"
RESOLVE_FACTS_HINT = "For example: deviation DEV-12 filed, cause undetermined, dosing continues."
YES, NO = "Yes", "Not yet"
CLIMB_FORM = "Climb now"
CLIMB_LABEL = "Why now?"
CLIMB_HINT = "Whoever is told reads it."
REOPEN_FORM = "Reopen"
REOPEN_LABEL = "What is not over?"
REOPEN_HINT = "The ladder begins anew, and everybody on its first step is told."
NO_FACTS_AGREED = "Nothing else is agreed to be reported; what you write is shown to all."
MAIN_STEP_DONE = "All steps are reached, so there is nobody further up to tell. Call them."


def closes_when(text: str) -> str:
    """What was agreed for closing, in a form."""
    return f"Agreed for closing: {text}."


NOT_AGREED_CLOSES = "every side says what came of it"


def who_is_told(seats: list[str]) -> str:
    """Whom the next step reaches, in the form that asks for it."""
    return f"This tells: {join(seats)}."


def hold_first(hold: str, seats: list[str]) -> str:
    """Closing waits for the decision about the work."""
    who = join(seats) or "the seat that may decide"
    return (
        f"What happens to the work is not decided yet (until decided: {hold}). {who} presses Decide"
        " first, or resolves it."
    )


def may_not_decide(seats: list[str]) -> str:
    """For somebody whose decision it is not."""
    who = join(seats) or "another seat"
    return (
        f"That is for {who} to decide, or their deputy or lead. Ask one of them, or press Report a"
        " fact to say what you would do."
    )


def decided_meanwhile(what: str, name: str) -> str:
    """For the second of two who decide at once."""
    return f"{name} decided meanwhile: “{what}”. Look at it, and press Decide if it should change."


def already_closed(name: str) -> str:
    """For the second of two who resolve at once."""
    return f"{name} has closed it already. Press Reopen if it is not over."


NOT_YOURS_TO_CLOSE = (
    "It is resolved by somebody on its ladder, their deputy, a lead, or who raised it. Press Report"
    " a fact to say that it is over."
)
NOT_YOURS_TO_GIVE = (
    "That the notice was given is said by the side that gives it. Ask them, or press Report a fact."
)
OLD_CARD = (
    "It was reopened since this message was written. Type escalations to see it as it stands now."
)
UNKNOWN = "I do not know this escalation. Type escalations to see what is open."


def between(label: str, parties: Sequence[str]) -> str:
    """Refused: somebody of a party that is not on its ladder wants to read it."""
    return (
        f"{label} is between {join([*parties])}, and they read what is in it. If your side should"
        " be told of such things as well, propose a seat of yours on the ladder: type propose."
    )


REACHED_MEANWHILE = "That step is reached already. Type escalations to see how it stands."

# ---- lists

LIST_TITLE = "Escalations"
NOTHING_OPEN = "Nothing is escalated."
OPEN_HEADING = "Open"
CLOSED_HEADING = "Closed lately"
LIST_NEXT = "Type raise and a few words when something happens."
AGREED_FOR = "What was agreed"
AGREED_NEXT = "Nothing is sent yet. Press Raise it and fill in the short form."


def in_line(label: str, title: str) -> str:
    """An escalation in a list."""
    return f"{label} {title}"


def until_decided(hold: str) -> str:
    """The hold in a list."""
    return f"until decided: {hold}"


def hold_question(hold: str) -> str:
    """The question of a decision about the work."""
    return f"What happens to the work (until decided: {hold})"


def as_decision(label: str) -> str:
    """Behind what was decided: what it is called in `decisions`."""
    return f", decision {label}"


def was_decided(what: str) -> str:
    """What ended the hold, in a list."""
    return f"decided: {what}"


def further_report(label: str, title: str) -> str:
    """For whoever has it, when the same is reported again."""
    return f"{label} {title}: reported again"


WITH_OTHERS_TITLE = "Thank you, it is with those who look after it"
WITH_OTHERS = (
    "What you wrote was added to what is known already. If it cannot wait, call the lead of your"
    " side."
)
FURTHER_HOW = "It was added to the escalation that runs. Press Show to read it as it stands."


CAME = "What it waited for has come. Is it over?"
STILL_HOW = "Press I have it if you look after it, or Show to read it as it stands."


def crossed(measure: str, value: str, limit: str) -> str:
    """Why one was raised by itself."""
    return f"{measure}: {value}, agreed as a reason: {limit}"


def missed_update(title: str) -> str:
    """Why one was raised by itself."""
    return f"{title} did not come before the next one was due"


def unanswered(label: str, topic: str) -> str:
    """Why one was raised by itself."""
    return f"Question {label} ({topic}) waits for an answer longer than agreed"


def answered_meanwhile(label: str) -> str:
    """On an escalation that began because a question waited."""
    return f"Question {label} is answered"


def done_meanwhile(title: str) -> str:
    """On an escalation that began because a deliverable was late."""
    return f"{title}: said to be done"


ACCESS_NOT_AGREED = "The access is not agreed any more"


def access_extended(until: date) -> str:
    """On an escalation that began because nobody had chosen about access that ends."""
    return f"The access is extended: it ends on {day(until)}"


ACCESS_CHOSEN = "It was chosen to let the access end"


def overdue(title: str, day_: date) -> str:
    """Why one was raised by itself."""
    return f"{title} was due on {day(day_)} and is not said to be done"


# ---- numbers

_BEYOND = {
    Operator.GREATER: "more than",
    Operator.AT_LEAST: "at least",
    Operator.LESS: "less than",
    Operator.AT_MOST: "at most",
    Operator.EQUAL: "exactly",
}


def beyond(op: Operator, number: str) -> str:
    """`more than 30 minutes`."""
    return f"{_BEYOND[op]} {number}"


def number_usage(measures: str) -> str:
    """How to report a number, and of what."""
    return (
        "Type report, what was measured and the number, as in “report minutes out of range 45”."
        f" These have an agreed limit: {measures}."
    )


NO_MEASURES = "The agreement has no limit that is counted. Type raise and a few words instead."
NUMBER_KEPT = "The number is kept"


def within_limit(measure: str, value: str, limit: str) -> str:
    """A number that crosses no limit."""
    return f"{measure}: {value}. Agreed as a reason to raise it: {limit}. Nothing more happens."


def crossed_not_long(measure: str, value: str, limit: str) -> str:
    """A number over a limit that has to be crossed for some time."""
    return (
        f"{measure}: {value}. Agreed as a reason to raise it: {limit}, and for longer than until"
        " now. If it stays there, it is raised by itself."
    )
