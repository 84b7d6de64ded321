"""What the fake Slack knows: workspaces, people, channels and what was said in them."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "commands",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
    }
)
"""What a workspace grants unless a test says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A workspace with Accord installed."""

    team: str
    token: str
    bot_user: str
    name: str = "Workspace"
    scopes: frozenset[str] = SCOPES


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account in a workspace."""

    id: str
    team: str
    name: str = "Somebody"
    organisation: str | None = None
    deleted: bool = False
    is_bot: bool = False
    guest: bool = False
    """Whether they only visit their workspace, in more than one channel."""
    single_channel_guest: bool = False
    workspaces: tuple[str, ...] = ()
    """Those of an organisation they are a member of."""
    takes_messages: bool = True
    """Whether their company lets apps of other companies write to them."""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A room; external members make it a shared channel."""

    id: str
    host: str
    people: frozenset[str]
    archived: bool = False
    private: bool = False
    post_only: frozenset[str] = frozenset()
    """Workspaces whose people may only post."""


class SlackRefusalError(Exception):
    """An answer that is not ok, with Slack's code."""

    def __init__(self, code: str, **more: str) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


@dataclass
class SlackWorld:
    """The state behind the Web API."""

    workspaces: dict[str, Workspace] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    said: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    chats: dict[tuple[str, str], str] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: count(1))

    def number(self) -> int:
        """The next number of this Slack, for ids and timestamps."""
        return int(next(self._numbers))

    def ts(self) -> str:
        """A timestamp nobody else has."""
        return f"1796000000.{self.number():06d}"

    def by_token(self, token: str) -> Workspace:
        """The workspace a token belongs to."""
        for workspace in self.workspaces.values():
            if workspace.token == token:
                if token in self.revoked:
                    raise SlackRefusalError("token_revoked")
                return workspace
        raise SlackRefusalError("invalid_auth")

    def person_seen_from(self, team: str, user: str) -> Person:
        """A person of the workspace, or an external one who shares a channel with it."""
        person = self.people.get(user)
        if person and (person.team == team or self._share_a_channel(team, user)):
            return person
        raise SlackRefusalError("user_not_found")

    def place_of(self, workspace: Workspace, channel: str) -> str:
        """The channel id that an argument `channel` means; a user id means the chat with them."""
        if channel[:1] in "UW":
            return self.chat_with(workspace, channel)
        if channel in self.chats.values():
            return channel
        room = self.channels.get(channel)
        if room is None or room.host != workspace.team:
            raise SlackRefusalError("channel_not_found")
        if room.archived:
            raise SlackRefusalError("is_archived")
        if workspace.bot_user not in room.people:
            raise SlackRefusalError("not_in_channel")
        return channel

    def seen_channel(self, workspace: Workspace, channel: str) -> Channel:
        """A channel that can be looked at: public ones by any app, private ones by its members."""
        room = self.channels.get(channel)
        if room is None or room.host != workspace.team:
            raise SlackRefusalError("channel_not_found")
        if room.private and workspace.bot_user not in room.people:
            raise SlackRefusalError("channel_not_found")
        return room

    def chat_with(self, workspace: Workspace, user: str) -> str:
        """The direct message channel between Accord and a person."""
        if user == workspace.bot_user:
            raise SlackRefusalError("cannot_dm_bot")
        person = self.person_seen_from(workspace.team, user)
        if person.deleted:
            raise SlackRefusalError("user_disabled")
        if not person.takes_messages:
            raise SlackRefusalError("user_not_visible")
        key = (workspace.team, user)
        return self.chats.setdefault(key, f"D{self.number():04d}{user}")

    def message(self, channel: str, ts: str) -> dict[str, Any]:
        """A message that was said."""
        for message in self.said.get(channel, []):
            if message["ts"] == ts:
                return message
        raise SlackRefusalError("message_not_found")

    def _share_a_channel(self, team: str, user: str) -> bool:
        return any(
            channel.host == team and user in channel.people for channel in self.channels.values()
        )
