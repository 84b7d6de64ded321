"""What the sections and fields of an agreement are called in a message."""

from collections.abc import Sequence

SECTIONS = {
    "study": "The study",
    "agreement": "The agreement",
    "amendments": "How proposals are handled",
    "phases": "Phases",
    "parties": "Parties",
    "methods": "Methods",
    "ground_rules": "Ground rules",
    "never_in_chat": "Never in chat",
    "never_in_chat_patterns": "Codes never in chat",
    "input_wanted": "Input wanted",
    "seats": "Seats",
    "areas": "Areas",
    "locations": "Locations",
    "cadences": "Promised updates",
    "triggers": "Reasons to consult",
    "pulse": "Pulse",
    "ownership": "Fresh ownership",
    "suggestions": "Suggestions",
}

#: What one item of a section is called.
ITEMS = {
    "phases": "Phase",
    "parties": "Party",
    "methods": "Method",
    "never_in_chat_patterns": "Code never in chat",
    "input_wanted": "Input wanted",
    "seats": "Seat",
    "areas": "Area",
    "locations": "Location",
    "cadences": "Promised update",
    "triggers": "Reason to consult",
}

#: Fields whose name in the file is not what people call them. An empty name is not said: the
#: field inside it says enough.
_FIELDS = {
    "rule": "",
    "trigger": "",
    "trigger.text": "what happened",
    "rule.every": "how often",
    "pulse.every": "how often",
    "vacant_for": "an empty seat waits",
    "at": "time",
    "anchor": "counted from",
    "for": "for at least",
    "op": "comparison",
    "accountable": "answers for it",
    "responsible": "does it",
    "counterpart": "whom to ask on another side",
    "contents": "what it says",
    "if_day_off": "on a day off",
    "if_late": "when it has not come",
    "remind": "is reminded",
    "tell": "is told",
    "formal": "counts as formal notice",
    "retrospective": "look back at its end",
    "senders": "who may send by it",
    "team": "a desk rather than one person",
    "handed_over": "handed over with a word",
    "in_chat": "reached in chat",
    "in_room": "in the shared rooms",
    "by_hour": "at certain hours",
    "quirks": "good to know",
    "preferred": "usual method",
    "contact_rules": "whom to contact",
    "contact.urgent": "method when it cannot wait",
    "reply_within": "replies",
    "normal": "normally",
    "urgent": "when it cannot wait",
    "unavailable": "not reachable",
    "short": "short name",
    "shape": "how it looks",
    "matches": "for example",
    "granted_by": "granted by",
    "everyone": "everyone in the shared rooms",
    "holds": "what is kept there",
    "owner": "looks after it",
    "system": "kind of place",
    "path": "where",
    "filed": "copy filed",
    "use_for": "used for",
    "say": "say at least",
    "seats": "who",
    "aliases": "also called",
    "start": "first day",
    "end": "last day",
    "remind_after": "reminder after",
    "lapse_after": "lapses after",
    "asked_of": "who is asked",
    "agenda_of": "goes on the agenda of",
    "acts": "",
    "digest": "weekly digest",
    "past_work_shown_to": "numbers of this work may be kept by",
    "digest.at": "time",
}


def field_name(field: Sequence[str]) -> str:
    """`first notice, within` for the names down to a field; empty when none has to be said."""
    return ", ".join(filter(None, map(_name, ("", *field), field)))


def _name(inside: str, name: str) -> str:
    said = _FIELDS.get(f"{inside}.{name}", _FIELDS.get(name))
    return name.replace("_", " ") if said is None else said
