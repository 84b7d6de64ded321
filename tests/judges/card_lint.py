"""Judges Adaptive Cards by the rules that neither the schema nor the models hold.

They are about people: a screen reader needs labels, a narrow phone needs wrapped text, a client
that does not know an element needs something instead.
"""

import json
from collections import Counter
from typing import Any

from tests.judges.card_types import is_teams_only, typed_objects

# Teams gives about 28 KB in its tightest documented place; above that it answers 413.
CARD_MAX_BYTES = 25_000
# Teams shows six buttons in a row and drops the rest.
MOST_ACTIONS = 6
# About one line of a card on a phone.
LONG_TEXT = 40


def lint_card(card: dict[str, Any], place: str) -> list[str]:
    """Complain about a whole card."""
    complaints: list[str] = []
    if card.get("type") != "AdaptiveCard":
        complaints.append(f"{place}.type: must be 'AdaptiveCard'")
    if card.get("version") != "1.5":
        complaints.append(f"{place}.version: {card.get('version')!r}, bots may send 1.5 at most")
    if not str(card.get("fallbackText", "")).strip():
        complaints.append(f"{place}.fallbackText: missing; older clients and notifications show it")
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    if size >= CARD_MAX_BYTES:
        complaints.append(f"{place}: {size} bytes, {CARD_MAX_BYTES} are safe everywhere in Teams")
    nodes = typed_objects(card, place)
    for here, node in nodes:
        complaints += _lint_element(node, here)
    ids = Counter(node["id"] for _, node in nodes if isinstance(node.get("id"), str))
    complaints += [f"{place}: the id {name!r} is used twice" for name in ids if ids[name] > 1]
    return complaints


def _lint_element(node: dict[str, Any], place: str) -> list[str]:
    kind = node["type"]
    complaints = _lint_input(node, place) if kind.startswith("Input.") else []
    if kind == "Image" and not str(node.get("altText", "")).strip():
        complaints.append(f"{place}.altText: missing")
    if kind == "TextBlock":
        text = str(node.get("text", ""))
        if not text.strip():
            complaints.append(f"{place}.text: is empty")
        if len(text) > LONG_TEXT and node.get("wrap") is not True:
            complaints.append(f"{place}.wrap: must be true, or a phone cuts the text off")
    if kind.startswith("Action.") and not str(node.get("title", "")).strip():
        # An action on a whole element (selectAction) has no button, but still needs a name.
        complaints.append(f"{place}.title: missing; nobody can tell what the button does")
    if is_teams_only(kind) and "fallback" not in node:
        complaints.append(
            f"{place}.fallback: missing on {kind}, which only newer Teams clients show"
        )
    actions = node.get("actions")
    if isinstance(actions, list) and len(actions) > MOST_ACTIONS:
        complaints.append(f"{place}.actions: {len(actions)} buttons, Teams shows {MOST_ACTIONS}")
    return complaints


def _lint_input(node: dict[str, Any], place: str) -> list[str]:
    complaints: list[str] = []
    if not str(node.get("label", "")).strip():
        complaints.append(f"{place}.label: missing; a screen reader cannot name the input")
    if not node.get("id"):
        complaints.append(f"{place}.id: missing; what is typed would not be sent")
    if node.get("isRequired") is True and not node.get("errorMessage"):
        complaints.append(f"{place}.errorMessage: missing on a required input")
    return complaints
