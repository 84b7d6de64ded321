"""What all activities have in common: where it happened, who did it. Pure and total.

Who the person is cannot be read from the activity, only from the roster; `receive.py` adds that.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from adapters.teams.ids import split_thread

Json: TypeAlias = Mapping[str, Any]

# With platform and tenant it must fit an address.
_LONGEST_ID = 400
_OWN_MEMBERS = frozenset({"shared", "private"})


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
    own_members: bool = False
    """Whether it is said to be a shared or private channel, whose members are not the team's."""


@dataclass(frozen=True)
class Sender:
    """A person as an activity names them."""

    id: str
    object_id: str | None
    name: str | None


def read_place(body: Json) -> Place | None:
    """Where an activity happened; None when it names no conversation or no bot."""
    conversation = mapping(body.get("conversation"))
    bot_id = mapping(body.get("recipient")).get("id")
    written = conversation.get("id")
    if not is_id(written) or not is_id(bot_id):
        return None
    bare, thread = split_thread(str(written))
    channel_data = mapping(body.get("channelData"))
    kind = conversation.get("conversationType")
    if kind == "channel" and thread is None and body.get("type") == "message":
        thread = text(body.get("id"))
    team_id = mapping(channel_data.get("team")).get("id")
    return Place(
        service_url=str(body.get("serviceUrl") or ""),
        conversation_id=bare,
        thread=thread,
        personal=kind == "personal",
        tenant=text(conversation.get("tenantId"))
        or text(mapping(channel_data.get("tenant")).get("id")),
        team_id=str(team_id) if is_id(team_id) else None,
        bot_id=str(bot_id),
        own_members=text(mapping(channel_data.get("channel")).get("type")) in _OWN_MEMBERS,
    )


def read_sender(account: object) -> Sender | None:
    """Somebody as an activity names them; None when it gives them no id."""
    fields = mapping(account)
    if not is_id(fields.get("id")):
        return None
    # Teams writes both, by the kind of the activity.
    object_id = fields.get("aadObjectId") or fields.get("objectId")
    return Sender(
        str(fields["id"]),
        str(object_id) if is_id(object_id) else None,
        text(fields.get("name")),
    )


def activity_key(body: Json, place: Place) -> str:
    """A name of the activity; a repeat of it has the same one."""
    return f"teams:{place.conversation_id}/{text(body.get('id')) or digest(body)}"


def digest(data: Json) -> str:
    """A short name of some JSON, the same for the same JSON."""
    written = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mapping(value: object) -> Json:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str | None:
    """The value if it is a text that is not empty."""
    return value if isinstance(value, str) and value else None


def is_id(value: object) -> bool:
    """Whether the value can be part of an address."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= _LONGEST_ID
        and not any(map(str.isspace, value))
    )
