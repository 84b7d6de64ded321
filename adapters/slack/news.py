"""What Slack tells of rooms, workspaces and people without anybody asking for an answer. Pure.

Payloads: the pages below docs.slack.dev/reference/events. One event may come in two forms, as
`channel_left` and `member_left_channel` when Accord is removed, or as `app_uninstalled` and
`tokens_revoked`; both are told, each under its own id.
"""

from collections.abc import Mapping

from adapters.slack.ids import PLATFORM, address
from adapters.slack.payload import Payload, deep, text_at
from adapters.slack.people import Profile
from bot.domain.address import Address
from bot.domain.joining import GoneBecause
from bot.engine.inbound import (
    LostBecause,
    News,
    PersonBack,
    PersonGone,
    RoomLost,
    RoomMoved,
    RoomRenamed,
    TenantLost,
)

_LOST = {
    "channel_archive": LostBecause.ARCHIVED,
    "group_archive": LostBecause.ARCHIVED,
    "channel_deleted": LostBecause.DELETED,
    "group_deleted": LostBecause.DELETED,
    "channel_left": LostBecause.REMOVED,
    "group_left": LostBecause.REMOVED,
}
_CAME_OR_WENT = frozenset({"member_joined_channel", "member_left_channel"})


def subject(event: Payload, bot: str | None) -> str | None:
    """The id of the person who came or went, whose own workspace makes their address."""
    user = text_at(event, "user")
    is_person = text_at(event, "type") in _CAME_OR_WENT and bot is not None and user != bot
    return user if is_person else None


def tenant_lost(event: Payload, *, id_: str, team: str) -> TenantLost | None:
    """Whether the workspace let go of Accord."""
    match event.get("type"):
        case "app_uninstalled":
            because = LostBecause.UNINSTALLED
        case "tokens_revoked" if deep(event, "tokens", "bot"):
            because = LostBecause.REVOKED
        case _:
            return None
    return TenantLost(event_id=id_, tenant=Address(PLATFORM, team), because=because)


def parse(
    event: Payload, *, id_: str, team: str, bot: str | None, teams: Mapping[str, str]
) -> News | None:
    """What an event says of a room or a person; None when it says nothing.

    Args:
        event: the inner event.
        id_: unique for the event.
        team: the installing workspace, which rooms belong to.
        bot: Accord's own user id there.
        teams: own teams of people by user id, where they are known.
    """
    found: News | None = None
    match event.get("type"):
        case "channel_id_changed":
            found = _moved(event, id_, team)
        case "channel_rename" | "group_rename":
            found = _renamed(event, id_, team)
        case "channel_unshared":
            found = _unshared(event, id_, team)
        case "member_joined_channel" | "member_left_channel" if subject(event, bot):
            found = _came_or_went(event, id_, team, teams)
        case "member_left_channel" if bot:
            found = _lost(event, id_, team, LostBecause.REMOVED)
        case "user_change":
            found = _closed(event, id_, team)
        case str() as kind if kind in _LOST:
            found = _lost(event, id_, team, _LOST[kind])
        case _:
            pass
    return found


def _lost(event: Payload, id_: str, team: str, because: LostBecause) -> RoomLost | None:
    channel = text_at(event, "channel")
    return RoomLost(event_id=id_, room=address(team, channel), because=because) if channel else None


def _moved(event: Payload, id_: str, team: str) -> RoomMoved | None:
    old, new = text_at(event, "old_channel_id"), text_at(event, "new_channel_id")
    if old is None or new is None:
        return None
    return RoomMoved(event_id=id_, old=address(team, old), new=address(team, new))


def _renamed(event: Payload, id_: str, team: str) -> RoomRenamed | None:
    channel, name = text_at(event, "channel", "id"), text_at(event, "channel", "name")
    if channel is None or name is None:
        return None
    return RoomRenamed(event_id=id_, room=address(team, channel), name=name)


def _unshared(event: Payload, id_: str, team: str) -> RoomLost | None:
    """A company left; while others stay, and Accord's own is not the one, so does the room."""
    stays = event.get("is_ext_shared") is True
    if stays and text_at(event, "previously_connected_team_id") != team:
        return None
    return _lost(event, id_, team, LostBecause.UNSHARED)


def _came_or_went(
    event: Payload, id_: str, team: str, teams: Mapping[str, str]
) -> PersonBack | PersonGone | None:
    user, channel = text_at(event, "user"), text_at(event, "channel")
    if user is None or channel is None:
        return None
    # `team` is the workspace the person is from. For people in an Enterprise organisation what
    # Slack says of the person comes first, as everywhere else.
    person = address(teams.get(user) or text_at(event, "team") or team, user)
    room = address(team, channel)
    if event.get("type") == "member_joined_channel":
        return PersonBack(event_id=id_, person=person, room=room)
    return PersonGone(event_id=id_, person=person, room=room, because=GoneBecause.LEFT)


def _closed(event: Payload, id_: str, team: str) -> PersonGone | None:
    """An account that was closed.

    One that is open says nothing: most changes are of other things, and who was away comes back
    into a room.
    """
    local, profile = text_at(event, "user", "id"), Profile.read(event.get("user"), team)
    if local is None or profile is None or not profile.deactivated:
        return None
    person = address(profile.team, local)
    return PersonGone(event_id=id_, person=person, room=None, because=GoneBecause.DEACTIVATED)
