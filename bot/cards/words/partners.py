"""Sentences of the partner directory."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.partner_categories import category_name
from bot.domain.partners import Accreditation, Found, FoundBy, Partner

# Who may use it. None of these hints at what is in a directory, or whether there is one.
NOT_A_MEMBER = (
    "A partner directory is for people who belong to the workspace or tenant it is kept in, and I"
    " cannot see that you do. Ask a colleague who does to look something up for you."
)
NOT_TOLD_NOW = (
    "I could not find out just now whether you belong to this workspace, and the directory is for"
    " its own people. Please try again in a minute."
)
ELSEWHERE = (
    "This place belongs to another organisation, and your directory is read in your own only."
    " Write to Accord in your own workspace or tenant."
)
OWN_CHAT_TITLE = "For your own chat"
OWN_CHAT = (
    "Here I cannot show it to one person only. Open your own chat with Accord and type the same"
    " words there."
)

TITLE = "Your partner directory"
EMPTY = (
    "Nothing is in it yet. Add the first CRO or other provider that you know, or take in the list"
    " that you keep somewhere: type partners import."
)
PRIVATE = (
    "It is read by everybody who belongs to this workspace or tenant, and by nobody else: no guest,"
    " no partner, no other company."
)
HOW = (
    "Type partners find and what you need, partners show and a name, or partners recommend, a"
    " name, a colon and why."
)
FIND, ADD, ALL = "Find a partner", "Add a partner", "Show all"
FILES = "Files in and out"
SHOW, EDIT, RECOMMEND, MORE = "Show", "Edit", "Recommend", "More"
REMOVE, BRING_BACK, HISTORY, TAKE_BACK = (
    "Remove",
    "Bring back",
    "What happened",
    "Take mine back",
)
ADD_TITLE, EDIT_TITLE, RECOMMEND_TITLE = "Add a partner", "Edit this partner", "Recommend"
WHY_LABEL = "What went well, and for whom they are right"
WHY_HINT = "Your colleagues read it with your name"

LABELS = {
    "name": "Name",
    "categories": "Categories",
    "services": "What they do",
    "regions": "Regions",
    "accreditations": "Accreditations",
    "contacts": "Contacts",
    "msa_until": "Master agreement (MSA) until",
    "rate_card_until": "Rate card until",
    "frame": "Contract",
    "found": "Found or ordered",
    "notes": "Notes",
}
OWN_CATEGORY = "Another category of your own"
HINTS = {
    "services": "As a colleague would say it: techniques, species, scale, how soon they can start",
    "regions": "For example: Denmark; EU",
    "accreditations": "For example: GLP until 2027-06; AAALAC",
    "contacts": "One on a line: name, role, e-mail, phone",
    "found": (
        "Such as directory: its name; marketplace: its name, number of the request; colleague: who"
    ),
    "own_category": "For what none of the categories above says",
}
NO_RECOMMENDATION = "Nobody has recommended it yet"
NOT_SAID = "not said"

NAME_FIRST = "Say which one, for example: partners show Fjord Cell Lines"
RECOMMEND_HOW = (
    "Write the name, a colon and why, for example: partners recommend Fjord Cell Lines: on time"
    " three times, and they say early what does not work"
)
CHANGED_MEANWHILE = (
    "Somebody else changed this entry while the form was open, so nothing was saved. Open it again"
    " and add what you wrote."
)
NOT_THERE = "This entry is not in your directory. Type partners to see what is."
NO_MORE = "There is nothing further. Type partners to see everything you can do here."
ADDED_NEAR = "A name that is near it is there too. If both are the same organisation, remove one."
DID_YOU_MEAN = "Did you mean one of these?"
WHY_EMPTY = "Write a few words on why, or close the form."
ADD_HOW = "Press the button to fill in the form, or type partners add and the name."
NOTHING_TO_TAKE_BACK = (
    "You have not recommended this one. To do so, type partners recommend, the name, a colon and"
    " why."
)

WHAT_HAPPENED = {
    "added": "added it",
    "changed": "changed it",
    "removed": "removed it",
    "brought_back": "brought it back",
    "recommended": "recommended it",
    "recommendation_withdrawn": "took a recommendation back",
}

FILES_TITLE = "Files of your partner directory"
NO_ADDRESS = (
    "I cannot make a link: nobody told me the address people reach me at. Ask whoever runs Accord"
    " to set ACCORD_PUBLIC_URL and ACCORD_SECRET_KEY, or to run accord partners import or export."
)
TAKE_IN, AS_CSV, AS_XLSX, TEMPLATE = "Choose a file", "As CSV", "As XLSX", "Empty template"
IMPORT_HOW = (
    "A CSV or XLSX file with a line for each partner. First you see what would change, and what"
    " cannot be read; then you decide. A name that is there already is changed, not added again."
)


def counts(partners: int, recommended: int, expired: int) -> str:
    """What is in a directory."""
    liked = f", {recommended} recommended by colleagues" if recommended else ""
    text = f"{_number(partners, 'entry', 'entries')}{liked}."
    if expired:
        text += f" {_number(expired, 'has', 'have')} an accreditation or contract that is over."
    return text


def category(key: str) -> str:
    """`DMPK and bioanalysis`; its number stands in files only, where it is quick to write."""
    return category_name(key)


def accreditation(found: Accreditation, today: date) -> str:
    """`GLP until …`, or that it is over."""
    if found.expires is None:
        return found.kind
    word = "until" if found.holds_on(today) else "expired on"
    return f"{found.kind} {word} {day(found.expires)}"


def contract(what: str, until: date, today: date) -> str:
    """`MSA until …`, or that it is over."""
    return f"{what} {'until' if today <= until else 'ended on'} {day(until)}"


def found(where: Found) -> str:
    """`A market, RFQ-7 (marketplace)`."""
    how = {
        FoundBy.DIRECTORY: "directory",
        FoundBy.MARKETPLACE: "marketplace",
        FoundBy.COLLEAGUE: "colleague",
    }[where.by]
    said = ", ".join(filter(None, (where.name, where.number)))
    return f"{said} ({how})" if said else how.capitalize()


def in_a_line(partner: Partner) -> str:
    """What a list says behind the name."""
    said = (*map(category_name, partner.categories[:2]), *partner.regions[:2])
    return f": {', '.join(said)}" if said else ""


def recommended(count: int) -> str:
    """`recommended by 2 colleagues`."""
    return f"recommended by {_number(count, 'colleague', 'colleagues')}"


def by_on(name: str, on: date) -> str:
    """Who said something, and when."""
    return f" ({name}, {day(on)})"


def added_by(name: str, on: date, updated: date) -> str:
    """The foot of an entry."""
    return f"Added by {name} on {day(on)}, last changed on {day(updated)}."


def was_removed(on: date) -> str:
    """At the head of an entry that is put away."""
    return f"Removed from the directory on {day(on)}. It can be brought back."


def added(name: str) -> str:
    """Title of what came of adding."""
    return f"{name} is in your directory"


def saved(name: str) -> str:
    """Title of what came of an edit."""
    return f"{name} is saved"


def name_taken(name: str) -> str:
    """Another entry has the name that one is given."""
    return f"{name} is another entry of your directory. Choose a name that tells the two apart."


def why_long(limit: int) -> str:
    """A recommendation is too long."""
    return f"Please keep a recommendation under {limit} characters; the notes take more."


def unchanged(name: str) -> str:
    """Title of what came of an edit that changed nothing."""
    return f"{name} stays as it was"


def thanks_for(name: str) -> str:
    """Title of what came of a recommendation."""
    return f"Your recommendation of {name} is saved"


def taken_back(name: str) -> str:
    """Title of what came of taking one back."""
    return f"Your recommendation of {name} is taken back"


def removed(name: str) -> str:
    """Title of what came of removing."""
    return f"{name} is removed"


def back(name: str) -> str:
    """Title of what came of bringing back."""
    return f"{name} is in your directory again"


REMOVED_NOTE = "It is in no list and no search any more. Nothing of it is lost: bring it back here."


def there_already(name: str) -> str:
    """A name is added that is there."""
    return f"{name} is in your directory already"


THERE_ALREADY_NOTE = "Nothing was added. Edit the entry that is there, or choose another name."
PUT_AWAY_NOTE = "It was removed earlier. Bring it back, then edit it."


def not_found(name: str) -> str:
    """Nothing is near a name."""
    return f"“{name}” is not in your directory. Type partners add {name} to add it."


def near(name: str) -> str:
    """Something is near a name."""
    return f"“{name}” is not in your directory. {DID_YOU_MEAN}"


def nothing_with(words: str) -> str:
    """A list that is empty."""
    return (
        f"No entry has all of these words: {words}. Try fewer words, or type partners add if you"
        " know somebody."
    )


def listed(shown: int, count: int) -> str:
    """Above a list."""
    return f"{shown} of {_number(count, 'entry', 'entries')}, by name."


def list_title(words: str) -> str:
    """Title of a list."""
    return f"Partners: {words}" if words else "All partners"


def happened(who: str, what: str, fields: Sequence[str]) -> str:
    """A line of the history."""
    names = [LABELS[name].lower() for name in fields if name in LABELS]
    which = f" ({join(names)})" if names and what == "changed" else ""
    return f": {who} {WHAT_HAPPENED.get(what, what)}{which}"


def links_work(minutes: int) -> str:
    """Below links."""
    return (
        f"The links work for {minutes} minutes, the one to choose a file for one file. Whoever has"
        " one can use it, so please do not pass them on."
    )


def ours(label: str) -> str:
    """What the categories are."""
    return f"The categories are {label}; add your own where none fits."


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def joined(parts: Iterable[str]) -> str:
    """Several things in one line."""
    return "; ".join(parts)
