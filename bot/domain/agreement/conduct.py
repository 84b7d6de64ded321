"""How the parties agreed to talk: methods and how much input is wanted."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.duration import Duration


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What must come after a message by this method, for example a confirmation in writing."""

    what: str
    """What is sent."""
    within: Duration | None = None
    """How soon, counted from the first message; none means whenever it applies."""
    method: str | None = None
    """Key of the method it is sent by."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """An agreed way to communicate."""

    key: str
    """Key of the method."""
    title: str
    """What people call it."""
    use_for: str
    """What it is for."""
    formal: bool
    """Whether it counts as notice under the contract. A chat message never does."""
    follow_up: FollowUp | None = None
    """What must follow in writing."""
    senders: tuple[str, ...] = ()
    """Keys of the only seats that may send by it; none means everyone."""


@dataclass(frozen=True, kw_only=True)
class NeverInChatPattern:
    """A number or code that must never be posted in chat, told by how it looks."""

    key: str
    """Key of the pattern."""
    title: str
    """What it is, as people call it."""
    shape: str
    """How it looks: # is a digit, @ a letter, ? either; all else stands for itself."""
    matches: str | None = None
    """An invented example, which the shape has to find."""


class InputLevel(StrEnum):
    """How much input the sponsor wants from the CRO on a topic."""

    DECIDE = "decide"
    RECOMMEND = "recommend"
    CONSULT = "consult"
    FOLLOW = "follow"


@dataclass(frozen=True, kw_only=True)
class InputWanted:
    """The input level of one topic.

    decide: the CRO decides and tells. recommend: the CRO proposes, the sponsor decides.
    consult: ask first. follow: do exactly what the document says.
    """

    topic: str
    """The topic."""
    level: InputLevel
    """The level."""
    decided_by: str | None = None
    """Key of the seat that decides, when it is not plain from the level."""
    body: str | None = None
    """Name of the body that decides, when it is no seat."""
    tell_within: Duration | None = None
    """How soon the other side is told of a decision."""
    area: str | None = None
    """Key of the area the topic belongs to."""
    note: str | None = None
    """Anything else."""
