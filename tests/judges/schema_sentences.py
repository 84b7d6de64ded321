"""Turns the errors of a JSON Schema into sentences a person can act on.

Slack's and Microsoft's schemas are unions of many types told apart by a `type` property. A plain
validator answers for such a union "is not valid under any of the given schemas"; this module
answers for the one member that the payload meant to be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from jsonschema.exceptions import ValidationError

LONGEST_MESSAGE = 240


def sentences(errors: Iterable[ValidationError], place: str = "$") -> list[str]:
    """Describe each error once, with its place in the payload (`$` is replaced by `place`)."""
    found = (f"{place}{path[1:]}: {text}" for error in errors for path, text in _explain(error))
    return list(dict.fromkeys(found))


def _explain(error: ValidationError) -> Iterator[tuple[str, str]]:
    if not error.context:
        yield error.json_path, _shortened(error.message)
        return
    meant = [branch for branch in _branches(error) if not any(map(_other_kind, branch))]
    if not meant:
        kind = error.instance.get("type") if isinstance(error.instance, dict) else error.instance
        yield error.json_path, _shortened(f"{kind!r} is not one of the kinds allowed here")
        return
    for inner in min(meant, key=_distance):
        yield from _explain(inner)


def _branches(error: ValidationError) -> Iterable[list[ValidationError]]:
    """Group what a union complains about by the member of the union that complains."""
    branches: dict[object, list[ValidationError]] = defaultdict(list)
    for inner in error.context:
        branches[inner.relative_schema_path[0]].append(inner)
    return branches.values()


def _distance(branch: list[ValidationError]) -> int:
    """Count what would have to change for this member of the union to accept the payload."""
    surplus = 0
    for error in branch:
        if error.validator == "additionalProperties" and isinstance(error.schema, Mapping):
            known = error.schema.get("properties", {})
            surplus += sum(key not in known for key in cast("dict[str, Any]", error.instance))
        else:
            surplus += 1
    return surplus


def _other_kind(error: ValidationError) -> bool:
    """Tell whether an error only says that the payload was meant to be another kind of object."""
    depth = len(error.relative_path)
    if error.context:
        # A union further inside says nothing about the kind of the object around it.
        return depth == 0 and all(any(map(_other_kind, branch)) for branch in _branches(error))
    if error.validator in ("const", "enum"):
        return depth == 1 and error.relative_path[-1] == "type"
    return error.validator == "type" and depth == 0


def _shortened(message: str) -> str:
    if len(message) <= LONGEST_MESSAGE:
        return message
    half = LONGEST_MESSAGE // 2
    return f"{message[:half]} … {message[-half:]}"
