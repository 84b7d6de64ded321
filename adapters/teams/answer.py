"""Writes the answer to an invoke.

Body and types are those of the Teams documentation, "Universal Actions for Adaptive Cards": a card
takes the place of the pressed one for the person who pressed, a message is shown to them as text.
Failures are answered as a message too: the documented error type shows Teams' own sentence, which
does not tell that nothing was changed.
"""

from collections.abc import Mapping
from typing import Any

from adapters.teams import dialogs, searching, sentences
from adapters.teams.inbound import Answers, Heard
from adapters.teams.platform import TeamsPlatform
from adapters.teams.render import CONTENT_TYPE, render_card
from adapters.teams.render_form import render_form, render_sheet
from adapters.teams.searching import Query
from bot.cards.card import Card, paragraph
from bot.cards.going_on import going_on
from bot.cards.mentions import people_in
from bot.engine.response import Response

_MESSAGE = "application/vnd.microsoft.activity.message"


def message(text: str) -> dict[str, Any]:
    """A sentence for the person who pressed."""
    return {"statusCode": 200, "type": _MESSAGE, "value": text}


def card(content: Mapping[str, Any]) -> dict[str, Any]:
    """A card in place of the pressed one."""
    return {"statusCode": 200, "type": CONTENT_TYPE, "value": content}


class Answerer:
    """Turns a response of the engine into the body of the answer."""

    def __init__(self, platform: TeamsPlatform) -> None:
        self._platform = platform

    async def answer(self, heard: Heard, response: Response) -> dict[str, Any]:
        """The body for one press."""
        if isinstance(heard.what, Query):
            return searching.listed(response)
        if heard.dialog:
            return await self._in_dialog(heard, response)
        if response.errors:
            return _errors(heard, response.errors)
        if response.form is not None:
            ids = await self._ids(heard, response)
            return card(render_form(response.form, ids))
        if response.card is not None:
            ids = await self._ids(heard, response)
            return card(render_card(response.card, ids))
        return _nothing(heard)

    async def _in_dialog(self, heard: Heard, response: Response) -> dict[str, Any]:
        if response.errors:
            if not isinstance(heard.what, Answers):
                return dialogs.said(" ".join(response.errors.values()))
            sheet = heard.what.sheet.filled(heard.what.values)
            return dialogs.opened(sheet.title, render_sheet(sheet, response.errors, dialog=True))
        ids = await self._ids(heard, response)
        if response.form is not None:
            return dialogs.opened(response.form.title, render_form(response.form, ids, dialog=True))
        if response.card is not None:
            shown = going_on(response.card)
            return dialogs.opened(shown.title, dialogs.rendered(shown, ids))
        if isinstance(heard.what, Answers):
            shown = _sent(heard.what)
            return dialogs.opened(shown.title, render_card(shown))
        return dialogs.said(sentences.CHOOSE_AGAIN)

    async def _ids(self, heard: Heard, response: Response) -> Mapping[Any, str]:
        said = response.form or response.card
        people = people_in(said) if said is not None else ()
        return await self._platform.accounts(people, (heard.place.tenant or "").lower())


def _errors(heard: Heard, errors: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(heard.what, Answers):
        return message(" ".join(errors.values()))
    return card(render_sheet(heard.what.sheet.filled(heard.what.values), errors))


def _nothing(heard: Heard) -> dict[str, Any]:
    if not isinstance(heard.what, Answers):
        return message(sentences.DONE)
    # A sentence alone would leave the form standing there, as if it had not been sent.
    return card(render_card(_sent(heard.what)))


def _sent(answers: Answers) -> Card:
    title = f"{sentences.SENT_TITLE}: {answers.sheet.title}"
    return Card(title=title, blocks=(paragraph(sentences.SENT),))
