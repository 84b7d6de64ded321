"""Judges Slack payloads by the rules that no published type or model holds.

Each rule here was learnt from Slack's documentation or from an error other people's apps ran into.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slackblocks import _limits as limit
from slackblocks._surfaces import _BLOCK_TYPES_BY_SURFACE, BlockSurface

from tests.judges.walking import objects, strings

# Slack documents no total; requests near 13,200 characters were refused with msg_blocks_too_long.
MESSAGE_MAX_CHARACTERS = 12_000

# The page of views.publish says so of all views; the error is view_too_large.
VIEW_MAX_BYTES = 250_000

_SHOUT = re.compile(r"<!(channel|here|everyone)(\|[^>]*)?>")
_TEXT_OBJECTS = ("plain_text", "mrkdwn", "raw_text", "markdown")
_SEEN = frozenset({"text", "title", "subtitle", "body", "alt_text", "caption", "url", "label"})


def lint_message(body: dict[str, Any], place: str = "$") -> list[str]:
    """Complain about a message: its `text`, its number of blocks, and everything in the blocks."""
    complaints: list[str] = []
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        complaints.append(
            f"{place}.text: notifications and screen readers read the top-level text; it is missing"
        )
    blocks = _list(body.get("blocks"))
    if len(blocks) > limit.MESSAGE_BLOCKS_MAX_ITEMS:
        complaints.append(f"{place}.blocks: {len(blocks)} blocks, 50 fit a message")
    complaints += lint_blocks(blocks, "message", f"{place}.blocks")
    complaints += _shouts(body, place)
    seen = max(_characters(blocks), len(text) if isinstance(text, str) else 0)
    if seen > MESSAGE_MAX_CHARACTERS:
        complaints.append(f"{place}: {seen} characters, Slack refuses a message near 13,200")
    for kind, most in (("table", 1), ("data_visualization", 2)):
        number = sum(block.get("type") == kind for block in blocks if isinstance(block, dict))
        if number > most:
            complaints.append(
                f"{place}.blocks: {number} blocks of type {kind}, {most} fit a message"
            )
    return complaints


def lint_view(view: dict[str, Any], place: str = "$.view") -> list[str]:
    """Complain about a modal or Home view."""
    blocks = _list(view.get("blocks"))
    surface: BlockSurface = "home" if view.get("type") == "home" else "modal"
    complaints = lint_blocks(blocks, surface, f"{place}.blocks")
    complaints += _shouts(view, place)
    if len(blocks) > limit.VIEW_BLOCKS_MAX_ITEMS:
        complaints.append(f"{place}.blocks: {len(blocks)} blocks, 100 fit a view")
    size = len(json.dumps(view).encode())
    if size > VIEW_MAX_BYTES:
        complaints.append(f"{place}: {size} bytes, {VIEW_MAX_BYTES} fit a view")
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if surface == "modal" and has_input and "submit" not in view:
        complaints.append(f"{place}.submit: required when a modal has an input block")
    focused = sum(node.get("focus_on_load") is True for _, node in objects(blocks, place))
    if focused > 1:
        complaints.append(f"{place}: focus_on_load is set on {focused} elements, one may have it")
    return complaints


def lint_blocks(blocks: list[Any], surface: BlockSurface, place: str) -> list[str]:
    """Complain about identifiers, empty texts and blocks that do not belong on the surface."""
    allowed = _BLOCK_TYPES_BY_SURFACE[surface]
    complaints: list[str] = []
    for number, block in enumerate(blocks):
        here = f"{place}[{number}]"
        if isinstance(block, dict) and block.get("type") not in allowed:
            complaints.append(f"{here}: {block.get('type')!r} does not belong in a {surface}")
        # Slack wants an action_id to be unique within its block, and tells equal ones of different
        # blocks apart by their block_id.
        actions = (node.get("action_id") for _, node in objects(block, here))
        complaints += [f"{here}: action_id {name!r} is used twice" for name in _repeated(actions)]
        complaints += _empty_texts(block, here)
    names = (block.get("block_id") for block in blocks if isinstance(block, dict))
    complaints += [f"{place}: block_id {name!r} is used twice" for name in _repeated(names)]
    return complaints


def _empty_texts(block: object, place: str) -> Iterator[str]:
    for here, node in objects(block, place):
        text = node.get("text")
        if node.get("type") in _TEXT_OBJECTS and isinstance(text, str) and not text.strip():
            yield f"{here}.text: is empty"


def _shouts(node: object, place: str) -> Iterator[str]:
    for here, text in strings(node, place):
        found = _SHOUT.search(text)
        if found:
            yield f"{here}: {found.group()} would notify everybody"
    for here, inner in objects(node, place):
        if inner.get("type") == "broadcast":
            yield f"{here}: a broadcast element would notify everybody"


def _repeated(names: Iterator[Any]) -> list[str]:
    counted = Counter(name for name in names if isinstance(name, str))
    return [name for name, number in counted.items() if number > 1]


def _characters(blocks: list[Any]) -> int:
    return sum(
        len(value)
        for _, node in objects(blocks, "")
        for key, value in node.items()
        if key in _SEEN and isinstance(value, str)
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
