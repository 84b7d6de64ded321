"""Somebody at their organisation's partner directory, answered as a slash command is."""

from dataclasses import dataclass

from bot.cards.card import Card
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Origin, Pressed, Submitted, Typed
from bot.engine.response import Response
from tests.unit.engine.stage import Stage


@dataclass(kw_only=True)
class Visitor:
    """One person; what they were shown last is what they press and fill in."""

    stage: Stage
    address: Address
    room: Address | None = None
    card: Card | None = None
    form: Form | None = None
    errors: dict[str, str] | None = None

    async def asks(self, text: str) -> str:
        """Type something; gives all that they read."""
        return self._read(await self._dispatch(Typed(origin=self._origin(), text=text)))

    async def presses(self, label: str) -> str:
        """Press a button of the last card."""
        assert self.card is not None
        button = next(each for each in self.card.buttons if each.label == label)
        return await self.forges(button.action, **button.value)

    async def forges(self, action: str, **value: str) -> str:
        """Press a button that nobody showed them."""
        event = Pressed(origin=self._origin(), action=action, value=value)
        return self._read(await self._dispatch(event))

    async def sends(self, **values: str) -> str:
        """Send the open form; what is not named stays as it is."""
        assert self.form is not None
        before = {each.key: each.value for each in self.form.inputs}
        event = Submitted(
            origin=self._origin(),
            action=self.form.action,
            values={**before, **values},
            context=self.form.context,
        )
        return self._read(await self._dispatch(event))

    async def _dispatch(self, event: Typed | Pressed | Submitted) -> Response:
        response = await self.stage.accord.dispatch(event)
        await self.stage.accord.settle()
        return response

    def _origin(self) -> Origin:
        return self.stage.origin(self.address, self.room, immediate=True)

    def _read(self, response: Response) -> str:
        self.errors = dict(response.errors)
        if response.form is not None:
            self.form = response.form
            return str(response.form)
        if response.card is not None:
            self.card = response.card
            return card_text(response.card)
        return " ".join(response.errors.values())
