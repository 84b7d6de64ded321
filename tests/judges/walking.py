"""Visits every object inside a JSON payload together with its place."""

from collections.abc import Iterator
from typing import Any


def objects(node: object, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object of the payload, outermost first, with its place in it."""
    if isinstance(node, dict):
        yield place, node
        for key, value in node.items():
            yield from objects(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from objects(item, f"{place}[{number}]")


def strings(node: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield each string of the payload with its place in it."""
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from strings(item, f"{place}[{number}]")
