"""Sentences about proposals: being written, waiting, accepted, ended."""

from collections.abc import Sequence

UNKNOWN = "This proposal is not known here. Type status to see what is waiting."
CLOSED = "This collaboration is closed, so its agreement stays as it is. A lead can type resume."
NO_SIDE = (
    "Your workspace belongs to no party of this collaboration, so you cannot propose changes. Ask a"
    " lead to add you."
)
KEY_STAYS = (
    "The short key of the collaboration stays as it is, because records refer to it. Change the"
    " title instead."
)
FIRST_WAITS = (
    "Nothing is agreed yet: the first version is still being agreed. Type agreement to read it, or"
    " status to see what it waits for."
)

FIRST_IN_CHAT = (
    "{key} is being set up in chat, and its first version is not agreed yet. Change it there, or"
    " give the file another study.id."
)
NOBODY_LEADS = (
    "Nobody speaks for a party here, so nobody could accept the file. Import it with a bindings"
    " file that names a lead for each party (lead: true)."
)
FROM_FILE = "Imported from a file"

NOTHING_PROPOSED = "No proposal is open"
PROPOSE_HOW = (
    "Pick a part of the agreement and press Edit. Your changes are collected into one proposal,"
    " which comes into force when every side has accepted it."
)
IN_FORCE_NOW = "The change is in force"
NOTHING_CHANGED = "Nothing was changed"
SAME_WORDS = (
    "It says the same as before, so there is nothing to send. Type propose to change a part."
)
DRAFT_HOW = (
    "Only your side sees this. Send it when it says what you mean; type propose to find it again."
)
FIRST_HOW = (
    "This is how you would work together. Nothing is in force until everybody has accepted"
    " it: read it, then accept it or suggest other wording."
)
ACCEPT_HOW = "The agreement stays as it is until every side has accepted exactly these words."
SENT_HOW = "It is with the others, and you hear from me when they answer."
FIRST_IN_FORCE = "From now on everybody works by it, and I ask for the updates when they are due."
WAITS = "Waits for"
ACCEPTED = "Accepted"
OPEN_UNTIL = "Open until"
REASON = "Reason"
BEFORE = "Before"
AFTER = "After"
FROM = "From"
ACCEPT, DECLINE, REWORD = "Accept", "Decline", "Suggest other wording"
SEND, EDIT, DISCARD, WITHDRAW = "Send", "Edit a part", "Discard", "Withdraw"
MORE, FROM_START = "More changes", "Back to the first changes"
READ = "Read it part by part"
READ_AGREEMENT, HISTORY = "Read the agreement", "History of versions"
PROPOSE_ANEW, STATUS, WHAT_IS_DUE = "Propose a change", "Status", "What is due"
SEND_FORM, SEND_FIRST_FORM = "Send the proposal", "Send the first version"
REASON_LABEL, FIRST_REASON_LABEL = "Why is this changed?", "What the history says about it"
REASON_HINT = "One sentence. It stays in the history beside the change."
FIRST_REASON = "First version"
DECLINE_FORM = "Decline the proposal"
DECLINE_LABEL, WHY_NOT = "Why not?", "Why not"
DECLINE_HINT = "The others read this. To change only some words, suggest other wording."
SAY_WHY = "Please give a reason in a few words, so that the others know what to do next."
CHANGED_WORDS = "What was reworded"
NOBODY = "nobody"
MAY_NOT_SEE = (
    "Part of this proposal is restricted, and you may not see it. Somebody of your side who may"
    " has to accept it."
)


def restricted(count: int) -> str:
    """Below the changes somebody may see."""
    what = "One more change is" if count == 1 else f"{count} more changes are"
    return (
        f"{what} restricted and not shown here. Somebody of each side who may see everything has to"
        " accept."
    )


def page(number: int, count: int) -> str:
    """Below the changes of one page."""
    return f"Page {number} of {count}."


def in_pieces(title: str, number: int, count: int) -> str:
    """The title of a change that is too long to be shown at once."""
    return f"{title}, {number} of {count}"


def still_written(number: int, party: str) -> str:
    """Refused: a draft."""
    return f"{party} is still writing proposal {number}. You will get it as soon as it is sent."


def reworded_by_own_side(number: int) -> str:
    """Refused: sending words that somebody else of the side wrote meanwhile."""
    return (
        f"Proposal {number} was reworded meanwhile by somebody of your side, so it was not sent."
        f" Type propose {number} to read the words as they are now, and send it then."
    )


def changed_since(number: int) -> str:
    """Refused: an old button."""
    return (
        f"Proposal {number} was reworded after this card, so it was not accepted. Type propose"
        f" {number} to see the words as they are now."
    )


def not_an_approver(leads: str) -> str:
    """Refused: a yes that is not theirs to give."""
    return (
        f"Accepting is up to the lead of each side ({leads}). You can tell them what you think of"
        " it."
    )


def own_by_lead(leads: str) -> str:
    """Refused: own data of a side."""
    return f"This is for the lead of your side to change ({leads}). Please ask them."


def own_change(party: str) -> str:
    """The reason kept with a side's own change."""
    return f"Own change of {party}"


def does_not_hold(faults: Sequence[str]) -> str:
    """Refused: the whole would contradict itself."""
    first = "; ".join(faults[:3])
    more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""  # noqa: PLR2004
    return f"With these changes the agreement would not hold together: {first}{more}."


def own_in_force(party: str, count: int) -> str:
    """Said after a side changed what is its own."""
    what = "The change is" if count == 1 else f"{count} changes are"
    return f"{what} in force: it is {party}'s own. The others are told in the next weekly note."


def draft_title(number: int, *, first: bool) -> str:
    """A draft."""
    return "The first version (draft)" if first else f"Proposal {number} (draft)"


def overtaken_title(number: int, version: int) -> str:
    """A draft that another version got in the way of."""
    return f"Proposal {number} needs another look: version {version} changed the same part"


def overtaken_how(version: int) -> str:
    """What to do with it."""
    return (
        f"Version {version} came into force first. Below is what stands there now and what you"
        " proposed. Edit it or send it again, or discard it; nothing of it is accepted yet."
    )


def reworded_title(number: int, party: str, *, first: bool) -> str:
    """A proposal that is being reworded by somebody."""
    what = "the first version" if first else f"proposal {number}"
    return f"{party} is writing other words for {what}"


def proposed_title(number: int, party: str, count: int, *, first: bool) -> str:
    """A proposal that waits."""
    if first:
        return f"{party} sends the first version of the agreement"
    changes = "a change" if count == 1 else f"{count} changes"
    return f"{party} proposes {changes} (proposal {number})"


def in_force_title(number: int, version: int) -> str:
    """Accepted by everybody."""
    return f"Proposal {number} is in force as version {version}"


def version_title(version: int) -> str:
    """Told in the rooms."""
    return f"Version {version} of the agreement is in force"


def ended_title(number: int, how: str, by: str) -> str:
    """Declined, withdrawn, lapsed."""
    return f"Proposal {number} {how}{f' by {by}' if by else ''}"


ENDED = {
    "declined": "was declined",
    "withdrawn": "was withdrawn",
    "lapsed": "ended without an answer",
}
LAPSED_HOW = (
    "The agreed time for an answer is over, so the agreement stays as it was. If the change is"
    " still wanted, propose it again."
)
STILL_WRITTEN = "Nothing is accepted until it is sent, and you get it as soon as it is."
NOTHING_CHANGES = "The agreement stays as it was."


def reminder(title: str) -> str:
    """The one reminder."""
    return f"Reminder: {title}"


def waiting_line(number: int, party: str, waits_for: str, *, first: bool) -> str:
    """In `status`."""
    what = "The first version" if first else f"Proposal {number} from {party}"
    return f"{what} waits for {waits_for}"


def since_until(sent: str, lapses: str) -> str:
    """Behind it: since when it waits, and until when."""
    return f" since {sent}. Without an answer it ends on {lapses}."


def draft_line(number: int, party: str, *, first: bool) -> str:
    """In `status`, for the side that writes it."""
    what = "The first version" if first else f"Proposal {number}"
    return f"{what} is being written by {party} and has not been sent"


def same_part(number: int, party: str, part: str) -> str:
    """A warning while writing."""
    return (
        f"Proposal {number} from {party} changes the same part ({part}). Whichever is accepted"
        " first, the other has to be looked at again."
    )


OPEN_TITLE = "Open proposals"
OPEN_HOW = "Pick one to see its changes."
SHOW = "Proposal"
FIRST_STAYS = (
    "The first version is what everybody works on, so it cannot be withdrawn. Edit it until both"
    " sides can accept it."
)


def not_yours_to_withdraw(number: int) -> str:
    """Refused."""
    return (
        f"Proposal {number} is another side's, so it is theirs to withdraw. You can decline it or"
        " suggest other wording."
    )


def which(numbers: str) -> str:
    """Several are open, or none."""
    if not numbers:
        return "No proposal waits for an answer. Type propose to see drafts and to change a part."
    return f"Several proposals wait: {numbers}. Name one, as in propose {numbers[0]} accept."


_NAMED = 4


def some(titles: Sequence[str]) -> str:
    """How many, and the first few by name."""
    if not titles:
        return ""
    named = "; ".join(titles[:_NAMED])
    more = f"; and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return f"{len(titles)}: {named}{more}"


SUPERSEDED = "It stands in a newer message, with the words as they are now."
SHOW_NEWEST = "Show the newest"


def superseded_title(number: int, *, first: bool) -> str:
    """In place of an earlier wording."""
    what = "The first version" if first else f"Proposal {number}"
    return f"{what} went on from here"


PICK_OR_SEND = "Pick what else should change, or say below why the proposal is sent."


def saved(count: int, *, first: bool) -> str:
    """Above the choice of what else should change."""
    if first:
        return "Saved. Pick what else should change, or say below why and send it as it is."
    changes = "one change" if count == 1 else f"{count} changes"
    return (
        f"Saved, {changes} so far. Pick what else should change, or say below why and send it as it"
        " is."
    )


WHOLE = "The whole draft"

ALL_SEATS = "All seats"
