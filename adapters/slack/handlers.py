"""What is done with each kind of request, once it is known to come from Slack.

The engine has stored everything when `dispatch` returns, and only then Slack is answered. Slack
sends an event again when it is not answered with 200, so its failures are let through. Commands,
presses and submissions come once: their failures are told to the person.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

import aiohttp

from adapters.slack import acting, alone, form, inbound, news, options, sentences
from adapters.slack.api import SlackApi
from adapters.slack.installations import Installations
from adapters.slack.modals import Modals
from adapters.slack.payload import Payload, deep, text_at
from adapters.slack.people import People
from adapters.slack.render import Json, render
from adapters.slack.roster import Roster
from bot.cards.card import Card, paragraph
from bot.cards.charts import without_charts
from bot.engine.inbound import (
    BotAdded,
    Inbound,
    PersonBack,
    PersonGone,
    Pressed,
    RoomMoved,
    Submitted,
    Typed,
)
from bot.engine.response import NOTHING, Dispatch, Response

NOTHING_TO_SAY: Json = {}
"""An answer with an empty body: the request was taken."""

_log = logging.getLogger(__name__)
_LOOK_UP_SECONDS = 2
_ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=2)


class Handlers:
    """One for each kind of request; what they give back is the body of the answer."""

    def __init__(
        self,
        dispatch: Dispatch,
        api: SlackApi,
        installations: Installations,
        people: People,
        roster: Roster,
    ) -> None:
        self._dispatch_event = dispatch
        self._api = api
        self._installations = installations
        self._people = people
        self._roster = roster
        self._modals = Modals(api, installations, people)
        self._by_kind: Mapping[str, Callable[[Payload], Awaitable[Json]]] = {
            "command": self.command,
            "event_callback": self.event,
            "block_actions": self.press,
            "message_action": self.message_shortcut,
            "shortcut": self.in_modal,
            "block_suggestion": self.suggest,
            "view_submission": self.submission,
        }

    async def answer(self, body: Payload) -> Json:
        """Answer any request; what Accord has no use for is taken, or Slack would send it again."""
        kind = "command" if "command" in body else body.get("type")
        handle = self._by_kind.get(str(kind))
        if handle is None:
            _log.debug("Taken and left alone: %s", kind)
            return NOTHING_TO_SAY
        return await handle(body)

    async def command(self, body: Payload) -> Json:
        """Answer a slash command in the response to it, where only the person sees it."""
        response = await self._dispatch_or_none(body)
        if response is None:
            return _only_for_you({"text": sentences.NOTHING_SAVED})
        if response.form and (trouble := await self._modals.open(response.form, body)):
            return _only_for_you({"text": trouble})
        if response.card:
            # Whatever Slack refuses here is lost unheard, so it gets no block as young as a chart.
            shown = without_charts(response.card)
            return _only_for_you(render(shown, self._modals.visible(body)))
        return NOTHING_TO_SAY

    async def event(self, body: Payload) -> Json:
        """Handle an event; a failure is raised, so that Slack sends it again."""
        event, team = body.get("event"), acting.installing_team(body)
        if not isinstance(event, dict) or team is None:
            return NOTHING_TO_SAY
        lost = news.tenant_lost(event, id_=acting.event_id(body), team=team)
        if lost is not None:
            # The token goes first, so that nothing the engine decides now is tried with it.
            await self._installations.forget(team)
            await self._dispatch_event(lost)
        else:
            await self._dispatch(body)
        return NOTHING_TO_SAY

    async def press(self, body: Payload) -> Json:
        """Handle a pressed button; what must be said goes to the person who pressed."""
        if "view" in body:
            return await self.in_modal(body)
        response = await self._dispatch_or_none(body)
        if response is None:
            await self._tell(body, {"text": sentences.NOTHING_SAVED})
        elif response.form and (trouble := await self._modals.open(response.form, body)):
            await self._tell(body, {"text": trouble})
        elif response.card and alone.asks(body):
            await self._show(response.card, body, instead=alone.stands_instead(body))
        return NOTHING_TO_SAY

    async def in_modal(self, body: Payload) -> Json:
        """Answer in a modal what was pressed in one, or chosen where there is no channel."""
        response = await self._dispatch_or_none(body)
        if response is None:
            await self._modals.warn(_trouble(sentences.NOTHING_SAVED), body)
        elif response.form and (trouble := await self._modals.open(response.form, body)):
            await self._modals.warn(_trouble(trouble), body)
        elif response.card:
            await self._modals.show(response.card, body)
        return NOTHING_TO_SAY

    async def suggest(self, body: Payload) -> Json:
        """Answer what somebody types into a menu; without an answer it offers nothing."""
        response = await self._dispatch_or_none(body)
        return options.found(response.found) if response else {"options": []}

    async def message_shortcut(self, body: Payload) -> Json:
        """Answer what was chosen in the menu of a message: a form, or a message for them alone."""
        response = await self._dispatch_or_none(body)
        if response is None:
            await self._tell(body, {"text": sentences.NOTHING_SAVED})
        elif response.form and (trouble := await self._modals.open(response.form, body)):
            await self._tell(body, {"text": trouble})
        elif response.card:
            await self._show(response.card, body)
        return NOTHING_TO_SAY

    async def submission(self, body: Payload) -> Json:
        """Handle a sent form; with errors it stays open, with everything that was filled in."""
        response = await self._dispatch_or_none(body)
        keys = form.input_keys(deep(body, "view", "blocks"))
        if response is None:
            return _errors({"": sentences.NOTHING_SAVED}, keys)
        if response.errors:
            return _errors(dict(response.errors), keys)
        try:
            view = self._modals.following(response, body)
        except ValueError as error:
            _log.warning("A form is too large: %s", error, extra={"action": "slack_form_too_large"})
            return _errors({"": sentences.FORM_TOO_LARGE}, keys)
        return {"response_action": "update", "view": view} if view else NOTHING_TO_SAY

    async def _dispatch(self, body: Payload) -> Response:
        team = acting.installing_team(body)
        if team is None:
            return NOTHING
        self._people.learn(deep(body, "event", "user"), team)
        event = await self._parse(body, team)
        if event is None:
            return NOTHING
        await self._note(event, team)
        return await self._dispatch_event(event)

    async def _note(self, event: Inbound, team: str) -> None:
        """Remember what an event tells of people, before the engine asks about them."""
        match event:
            case Typed() | Pressed() | Submitted() | BotAdded():
                await self._people.remember(event.origin.actor, team)
            case PersonGone(room=room) | PersonBack(room=room) if room is not None:
                self._roster.forget(room)
            case RoomMoved(old=room):
                self._roster.forget(room)
            case _:
                pass

    async def _dispatch_or_none(self, body: Payload) -> Response | None:
        try:
            return await self._dispatch(body)
        except Exception:  # noqa: BLE001 - whatever it was, the person must hear of it
            _log.exception("A request from Slack failed.", extra={"action": "slack_request_failed"})
            return None

    async def _parse(self, body: Payload, team: str) -> Inbound | None:
        bot = None
        if "event" in body:
            bot = acting.bot_user(body) or await self._installations.bot_user(team)
        return inbound.parse(body, bot=bot, teams=await self._look_up(body, bot, team))

    async def _look_up(self, body: Payload, bot: str | None, team: str) -> dict[str, str]:
        mentioned = inbound.people_to_look_up(body, bot)
        actor = inbound.actor_to_look_up(body, bot)
        if not (mentioned or actor):
            return {}
        async with asyncio.timeout(_LOOK_UP_SECONDS):
            teams = await self._people.own_teams(mentioned, team)
            if actor:
                teams[actor] = await self._people.own_team(actor, team)
        return teams

    async def _show(self, card: Card, body: Payload, *, instead: bool = False) -> None:
        shown = render(without_charts(card), self._modals.visible(body))
        await self._tell(body, shown, instead=instead)

    async def _tell(self, body: Payload, message: Json, *, instead: bool = False) -> None:
        """Say something to the person who pressed, through the press's own answer address.

        `instead` of what they pressed, which only they see.
        """
        url = text_at(body, "response_url")
        if url is None:
            return
        answer = {**_only_for_you(message), "replace_original": instead}
        try:
            async with self._api.session.post(url, json=answer, timeout=_ANSWER_TIMEOUT) as sent:
                sent.raise_for_status()
        except (aiohttp.ClientError, OSError) as error:
            _log.warning(
                "An answer could not be given: %r", error, extra={"action": "slack_answer_lost"}
            )


def _trouble(sentence: str) -> Card:
    return Card(title=sentences.TROUBLE_TITLE, blocks=(paragraph(sentence),), summary=sentence)


def _only_for_you(message: Json) -> Json:
    return {"response_type": "ephemeral", **message}


def _errors(errors: dict[str, str], keys: list[str]) -> Json:
    """Errors under the inputs they belong to; one that belongs to none stands under the first."""
    shown: dict[str, list[str]] = {}
    for key, sentence in errors.items():
        place = key if key in keys or not keys else keys[0]
        shown.setdefault(place, []).append(sentence)
    if not keys:
        # Without an input there is no place for an error, and the form has nothing to lose.
        return {"response_action": "clear"}
    return {
        "response_action": "errors",
        "errors": {key: " ".join(said)[:_LONGEST_ERROR] for key, said in shown.items()},
    }


_LONGEST_ERROR = 2000
