"""Turns a card into Adaptive Card JSON, version 1.5, the newest that bots may send."""

from collections.abc import Mapping
from typing import Any

from adapters.teams import markdown, sentences
from adapters.teams.characters import clean
from adapters.teams.form import ACCORD
from adapters.teams.parts import Writer
from bot.cards.card import Bullets, Button, Card, CardBlock, Chart, Facts, Look, Text, Tone, subtle
from bot.domain.address import Address

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_STYLES = {Look.NORMAL: "default", Look.PRIMARY: "positive", Look.DANGER: "destructive"}
_LONGEST_SUMMARY = 250
_LONGEST_FALLBACK = 500
_SHORT_LABEL = 20
_SHORT_VALUE = 40
# Teams shows this many in one row and drops the rest.
_BUTTONS_IN_A_ROW = 6
# What fits in a row on a phone, and what a button takes besides its label, both in characters.
# Measured in pictures 360 pixels wide.
_A_ROW, _AROUND_A_LABEL = 52, 6

Element = dict[str, Any]


def render_card(card: Card, ids: Mapping[Address, str] | None = None) -> Element:
    """A card with its buttons; `ids` are the accounts of people who can be mentioned."""
    writer = Writer(ids)
    body = [title(card.title), *(part for block in card.blocks for part in elements(block, writer))]
    buttons = [_button(button) for button in card.buttons]
    width = sum(len(button["title"]) + _AROUND_A_LABEL for button in buttons)
    if len(buttons) > _BUTTONS_IN_A_ROW or (len(buttons) > 1 and width > _A_ROW):
        body += _rows(buttons)
        buttons = []
    return frame(body, buttons, writer.entities, summary_of(card))


def activity_of(card: Element, summary: str) -> Element:
    """The message that carries a card, and nothing else.

    Teams splits a message of text and card in two and gives no id back, so that it could never be
    edited.
    """
    return {
        "type": "message",
        "summary": summary,
        "attachments": [{"contentType": CONTENT_TYPE, "content": card}],
    }


def summary_of(card: Card) -> str:
    """The sentence for notifications and screen readers."""
    for text in (card.summary, card.title):
        sentence = " ".join(clean(text).split())
        if sentence:
            return _shortened(sentence)
    return sentences.NO_SUMMARY


def frame(
    body: list[Element], actions: list[Element], entities: list[Element], fallback: str
) -> Element:
    """A card around its elements."""
    card: Element = {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": fallback[:_LONGEST_FALLBACK],
        "body": body,
    }
    if actions:
        card["actions"] = actions
    if entities:
        card["msteams"] = {"entities": entities}
    return card


def title(text: str) -> Element:
    """The heading of a card."""
    shown = markdown.one_line(markdown.escape(text))
    return text_block(shown, weight="Bolder", size="Large", style="heading")


def elements(block: CardBlock, writer: Writer) -> list[Element]:
    """A block as elements; one without any words disappears."""
    match block:
        case Text(parts, tone):
            text = writer.text(parts)
            return [text_block(text, **_tone(tone))] if text else []
        case Facts(items):
            return _facts([(fact.label, writer.text(fact.value)) for fact in items])
        case Bullets(items):
            lines = [line for item in items if (line := writer.line(item))]
            # A Markdown list is read aloud as a list; Teams ends its lines with a return.
            return [text_block("\r".join(f"- {line}" for line in lines))] if lines else []
        case Chart():
            words = elements(subtle(block.text), writer)
            return [_chart(block), *words] if words else []


def text_block(text: str, **looks: object) -> Element:
    """A text that is never cut off at the edge of a narrow screen."""
    return {"type": "TextBlock", "text": text, "wrap": True, **looks}


def _chart(chart: Chart) -> Element:
    """Bars that begin at nothing, one beside the other for several series.

    Clients that do not draw charts drop it: the text equivalent stands below it in any case
    (Teams documentation, "Charts in Adaptive Cards").
    """
    series = [
        {
            "legend": clean(one.name),
            "values": [
                {"x": clean(label), "y": value}
                for label, value in zip(chart.labels, one.values, strict=True)
            ],
        }
        for one in chart.series
    ]
    bars: Element = {
        "type": "Chart.VerticalBar.Grouped",
        "title": clean(chart.title),
        "showTitle": True,
        "showBarValues": True,
        "yMin": 0,
        "data": series,
        "fallback": "drop",
    }
    return bars | ({"yAxisTitle": clean(chart.unit)} if chart.unit else {})


def _tone(tone: Tone) -> Element:
    match tone:
        case Tone.NORMAL:
            return {}
        case Tone.HEADING:
            return {"weight": "Bolder", "size": "Medium", "style": "heading", "spacing": "Medium"}
        case Tone.SUBTLE:
            return {"isSubtle": True}


def _facts(rows: list[tuple[str, str]]) -> list[Element]:
    if not rows:
        return []
    if all(len(label) <= _SHORT_LABEL and len(value) <= _SHORT_VALUE for label, value in rows):
        facts = [{"title": _label(name) or "-", "value": value or "-"} for name, value in rows]
        return [{"type": "FactSet", "facts": facts}]
    # On a phone a FactSet leaves long values half of the width, and its rows run together.
    return [_fact(label, value, first=row == 0) for row, (label, value) in enumerate(rows)]


def _label(label: str) -> str:
    return markdown.one_line(markdown.escape(label))


def _fact(label: str, value: str, *, first: bool) -> Element:
    shown = markdown.one_line(markdown.strong(label))
    spacing = {} if first else {"spacing": "Small"}
    return text_block(f"{shown}: {value}" if shown else value or "-", **spacing)


def _rows(buttons: list[Element]) -> list[Element]:
    """Buttons in the body of the card, which has room for more than its foot.

    What is wider than a phone would be cut off there, so long labels get rows of their own.
    """
    rows: list[list[Element]] = []
    room = 0
    for button in buttons:
        length = len(button["title"]) + _AROUND_A_LABEL
        if not rows or length > room or len(rows[-1]) == _BUTTONS_IN_A_ROW:
            rows.append([])
            room = _A_ROW
        rows[-1].append(button)
        room -= length
    return [{"type": "ActionSet", "actions": row} for row in rows]


def _button(button: Button) -> Element:
    if button.url:
        return {
            "type": "Action.OpenUrl",
            "title": markdown.unmarked(button.label),
            "url": button.url,
            "style": _STYLES[button.look],
        }
    ours = {"action": button.action, "value": dict(button.value)}
    return {
        "type": "Action.Execute",
        "title": markdown.unmarked(button.label),
        "verb": button.action,
        "data": {ACCORD: ours},
        "style": _STYLES[button.look],
    }


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SUMMARY else text[: _LONGEST_SUMMARY - 1] + "…"
