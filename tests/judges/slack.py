"""The judge of everything Accord sends to Slack: Web API calls and the bodies of HTTP answers.

It asks Slack's own types (structure), the SDK's models and the slackblocks limit table (lengths),
and a linter (what neither of them knows).
"""

import json
from typing import Any

from tests.judges.slack_lengths import judge_block_lengths, judge_view_lengths
from tests.judges.slack_lint import lint_message, lint_view
from tests.judges.slack_types import ARGUMENTS, judge_arguments, judge_blocks, judge_view_type
from tests.judges.walking import objects

JUDGED_METHODS = frozenset(ARGUMENTS)
"""The Web API methods that `judge_slack_call` knows."""

_MESSAGE_METHODS = frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral"})
_RESPONSE_KEYS = {
    "response_type": str,
    "text": str,
    "blocks": list,
    "thread_ts": str,
    "replace_original": bool,
    "delete_original": bool,
    "unfurl_links": bool,
    "unfurl_media": bool,
}
_RESPONSE_ACTIONS = {"errors": "errors", "update": "view", "push": "view", "clear": None}
_ERROR_MAX_LENGTH = 2000


def judge_slack_call(method: str, body: dict[str, Any]) -> list[str]:
    """Complain about an outgoing call of a Web API method with its arguments."""
    if method not in JUDGED_METHODS:
        return [f"no judge knows {method}; add its type in generate_slack_schemas.cjs"]
    arguments = _with_decoded_json(body)
    complaints = judge_arguments(method, arguments)
    if method in _MESSAGE_METHODS:
        complaints += _judge_message(arguments)
    if isinstance(arguments.get("view"), dict):
        complaints += judge_view(arguments["view"])
    return complaints


def judge_view(view: dict[str, Any], place: str = "$.view") -> list[str]:
    """Complain about a modal or Home view."""
    complaints = judge_view_type(view, place)
    complaints += judge_blocks(view.get("blocks"), f"{place}.blocks")
    if complaints:
        # Lengths and ids of something that has the wrong shape mean nothing.
        return complaints
    complaints += judge_view_lengths(view, place)
    complaints += judge_block_lengths(view["blocks"], f"{place}.blocks")
    return complaints + lint_view(view, place)


def judge_slack_response(body: object, *, view: dict[str, Any] | None = None) -> list[str]:
    """Complain about the body that answers a slash command, an interaction or an options request.

    An empty answer is an acknowledgement. With the submitted `view`, the keys of an `errors` answer
    must be the ids of its input blocks, because Slack shows no error under any other.
    """
    if body in (None, "", b"", {}):
        return []
    if not isinstance(body, dict):
        return [f"$: an answer is an object, not {type(body).__name__}"]
    if "response_action" in body:
        return _judge_view_answer(body, view)
    if "options" in body or "option_groups" in body:
        return _judge_options_answer(body)
    complaints = [f"$.{key}: Slack does not know it" for key in body if key not in _RESPONSE_KEYS]
    for key, kind in _RESPONSE_KEYS.items():
        if key in body and not isinstance(body[key], kind):
            complaints.append(f"$.{key}: must be {kind.__name__}")
    if body.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
        complaints.append("$.response_type: must be 'ephemeral' or 'in_channel'")
    if body.get("delete_original") is True:
        return complaints
    return complaints + _judge_message(body)


def _judge_message(body: dict[str, Any]) -> list[str]:
    shape = judge_blocks(body["blocks"], "$.blocks") if "blocks" in body else []
    if not shape and "blocks" in body:
        shape = judge_block_lengths(body["blocks"], "$.blocks")
    return shape + lint_message(body)


def _judge_view_answer(body: dict[str, Any], submitted: dict[str, Any] | None) -> list[str]:
    action = body["response_action"]
    if action not in _RESPONSE_ACTIONS:
        return [f"$.response_action: {action!r} is none of {', '.join(_RESPONSE_ACTIONS)}"]
    needed = _RESPONSE_ACTIONS[action]
    complaints = [
        f"$.{key}: does not belong to {action!r}"
        for key in body
        if key not in ("response_action", needed)
    ]
    if needed is None:
        return complaints
    if not isinstance(body.get(needed), dict) or not body[needed]:
        return [*complaints, f"$.{needed}: required for {action!r}"]
    if needed == "view":
        return complaints + judge_view(body["view"])
    known = _input_block_ids(submitted)
    for name, text in body["errors"].items():
        if not isinstance(text, str) or not 0 < len(text) <= _ERROR_MAX_LENGTH:
            complaints.append(f"$.errors.{name}: must be a text of 1 to {_ERROR_MAX_LENGTH}")
        if known is not None and name not in known:
            complaints.append(f"$.errors.{name}: no input block of the view has this block_id")
    return complaints


def _input_block_ids(view: dict[str, Any] | None) -> set[str] | None:
    if view is None:
        return None
    inputs = (block for block in view["blocks"] if block.get("type") == "input")
    return {str(block.get("block_id")) for block in inputs}


def _judge_options_answer(body: dict[str, Any]) -> list[str]:
    # An answer with options is what stands inside a select menu, so it is judged as one.
    menu = {"type": "static_select", "action_id": "answer", **body}
    label = {"type": "plain_text", "text": "Answer"}
    block = {"type": "input", "label": label, "element": menu}
    if body.get("options") == []:
        return []  # Unlike a menu, an answer may offer nothing.
    shape = judge_blocks([block], "$")
    return shape or judge_block_lengths([block], "$")


def _with_decoded_json(body: dict[str, Any]) -> dict[str, Any]:
    """Undo the JSON text that a form-encoded call carries in its structured arguments."""
    decoded = dict(body)
    for key in ("blocks", "view", "metadata", "attachments"):
        if isinstance(decoded.get(key), str):
            decoded[key] = json.loads(decoded[key])
    return decoded


def seen_texts(payload: object) -> list[str]:
    """List the texts a person sees in a message or view, in reading order, for assertions."""
    return [
        node["text"]
        for _, node in objects(payload, "$")
        if isinstance(node.get("text"), str) and node["text"]
    ]
