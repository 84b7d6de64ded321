"""Judges Slack payloads by Slack's own types.

The schemas in `slack_schemas/slack_types.json` are generated from npm's `@slack/types` and
`@slack/web-api` (see `generate_slack_schemas.cjs`). They know structure, not lengths.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from tests.judges.closed_schema import without_references
from tests.judges.schema_sentences import sentences
from tests.judges.slack_charts import judge_chart

SCHEMAS = Path(__file__).parent / "slack_schemas" / "slack_types.json"

ARGUMENTS = {
    "chat.postMessage": "ChatPostMessageArguments",
    "chat.update": "ChatUpdateArguments",
    "chat.postEphemeral": "ChatPostEphemeralArguments",
    "chat.delete": "ChatDeleteArguments",
    "views.open": "ViewsOpenArguments",
    "views.push": "ViewsPushArguments",
    "views.update": "ViewsUpdateArguments",
    "views.publish": "ViewsPublishArguments",
}

VIEW_TYPES = {"modal": "ModalView", "home": "HomeView"}

_BLOCK: dict[str, Any] = {"type": "divider"}
_VIEW: dict[str, Any] = {"type": "home", "blocks": [_BLOCK]}


def judge_arguments(method: str, body: dict[str, Any]) -> list[str]:
    """Complain about the arguments of a Web API call, not about its blocks and views."""
    # Those are judged one by one: inside this union every error would be about the union.
    outside = dict(body)
    if isinstance(body.get("blocks"), list):
        outside["blocks"] = [_BLOCK]
    if isinstance(body.get("view"), dict):
        outside["view"] = _VIEW
    return _judge(ARGUMENTS[method], outside, "$")


def judge_blocks(blocks: object, place: str) -> list[str]:
    """Complain about each block of a message or view on its own."""
    if not isinstance(blocks, list):
        return [f"{place}: blocks must be a list"]
    complaints: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, dict) and block.get("type") == "data_visualization":
            # Younger than the pinned types.
            complaints += judge_chart(block, f"{place}[{number}]")
            continue
        complaints += _judge("KnownBlock", block, f"{place}[{number}]")
    return complaints


def judge_view_type(view: dict[str, Any], place: str) -> list[str]:
    """Complain about a view, leaving out what stands in its blocks."""
    name = VIEW_TYPES.get(str(view.get("type")))
    if name is None:
        return [f"{place}.type: {view.get('type')!r} is not a kind of view"]
    blocks = view.get("blocks")
    outside = {**view, "blocks": [_BLOCK]} if isinstance(blocks, list) else view
    return _judge(name, outside, place)


def _judge(definition: str, instance: object, place: str) -> list[str]:
    return sentences(_validator(definition).iter_errors(instance), place)


@cache
def _validator(definition: str) -> Draft7Validator:
    definitions = json.loads(SCHEMAS.read_text(encoding="utf-8"))["definitions"]
    schema = {"$ref": f"#/definitions/{definition}", "definitions": definitions}
    return Draft7Validator(without_references(schema))
