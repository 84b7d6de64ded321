"""The Web API methods of the fake Slack, each as (world, workspace, arguments) to answer."""

from collections.abc import Callable
from typing import Any

from tests.fakes.slack_world import SlackRefusalError, SlackWorld, Workspace

Answer = dict[str, Any]
Method = Callable[[SlackWorld, Workspace, dict[str, Any]], Answer]


def auth_test(_: SlackWorld, workspace: Workspace, __: dict[str, Any]) -> Answer:
    return {
        "url": f"https://{workspace.team.lower()}.slack.com/",
        "team": workspace.name,
        "user": "accord",
        "team_id": workspace.team,
        "user_id": workspace.bot_user,
        "bot_id": f"B{workspace.bot_user[1:]}",
        "is_enterprise_install": False,
    }


def post_message(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    channel = world.place_of(workspace, str(body.get("channel")))
    if not body.get("text") and not body.get("blocks"):
        raise SlackRefusalError("no_text")
    message = _message(world, workspace, channel, body)
    world.said.setdefault(channel, []).append(message)
    return {"channel": channel, "ts": message["ts"], "message": message}


def update(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    channel = str(body.get("channel"))
    if channel not in world.channels and channel not in world.chats.values():
        raise SlackRefusalError("channel_not_found")
    message = world.message(channel, str(body.get("ts")))
    if message["user"] != workspace.bot_user:
        raise SlackRefusalError("cant_update_message")
    changes = {key: body[key] for key in ("text", "blocks", "metadata") if key in body}
    message.update(changes | {"edited": {"user": workspace.bot_user, "ts": world.ts()}})
    return {"channel": channel, "ts": message["ts"], "text": message.get("text", "")}


def post_ephemeral(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    channel = world.place_of(workspace, str(body.get("channel")))
    room = world.channels.get(channel)
    if room and body.get("user") not in room.people:
        raise SlackRefusalError("user_not_in_channel")
    return {"message_ts": world.ts()}


def users_info(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    person = world.person_seen_from(workspace.team, str(body.get("user")))
    user: Answer = {
        "id": person.id,
        "team_id": person.team,
        "name": person.name.lower().replace(" ", "."),
        "real_name": person.name,
        "profile": {"real_name": person.name, "display_name": ""},
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "is_stranger": False,
        "is_restricted": person.guest,
        "is_ultra_restricted": person.single_channel_guest,
    }
    if person.organisation:
        user["enterprise_user"] = {
            "id": person.id,
            "enterprise_id": person.organisation,
            "teams": list(person.workspaces),
        }
    return {"user": user}


def conversations_open(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    return {"channel": {"id": world.chat_with(workspace, str(body.get("users")))}}


def conversations_info(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    channel = str(body.get("channel"))
    if channel in world.chats.values():
        return {"channel": {"id": channel, "is_im": True}}
    room = world.seen_channel(workspace, channel)
    teams = {world.people[user].team for user in room.people if user in world.people}
    external = teams - {workspace.team}
    return {
        "channel": {
            "id": channel,
            "name": channel.lower(),
            "is_im": False,
            "is_private": room.private,
            "is_archived": room.archived,
            "is_member": workspace.bot_user in room.people,
            "is_ext_shared": bool(external),
            "connected_team_ids": sorted(external),
            "connected_limited_team_ids": sorted(room.post_only),
        }
    }


def conversations_members(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    room = world.seen_channel(workspace, str(body.get("channel")))
    page, more = _part(sorted(room.people), body)
    return {"members": page, "response_metadata": {"next_cursor": more}}


def history(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    """Newest first, and only what stands outside threads."""
    channel = _readable(world, workspace, body)
    said = [one for one in world.said.get(channel, []) if one.get("thread_ts") in (None, one["ts"])]
    return _page(list(reversed(said)), body)


def replies(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> Answer:
    """A thread, oldest first."""
    channel = _readable(world, workspace, body)
    root = str(body.get("ts"))
    said = [one for one in world.said.get(channel, []) if root in (one["ts"], one.get("thread_ts"))]
    return _page(said, body)


def _readable(world: SlackWorld, workspace: Workspace, body: dict[str, Any]) -> str:
    channel = world.place_of(workspace, str(body.get("channel")))
    if channel in world.channels:
        raise SlackRefusalError("missing_scope")  # im:history is granted, channels:history is not
    return channel


def _page(messages: list[dict[str, Any]], body: dict[str, Any]) -> Answer:
    with_metadata = str(body.get("include_all_metadata")).lower() in ("true", "1")
    part, more = _part(messages, body)
    page = [
        message if with_metadata else {key: message[key] for key in message if key != "metadata"}
        for message in part
    ]
    cursor = {"response_metadata": {"next_cursor": more}} if more else {}
    return {"messages": page, "has_more": bool(more), **cursor}


def _part(whole: list[Any], body: dict[str, Any]) -> tuple[list[Any], str]:
    """A page of a list, and the cursor of the next; an empty one at the end."""
    start, size = int(body.get("cursor") or 0), int(body.get("limit") or 100)
    more = start + size < len(whole)
    return whole[start : start + size], str(start + size) if more else ""


def _message(
    world: SlackWorld, workspace: Workspace, channel: str, body: dict[str, Any]
) -> dict[str, Any]:
    blocks = [{"block_id": f"b{world.number()}", **block} for block in body.get("blocks", [])]
    kept: dict[str, Any] = {key: body[key] for key in ("thread_ts", "metadata") if key in body}
    return {
        "type": "message",
        "ts": world.ts(),
        "channel": channel,
        "team": workspace.team,
        "user": workspace.bot_user,
        "bot_id": f"B{workspace.bot_user[1:]}",
        "text": body.get("text", ""),
        "blocks": blocks,
        **kept,
    }


NEEDS: dict[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "users.info": ("users:read",),
    "conversations.open": ("im:write",),
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.history": ("im:history",),
    "conversations.replies": ("im:history",),
}
"""The scopes of which a method needs one; of the two for channels, the one for their kind."""


def refuse_without_scope(
    world: SlackWorld, workspace: Workspace, method: str, body: dict[str, Any]
) -> None:
    """Refuse a method whose scope the workspace did not grant, as Slack does before all else."""
    needed = NEEDS.get(method, ())
    room = world.channels.get(str(body.get("channel")))
    if len(needed) > 1 and room is not None:
        needed = needed[1:] if room.private else needed[:1]
    if needed and not workspace.scopes.intersection(needed):
        provided = ",".join(sorted(workspace.scopes))
        raise SlackRefusalError("missing_scope", needed=needed[0], provided=provided)


METHODS: dict[str, Method] = {
    "auth.test": auth_test,
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.postEphemeral": post_ephemeral,
    "users.info": users_info,
    "conversations.open": conversations_open,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.history": history,
    "conversations.replies": replies,
}
