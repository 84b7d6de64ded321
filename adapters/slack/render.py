"""A card as Slack blocks. Pure: what depends on the place is handed in."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, assert_never

from adapters.slack import capabilities as limit
from adapters.slack import mrkdwn
from adapters.slack.mrkdwn import Visible
from adapters.slack.sentences import SHORTENED
from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Fact,
    Facts,
    Look,
    Part,
    Text,
    Tone,
)

Json = dict[str, Any]

_LINK = ":link"
CHART = "data_visualization"
"""The type of a block that draws a chart; only messages may have one."""
_STYLES = {Look.NORMAL: {}, Look.PRIMARY: {"style": "primary"}, Look.DANGER: {"style": "danger"}}


def render(card: Card, visible: Visible) -> Json:
    """A card as `text` and `blocks`.

    `text` is always there: notifications and screen readers use it instead of the blocks.
    """
    head = [_header(card.title)] if mrkdwn.escape(card.title).strip() else []
    buttons = list(_rows(card.buttons))
    content = [shown for block in card.blocks for shown in render_block(block, visible)]
    content = _fitting(content, head + buttons)
    summary = card.summary if card.summary.strip() else card.title
    message: Json = {"text": _summary(summary)}
    if blocks := [*head, *content, *buttons]:
        message["blocks"] = blocks
    return message


def render_block(block: CardBlock, visible: Visible) -> list[Json]:
    """One block of a card as as many Slack blocks as it needs."""
    match block:
        case Text(parts, tone):
            return _paragraph(parts, tone, visible)
        case Facts(items):
            return _facts(items, visible)
        case Bullets(items):
            return _bullets(items, visible)
        case Chart():
            return [_chart(block), *_paragraph((block.text,), Tone.SUBTLE, visible)]
    assert_never(block)


def action_name(action_id: str) -> str:
    """The action of a button, from the id it was given here."""
    return action_id.rpartition("#")[0] or action_id


def opens_link(action_id: str) -> bool:
    """Whether the button only opens an address; Slack tells of the press all the same."""
    return action_id.endswith(_LINK)


def packed_json(value: object) -> str:
    """JSON without `&`, `<` and `>`, which Slack may hand back escaped (bolt-python#513)."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _header(title: str) -> Json:
    one_line = " ".join(title.split())
    return {"type": "header", "text": mrkdwn.plain_text(mrkdwn.clip(one_line, limit.HEADER))}


def _summary(text: str) -> str:
    return next(iter(mrkdwn.packed([mrkdwn.literal(text)], limit.SUMMARY)), "Accord")


def _paragraph(parts: Sequence[Part], tone: Tone, visible: Visible) -> list[Json]:
    match tone:
        case Tone.NORMAL:
            return _normal(parts, visible)
        case Tone.HEADING:
            heading = mrkdwn.words(parts)
            bold = mrkdwn.bold(heading) if len(heading) <= limit.HEADER else mrkdwn.literal(heading)
            return [_section(text) for text in mrkdwn.packed([bold], limit.SECTION)]
        case Tone.SUBTLE:
            texts = mrkdwn.packed(mrkdwn.inline(parts, visible), limit.CONTEXT)
            return [{"type": "context", "elements": [mrkdwn.mrkdwn(text)]} for text in texts]
    assert_never(tone)


def _normal(parts: Sequence[Part], visible: Visible) -> list[Json]:
    words = "".join(part for part in parts if isinstance(part, str))
    only_words = all(isinstance(part, str) for part in parts)
    if only_words and mrkdwn.formats(words) and "://" not in words:
        # Without formatting there is nothing to guard against, and the text stays as it was typed.
        texts = mrkdwn.packed([mrkdwn.escape(words)], limit.SECTION)
        return [{"type": "section", "text": mrkdwn.plain_text(text)} for text in texts]
    return [_section(text) for text in mrkdwn.packed(mrkdwn.inline(parts, visible), limit.SECTION)]


def _section(text: str) -> Json:
    return {"type": "section", "text": mrkdwn.mrkdwn(text)}


def _facts(items: Iterable[Fact], visible: Visible) -> list[Json]:
    """A line for each fact: Slack's two-column fields tear sentences apart, worst on phones."""
    pieces: list[str] = []
    for item in items:
        label = mrkdwn.bold(item.label) if len(item.label) <= limit.HEADER else ""
        value = mrkdwn.inline(item.value, visible)
        pieces += [label, ": ", *(value if "".join(value).strip() else ["-"]), "\n"]
    return [_section(text) for text in mrkdwn.packed(pieces, limit.SECTION)]


def _bullets(items: Iterable[Sequence[Part]], visible: Visible) -> list[Json]:
    pieces: list[str] = []
    for item in items:
        pieces += ["• ", *mrkdwn.inline(item, visible), "\n"]
    return [_section(text) for text in mrkdwn.packed(pieces, limit.SECTION)]


def _chart(chart: Chart) -> Json:
    """Bars, one beside the other for several series; the text equivalent is a block of its own.

    Every series names every category, in their order, and its texts are plain strings
    (docs.slack.dev/reference/block-kit/blocks/data-visualization-block).
    """
    series = [
        {
            "name": one.name,
            "data": [
                {"label": label, "value": value}
                for label, value in zip(chart.labels, one.values, strict=True)
            ],
        }
        for one in chart.series
    ]
    axes: Json = {"categories": list(chart.labels)}
    if chart.unit:
        axes["y_label"] = mrkdwn.clip(chart.unit, limit.AXIS_LABEL)
    bars = {"type": "bar", "series": series, "axis_config": axes}
    return {"type": CHART, "title": chart.title, "chart": bars}


def _rows(buttons: Sequence[Button]) -> Iterator[Json]:
    numbered = iter(enumerate(buttons[: limit.BUTTONS]))
    while row := list(islice(numbered, limit.BUTTONS_IN_ROW)):
        yield {"type": "actions", "elements": [_button(*one) for one in row]}


def _button(number: int, button: Button) -> Json:
    # Slack wants ids unique within a block; two buttons may do the same with another value.
    action_id = f"{button.action}#{number}"
    shown: Json = {
        "type": "button",
        "text": mrkdwn.plain_text(mrkdwn.clip(button.label, limit.LABEL)),
        **_STYLES[button.look],
    }
    if button.url:
        if len(button.url) > limit.URL:
            raise ValueError(f"The address of “{button.label}” has more than 3,000 characters.")
        return {**shown, "action_id": action_id + _LINK, "url": button.url}
    value = packed_json(dict(button.value))
    if len(value) > limit.VALUE:
        raise ValueError(f"The button “{button.label}” carries more than Slack's 2,000 characters.")
    return {**shown, "action_id": action_id, "value": value}


def _fitting(content: list[Json], rest: list[Json]) -> list[Json]:
    """Leave out what Slack would refuse the whole message for."""
    room = limit.BLOCKS - len(rest)
    left = limit.TOTAL - sum(map(_size, rest)) - len(SHORTENED)
    fitting: list[Json] = []
    for block in content:
        left -= _size(block)
        if left < 0 or len(fitting) == room - 1 < len(content) - 1:
            note = mrkdwn.mrkdwn(SHORTENED)
            return [*fitting, {"type": "context", "elements": [note]}]
        fitting.append(block)
    return fitting


def _size(block: Json) -> int:
    """The characters of a block that people see."""
    if block["type"] == CHART:
        return len(block["title"]) + _chart_size(block["chart"])
    texts = [block["text"]] if "text" in block else []
    texts += (element.get("text") for element in block.get("elements", []))
    return sum(len(text if isinstance(text, str) else text["text"]) for text in texts)


def _chart_size(chart: Json) -> int:
    categories = sum(map(len, chart["axis_config"]["categories"]))
    return sum(len(series["name"]) + categories for series in chart["series"]) + categories
