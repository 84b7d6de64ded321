"""Opening, stacking and replacing modals as the answer to what somebody did."""

import asyncio
import logging

from adapters.slack import acting, form, sentences
from adapters.slack.api import SlackApi
from adapters.slack.installations import Installations
from adapters.slack.mrkdwn import Visible
from adapters.slack.payload import Payload, text_at
from adapters.slack.people import People
from adapters.slack.render import Json
from bot.cards.card import Card
from bot.cards.form import Form
from bot.engine.outgoing import DeliveryError
from bot.engine.response import Response

_log = logging.getLogger(__name__)
_TRIGGER_SECONDS = 2.5


class Modals:
    """The modals of whoever acts; what a request brings says whose, and through which workspace."""

    def __init__(self, api: SlackApi, installations: Installations, people: People) -> None:
        self._api = api
        self._installations = installations
        self._people = people

    async def open(self, asked: Form, body: Payload) -> str | None:
        """Open a form, above the modal it was asked for in; its trigger lives three seconds.

        Gives what to say when it failed.
        """
        try:
            view = self._form(asked, body)
        except ValueError as error:
            _warn(error)
            return sentences.FORM_TOO_LARGE
        opened = view is not None and await self._above(view, body)
        return None if opened else sentences.FORM_TOO_LATE

    async def show(self, card: Card, body: Payload) -> None:
        """Show an answer: in the modal it was asked for in, or in one of its own."""
        place = acting.place_of(body)
        if place is None:
            return
        view = form.closing(card, self.visible(body), place)
        if (pressed_in := text_at(body, "view", "id")) is not None:
            await self._call("views.update", body, view_id=pressed_in, view=view)
        else:
            await self._above(view, body)

    async def warn(self, card: Card, body: Payload) -> None:
        """Show something that must be said, and leave what stands there below it."""
        place = acting.place_of(body)
        if place is not None:
            await self._above(form.closing(card, self.visible(body), place), body)

    def following(self, response: Response, body: Payload) -> Json | None:
        """What takes the place of a form that was sent: the next one, or what came of it.

        Raises:
            ValueError: the next form does not fit into a view of Slack.
        """
        place = acting.place_of(body)
        if response.form:
            return self._form(response.form, body)
        if response.card is None or place is None:
            return None
        return form.closing(response.card, self.visible(body), place)

    def visible(self, body: Payload) -> Visible:
        """Whom the workspace of a request can mention."""
        team = acting.installing_team(body) or ""
        return lambda person: self._people.sees(person, team)

    def _form(self, asked: Form, body: Payload) -> Json | None:
        place = acting.place_of(body)
        return form.view(asked, place, self.visible(body)) if place else None

    async def _above(self, view: Json, body: Payload) -> bool:
        trigger = text_at(body, "trigger_id")
        if trigger is None:
            return False
        # Two more can be stacked on the first (docs.slack.dev/reference/methods/views.push).
        stacked = body.get("type") == "block_actions" and isinstance(body.get("view"), dict)
        method = "views.push" if stacked else "views.open"
        return await self._call(method, body, trigger_id=trigger, view=view)

    async def _call(self, method: str, body: Payload, **arguments: object) -> bool:
        team = acting.installing_team(body)
        installation = await self._installations.find(team) if team else None
        if installation is None:
            return False
        try:
            async with asyncio.timeout(_TRIGGER_SECONDS):
                await self._api.call(method, installation.token, **arguments)
        except (DeliveryError, TimeoutError) as error:
            self._installations.doubt(installation, error)
            _warn(error)
            return False
        return True


def _warn(error: Exception) -> None:
    _log.warning("A form could not be opened: %r", error, extra={"action": "slack_form_not_opened"})
