"""Judges the structure of Adaptive Cards by the published schema 1.5 and by Microsoft's models.

The two see different things: the schema knows no Teams extension, the models accept a missing id. A
card passes when both accept it.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from jsonschema import Draft6Validator
from microsoft_teams.cards import core as models
from pydantic import BaseModel, ValidationError

from tests.judges.closed_schema import without_references
from tests.judges.schema_sentences import sentences

# Properties that Teams added to elements of the schema; the models know them, the schema refuses.
_TEAMS_PROPERTIES = frozenset(
    {
        "msteams",
        "msTeams",
        "key",
        "targetWidth",
        "roundedCorners",
        "showBorder",
        "layouts",
        "grid.area",
        "choices.data",
    }
)
# Written in a card, but a field of no model: the address of the schema, and the spelling of Teams'
# own documentation for the settings of a button.
_KNOWN_EXTRAS = frozenset({"$schema", "msTeams"})
# What a button sends is the bot's own business.
_OPAQUE = frozenset({"data"})


def judge_by_schema(card: dict[str, Any], place: str) -> list[str]:
    """Complain about a card where it breaks the Adaptive Cards 1.5 schema."""
    return sentences(_schema().iter_errors(_core_of(card)), place)


def judge_by_models(card: dict[str, Any], place: str) -> list[str]:
    """Complain about every object of a card that its Teams model refuses or does not know."""
    complaints: list[str] = []
    # A model takes the children of its object as bare base classes, so each object is judged alone.
    for here, node in typed_objects(card, place):
        model = _models().get(node["type"])
        if model is None:
            complaints.append(f"{here}: {node['type']!r} is not a kind of element Teams knows")
            continue
        try:
            # Strict, or "yes" would pass for a truth value.
            parsed = model.model_validate_json(json.dumps(node), strict=True)
        except ValidationError as error:
            for problem in error.errors():
                where = ".".join(str(part) for part in problem["loc"])
                complaints.append(f"{here}.{where}: {problem['msg']}")
            continue
        complaints += [
            f"{here}.{name}: {node['type']} has no such property"
            for name in parsed.model_extra or {}
            if name not in _KNOWN_EXTRAS
        ]
    return complaints


def typed_objects(node: object, place: str) -> list[tuple[str, dict[str, Any]]]:
    """List each element, action and card inside a card with its place, outermost first."""
    found: list[tuple[str, dict[str, Any]]] = []
    if isinstance(node, list):
        for number, item in enumerate(node):
            found += typed_objects(item, f"{place}[{number}]")
    elif isinstance(node, dict):
        if isinstance(node.get("type"), str):
            found.append((place, node))
        for key, value in node.items():
            if key not in _OPAQUE:
                found += typed_objects(value, f"{place}.{key}")
    return found


def is_teams_only(kind: str) -> bool:
    """Tell whether an element is a Teams addition that other clients do not show."""
    return kind in _models() and kind not in _schema_types() and kind not in _PARTS


# Named by the models but not elements of their own: part of a text, of a select, of a mention.
_PARTS = frozenset({"TextRun", "Data.Query", "mention", "Layout.Stack", "Layout.Flow"})


def _core_of(node: Any) -> Any:
    """Give a card as other clients take it: fallbacks in place of additions, extras gone."""
    if isinstance(node, list):
        return [core for item in node if (core := _core_of(item)) is not _DROPPED]
    if not isinstance(node, dict):
        return node
    kind = node.get("type")
    if isinstance(kind, str) and is_teams_only(kind) and "fallback" in node:
        fallback = node["fallback"]
        return _core_of(fallback) if isinstance(fallback, dict) else _DROPPED
    return {
        key: value if key in _OPAQUE else _core_of(value)
        for key, value in node.items()
        if key not in _TEAMS_PROPERTIES
    }


_DROPPED = object()


@cache
def _schema() -> Draft6Validator:
    return Draft6Validator(without_references(_schema_document()))


@cache
def _schema_document() -> dict[str, Any]:
    path = files("adaptive_cards").joinpath("schemas/schema-1.5.json")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    # Its `id` is an address, and nothing may be looked up by it.
    del document["id"]
    # Version 1.5 brought a list to type into; this copy of the schema is without it (Teams
    # documentation, "Typeahead search in Adaptive Cards"), the models know it.
    document["definitions"]["ChoiceInputStyle"]["anyOf"][0]["enum"].append("filtered")
    return document


@cache
def _schema_types() -> frozenset[str]:
    kinds: set[str] = set()
    for definition in _schema_document()["definitions"].values():
        kinds.update(definition.get("properties", {}).get("type", {}).get("enum", []))
    return frozenset(kinds)


@cache
def _models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    for model in vars(models).values():
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            continue
        field = model.model_fields.get("type")
        kinds = get_args(field.annotation) if field is not None else ()
        # "Component" names five models told apart by another property; Accord sends none of them.
        if len(kinds) == 1 and kinds[0] != "Component":
            found[kinds[0]] = model
    return found
