"""Sentences about seats: who holds them, filling them, claiming one."""

TITLE = "Who holds which seat"
NOBODY = "nobody yet"
DEPUTY = "deputy"
SAME_DEPUTY = "the deputy is the same person, so nobody stands in"
GONE = "away since {day}"
FILL, CLAIM = "Fill seats", "One of these is mine"
FILL_FORM, CLAIM_FORM = "Fill your seats", "Which seat is yours?"
FILL_HINT = "People of your side in the channel. Leave a seat as it is if you do not know yet."
FILL_NOTE = (
    "Somebody is missing? Ask them to join the channel, or to type “I am the …” there themselves."
)
NOBODY_OPTION = "Nobody"
NEXT_PAGE_NOTE = "There are more seats than fit one form: type seats fill {seat} for one of them."
SAVE = "Save"
CLAIM_LABEL = "Your seat"
NO_SEAT_OF_SIDE = "Your side has no seats in this agreement."
NO_PICKER = (
    "I cannot see who is in the channel right now. Ask each person to type “I am the …” (for"
    " example “I am the {example}”) there; you confirm it with one press."
)
OTHER_SIDE = "That seat is the other side's. Only their lead ({leads}) can fill it."
NOT_A_LEAD = (
    "The lead of your side ({leads}) fills its seats. If one is yours, type “I am the {example}”"
    " and they confirm it with one press."
)
NOT_OF_SIDE = (
    "{name} is at home in a workspace that does not belong to {party}, so they cannot hold its"
    " seats. Pick somebody of your own side."
)
UNKNOWN_SEAT = "I do not know the seat “{text}”. Type seats to see all of them."
UNKNOWN_CLAIM = "This was decided already, or is not known here. Type seats to see how it stands."
CLAIM_NOT_YOURS = (
    "Your workspace belongs to no party here, so I cannot tell whose seat it would be. Ask a lead"
    " to invite your company with connect code."
)
CLAIM_OTHER_SIDE = "The {seat} is a seat of {party}, and you are of the other side."
CLAIMED_TITLE = "Asked the lead of your side"
DONE_TITLE = "Seats are filled"
UNCHANGED = "Nothing was changed."
HISTORY_TITLE = "Who held it"
NEVER = "Nobody has held it yet."
NO_DAY = "I cannot read “{text}” as a day. Write it as 2027-03-03."
NEXT = "Seat holders are each side's own. The other side is told in the next weekly note."


def filled(name: str, seat: str) -> str:
    """A line about somebody who sits down."""
    return f"{name} is now the {seat}"


def emptied(seat: str) -> str:
    """A line about a seat that becomes free."""
    return f"{seat}: nobody now"


def claim_title(name: str, seat: str) -> str:
    """For the lead."""
    return f"{name} says: I am the {seat}"


def claim_how(held_by: str) -> str:
    """For the lead."""
    instead = f" {held_by} holds it now and would leave it." if held_by else ""
    return f"Is that right? Then they get what is promised to this seat, and what it owes.{instead}"


def claimed(seat: str, leads: str) -> str:
    """For who claims."""
    return f"I asked {leads} to confirm that you are the {seat}. You hear from me when they have."


def confirmed(seat: str) -> str:
    """For who claimed."""
    return f"It is confirmed: you are the {seat}. Type due me to see what the seat owes."


def refused(seat: str) -> str:
    """For who claimed."""
    return f"The lead of your side says that the {seat} is somebody else. Please talk to them."


def welcome_to(seat: str, title: str) -> str:
    """For somebody a lead gave a seat."""
    return (
        f"You are now the {seat} in “{title}”. I will ask you for the updates the seat promised,"
        " and answer who owns what. Type due me to see what comes, or help."
    )


WELCOME_TITLE = "You have a seat"
