"""Bodies of Slack's requests: taking them apart without trusting their shape."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

Payload = dict[str, Any]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(body: bytes, content_type: str) -> Payload:
    """A request body as the payload it carries.

    Bolt has a decoder of its own, which takes any form with the word "payload" in it for an
    interaction: a command about an ADC payload, or typed in #adc-payload-cmc, became empty
    (slack_bolt 1.30 `request/internals.py::parse_body`). Here only a field of that name counts.

    Raises:
        ValueError: it is no payload.
    """
    text = body.decode("utf-8")
    if content_type != "application/json":
        fields: Payload = dict(parse_qsl(text, keep_blank_values=True))
        if not fields:
            raise ValueError("A form has fields.")
        if "payload" not in fields:
            return fields
        text = fields["payload"]
    payload = json.loads(text)
    if not isinstance(payload, dict):
        raise ValueError("A payload is a JSON object.")  # noqa: TRY004 - as json.loads does
    return payload


def deep(value: object, *path: str | int) -> object:
    """What stands at a path, or None."""
    for step in path:
        if isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        elif isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value


def text_at(value: object, *path: str | int) -> str | None:
    """The text at a path; None when there is none, or an empty one."""
    found = deep(value, *path)
    return (storable(found) or None) if isinstance(found, str) else None


def carried_json(text: str | None) -> dict[str, Any]:
    """What a button or a form carries; empty where it is no JSON object."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def storable(text: str) -> str:
    """Leave out what no database takes: NUL, and halves of characters that JSON can carry."""
    return _UNSTORABLE.sub("", text)
