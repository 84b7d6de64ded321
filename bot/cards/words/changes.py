"""Changes to an agreement in words, for people who read them on a phone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.cards.words.field_names import ITEMS, SECTIONS, field_name
from bot.cards.words.values import NOTHING, in_words, literally, title_in
from bot.domain.agreement.amending import Amending
from bot.domain.agreement.parties import DigestTime
from bot.domain.changes import Change, Json, Text


class Said(NamedTuple):
    """One change; all three are plain text and may have several lines."""

    title: str
    """What it is about: `Weekly written status: time`."""
    before: str = ""
    after: str = ""


#: What is said of an item that comes or goes, each the names down to a field.
_DESCRIBED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "study": (("title",), ("study_number",), ("regime",), ("product",)),
    "amendments": (("remind_after",), ("lapse_after",)),
    "phases": (("start",), ("end",)),
    "parties": (
        *(("name",), ("side",), ("zone",), ("working_week",), ("hours",)),
        ("past_work_shown_to",),
    ),
    "methods": (("use_for",), ("formal",), ("senders",)),
    "never_in_chat_patterns": (("shape",),),
    "input_wanted": (("level",), ("decided_by",), ("body",), ("note",)),
    "seats": (("party",), ("contact", "preferred"), ("reply_within",), ("deputy",), ("on_call",)),
    "areas": (("accountable",), ("responsible",), ("counterpart",), ("due",), ("location",)),
    "locations": (("system",), ("path",), ("owner",), ("access",)),
    "cadences": (("from",), ("to",), ("rule",), ("method",), ("contents",), ("grace",)),
    "triggers": (("trigger", "text"), ("severity",), ("first_notice",), ("ladder",)),
    "pulse": (("every",), ("asked_of",), ("questions",)),
    "ownership": (("confirmed_every",), ("answer_within",), ("vacant_for",)),
    "suggestions": (("answer_within",),),
}
_RULE_LABEL = "when"

#: What holds where a text says nothing.
_AGREED_OTHERWISE = {
    "remind_after": str(Amending().remind_after),
    "lapse_after": str(Amending().lapse_after),
}
_DIGEST_OTHERWISE = {"day": DigestTime().day.value, "at": f"{DigestTime().at:%H:%M}"}


def change_lines(change: Change, before: Text, after: Text) -> Said:
    """What changes, from what to what.

    Args:
        change: one change from the first text to the second.
        before: the agreement it is made to; its titles say what stood there.
        after: the agreement with the change; its titles say what will stand there.
    """
    title = _title(change, before, after)
    was, will_be = _with_what_is_not_written(change)
    said = Said(title, _side(change, was, before), _side(change, will_be, after))
    if said.before == said.after:
        return Said(title, literally(change.before), literally(change.after))
    return said


def part_title(section: str, item: str | None, text: Text) -> str:
    """What a part of an agreement is called: the title of an item, or the name of a section."""
    if item is None:
        return SECTIONS[section]
    return title_in(text, section, item) or item


def _title(change: Change, before: Text, after: Text) -> str:
    # Who reads it knows the old title; a new item has only the new one.
    new = change.item is not None and title_in(before, change.section, change.item) is None
    title = part_title(change.section, change.item, after if new else before)
    if change.field:
        name = field_name(change.field) or _RULE_LABEL
        return f"{title}: {name}"
    if change.item is None:
        return title
    what = ITEMS[change.section]
    return f"{what} {'taken out' if change.after is None else 'added'}: {title}"


def _with_what_is_not_written(change: Change) -> tuple[Json, Json]:
    """Both values, where a text leaves out what holds anyway."""
    before, after = change.before, change.after
    if change.section == "amendments":
        return _agreed(change, before), _agreed(change, after)
    if change.section == "parties" and change.field[:1] == ("digest",):
        return _digest_time(change, before), _digest_time(change, after)
    # A flag is only written when it is not the usual, so the other side is the contrary.
    if isinstance(after, bool) and before is None:
        return not after, after
    if isinstance(before, bool) and after is None:
        return before, not before
    return before, after


def _agreed(change: Change, value: Any) -> Json:
    if change.field:
        return value or _AGREED_OTHERWISE[change.field[-1]]
    return _AGREED_OTHERWISE | (value or {})


def _digest_time(change: Change, value: Any) -> Json:
    if len(change.field) > 1:
        return value or _DIGEST_OTHERWISE[change.field[-1]]
    return _DIGEST_OTHERWISE | (value or {})


def _side(change: Change, value: Json, text: Text) -> str:
    if change.field or not isinstance(value, Mapping):
        return in_words(change.place[-1], value, text)
    return "\n".join(_description(change.section, value, text)) or NOTHING


def _description(section: str, item: Mapping[str, Any], text: Text) -> list[str]:
    lines = []
    for field in _DESCRIBED[section]:
        value: Any = item
        for name in field:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is not None:
            label = field_name(field) or _RULE_LABEL
            said = in_words(field[-1], value, text)
            lines.append(f"{label[0].upper()}{label[1:]}:{_behind(said)}")
    return lines


def _behind(said: str) -> str:
    """Several lines start below their label."""
    return f"\n{said}" if "\n" in said else f" {said}"
