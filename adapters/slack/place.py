"""Where in Slack something happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from adapters.slack.ids import address, is_personal_channel
from bot.domain.address import Address


@dataclass(frozen=True, kw_only=True)
class Place:
    """The installation something came through, and the conversation it happened in."""

    team: str
    """The workspace that installed Accord; its token answers."""
    channel: str | None = None
    """None where Slack names no channel."""
    thread: str | None = None

    @property
    def personal(self) -> bool:
        """Whether it is between one person and Accord; so is what happens in no channel."""
        return self.channel is None or is_personal_channel(self.channel)

    def conversation(self, actor: Address) -> Address:
        """The address an answer can be posted to: the room, or the person."""
        if self.channel is None or self.personal:
            return actor
        return address(self.team, self.channel)

    def packed(self) -> dict[str, str]:
        """As it travels in a view."""
        optional = {"channel": self.channel, "thread": self.thread}
        return {"team": self.team} | {key: value for key, value in optional.items() if value}

    @classmethod
    def unpacked(cls, data: object) -> Self | None:
        """Read what `packed` wrote, from a view that may be anybody's."""
        if not isinstance(data, Mapping) or not isinstance(data.get("team"), str):
            return None
        return cls(
            team=data["team"], channel=_text(data.get("channel")), thread=_text(data.get("thread"))
        )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
