"""Dialogs: what is chosen in the menu of a message, and the answers that open, change or end one.

The activities are `composeExtension/fetchTask` with the message in `value.messagePayload`, and
`composeExtension/submitAction` with the data of the dialog's button and its inputs (Teams
documentation, "Create and send dialogs" and "Respond to the dialog submit action"). A dialog shows
no message that stays: of a card only what is to be read is left, and the buttons that go on in it.
"""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from adapters.teams.activity import Json, mapping, text
from adapters.teams.characters import clean
from adapters.teams.render import CONTENT_TYPE, Element, render_card
from bot.cards.card import Card
from bot.cards.compose.about_messages import FROM_A_MESSAGE, LINK, WORDS
from bot.domain.address import Address

FETCH, SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3"})
#: What somebody else said, quoted in a reply.
_QUOTE = "blockquote"
#: Teams cuts a title of a dialog that is longer.
_TITLE = 64


def is_dialog(body: Json) -> bool:
    """Whether an activity is about a dialog, so that its answer has to be of that kind."""
    return body.get("type") == "invoke" and body.get("name") in (FETCH, SUBMIT)


def chosen(value: Json) -> tuple[str, dict[str, str]] | None:
    """What was chosen in the menu of a message, with its words and its address; None if unknown."""
    command = value.get("commandId")
    if not isinstance(command, str) or command not in FROM_A_MESSAGE:
        return None
    message = mapping(value.get("messagePayload"))
    body = mapping(message.get("body"))
    said = text(body.get("content")) or ""
    link = text(message.get("linkToMessage")) or ""
    found = {WORDS: clean(said if body.get("contentType") == "text" else _plain(said))}
    return command, found | ({LINK: clean(link)} if link.startswith("https://") else {})


def opened(title: str, card: Mapping[str, Any]) -> dict[str, Any]:
    """A dialog with a card in it, in place of the one before."""
    attachment = {"contentType": CONTENT_TYPE, "content": card}
    shown = {"title": title[:_TITLE], "width": "medium", "height": "medium", "card": attachment}
    return {"task": {"type": "continue", "value": shown}}


def said(sentence: str) -> dict[str, Any]:
    """A sentence in a dialog of its own."""
    return {"task": {"type": "message", "value": sentence}}


def rendered(card: Card, ids: Mapping[Address, str] | None = None) -> Element:
    """A card in a dialog, where only `Action.Submit` brings back what a button carries."""
    shown = render_card(card, ids)
    rows = [part for part in shown["body"] if part["type"] == "ActionSet"]
    for row in [*rows, shown]:
        if "actions" in row:
            row["actions"] = [_submitting(action) for action in row["actions"]]
    return shown


def _submitting(action: Element) -> Element:
    if action["type"] != "Action.Execute":
        return action
    kept = {key: value for key, value in action.items() if key != "verb"}
    return {**kept, "type": "Action.Submit"}


def _plain(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """The words of a message, without what it quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs  # what a tag is called says enough
        self._quoted += tag == _QUOTE
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == _QUOTE and self._quoted:
            self._quoted -= 1
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._quoted:
            self.pieces.append(data)
