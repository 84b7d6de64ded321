"""A platform whose rooms and people are lists in memory; what they receive can be printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.console.capabilities import CONSOLE
from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.domain.address import Address
from bot.engine.outgoing import MessageGone
from bot.engine.platform import (
    ChatPlatform,
    ChecksPlaces,
    Fault,
    KnowsMembers,
    KnowsOwnPeople,
    Member,
    Outgoing,
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message as it stands in a room or a personal chat."""

    ref: str
    to: Address
    only_for: Address | None
    card: Card
    edits: int = 0


class ConsolePlatform:
    """Implements `ChatPlatform`, and `FindsMessages`: what arrived is in `messages`.

    `members` says who is in which room, `faults` what is wrong with a room or person.
    """

    name = "console"

    def __init__(
        self,
        *,
        members: Mapping[Address, Sequence[Member]] | None = None,
        faults: Mapping[Address, Sequence[Fault]] | None = None,
    ) -> None:
        self._members = members or {}
        self._faults = faults or {}
        self.guests: set[Address] = set()
        """People who only visit the organisation of their address."""
        self.messages: dict[str, Shown] = {}
        self.news: list[Shown] = []
        """Shown or edited since the session last looked, in order."""

    def capabilities(self, to: Address) -> Capabilities:  # noqa: ARG002 - one table for every place
        """The same everywhere."""
        return CONSOLE

    async def post(self, message: Outgoing) -> str:
        """Show a new message."""
        shown = Shown(ref=message.id, to=message.to, only_for=message.only_for, card=message.card)
        self._show(shown)
        return shown.ref

    async def update(self, native_ref: str, message: Outgoing) -> None:
        """Replace what a message says.

        Raises:
            MessageGone: it was never shown here.
        """
        before = self.messages.get(native_ref)
        if before is None:
            raise MessageGone("The terminal was closed since.")
        self._show(replace(before, card=message.card, edits=before.edits + 1))

    async def find(self, message: Outgoing) -> str | None:
        """The reference of a message already shown."""
        return message.id if message.id in self.messages else None

    async def members(self, room: Address) -> Sequence[Member]:
        """The people in a room, by name."""
        return sorted(self._members.get(room, ()), key=lambda member: member.name.casefold())

    async def own_member(self, person: Address) -> Member | None:
        """Somebody as a member of their organisation, unless they are among the guests."""
        return None if person in self.guests else Member(address=person, name="")

    async def check_room(self, room: Address) -> Sequence[Fault]:
        """What is wrong with a room."""
        return self._faults.get(room, ())

    async def check_person(
        self,
        person: Address,
        rooms: Sequence[Address],  # noqa: ARG002 - the port asks with the rooms
    ) -> Sequence[Fault]:
        """What is wrong with a person."""
        return self._faults.get(person, ())

    def received(self, by: Address) -> list[Shown]:
        """What a room or person has received, as it stands now."""
        return [shown for shown in self.messages.values() if shown.to == by]

    def _show(self, shown: Shown) -> None:
        self.messages[shown.ref] = shown
        self.news.append(shown)


def satisfies_ports(
    platform: ConsolePlatform,
) -> tuple[ChatPlatform, KnowsMembers, KnowsOwnPeople, ChecksPlaces]:
    """Let the type checker object here when the ports and this class drift apart."""
    return platform, platform, platform, platform
