"""The JSON Schema of the agreement file and of the bindings file, made from the dataclasses.

Editors use it through the `# yaml-language-server` line at the top of a file, and the check uses
it for everything that one value alone can get wrong. References between items are checked apart.
"""

import datetime as dt
from copy import deepcopy
from enum import Enum
from functools import cache
from typing import Any

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.parts import KEY_PATTERN, LARGEST_NUMBER
from bot.agreement_file.reflection import (
    FileField,
    as_dataclass,
    file_fields,
    is_mapping,
    item_hint,
    summary,
)
from bot.domain.address import Address
from bot.domain.agreement.cadences import RULE_DAY_PATTERN, ContentItem, Rule
from bot.domain.agreement.document import SCHEMA_VERSION, Agreement
from bot.domain.agreement.parties import HOURS_PATTERN, OfficeHours, Weekday
from bot.domain.duration import DURATION_PATTERN, Duration

Schema = dict[str, object]

_TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

#: What one value can be. The titles are how a mistake is put into a sentence, in structure.py.
_SCALARS: dict[object, Schema] = {
    "Key": {
        "title": "Key",
        "type": "string",
        "pattern": KEY_PATTERN,
        "description": "Small letters, digits and underscores, starting with a letter.",
        "examples": ["study_director"],
    },
    "RuleDay": {
        "title": "RuleDay",
        "type": "string",
        "pattern": RULE_DAY_PATTERN,
        "examples": ["fri", "first_working_day", "second_thu", "last_fri", "any_sat", "day_15"],
    },
    str: {"title": "Text", "type": "string", "pattern": r"\S"},
    int: {"title": "Integer", "type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER},
    float: {"title": "Number", "type": "number"},
    bool: {"title": "Flag", "type": "boolean"},
    dt.date: {
        "title": "Date",
        "type": "string",
        "format": "date",
        "pattern": _DATE_PATTERN,
        "examples": ["2027-01-31"],
    },
    dt.time: {
        "title": "Time",
        "type": "string",
        "pattern": _TIME_PATTERN,
        "description": "Wall time of day, in quotes.",
        "examples": ["17:00"],
    },
    Duration: {
        "title": "Duration",
        "type": "string",
        "pattern": DURATION_PATTERN,
        "description": "30m, 4h, 2bd (business days), 3cd (calendar days) or 2w.",
        "examples": ["4h", "2bd"],
    },
    OfficeHours: {
        "title": "Hours",
        "type": "string",
        "pattern": HOURS_PATTERN,
        "examples": ["08:30-17:00"],
    },
    Address: {
        "title": "Address",
        "type": "string",
        "pattern": r"^[a-z]+:[^/\s]+(/\S+)?$",
        "description": "platform:tenant/id, or platform:tenant for a whole workspace or tenant.",
        "examples": ["slack:T0SPONSOR/C0STUDY"],
    },
}

#: Fields whose type alone does not say what may stand in them.
_SPECIAL: dict[tuple[type, str], str] = {(Rule, "days"): "RuleDay"}

_TEXT_OR_ITEM = "ContentItem"


def agreement_schema() -> Schema:
    """The JSON Schema (2020-12) of an agreement file."""
    return deepcopy(_agreement_schema())


def bindings_schema() -> Schema:
    """The JSON Schema (2020-12) of a bindings file."""
    return deepcopy(_bindings_schema())


def without_references(schema: Schema) -> Schema:
    """The same schema with each definition standing where it is referred to.

    A validator looks a reference up for every value it meets, which takes more than half of its
    time. Here no definition refers to itself, and what stands beside a reference only describes.
    """
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)

    def put_in(node: Any) -> Any:
        if isinstance(node, list):
            return [put_in(each) for each in node]
        if not isinstance(node, dict):
            return node
        beside = {key: put_in(each) for key, each in node.items() if key != "$ref"}
        if "$ref" not in node:
            return beside
        return {**put_in(definitions[node["$ref"].removeprefix("#/$defs/")]), **beside}

    return {key: put_in(each) for key, each in schema.items() if key != "$defs"}


@cache
def _agreement_schema() -> Schema:
    builder = _Builder()
    top = builder.mapping(Agreement)
    properties = top["properties"]
    assert isinstance(properties, dict)
    properties["schema_version"] = {
        "const": SCHEMA_VERSION,
        "description": "Version of the file format.",
    }
    properties["bindings"] = builder.reference(Bindings) | {
        "description": "Who and where; may stand in a file of its own."
    }
    return _document("agreement", "Accord agreement file", top, builder)


@cache
def _bindings_schema() -> Schema:
    builder = _Builder()
    return _document("bindings", "Accord bindings file", builder.mapping(Bindings), builder)


def _document(name: str, title: str, top: Schema, builder: "_Builder") -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:accord:{name}:{SCHEMA_VERSION}",
        **top,
        "title": title,
        "$defs": dict(sorted(builder.definitions.items())),
    }


class _Builder:
    """Collects the definitions that the top of a schema refers to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def mapping(self, cls: type) -> Schema:
        """A dataclass as an object that allows its own fields only."""
        return {
            "title": cls.__name__,
            "description": summary(cls),
            "type": "object",
            "properties": {each.name: self._field(cls, each) for each in file_fields(cls)},
            "required": [each.name for each in file_fields(cls) if each.required],
            "additionalProperties": False,
        }

    def reference(self, cls: type) -> Schema:
        """A reference to the definition of a dataclass."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            self.definitions[cls.__name__] = self.mapping(cls)
        schema: Schema = {"$ref": f"#/$defs/{cls.__name__}"}
        if cls is ContentItem:
            # A plain text is an item with only a title.
            return {
                "title": _TEXT_OR_ITEM,
                "type": ["string", "object"],
                "if": {"type": "object"},
                "then": schema,
                "else": {"pattern": r"\S"},
            }
        return schema

    def _field(self, cls: type, each: FileField) -> Schema:
        special = _SPECIAL.get((cls, each.attribute))
        if each.name == "key" or (each.name == "id" and item_hint(each.hint) is None):
            special = "Key"
        schema = self._type(each.hint, special, required=each.required)
        return schema | ({"description": each.doc} if each.doc else {})

    def _type(self, hint: object, special: str | None, *, required: bool = False) -> Schema:
        items = item_hint(hint)
        if items is not None:
            schema: Schema = {"type": "array", "items": self._type(items, special)}
            if required or items is Weekday:
                schema["minItems"] = 1
            return schema
        if is_mapping(hint):
            texts = self._type(str, None)
            return {"type": "object", "additionalProperties": texts, "minProperties": 1}
        if isinstance(hint, type) and issubclass(hint, Enum):
            self.definitions[hint.__name__] = {
                "title": hint.__name__,
                "description": summary(hint),
                "enum": [member.value for member in hint],
            }
            return {"$ref": f"#/$defs/{hint.__name__}"}
        cls = as_dataclass(hint)
        if special is None and cls is not None and cls not in _SCALARS:
            return self.reference(cls)
        return self._scalar(special or hint)

    def _scalar(self, kind: object) -> Schema:
        schema = _SCALARS[kind]
        self.definitions[str(schema["title"])] = schema
        return {"$ref": f"#/$defs/{schema['title']}"}
