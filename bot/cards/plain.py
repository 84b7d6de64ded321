"""A card as plain text, for terminals, for JSON and wherever nothing richer can be shown."""

from collections.abc import Iterator

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Facts,
    Mention,
    Moment,
    Part,
    Strong,
    Text,
    Tone,
)
from bot.cards.words.dates import moment_in_words


def card_text(card: Card) -> str:
    """Title, paragraphs, rows as `label: value`, lists with dashes, buttons in [brackets].

    A chart is its text equivalent.

    A button that opens an address is shown with it, as `[label: address]`.

    Lines are not wrapped: whoever shows the text knows how wide it is.
    """
    parts = [card.title, *("\n".join(_lines(block)) for block in card.blocks)]
    parts.append(" ".join(_button(button) for button in card.buttons))
    shown = [part for part in parts if part.strip()]
    return "\n".join(shown)


def parts_text(parts: tuple[Part, ...]) -> str:
    """A run of parts as plain text."""
    return "".join(_part(part) for part in parts)


def _lines(block: CardBlock) -> Iterator[str]:
    match block:
        case Text(parts, tone):
            text = parts_text(parts)
            yield f"\n{text}" if tone is Tone.HEADING else text
        case Facts(items):
            yield from (f"{item.label}: {parts_text(item.value)}" for item in items)
        case Bullets(items):
            yield from (f"- {parts_text(item)}" for item in items)
        case Chart():
            yield block.text


def _button(button: Button) -> str:
    return f"[{button.label}: {button.url}]" if button.url else f"[{button.label}]"


def _part(part: Part) -> str:
    match part:
        case str():
            return part
        case Strong(text):
            return text
        case Mention(_, name):
            return name
        case Moment(at, zone):
            return moment_in_words(at, zone)
