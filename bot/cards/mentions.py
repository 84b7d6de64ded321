"""Whom a card or form mentions, for platforms that must look people up before they show it."""

from collections.abc import Iterator

from bot.cards.card import Bullets, Card, CardBlock, Chart, Facts, Mention, Part, Text
from bot.cards.form import Form
from bot.domain.address import Address


def people_in(said: Card | Form) -> frozenset[Address]:
    """The addresses of everybody mentioned, on any platform."""
    blocks = said.blocks if isinstance(said, Card) else said.intro
    parts = (part for block in blocks for part in _parts(block))
    return frozenset(part.person for part in parts if isinstance(part, Mention))


def _parts(block: CardBlock) -> Iterator[Part]:
    match block:
        case Text(parts):
            yield from parts
        case Facts(items):
            for item in items:
                yield from item.value
        case Bullets(lines):
            for line in lines:
                yield from line
        case Chart():
            return
