"""Sentences that explain a message, or that there was none."""

from collections.abc import Sequence
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import IfDayOff
from bot.domain.explaining import Off

SHOW_UPDATE, SHOW_AGREED = "What is agreed", "What is due"
NEXT_STEP = (
    "Does it not fit any more? Press What is agreed and Edit to propose another time or rule."
)
NOTHING_YET = "Nothing was asked for yet"
NOTHING_TO_EXPLAIN = (
    "I have asked for nothing here yet. Type due to see what comes, or why and the name of an"
    " update, as in “why weekly status”."
)
NOT_A_DAY = (
    "I did not understand the day. Write it as in “why no nudge on 25 December” or “why weekly"
    " status on 2026-12-25”."
)
NO_SUCH = "No update here is called “{text}”. They are: {names}."
SAY_WHICH = (
    "I do not know that update here any more. Name the one you mean, as in “why weekly status”."
)
MESSAGE = "Why this message"
IT_ANSWERS = "It answers what you typed or pressed. Nothing else follows from it."
IT_IS_A_BUNDLE = (
    "Several things came for you on one day. You take {budget} messages a day, and what is more"
    " comes as one; after a time in which Accord was not running all of it does. Type settings"
    " to change the number."
)
IT_SAYS_WHAT_FAILED = (
    "Something could not be delivered as agreed, and the leads are told so that they can settle it."
    " Type connect check to see what to do."
)
IT_SAYS_A_SEAT_IS_EMPTY = (
    "Somebody who holds a seat can no longer be reached here. The lead of that side can fill it."
    " Type seats to see who holds which."
)
IT_IS_AN_AGENDA = (
    "A meeting is agreed and comes near. Its agenda stands in the rooms so that everybody can add a"
    " point before it begins. Type due to see when it is."
)
IT_SAYS_WHAT_IS_DONE = (
    "Something was said to be done that updates are promised after, and everybody reads that in the"
    " rooms. Type due to see what follows."
)
IT_GIVES_A_SEAT = (
    "You were given a seat, and what is agreed for it comes to you from then on. Type due me to see"
    " what that is."
)
IT_SAYS_WHAT_BECAME = (
    "The collaboration began, moved, stopped or went on, and every room of it is told. Type status"
    " to see how it stands."
)
IT_IS_IN_FORCE = (
    "Every side accepted a change, so a new version is in force, and every room is told. Type"
    " agreement history to see who accepted it."
)
IT_REMINDS_OF_A_PROPOSAL = (
    "Your side has not answered a proposal. There is one reminder, {remind} after it was sent;"
    " without an answer it ends after {lapse}. Type propose to see it."
)
IT_IS_A_PROPOSAL = (
    "A change to what was agreed is proposed. It comes to the leads, who accept or decline"
    " it, and to the rooms. There is one reminder after {remind}; without an answer it ends after"
    " {lapse}. Type propose to see it."
)
IT_IS_FOR_A_LEAD = (
    "It is about who is in this collaboration, or about the agreement itself, and it is yours to"
    " know or to decide. Type seats to see who holds which seat."
)
DIGEST = "This is the weekly digest"
DIGEST_WHEN = (
    "{party} reads it on {day} at {time} on its own clock; every side gets the same words at its"
    " own time. A lead changes it with “digest monday 9:00”."
)
RULE = {
    IfDayOff.SEND_ANYWAY: "it is sent anyway",
    IfDayOff.PREVIOUS_WORKING_DAY: "it comes on the working day before",
    IfDayOff.NEXT_WORKING_DAY: "it comes on the next working day",
    IfDayOff.NEXT_SHARED_WORKING_DAY: "it comes on the next day on which every side works",
}
MOVES_TO = " For days off it is agreed that {rule}. So it moved to "
MOVED_HERE = "It belongs to {day}, but {off}. For days off it is agreed that {rule}."
FOLLOWING = "The next one is due "
NO_MORE = "No further one is promised."
DUE, LATER = "It is due ", ", and I ask for it then."
WAS_DUE = "It was due "
BECAUSE_DONE = "It is promised because {area} is done, since "
ASKED, ASKS = "Asked for ", "I ask for it "
ASKED_AT_ONCE = ", when it was due"
ASKED_AS_IT_BEGAN = ", when the meeting began"
AFTER_IT_BEGAN = ": the meeting began {why}, and I do not ask then"
ASKED_AFTER = ": Accord was not running when it was due, and asked as soon as it was back"
AHEAD_AS_CHOSEN = ", ahead of its time, as chosen in settings"
AHEAD = ", ahead of its time: it is due {why}"
AFTERWARDS = ": it was due {why}, and I do not ask then"
OUTSIDE_HOURS = "outside the working hours of the {seat}"
YOUR_QUIET = "in your quiet hours"
OTHER_HOURS = "outside the hours that held then"
NOT_ASKED = "Not asked for: it was sent before I would have asked."
PUT_OFF, PUT_OFF_UNTIL, ASKED_AGAIN = "Put off ", ", until ", "Asked for again "
BUNDLED = "Asked for in one message with other things, "
BUNDLED_DOWN = ": several things waited when Accord was back"
OVERTAKEN_DOWN = (
    "Accord was not running when it was due. When it was back the next one was due as well, so only"
    " that one was asked for."
)
OVERTAKEN = "It had not come when the next one was due, so the next one took its place."
PAUSED = "The collaboration was {state} from "
TO = " to "
STILL = ", and still is"
PAUSED_THEN = ": nothing is asked for then."
NOT_IN_FORCE = (
    "Nothing was asked for: the version of the agreement in force at that moment did not promise it"
    " then, or Accord did not work here yet."
)
REMINDED = "Reminded "
HALF_WAY = "half-way through {grace}"
AS_AGREED = "{after} after it was due, as agreed"
IN_NEXT_HOURS = ", in the next working hours of the {seat}: it was time for it {when}"
NOT_REMINDED = "Not reminded: it was sent before the reminder was due."
NOT_REMINDED_PUT_OFF = "No reminder before that: it is put off until "
REMINDS = "If it has not come by then, there is one reminder, "
LATE = "Counts as late from "
GRACE = ", after {grace}"
OF_GRACE = "the grace of {grace}"
MINUTES = "the time for its minutes"
TIME_TO_WRITE = "the hour everybody has to write"
TOLD = "Told to the {seat} "
TELLS = "The {seat} is told "
IF_OPEN = ", if it has not come by then"
SENT = "Sent "
SENT_LATE, SENT_EARLY = ", late", ", before it was due"
NOBODY = "Nobody could be asked: no holder, deputy or lead of the {seat} can be reached."
UNDELIVERED = "A message about it could not be delivered to anybody agreed."
EXCUSED_BY = "The {seat} said that it is not needed this time, "
EXCUSED_THEN = ". So nothing is owed."
TAKEN_BACK = "What it was promised for was taken back, so nothing is owed."


def title(update: str) -> str:
    """The first line."""
    return f"Why: {update}"


def promises(version: int, rule: str, agreed_by: Sequence[str]) -> str:
    """`Version 2 of the agreement promises it every Friday at 17:00, agreed by ...`."""
    by = f", agreed by {join(list(agreed_by))}" if agreed_by else ""
    return f"Version {version} of the agreement promises it {rule}{by}."


def off(found: Sequence[Off], parties: int) -> str:
    """`it is a holiday of both parties (Christmas)`, `Deccan does not work (Sunday)`."""
    named = [each for each in found if each.name]
    same = {each.name for each in found}
    if len(found) == parties > 1 and len(same) == 1 and named:
        who = "both parties" if parties == 2 else "all parties"  # noqa: PLR2004 - both are two
        return f"it is a holiday of {who} ({named[0].name})"
    return join(
        [
            f"it is a holiday of {each.party} ({each.name})"
            if each.name
            else f"it is not in the working week of {each.party}"
            for each in found
        ]
    )


def no_update(day: str, update: str) -> str:
    """The first line about a day without one."""
    return f"Nothing is asked for {update} on {day}"


def day_off(found: str) -> str:
    """A day that is a day off; what is agreed for it follows."""
    return f"{found[:1].upper()}{found[1:]}."


def rhythm(rule: str) -> str:
    """A day that the rule does not name."""
    return f"It is promised {rule}."


def outside(rule: str) -> str:
    """A day outside the phases, or the start and end of the rule."""
    return f"It is promised {rule}, but not in the phase or between the days this day lies in."


def milestone(rule: str) -> str:
    """An update without days of its own."""
    return f"It is promised {rule}, so it has no day of its own."


def away(seat: str, back: date, asked: str) -> str:
    """Who was asked while the holder of a seat was away."""
    return f"The {seat} was away until {day(back)}, so {asked} was asked."


def bundled_over(budget: int) -> str:
    """Why something came in the one message of a day."""
    return f": more than {budget} messages a day come as one, as chosen in settings"
