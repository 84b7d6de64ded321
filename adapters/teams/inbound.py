"""Reads the JSON of an activity. Pure and total: what Accord does not serve becomes `Ignored`.

Who the person is cannot be read from the activity, only from the roster; `receive.py` adds that.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from adapters.teams.characters import clean
from adapters.teams.form import ACCORD, FormSheet
from adapters.teams.ids import split_thread
from adapters.teams.mentions import Named, Said, read_text

Json: TypeAlias = Mapping[str, Any]

# With platform and tenant it must fit an address.
_LONGEST_ID = 400


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where it happened, and how to get back there."""

    service_url: str
    conversation_id: str
    """Without the thread."""
    thread: str | None
    personal: bool
    tenant: str | None
    """The tenant that hosts the conversation; it says nothing about the person."""
    team_id: str | None
    bot_id: str


@dataclass(frozen=True)
class Sender:
    """The person as the activity names them."""

    id: str
    object_id: str | None
    name: str | None


@dataclass(frozen=True)
class Message:
    """Typed text."""

    pieces: tuple[Said | Named, ...]


@dataclass(frozen=True)
class Press:
    """A pressed button."""

    action: str
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """A sent form, with the sheet it was on."""

    sheet: FormSheet
    values: Mapping[str, str]


@dataclass(frozen=True)
class Added:
    """Accord was added to the conversation."""


@dataclass(frozen=True)
class Removed:
    """Accord was removed from the conversation."""


What: TypeAlias = Message | Press | Answers | Added | Removed


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An activity that Accord serves."""

    event_id: str
    place: Place
    sender: Sender
    what: What
    immediate: bool


@dataclass(frozen=True)
class Ignored:
    """An activity that Accord does not serve, with the reason for the log."""

    reason: str


@dataclass(frozen=True)
class Misshapen:
    """A press whose data is not what Accord's cards send."""


def read_activity(body: Json) -> Heard | Ignored | Misshapen:
    """Say what an activity is about."""
    place = _place(body)
    sender = _sender(body.get("from"))
    if place is None or sender is None:
        return Ignored("it names no conversation or no sender")
    if sender.id == place.bot_id:
        return Ignored("Accord wrote it itself")
    what, data = _what(body, place)
    if not isinstance(what, (Message, Press, Answers, Added, Removed)):
        return what
    return Heard(
        event_id=_event_id(body, place, what, data),
        place=place,
        sender=sender,
        what=what,
        immediate=body.get("type") == "invoke",
    )


def _what(body: Json, place: Place) -> tuple[What | Ignored | Misshapen, Json | None]:
    match body.get("type"):
        case "message":
            value = body.get("value")
            if isinstance(value, dict) and ACCORD in value:
                return _pressed(None, value), value
            text = body.get("text")
            pieces = read_text(
                text if isinstance(text, str) else "", body.get("entities"), place.bot_id
            )
            return Message(pieces), None
        case "invoke" if body.get("name") == "adaptiveCard/action":
            action = _mapping(_mapping(body.get("value")).get("action"))
            data = _mapping(action.get("data"))
            return _pressed(action.get("verb"), data), action
        case "installationUpdate":
            return _installation(str(body.get("action"))), None
        case "conversationUpdate":
            return _members(body, place.bot_id), None
        case other:
            return Ignored(f"activities of type {other!r} are not served"), None


def _pressed(verb: object, data: Json) -> Press | Answers | Misshapen:
    ours = _mapping(data.get(ACCORD))
    action = verb or ours.get("action")
    if not isinstance(action, str) or not ours:
        return Misshapen()
    if "form" not in ours:
        return Press(action, _strings(ours.get("value")))
    sheet = FormSheet.read(ours["form"])
    if sheet is None:
        return Misshapen()
    return Answers(sheet, {key: _typed(data.get(key)) for key in sheet.keys})


def _installation(action: str) -> Added | Removed | Ignored:
    if action.startswith("add"):
        return Added()
    if action.startswith("remove"):
        return Removed()
    return Ignored(f"the installation action {action!r} is not served")


def _members(body: Json, bot_id: str) -> Added | Removed | Ignored:
    if _holds(body.get("membersAdded"), bot_id):
        return Added()
    if _holds(body.get("membersRemoved"), bot_id):
        return Removed()
    return Ignored("the change of the conversation is not about Accord")


def _holds(accounts: object, bot_id: str) -> bool:
    found = accounts if isinstance(accounts, list) else []
    return any(_mapping(account).get("id") == bot_id for account in found)


def _place(body: Json) -> Place | None:
    conversation = _mapping(body.get("conversation"))
    bot_id = _mapping(body.get("recipient")).get("id")
    written = conversation.get("id")
    if not _is_id(written) or not _is_id(bot_id):
        return None
    bare, thread = split_thread(str(written))
    channel_data = _mapping(body.get("channelData"))
    kind = conversation.get("conversationType")
    if kind == "channel" and thread is None and body.get("type") == "message":
        thread = _text(body.get("id"))
    return Place(
        service_url=str(body.get("serviceUrl") or ""),
        conversation_id=bare,
        thread=thread,
        personal=kind == "personal",
        tenant=_text(conversation.get("tenantId"))
        or _text(_mapping(channel_data.get("tenant")).get("id")),
        team_id=_text(_mapping(channel_data.get("team")).get("id")),
        bot_id=str(bot_id),
    )


def _sender(account: object) -> Sender | None:
    fields = _mapping(account)
    if not _is_id(fields.get("id")):
        return None
    object_id = fields.get("aadObjectId")
    return Sender(
        str(fields["id"]),
        str(object_id) if _is_id(object_id) else None,
        _text(fields.get("name")),
    )


def _event_id(body: Json, place: Place, what: What, data: Json | None) -> str:
    if isinstance(what, (Added, Removed)):
        # The installation and the change of members both report it, in any order.
        return f"teams:{place.conversation_id}/added"
    activity_id = _text(body.get("id")) or _digest(body)
    written = f"teams:{place.conversation_id}/{activity_id}"
    # A second press on the same card must not pass for a repeat of the first.
    return written if data is None else f"{written}/{_digest(data)}"


def _digest(data: Json) -> str:
    written = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _typed(value: object) -> str:
    match value:
        case str():
            return clean(value).strip()
        case float() if value.is_integer():
            return str(int(value))
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case _:
            return ""


def _strings(value: object) -> dict[str, str]:
    return {key: clean(text) for key, text in _mapping(value).items() if isinstance(text, str)}


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _is_id(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= _LONGEST_ID
        and not any(map(str.isspace, value))
    )
