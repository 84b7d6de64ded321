"""The judge of everything Accord sends to Teams: cards, activities, answers to invokes.

It asks the Adaptive Cards 1.5 schema, Microsoft's Teams models and a linter. `render_cards` asks
the official renderer as well, which needs Node.
"""

import re
from typing import Any

from tests.judges.card_lint import lint_card
from tests.judges.card_types import judge_by_models, judge_by_schema
from tests.judges.node import node_available
from tests.judges.renderer import render
from tests.judges.walking import strings

__all__ = ["judge_activity", "judge_card", "judge_invoke_answer", "node_available", "render_cards"]

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"

_AT = re.compile(r"<at>.*?</at>", re.DOTALL)
#: What a button carries is not shown.
_CARRIED = re.compile(r"\.data\b")


def judge_card(card: dict[str, Any], place: str = "$") -> list[str]:
    """Complain about an Adaptive Card."""
    complaints = judge_by_schema(card, place)
    complaints += judge_by_models(card, place)
    complaints += lint_card(card, place)
    settings = card.get("msteams")
    entities = settings.get("entities", []) if isinstance(settings, dict) else []
    body = {key: value for key, value in card.items() if key != "msteams"}
    # fallbackText shows no mentions, so one there only looks like a mention.
    body.pop("fallbackText", None)
    return complaints + _judge_mentions(entities, body, place)


def judge_activity(activity: dict[str, Any]) -> list[str]:
    """Complain about an activity that the bot posts or puts in place of an earlier one."""
    kind = activity.get("type")
    if kind != "message":
        return (
            []
            if kind in ("typing", "event", "trace", "invokeResponse")
            else [f"$.type: {kind!r} is not a kind of activity a bot sends"]
        )
    complaints: list[str] = []
    text = activity.get("text") or ""
    attachments = activity.get("attachments") or []
    if not text.strip() and not attachments:
        complaints.append("$: a message needs a text or a card")
    for number, attachment in enumerate(attachments):
        place = f"$.attachments[{number}]"
        if attachment.get("contentType") != CARD:
            complaints.append(f"{place}.contentType: must be {CARD!r}")
        if not isinstance(attachment.get("content"), dict):
            complaints.append(f"{place}.content: must be the card")
            continue
        complaints += judge_card(attachment["content"], f"{place}.content")
    if attachments:
        # Teams splits a message of text and card in two and returns no id, so that the card could
        # never be updated.
        if text.strip():
            complaints.append("$.text: a card is sent alone, or its message id is lost")
        if len(attachments) > 1:
            complaints.append("$.attachments: one card a message, or none can be updated alone")
        if not str(activity.get("summary") or "").strip():
            complaints.append("$.summary: missing; the notification would say only 'sent a card'")
    entities = [item for item in activity.get("entities") or [] if item.get("type") == "mention"]
    return complaints + _judge_mentions(entities, {"text": text}, "$")


_DIALOGS = frozenset(
    {"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"}
)


def judge_invoke_answer(name: str, body: object) -> list[str]:
    """Complain about the body with which the bot answers an invoke of that name."""
    if not isinstance(body, dict):
        return ["$: an answer to an invoke is an object"]
    if name == "adaptiveCard/action":
        return _judge_card_action_answer(body)
    if name in _DIALOGS:
        # No body closes the dialog.
        return _judge_task_answer(body) if body else []
    if name == "composeExtension/query":
        return _judge_search_answer(body)
    return [f"no judge knows the answer to {name}"]


def render_cards(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Render cards with Microsoft's renderer; give the `errors`, `text` and `buttons` of each.

    Raises NodeMissingError without Node; call `need_node()` first in a test.
    """
    return render(cards)


def _judge_card_action_answer(body: dict[str, Any]) -> list[str]:
    complaints = []
    if not isinstance(body.get("statusCode"), int):
        complaints.append("$.statusCode: must be a number")
    kind, value = body.get("type"), body.get("value")
    if kind == CARD:
        if not isinstance(value, dict):
            return [*complaints, "$.value: must be the card"]
        return complaints + judge_card(value, "$.value")
    if kind == MESSAGE:
        return complaints if isinstance(value, str) else [*complaints, "$.value: must be a text"]
    if kind == "application/vnd.microsoft.error":
        is_error = isinstance(value, dict) and {"code", "message"} <= value.keys()
        return complaints if is_error else [*complaints, "$.value: must have code and message"]
    return [*complaints, f"$.type: {kind!r} is not a kind of answer"]


def _judge_task_answer(body: dict[str, Any]) -> list[str]:
    task = body.get("task")
    if not isinstance(task, dict):
        return ["$.task: missing"]
    value = task.get("value")
    if task.get("type") == "message":
        return [] if isinstance(value, str) and value else ["$.task.value: must be a text"]
    if task.get("type") != "continue":
        return [f"$.task.type: {task.get('type')!r} is neither 'continue' nor 'message'"]
    if not isinstance(value, dict) or not value.get("title"):
        return ["$.task.value.title: missing"]
    attachment = value.get("card")
    if not isinstance(attachment, dict) or attachment.get("contentType") != CARD:
        return [f"$.task.value.card: must be an attachment of type {CARD!r}"]
    return judge_card(attachment.get("content", {}), "$.task.value.card.content")


_PREVIEWS = frozenset(
    {"application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.card.hero"}
)


def _judge_search_answer(body: dict[str, Any]) -> list[str]:
    """By "Respond to search command" of the Teams documentation."""
    found = body.get("composeExtension")
    if not isinstance(found, dict) or set(body) != {"composeExtension"}:
        return ["$.composeExtension: must be the answer and stand alone"]
    if found.get("type") == "message":
        text = found.get("text")
        return [] if isinstance(text, str) and text else ["$.composeExtension.text: missing"]
    if found.get("type") != "result" or found.get("attachmentLayout") not in ("list", "grid"):
        return [f"$.composeExtension.type: {found.get('type')!r} is no list and no message"]
    complaints: list[str] = []
    for number, attachment in enumerate(found.get("attachments", [])):
        place = f"$.composeExtension.attachments[{number}]"
        preview = attachment.get("preview") or {}
        if attachment.get("contentType") != CARD:
            complaints.append(f"{place}.contentType: must be {CARD!r}")
        if preview.get("contentType") not in _PREVIEWS:
            complaints.append(f"{place}.preview: a card needs a thumbnail or hero card")
        for name in ("title", "text"):
            shown = preview.get("content", {}).get(name)
            if not isinstance(shown, str) or not shown.strip():
                complaints.append(f"{place}.preview.content.{name}: missing")
            elif "<" in shown or ">" in shown:
                complaints.append(f"{place}.preview.content.{name}: can be read as HTML")
        complaints += judge_card(attachment.get("content", {}), f"{place}.content")
    return complaints


def _judge_mentions(entities: list[Any], shown: object, place: str) -> list[str]:
    complaints: list[str] = []
    texts = [text for at, text in strings(shown, "") if not _CARRIED.search(at)]
    announced: set[str] = set()
    for number, entity in enumerate(entities):
        here = f"{place}.entities[{number}]"
        text = entity.get("text") or ""
        announced.add(text)
        if not _AT.fullmatch(text):
            complaints.append(f"{here}.text: must read <at>name</at>")
        elif not any(text in shown_text for shown_text in texts):
            complaints.append(f"{here}.text: {text!r} is nowhere in the message")
        mentioned = entity.get("mentioned") or {}
        complaints += [
            f"{here}.mentioned.{key}: missing" for key in ("id", "name") if not mentioned.get(key)
        ]
    marked = {found for text in texts for found in _AT.findall(text)}
    complaints += [
        f"{place}: {text!r} has no mention entity, so the marks would be shown"
        for text in sorted(marked - announced)
    ]
    return complaints
