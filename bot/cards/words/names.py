"""Sentences about names that people use and the agreement does not know."""

ADD, EDIT, NOT_NOW, SHOW = "Add this name", "Change the words", "Not now", "A name that people use"
STUDY, MEANT, ASKED = "Study", "They meant", "Asked"
WHAT_IT_DOES = (
    "As a name it leads people there at once. It is proposed, and holds when every side has"
    " accepted. Not now puts it aside, and it is not asked again."
)
MISSING_HOW = (
    "They found nothing. Propose to add it opens the form with these words; every side is then"
    " asked. Not now puts it aside, and it is not asked again."
)
NO_NAMES = "Who asked is not kept."
FORM_TITLE, FORM_SEND, NAME = "Add a name", "Add this name", "Name"
NAME_HINT = "What people call it, in a few words."
WRITE_A_NAME = "Write the name in a few words, or close this and press Not now."
UNKNOWN = "This suggestion is not known here any more. To add a name, type propose."
NOT_YOURS = "A lead of that side decides on this name. Type status to see who that is."
KNOWN_ALREADY = "It goes by this name already. Write another one, or close this and press Not now."
PUT_ASIDE_TITLE = "Put aside"
PUT_ASIDE = "It is not asked again. To add a name all the same, type propose."
NO_ANSWER_NEEDED = "This needs no answer any more. To add another name, type propose."


def is_it_a_name(said: str, title: str) -> str:
    """The question to a lead."""
    return f"Is “{said}” a name for {title}?"


def is_it_missing(said: str) -> str:
    """The question to a lead about something that is not agreed."""
    return f"Asked for and not agreed: “{said}”"


def asked(times: int, people: int) -> str:
    """How often, and by how many."""
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"{often}, by {people} people" if people > 1 else often


def reason(said: str, title: str) -> str:
    """Why the agreement changes; it stands in its history."""
    return f"From questions asked in chat: “{said}” means {title}."


def leads_to(title: str) -> str:
    """Why words cannot be a name of another thing."""
    return f"These words lead to {title} already. Write others, or close this and press Not now."


def waits(number: int, title: str) -> str:
    """Why it cannot be added just now."""
    return (
        f"Proposal {number} changes {title} and waits for an answer. Press Add this name again when"
        " it is settled."
    )


def proposed(number: int, said: str, title: str) -> str:
    """What came of it, while another side has to accept."""
    return (
        f"Proposal {number} adds “{said}” as a name for {title}. Every other side is asked; when"
        " they have accepted, whoever asks in these words finds it."
    )


def in_force(version: int, said: str, title: str) -> str:
    """What came of it, where nobody else had to accept."""
    return f"Version {version} has “{said}” as a name for {title}. Whoever asks finds it now."
