"""What stands in a field of an agreement, in words.

Values come as the plain data of the file. Keys of seats, methods and the like are said by the
titles that stand in the same text; what people typed is said as they typed it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.cards.words import answers, contact_rules, part_entries
from bot.cards.words.dates import clock_of, day, rule_day
from bot.cards.words.field_names import field_name
from bot.domain.agreement.areas import Due
from bot.domain.agreement.cadences import RULE_DAY_PATTERN, Every, Rule
from bot.domain.agreement.parties import HOURS_PATTERN
from bot.domain.changes import ITEM_NAMES, Json, Text
from bot.domain.duration import DURATION_PATTERN, Duration

NOTHING = "nothing"
#: A list is there, and nothing in it: that is not the same as no list.
EMPTY = "an empty list"
_YES_NO = {True: "yes", False: "no"}
_SENTENCE = 40

#: The section whose keys stand in a field. A value that is no key there is said as it is.
_REFERS_TO = {
    "seats": (
        "from to responsible accountable counterpart consulted informed deputy owner granted_by"
        " seats seat by decided_by instead asked_of senders"
    ),
    "methods": "method preferred urgent",
    "locations": "location filed_in",
    "areas": "area areas on_days_of",
    "phases": "phase phases",
    "parties": "party aware calendar business_days past_work_shown_to",
    "cadences": "agenda_of",
}
_SECTION_OF = {name: section for section, names in _REFERS_TO.items() for name in names.split()}

#: Fields of fixed words, which are said without their underscores.
_FIXED_WORDS = frozenset(
    "kind side level severity starts calendar basis show comments type transferred".split()  # noqa: SIM905 - short
)
_WORDS = {
    ("if_day_off", "send_anyway"): "sent all the same",
    ("if_day_off", "previous_working_day"): "on the working day before",
    ("if_day_off", "next_working_day"): "on the next working day",
    ("if_day_off", "next_shared_working_day"): "on the next day everybody works",
    ("level", "decide"): "the CRO decides and tells",
    ("level", "recommend"): "the CRO proposes, the sponsor decides",
    ("level", "consult"): "ask first",
    ("level", "follow"): "do exactly what the document says",
    ("calendar", "both"): "days on which every side works",
    ("calendar", "clock_hours"): "the clock, nights and weekends included",
    ("business_days", "both"): "days on which every side works",
    ("phases", "all"): "all phases",
    ("side", "cro"): "CRO",
    ("op", ">"): "more than",
    ("op", ">="): "at least",
    ("op", "<"): "less than",
    ("op", "<="): "at most",
    ("op", "=="): "exactly",
    ("basis", "example_value"): "a value chosen as an example",
}


def title_in(text: Text, section: str, key: str | None) -> str | None:
    """What an item is called in a text; none when the text has no such item."""
    for item in _items(text, section):
        if item[ITEM_NAMES[section]] == key:
            # People call a party by its short name; a topic is its own title.
            return str(item.get("short", item.get("title", key)))
    return None


def in_words(name: str, value: Json, text: Text) -> str:
    """The value of a field.

    Args:
        name: name of the field, the innermost one.
        value: what stands there; none when nothing does.
        text: the agreement it stands in.
    """
    match value:
        case None:
            return NOTHING
        case bool():
            return _YES_NO[value]
        case str():
            return _text(name, value, text)
        case Mapping():
            return _mapping(name, value, text)
        case Sequence():
            return _several(name, [in_words(name, each, text) for each in value])
        case _:
            return str(value)


def literally(value: Json) -> str:
    """Everything that stands there, as it is written: for what differs in no word above."""
    match value:
        case Mapping():
            return "; ".join(f"{name}: {literally(each)}" for name, each in value.items())
        case Sequence() if not isinstance(value, str):
            lines = (f"{number}. {literally(each)}" for number, each in enumerate(value, start=1))
            return "\n".join(lines) or EMPTY
        case _:
            return NOTHING if value is None else str(value)


def _items(text: Text, section: str) -> Any:
    return text.get(section, ())


def _several(name: str, parts: list[str]) -> str:
    """In one line where that can be read; what has commas of its own is numbered, one to a line."""
    if len(parts) < 2:  # noqa: PLR2004 - one thing is no list
        return "".join(parts) or NOTHING
    if all(len(part) <= _SENTENCE and not re.search(r"[,;\n]", part) for part in parts):
        return ", ".join(parts)
    if name in _SECTION_OF:
        return "; ".join(parts)
    return "\n".join(f"{number}. {part}" for number, part in enumerate(parts, start=1))


def _text(name: str, value: str, text: Text) -> str:
    section = _SECTION_OF.get(name)
    title = title_in(text, section, value) if section else None
    if title is not None:
        seat = section == "seats" and not title.casefold().startswith("the ")
        return f"the {title}" if seat else title
    if (name, value) in _WORDS:
        return _WORDS[name, value]
    if name in _FIXED_WORDS:
        return value.replace("_", " ")
    return _written(name, value)


def _written(name: str, value: str) -> str:
    """A day, a time or a length of time; anything else is said as it was typed."""
    for names, pattern, said in _FORMS:
        if name in names.split() and re.fullmatch(pattern, value):
            return said(value)
    return value


def _soon(value: str) -> str:
    duration = Duration.parse(value)
    return duration.in_words() if duration.amount else "at once"


def _length(value: str) -> str:
    duration = Duration.parse(value)
    return duration.in_words() if duration.amount else "none"


#: Names of fields, what stands in them, and how that is said.
_FORMS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("within after asked_before", DURATION_PATTERN, _soon),
    (
        "grace normal urgent tell_within for remind_after lapse_after answer_within vacant_for",
        DURATION_PATTERN,
        _length,
    ),
    (
        "date start end from to anchor signed next_review days except",
        r"\d{4}-\d{2}-\d{2}",
        lambda value: day(date.fromisoformat(value)),
    ),
    ("day days working_week", RULE_DAY_PATTERN, rule_day),
    ("every", "|".join(Every), lambda value: answers.rule(Rule(every=Every(value)), [], None)),
    ("zone", ".+", clock_of),
    ("hours", HOURS_PATTERN, lambda value: value.replace("-", " to ")),
)


def _mapping(name: str, value: Mapping[str, Any], text: Text) -> str:
    if name in _WHOLE:
        return _WHOLE[name](value, text)
    return "; ".join(
        f"{field_name((inner,)) or inner}: {in_words(inner, each, text)}"
        for inner, each in value.items()
    )


def _digest_time(value: Mapping[str, Any], text: Text) -> str:  # noqa: ARG001 - as its like
    """`Monday, 09:00`."""
    return ", ".join(_written(name, str(value[name])) for name in ("day", "at") if name in value)


def _rule(value: Mapping[str, Any], text: Text) -> str:
    rule = Rule(
        every=Every(value["every"]),
        days=tuple(value.get("days", ())),
        within=Duration.parse(value["within"]) if "within" in value else None,
        at=time.fromisoformat(value["at"]) if "at" in value else None,
        zone=value.get("zone"),
    )
    areas = [title_in(text, "areas", each) or each for each in value.get("areas", ())]
    days_of = value.get("on_days_of")
    said = answers.rule(rule, areas, title_in(text, "areas", days_of) or days_of)
    limits = {"anchor": "counted from", "start": "from", "end": "until"}
    return said + "".join(
        f", {word} {in_words(name, value[name], text)}"
        for name, word in limits.items()
        if name in value
    )


def _due(value: Mapping[str, Any], text: Text) -> str:
    due = Due(
        what=value.get("what"),
        date=date.fromisoformat(value["date"]) if "date" in value else None,
        phase=value.get("phase"),
        days=tuple(value.get("days", ())),
        every=value.get("every"),
        before=value.get("before"),
        after=value.get("after"),
        within=Duration.parse(value["within"]) if "within" in value else None,
        text=value.get("text"),
    )
    return answers.due(due, title_in(text, "phases", due.phase) or due.phase)


def _contact_rule(value: Mapping[str, Any], text: Text) -> str:
    seat = title_in(text, "seats", value["seat"]) or value["seat"]
    method = title_in(text, "methods", value["method"]) or value["method"]
    return contact_rules.entry(contact_rules.as_written(value), seat, method)


def _test_call(value: Mapping[str, Any], text: Text) -> str:
    caller = title_in(text, "seats", value["by"]) or value["by"]
    return part_entries.test_call(caller, Duration.parse(value["before"]))


def _replies(value: Mapping[str, str], _: Text) -> str:
    return answers.reply_times(Duration.parse(value["normal"]), Duration.parse(value["urgent"]))


def _rung(step: Mapping[str, Any], text: Text) -> str:
    after = Duration.parse(step["after"])
    conditions = [
        f"if {each.replace('_', ' ')}" for each in step.get("if", ()) if each.startswith("not_")
    ]
    conditions += [f"when reported: {each}" for each in step.get("or_reported", ())]
    if "unless_reported" in step:
        conditions.append(f"unless reported: {step['unless_reported']}")
    said = f"After {after.in_words()}" if after.amount else "At once"
    said += f", {' or '.join(conditions)}" if conditions else ""
    said += f". {_seats(step['seats'], text)}"
    return said + (f" ({step['note']})" if "note" in step else "")


def _seats(seats: Mapping[str, str], text: Text) -> str:
    """Who stands on a rung, the parties in the order of the agreement."""
    order = [party["key"] for party in _items(text, "parties")]
    return "; ".join(
        f"{title_in(text, 'parties', party) or party}:"
        f" {title_in(text, 'seats', seats[party]) or seats[party]}"
        for party in sorted(seats, key=[*order, *sorted(seats)].index)
    )


def _content(item: Mapping[str, Any], _: Text) -> str:
    kind = item.get("type", "text").replace("_", " or ")
    more = [kind, *([f"in {item['unit']}"] if "unit" in item else []), *item.get("choices", ())]
    return f"{item['title']} ({', '.join(more)})"


def _day_off(value: Mapping[str, Any], text: Text) -> str:
    days = [in_words(name, value[name], text) for name in ("date", "from", "to") if name in value]
    said = " ".join(filter(None, (value.get("name"), f"({' to '.join(days)})")))
    if "works_until" in value:
        said += f", at work until {value['works_until']}"
    return said + (", not certain yet" if value.get("provisional") else "")


def _question(value: Mapping[str, Any], _: Text) -> str:
    return str(value["text"])


#: Fields with a form of their own for all that stands in them.
_WHOLE: Mapping[str, Callable[[Mapping[str, Any], Text], str]] = {
    "rule": _rule,
    "due": _due,
    "contact_rules": _contact_rule,
    "test_call": _test_call,
    "reply_within": _replies,
    "ladder": _rung,
    "seats": _seats,
    "contents": _content,
    "holidays": _day_off,
    "extra_working_days": _day_off,
    "questions": _question,
    "digest": _digest_time,
}
