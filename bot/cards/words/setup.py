"""Sentences about beginning a collaboration and about other companies joining it."""

from collections.abc import Sequence

from bot.cards.words.answers import join

TITLE = "Set up a collaboration"
FORM_TITLE = "New collaboration"
BUTTON = "Set up"
OFFER = (
    "This takes one form: what the work is, the companies and where they are. Everything else"
    " comes from a template that you can read and change before anybody agrees to it."
)
BEGIN = "Begin"
TEMPLATE, TEMPLATE_HINT = (
    "What kind of work is it?",
    "It fills the draft; you can change all of it.",
)
STUDY = "Title of the study or project"
MY_SIDE = "Your company is"
MY_NAME, MY_PLACE = "Name of your company", "Where does your team work?"
THEIR_NAME, THEIR_PLACE = "Name of the other company", "Where does their team work?"
PLACE_HINT = "A city or a time zone: Basel, San Diego, Asia/Kolkata"
THEIR_HINT = "If your company is the facilitator, this is the sponsor."
THIRD_NAME, THIRD_PLACE = "Name of the third company", "Where does the third company work?"
THIRD_HINT = "Only with a facilitator in the middle: that company or, if it is yours, the CRO."
START, START_HINT = "First day of the work", "Phases in the draft are counted from here."
THEIR_LEAD = "Who leads on their side?"
THEIR_LEAD_HINT = "If they are in this channel. Otherwise you get a code for their own channel."
ALREADY = (
    "This channel already belongs to a collaboration. Type agreement to read what is agreed, or add"
    " me to another channel and type setup there."
)
UNKNOWN_TENANT = (
    "Your account is a guest here, so nobody can tell which company you belong to. Please set it up"
    " from your own workspace, or ask somebody who is at home there."
)
SAME_NAMES = "Another company has the same name. Give each its own."
NO_FACILITATOR = (
    "Only a collaboration that is managed by a facilitator has one. Choose that kind of work, or"
    " another side."
)
ONLY_WITH_FACILITATOR = (
    "This kind of work has two companies. Leave this empty, or choose Managed by a facilitator."
)
SAY_WHAT = "Please fill this in."
PICK = "Please pick one of the list."
SPONSOR, CRO, FACILITATOR = "the sponsor", "the CRO", "the facilitator in the middle"
FILL, INVITE, SEATS = "Fill your seats", "Invite the other company", "Who holds which seat"
INVITE_ONE = "Invite {party}"
DRAFT, READ, CHECK = "See the draft", "Read the agreement", "Check that all works"
NEW_CODE, STATUS = "Make a new code", "Status"
RIGHT, WRONG = "That is right", "No, that is wrong"


def too_long(limit: int) -> str:
    """A field of the form."""
    return f"Please keep this under {limit} characters."


def no_place(text: str) -> str:
    """A place nobody knows."""
    return (
        f"I do not know where “{text[:40]}” is. Write a larger city nearby, or a time zone such as"
        " Europe/Zurich."
    )


def which_place(zones: str) -> str:
    """Several places of the name."""
    return f"There are several. Write one of: {zones}."


NO_DATE = "Write a day as 2027-01-31."


def created_title(title: str) -> str:
    """Told in the room."""
    return f"“{title}” is set up here"


def created(mine: str, others: Sequence[str]) -> str:
    """Told in the room."""
    everybody = "both" if len(others) == 1 else "all"
    return (
        f"I will keep the working agreement of {join([mine, *others])}. The first version is"
        f" being written by {mine}; nothing is in force until {everybody} have accepted it."
    )


def created_next(absent: Sequence[str]) -> str:
    """What to do next, told in the room.

    Args:
        absent: names of the companies that are not here yet.
    """
    first = f"Next: invite {join([*absent])}, say" if absent else "Next: say"
    return f"{first} who holds which seat, and send the draft when it says what you mean."


def joined_title(party: str) -> str:
    """Told in the rooms."""
    return f"{party} has joined"


def joined(person: str, party: str, title: str) -> str:
    """Told in the rooms."""
    return f"{person} speaks for {party} in “{title}”."


def still_to_join(absent: Sequence[str], *, agreed: bool) -> str:
    """Told in the rooms when one has joined, and others have not."""
    until = "." if agreed else "; nothing is in force until everybody has accepted."
    return f"{join([*absent])} can still be invited{until}"


JOINED_NEXT = "Next: read the first version, fill your seats, and accept or suggest other wording."
JOINED_FULL = "Next: type agreement to read what is agreed, and fill your seats."

CODE_TITLE = "A code for {party}"
CODE_HOW = (
    "Give this to somebody who may speak for {party}. They add me to their own Slack channel or"
    " Teams team, mention me there and write:"
)
CODE_NOTE = (
    "It works once, for this collaboration and this side only. You can revoke it at any time."
)
CODE_FOR, CODE_UNTIL = "For", "Works until"
REVOKE = "Revoke the code"
REVOKED = "The code no longer works. Type connect code for a new one."
REVOKED_TITLE = "The code is revoked"
ONLY_LEADS_INVITE = "A lead of your side can invite the other company ({leads}). Please ask them."
NOBODY_TO_INVITE = (
    "Every company of this agreement is here already. To bring in more people of {own}, from"
    " another workspace of yours, type connect code {own}."
)
HERE_ALREADY_LED = (
    "{party} is here already, and its own lead brings in more of its people. Please ask them to"
    " type connect code {party}."
)
CLAIM_DECIDED = "This was decided already. Type seats to see how things stand."
CODE_WRONG = (
    "That code does not work here: it may be mistyped, used, revoked or too old. Ask whoever gave"
    " it to you for a new one (they type connect code)."
)
CODE_TOO_OFTEN = (
    "Several codes did not work in the last hour, so I wait a while before I take another. Please"
    " ask for a new code meanwhile, and try it in an hour."
)
CODE_IN_ROOM = (
    "Please type the code in the channel or team where your side wants to work, not here. Add me to"
    " it first."
)
CODE_OWN_SIDE = (
    "Your workspace belongs to {party} already, and this code is for another company. Nothing was"
    " changed, and the code still works for them."
)
CODE_TOO_LATE = (
    "Somebody else has joined with another code already, so this one adds nobody. Ask them to give"
    " you a seat."
)
ROOM_TAKEN = "This channel already belongs to a collaboration. Please type the code in another one."
WHICH_PARTY = "Please say for which company: type connect code and one of {names}."

JOIN = "I work for {party}"
JOIN_OWN_SIDE = (
    "Your workspace belongs to {party} already, so there is nothing to say. If a seat of {party} is"
    " yours, type “I am the …” with its title."
)
JOIN_TITLE = "Which company are you from?"
JOIN_INTRO = (
    "I do not know yet where you belong. If you work for one of these companies, say so; a lead who"
    " is here already confirms it."
)
JOIN_ASKED_TITLE = "A lead was asked"
JOIN_ASKED = "Somebody who leads here says whether it is so. You hear from me in this channel."
CLAIM_LEAD_TITLE = "{name} says: I speak for {party}"
CLAIM_LEAD = (
    "If that is right, they can fill the seats of {party} and accept for it, and everybody from"
    " their workspace counts as {party}."
)
CLAIM_TENANT = "The workspace, for your administrators: {tenant}"

CLAIM_LEAD_YES = "It is confirmed: {name} speaks for {party}."
CLAIM_LEAD_NO = "It is not confirmed, so nothing was changed. {name} is told."
JOIN_REFUSED_TITLE = "It was not confirmed"
JOIN_REFUSED = (
    "A lead there did not confirm it, so nothing was changed. Please talk to each other; you can"
    " ask again with connect."
)

HERE_TITLE = "The collaboration lives here now"
HERE = (
    "From now on {party} gets its updates in this channel{instead}. Nothing else changes; the"
    " channel of everybody else stays."
)
HERE_ALREADY = "This channel is already the one of your side. Type status to see how things stand."
HERE_WHICH_TITLE = "Which one moves here?"
HERE_WHICH = "You lead in several. Choose the one whose updates come to this channel."
HERE_NOT_LEAD = "Only a lead can move a collaboration to another channel."
HERE_PERSONAL = "Type this in the channel where the collaboration should live."
