"""A platform whose rooms and people are lists in memory; what they receive can be printed."""

from dataclasses import dataclass, replace

from adapters.console.capabilities import CONSOLE
from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.domain.address import Address
from bot.engine.outgoing import MessageGone
from bot.engine.platform import Outgoing


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message as it stands in a room or a personal chat."""

    ref: str
    to: Address
    only_for: Address | None
    card: Card
    edits: int = 0


class ConsolePlatform:
    """Implements `ChatPlatform`, and `FindsMessages`: what arrived is in `messages`."""

    name = "console"

    def __init__(self) -> None:
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

    def received(self, by: Address) -> list[Shown]:
        """What a room or person has received, as it stands now."""
        return [shown for shown in self.messages.values() if shown.to == by]

    def _show(self, shown: Shown) -> None:
        self.messages[shown.ref] = shown
        self.news.append(shown)
