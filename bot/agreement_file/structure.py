"""What one value alone can get wrong, as sentences: JSON Schema errors put into words."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.agreement_file.mistakes import Fault, Path, instead, nearest, quoted
from bot.agreement_file.parts import LARGEST_NUMBER
from bot.agreement_file.schema import Schema, without_references
from bot.agreement_file.source import Source

if TYPE_CHECKING:
    # Importing it takes a while, which only who checks a file should wait for.
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import ValidationError

#: What to write, by the title of the schema that a value failed.
_WRITE = {
    "Key": "write small letters, digits and underscores, starting with a letter: study_director",
    "RuleDay": (
        "write a weekday (mon to sun), or for a month first_working_day, second_thu, last_fri,"
        " any_sat, day_15 or last_day"
    ),
    "Text": 'write a text: "like this"',
    "ContentItem": "write a text, or a mapping with title and type",
    "Integer": "write a whole number of 1 or more",
    "Number": "write a number",
    "Flag": "write true or false, without quotes",
    "Date": "write a date as 2027-01-31",
    "Time": 'write a time of day in quotes: "17:00"',
    "Duration": (
        "write a number and a unit: 30m, 4h, 2bd (business days), 3cd (calendar days) or 2w"
    ),
    "Hours": 'write two times of day in quotes: "08:30-17:00"',
    "Address": "write platform:tenant/id, for example slack:T0SPONSOR/C0STUDY",
}

#: Keys that people bring from older notes or from the words they use, and what they are here.
_RENAMED = {
    "roles": "seats",
    "role": "seat",
    "side": "party",
    "backup": "deputy",
    "meta": "study",
    "escalations": "triggers",
    "checkins": "pulse",
    "owner": "accountable",
    "phase": "phases",
    "also_phase": "phases",
    "then": "follow_up",
    "until": "works_until",
    "visibility": "show",
    "timezone": "zone",
    "id": "key",
    "name": "title",
}


def structure_faults(source: Source, schema: Callable[[], Schema]) -> Iterator[Fault]:
    """Every value that its own schema refuses; one fault for one thing.

    `schema` makes the schema, which is asked for once.
    """
    said: set[tuple[Path, str]] = set()
    for error in _validator(schema).iter_errors(source.data):
        path: Path = tuple(error.absolute_path)
        kind = str(error.validator)
        if not source.usable(path):
            continue
        if kind in {"additionalProperties", "required"} and _lists_properties(error):
            faults = () if (path, "keys") in said else tuple(_key_faults(error, path))
            said.add((path, "keys"))
        else:
            faults = () if (path, "value") in said else (Fault(path, _value_sentence(error, path)),)
            said.add((path, "value"))
        yield from faults


def _lists_properties(error: "ValidationError") -> bool:
    return "properties" in _schema(error)


def _schema(error: "ValidationError") -> dict[str, Any]:
    """The part of the schema that was not met."""
    return dict(error.schema) if isinstance(error.schema, Mapping) else {}


def _key_faults(error: "ValidationError", path: Path) -> Iterator[Fault]:
    """Unknown and missing keys of one mapping, told together: a misspelt key is one mistake."""
    schema = _schema(error)
    present: Mapping[str, object] = error.instance if isinstance(error.instance, dict) else {}
    properties: dict[str, Any] = schema["properties"]
    missing = [name for name in schema.get("required", ()) if name not in present]
    for name in present:
        if name in properties:
            continue
        meant = _meant(name, list(properties), present)
        if meant in missing:
            missing.remove(meant)
        yield Fault((*path, name), _unknown_key(name, meant, list(properties)), on_key=True)
    for name in missing:
        doc = properties[name].get("description", "")
        yield Fault(path, f'"{name}" is missing; add it' + (f": {_lower(doc)}" if doc else ""))


def _meant(name: str, known: list[str], present: Mapping[str, object]) -> str | None:
    renamed = _RENAMED.get(name)
    if renamed in known and renamed not in present:
        return renamed
    return nearest(name, [each for each in known if each not in present])


def _unknown_key(name: str, meant: str | None, known: list[str]) -> str:
    start = f"there is no key {quoted(name)} here; "
    if meant is not None:
        return start + f'did you mean "{meant}"?'
    return start + f"the keys are: {', '.join(known)}"


def _value_sentence(error: "ValidationError", path: Path) -> str:
    value: Any = error.instance
    schema = _schema(error)
    match str(error.validator):
        case "enum":
            sentence = _enum_sentence(value, [_as_written(each) for each in schema["enum"]])
        case "const":
            sentence = f"{quoted(_as_written(value))} is not supported; write {schema['const']}"
        case "minItems":
            sentence = f"the list has {len(value)} items; name at least {schema['minItems']}"
        case "minProperties":
            sentence = "nothing stands in here; name at least one party with its seat"
        case "minimum" | "maximum":
            sentence = f"{value} is out of range; {_WRITE['Integer']}, at most {LARGEST_NUMBER}"
        case "type":
            sentence = _type_sentence(value, schema, path[-1] if path else "")
        case _:
            sentence = f"{_named(value, schema)}; {_write(schema)}"
    return sentence


def _type_sentence(value: object, schema: Schema, field: object) -> str:
    write = _write(schema)
    if value is None:
        return f"nothing stands here; {write}, or leave the line out where it is not required"
    if isinstance(value, list):
        return _list_sentence(value, schema.get("type"), field, write)
    if schema.get("type") == "array":
        written = "{...}" if isinstance(value, dict) else _as_written(value)
        return f"a list belongs here; write it in brackets: [{written}]"
    if isinstance(value, dict):
        return f"one value belongs here, not a mapping; {write}"
    return _scalar_sentence(value, schema, write)


def _scalar_sentence(value: object, schema: Schema, write: str) -> str:
    wanted = schema.get("type")
    if schema.get("title") == "Flag" and str(value).casefold() in {"true", "false"}:
        return f"{quoted(value)} is a text; take the quotes away: {str(value).casefold()}"
    if wanted in ("integer", "number") and isinstance(value, str):
        return f"{quoted(value)} is a text; {write}, without quotes"
    if schema.get("title") == "Text":
        return f'{_as_written(value)} is no text; put it in quotes: "{_as_written(value)}"'
    return f"{quoted(_as_written(value))} does not fit here; {write}"


def _list_sentence(value: list[object], wanted: object, field: object, write: str) -> str:
    if field in {"accountable", "responsible", "counterpart"}:
        remedy = "write one seat, and the others under consulted or informed"
        return f"{len(value)} seats are listed as {field}, and exactly one must stand; {remedy}"
    if wanted == "object":
        return "a mapping belongs here, not a list; write keys with values"
    if len(value) == 1:
        return "one value belongs here, not a list; write it without brackets or dash"
    return f"one value belongs here, not a list of {len(value)}; {write}"


def _enum_sentence(value: object, allowed: list[str]) -> str:
    if value is None:
        return f"nothing stands here; write one of: {', '.join(allowed)}"
    if isinstance(value, list):
        return f"one word belongs here, not a list; write one of: {', '.join(allowed)}"
    if isinstance(value, dict):
        return f"one word belongs here, not a mapping; write one of: {', '.join(allowed)}"
    text = _as_written(value)
    if text in allowed:
        return f"{quoted(text)} is of the wrong type; write {text} without quotes"
    return f"{quoted(text)} is not known here; {instead(text, allowed)}"


def _named(value: object, schema: Schema) -> str:
    if isinstance(value, str) and not value.strip():
        return "the text is empty"
    noun = {
        "Duration": "no duration",
        "Date": "no date of the calendar",
        "Time": "no time of day",
        "Hours": "no span of hours",
        "Key": "no key",
        "RuleDay": "no day of a rule",
        "Address": "no address",
    }.get(str(schema.get("title")), "not possible here")
    return f"{quoted(value)} is {noun}"


def _write(schema: Schema) -> str:
    title = str(schema.get("title"))
    if title in _WRITE:
        return _WRITE[title]
    if schema.get("type") == "array":
        return "write a list: [one, two]"
    if "properties" in schema:
        properties = schema["properties"]
        names = ", ".join(properties) if isinstance(properties, Mapping) else ""
        return f"write a mapping with the keys {names}"
    return _WRITE["Text"]


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _lower(doc: str) -> str:
    first = doc.split(". ", maxsplit=1)[0].rstrip(".")
    # An abbreviation such as IANA keeps its capitals.
    return first if first[:2].isupper() else first[:1].lower() + first[1:]


@cache
def _validator(schema: Callable[[], Schema]) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - see above

    return Draft202012Validator(without_references(schema()), format_checker=_formats())


@cache
def _formats() -> "FormatChecker":
    from jsonschema import FormatChecker  # noqa: PLC0415 - see above

    checker = FormatChecker(formats=())

    @checker.checks("date", raises=ValueError)
    def _date(value: object) -> bool:
        # Only the day has to exist here; the pattern beside it wants the written form.
        return not isinstance(value, str) or bool(dt.date.fromisoformat(value))

    return checker
