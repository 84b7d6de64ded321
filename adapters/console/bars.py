"""Charts as a terminal can draw them: a line of text for each bar."""

from collections.abc import Iterator
from dataclasses import replace

from bot.cards.card import Bullets, Card, CardBlock, Chart, Text, Tone, paragraph

_WIDTH = 30
_FULL, _EMPTY = "█", "·"


def with_bars(card: Card) -> Card:
    """The card with lines of text in place of each chart."""
    return replace(card, blocks=tuple(b for block in card.blocks for b in _drawn(block)))


def _drawn(block: CardBlock) -> Iterator[CardBlock]:
    if not isinstance(block, Chart):
        yield block
        return
    yield Text((block.title,), Tone.HEADING)
    yield Bullets(tuple((line,) for line in _lines(block)))
    yield paragraph(block.text)


def _lines(chart: Chart) -> Iterator[str]:
    most = max((value for one in chart.series for value in one.values), default=0)
    # Of a whole every bar is a part, so that 80 % looks like 80 % beside 60 %.
    scale = 100 if chart.unit == "%" else most
    wide = max(map(len, chart.labels), default=0)
    for one in chart.series:
        for label, value in zip(chart.labels, one.values, strict=True):
            full = max(0, round(_WIDTH * value / scale)) if scale > 0 else 0
            bar = _FULL * full + _EMPTY * (_WIDTH - full)
            name = f" {one.name}" if len(chart.series) > 1 else ""
            yield f"{label:{wide}}{name} {bar} {value:g} {chart.unit}".rstrip()
