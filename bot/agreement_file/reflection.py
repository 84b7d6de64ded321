"""What the domain dataclasses say about the file: field names, types, docstrings.

The dataclasses are the file format. Everything here reads them, so that the schema, the codec and
the checks cannot drift apart from them.
"""

import ast
import inspect
import itertools
import sys
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class FileField:
    """One field of a dataclass, as the file has it."""

    attribute: str
    """Name in Python, with the underscore that keeps it from being a keyword."""
    name: str
    """Name in the file."""
    hint: object
    """Its type, without `| None`."""
    required: bool
    """Whether the file must have it."""
    doc: str
    """Its docstring."""


@cache
def file_fields(cls: type) -> tuple[FileField, ...]:
    """The fields of a dataclass in their order."""
    hints = get_type_hints(cls)
    docs = attribute_docs(cls)
    return tuple(
        FileField(
            attribute=each.name,
            name=each.name.rstrip("_"),
            hint=without_none(hints[each.name]),
            required=each.default is MISSING and each.default_factory is MISSING,
            doc=docs.get(each.name, ""),
        )
        for each in fields(cls)
    )


def without_none(hint: object) -> object:
    """The type of a field that may be absent, when it is there."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    return next(each for each in get_args(hint) if each is not NoneType)


@cache
def item_hint(hint: object) -> object | None:
    """The type of the items, when the hint is `tuple[X, ...]`."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


@cache
def is_mapping(hint: object) -> bool:
    """Whether the hint is a mapping of texts."""
    return get_origin(hint) is Mapping


@cache
def as_dataclass(hint: object) -> type | None:
    """The hint itself, when it is a dataclass."""
    return hint if isinstance(hint, type) and is_dataclass(hint) else None


def summary(cls: type) -> str:
    """First paragraph of a class docstring in one line."""
    return " ".join(inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].split())


@cache
def attribute_docs(cls: type) -> Mapping[str, str]:
    """The string that stands under each attribute, which Python itself throws away."""
    found = ast.walk(ast.parse(inspect.getsource(sys.modules[cls.__module__])))
    body = next(n.body for n in found if isinstance(n, ast.ClassDef) and n.name == cls.__name__)
    docs: dict[str, str] = {}
    for attribute, doc in itertools.pairwise(body):
        match attribute, doc:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                docs[name] = " ".join(text.split())
            case _:
                pass
    return docs
