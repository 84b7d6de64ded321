"""The one message for what is more than somebody takes a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Bullets, Button, Card, Look, subtle
from bot.cards.compose.general import ASK
from bot.cards.words import manners as words

#: More would not fit a message; who wants to see them all asks for the list.
_LISTED = 10
_COUNT = "count"


@dataclass(frozen=True)
class Line:
    """One thing in it."""

    title: str
    collaboration: str
    """Title of the collaboration it belongs to."""
    opens: Button
    """What shows it; the label is replaced by the title."""


def with_line(lines: Sequence[Line], count: int, line: Line) -> tuple[tuple[Line, ...], int]:
    """With one thing more; the same thing again takes the place it has."""
    for place, known in enumerate(lines):
        if (known.opens.action, known.opens.value) == (line.opens.action, line.opens.value):
            return (*lines[:place], line, *lines[place + 1 :]), count
    return (*lines, line)[:_LISTED], count + 1


def bundle_card(lines: Sequence[Line], count: int) -> Card:
    """All of it: each with a button that opens it, and how many there are."""
    title = words.bundle(count)
    items = [(f"{line.title} ({line.collaboration})",) for line in lines]
    hidden = count - len(lines)
    return Card(
        title=title,
        summary=title,
        blocks=(
            Bullets((*items, *(((words.more(hidden),),) if hidden else ()))),
            subtle(words.BUNDLE_HOW),
        ),
        buttons=(
            *(replace(line.opens, label=line.title, look=Look.NORMAL) for line in lines),
            Button(words.BUNDLE_ALL, ASK, {"text": "update", _COUNT: str(count)}),
        ),
    )


def lines_in(card: Card) -> tuple[tuple[Line, ...], int]:
    """What a message made here says, to be continued."""
    *opening, every = card.buttons
    (listed,) = (block for block in card.blocks if isinstance(block, Bullets))
    lines = [
        Line(button.label, str(item[0]).removeprefix(f"{button.label} (")[:-1], button)
        for button, item in zip(opening, listed.items, strict=False)
    ]
    return tuple(lines), int(every.value[_COUNT])
