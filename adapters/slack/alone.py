"""Presses on what only one person sees: a slash command's answer, or a private one in a room."""

from adapters.slack.payload import Payload, carried_json, deep, text_at
from adapters.slack.render import action_name
from bot.cards.compose.general import INSTEAD
from bot.cards.going_on import TO_READ


def asks(payload: Payload) -> bool:
    """Whether a press asks something in a message that only this person sees."""
    action = text_at(payload, "actions", 0, "action_id")
    hidden = deep(payload, "container", "is_ephemeral") is True
    return hidden and action is not None and action_name(action) in TO_READ


def stands_instead(payload: Payload) -> bool:
    """Whether the answer to a press is to stand in place of the message."""
    return INSTEAD in carried_json(text_at(payload, "actions", 0, "value"))
