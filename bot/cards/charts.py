"""Charts where none can be drawn, and whether one can be."""

from dataclasses import replace

from bot.cards.capabilities import ChartLimits
from bot.cards.card import Card, CardBlock, Chart, Series, Text, subtle


def without_charts(card: Card) -> Card:
    """The card with the text equivalent in place of each chart."""
    return replace(card, blocks=tuple(map(as_text, card.blocks)))


def as_text(block: CardBlock) -> CardBlock:
    """The text equivalent of a chart; any other block as it is."""
    return _text(block) if isinstance(block, Chart) else block


def drawable(blocks: tuple[CardBlock, ...], limits: ChartLimits) -> list[CardBlock]:
    """Charts within their limits, as many as a card may hold; the others become their text.

    Of too many points the newest stay, which are the last.
    """
    left = limits.number
    drawn: list[CardBlock] = []
    for block in blocks:
        if isinstance(block, Chart):
            chart = _within(block, limits) if left else None
            left -= chart is not None
            drawn.append(chart or _text(block))
        else:
            drawn.append(block)
    return drawn


def _text(chart: Chart) -> Text:
    return subtle(chart.text)


def _within(chart: Chart, limits: ChartLimits) -> Chart | None:
    """The chart cut to its limits; None when it would be refused or mean something else."""
    labels = _cut(chart.labels[-limits.points :], limits.label)
    names = _cut(tuple(one.name for one in chart.series), limits.label)
    regular = all(len(one.values) == len(chart.labels) for one in chart.series)
    distinct = len(set(labels)) == len(labels) and len(set(names)) == len(names)
    if not (labels and names and regular and distinct and all((*labels, *names, chart.title))):
        return None
    if len(names) > limits.series:
        return None
    return replace(
        chart,
        title=chart.title[: limits.title],
        labels=labels,
        series=tuple(
            Series(name, one.values[-limits.points :])
            for name, one in zip(names, chart.series, strict=True)
        ),
    )


def _cut(texts: tuple[str, ...], limit: int) -> tuple[str, ...]:
    # A cut can end in a space, which the platforms leave out: two names could become one.
    return tuple(text.strip()[:limit].rstrip() for text in texts)
