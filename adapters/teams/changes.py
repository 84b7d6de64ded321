"""Reads what Teams tells about rooms and their members. Pure and total.

`installationUpdate`, and `conversationUpdate` with `channelData.eventType` or lists of members
(Teams documentation, "Conversation events in your Teams bot"; for shared channels "Apps for shared
and private channels"). What happens to a team is told once, in the conversation with the id of the
team, and concerns all of its channels.
"""

from dataclasses import dataclass
from typing import TypeAlias

from adapters.teams.activity import Json, Place, Sender, is_id, mapping, read_sender, text
from adapters.teams.characters import clean
from bot.engine.inbound import LostBecause


@dataclass(frozen=True, kw_only=True)
class Lost:
    """Accord can no longer work in a conversation."""

    because: LostBecause
    conversation_id: str | None
    """None for every room of the team."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A conversation that was deleted or archived is open again."""

    conversation_id: str | None
    """None for every room of the team."""


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """A channel, or a team and so its first channel, has another name."""

    conversation_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Came:
    """People came into a conversation."""

    conversation_id: str | None
    """None for every room of the team that has the team's members."""
    people: tuple[Sender, ...]


@dataclass(frozen=True, kw_only=True)
class Left:
    """People left a conversation, or were taken out of it."""

    conversation_id: str | None
    """None for every room of the team that has the team's members."""
    people: tuple[Sender, ...]


Change: TypeAlias = Lost | Found | Renamed | Came | Left

_TEAM_LOST = {
    "teamDeleted": LostBecause.DELETED,
    "teamHardDeleted": LostBecause.DELETED,
    "teamArchived": LostBecause.ARCHIVED,
}
_CHANNEL_LOST = {
    "channelDeleted": LostBecause.DELETED,
    "channelUnshared": LostBecause.UNSHARED,
}
_FOUND = frozenset({"channelRestored", "teamRestored", "teamUnarchived"})


def read_change(body: Json, place: Place) -> Change | None:
    """What became of a place or of its people; None when that is nothing Accord has to know."""
    match body.get("type"):
        case "installationUpdate" if str(body.get("action")).startswith("remove"):
            return Lost(because=LostBecause.REMOVED, conversation_id=_here(place))
        case "conversationUpdate":
            data = mapping(body.get("channelData"))
            return _of_the_room(data, place) or _of_its_people(body, data, place)
        case _:
            return None


def read_accounts(accounts: object) -> tuple[Sender, ...]:
    """The members in a list of them."""
    found = accounts if isinstance(accounts, list) else []
    return tuple(sender for account in found if (sender := read_sender(account)) is not None)


def _of_the_room(data: Json, place: Place) -> Change | None:
    kind, channel = str(data.get("eventType")), _channel(data, place)
    if kind in _TEAM_LOST:
        return Lost(because=_TEAM_LOST[kind], conversation_id=None)
    if kind == "channelDeleted" or (kind == "channelUnshared" and _with_others(data, place)):
        return Lost(because=_CHANNEL_LOST[kind], conversation_id=channel)
    if kind in _FOUND:
        return Found(conversation_id=channel if kind == "channelRestored" else None)
    return _of_its_name(kind, data, place)


def _of_its_name(kind: str, data: Json, place: Place) -> Renamed | None:
    match kind:
        case "channelRenamed":
            conversation_id, named = _channel(data, place), "channel"
        case "teamRenamed":
            conversation_id, named = place.team_id or place.conversation_id, "team"
        case _:
            return None
    name = mapping(data.get(named)).get("name")
    shown = clean(name).strip() if isinstance(name, str) else ""
    return Renamed(conversation_id=conversation_id, name=shown) if shown else None


def _of_its_people(body: Json, data: Json, place: Place) -> Change | None:
    removed = read_accounts(body.get("membersRemoved"))
    if any(account.id == place.bot_id for account in removed):
        return Lost(because=LostBecause.REMOVED, conversation_id=_here(place))
    if place.personal:
        return None
    of_a_channel = str(data.get("eventType")).startswith("channelMember")
    where = _channel(data, place) if of_a_channel else _here(place)
    if left := _people(removed):
        return Left(conversation_id=where, people=left)
    if came := _people(read_accounts(body.get("membersAdded"))):
        return Came(conversation_id=where, people=came)
    return None


def _here(place: Place) -> str | None:
    return None if place.conversation_id == place.team_id else place.conversation_id


def _channel(data: Json, place: Place) -> str:
    """The channel that is meant; what happens to a channel may be told in its team."""
    channel = mapping(data.get("channel")).get("id")
    return str(channel) if is_id(channel) else place.conversation_id


def _with_others(data: Json, place: Place) -> bool:
    """Whether a channel was shared with another organisation until now."""
    teams = data.get("unsharedFromTeams")
    tenants = [text(mapping(team).get("tenantId")) for team in _list(teams)]
    host = (place.tenant or "").lower()
    # Where Teams does not say with whom, it may have been the other company.
    return not tenants or any(tenant is None or tenant.lower() != host for tenant in tenants)


def _people(accounts: tuple[Sender, ...]) -> tuple[Sender, ...]:
    return tuple(account for account in accounts if not account.id.startswith("28:"))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
