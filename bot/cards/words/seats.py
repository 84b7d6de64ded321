"""Sentences about seats: who holds them, filling them, claiming one."""

TITLE = "Who holds which seat"
NOBODY = "nobody yet"
DEPUTY = "deputy"
SAME_DEPUTY = "the deputy is the same person, so nobody would stand in"
GONE = "away since {day}"
FILL, FILL_MORE, CLAIM = "Fill seats", "Fill more seats", "One of these is mine"
ALL_SEATS, STATUS, WHAT_IS_DUE = "All seats", "Status", "What is due"
RIGHT, WRONG = "That is right", "No, somebody else"
FILL_FORM, CLAIM_FORM = "Fill your seats", "Which seat is yours?"
FILL_HINT = "Pick people of your side. Leave a seat as it is when you do not know yet."
FILL_NOTE = (
    "Somebody is missing? Ask them to join the channel, or to type “I am the …” there themselves."
)
NOBODY_OPTION = "Nobody"
NEXT_PAGE_NOTE = (
    "There are more seats than fit one form. The rest follow when you have saved, or type seats"
    " fill and the name of one: seats fill {seat}."
)
SAVE = "Save"
CLAIM_LABEL = "Your seat"
NO_SEAT_OF_SIDE = "Your side has no seats in this agreement."
NO_PICKER = (
    "I cannot see who is in the channel right now. Ask each person to type “I am the …” (for"
    " example “I am the {example}”) there; you confirm it with one press."
)
OTHER_SIDE = "That seat is another side's. Only their lead ({leads}) can fill it."
NO_LEAD_MAY_KNOW = (
    "No lead of your side may know of this seat, so nobody could confirm it. Ask your lead to"
    " name somebody who may know of it as a lead, too (seats, then Who leads)."
)
NOT_A_LEAD = (
    "The lead of your side ({leads}) fills its seats. If one is yours, type “I am the {example}”"
    " and they confirm it with one press."
)
UNKNOWN_SEAT = "I do not know the seat “{text}”. Type seats to see all of them."
UNKNOWN_CLAIM = "This was decided already, or is not known here. Type seats to see how it stands."
CLAIM_NOT_YOURS = (
    "Your workspace belongs to no party here, so I cannot tell whose seat it would be. Ask a lead"
    " to invite your company with connect code."
)
CLAIM_OTHER_SIDE = (
    "The {seat} is a seat of {party}, and you are of another side. Type seats claim to pick one"
    " of your own side."
)
CLAIMED_TITLE = "Asked the lead of your side"
DONE_TITLE, UNCHANGED_TITLE = "Seats are filled", "Seats stay as they are"
UNCHANGED = "Nothing was changed."
HISTORY_TITLE = "Who held it"
FORM_HOW = "The button opens a form; nothing changes until you send it."
NEVER = "Nobody has held it yet."
NO_DAY = "I cannot read “{text}” as a day. Write it as 2027-03-03."
NEXT = "Who holds a seat is each side's own. The others are told in the next weekly note."
ONE_SEAT = "Type seats and the name of one to see who held it, and when."


def filled(name: str, seat: str) -> str:
    """A line about somebody who sits down."""
    return f"{name} is now the {seat}"


def emptied(seat: str) -> str:
    """A line about a seat that becomes free."""
    return f"{seat}: nobody now"


def confirm(name: str, seat: str) -> str:
    """The button that confirms a claim beside the list of seats."""
    return f"{name} is the {seat}"


def claim_title(name: str, seat: str) -> str:
    """For the lead."""
    return f"{name} says: I am the {seat}"


def answer_title(seat: str) -> str:
    """For who claimed."""
    return f"An answer about the {seat}"


def claim_how(held_by: str) -> str:
    """For the lead."""
    instead = f" {held_by} holds it now and would leave it." if held_by else ""
    return (
        "Is that right? Then they get the updates for this seat, and are asked for those it"
        f" sends.{instead}"
    )


def claimed(seat: str, leads: str) -> str:
    """For who claims."""
    return f"I asked {leads} to confirm that you are the {seat}. You hear from me when they have."


def held_already(seat: str) -> str:
    """For who claims what is theirs."""
    return f"You are the {seat} already. Type due me to see what you send, and when."


def confirmed(seat: str) -> str:
    """For who claimed."""
    return f"It is confirmed: you are the {seat}. Type due me to see what you send, and when."


def refused(seat: str) -> str:
    """For who claimed."""
    return f"The lead of your side says that the {seat} is somebody else. Please talk to them."


def confirmed_them(name: str, seat: str) -> str:
    """For the lead who confirmed."""
    return f"It is confirmed: {name} is the {seat}. They have been told."


def refused_them(name: str, seat: str) -> str:
    """For the lead who said no."""
    return f"{name} was told that the {seat} is somebody else. The seat stays as it was."


def still_empty(count: int) -> str:
    """After filling some."""
    what = "One seat of your side is" if count == 1 else f"{count} seats of your side are"
    return f"{what} still empty. Type seats fill to go on."


def welcome_to(seat: str, title: str) -> str:
    """For somebody a lead gave a seat."""
    return (
        f"You are now the {seat} in “{title}”. I ask you for the updates this seat sends when they"
        " are due, and answer who owns what. Type due me to see what comes, or help."
    )


WELCOME_TITLE = "You have a seat"


WHO_LEADS = "Who leads"
LEADS_FORM = "Who leads your side"
LEADS_LABEL = "They speak for your side"
LEADS_HOW = (
    "Leads fill your side's seats, send and accept proposals, and invite people. Each of them can"
    " do it alone."
)
ONE_LEAD_STAYS = "Please pick at least one person: a side without a lead could agree to nothing."


def leads(name: str) -> str:
    """A line about somebody who leads."""
    return f"{name} speaks for your side"
