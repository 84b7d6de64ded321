"""Slack's ids inside addresses and native references. Packed and unpacked here only."""

from dataclasses import dataclass
from typing import Self

from bot.domain.address import Address

PLATFORM = "slack"


def address(team: str, local: str) -> Address:
    """The address of a person or a channel."""
    return Address(PLATFORM, team, local)


def is_person(local: str) -> bool:
    """Whether an id is a user's; `W` ids are users of an Enterprise organisation."""
    return local[:1] in ("U", "W")


def is_personal_channel(local: str) -> bool:
    """Whether a channel id is a direct message."""
    return local.startswith("D")


@dataclass(frozen=True)
class NativeRef:
    """Which message it is, and through which installation it was posted."""

    team: str
    channel: str
    ts: str
    ephemeral: bool = False

    def pack(self) -> str:
        """The string that the engine stores."""
        return "/".join((self.team, self.channel, self.ts, *(["ephemeral"] * self.ephemeral)))

    @classmethod
    def unpack(cls, text: str) -> Self:
        """Read what `pack` wrote.

        Raises:
            ValueError: it is no reference of this adapter.
        """
        team, channel, ts, *rest = text.split("/")
        return cls(team, channel, ts, rest == ["ephemeral"])
