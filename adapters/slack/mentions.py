"""Whom a card calls."""

from collections.abc import Iterator
from typing import assert_never

from adapters.slack.ids import PLATFORM
from bot.cards.card import Block, Bullets, Card, Facts, Mention, Part, Text
from bot.domain.address import Address


def people_in(card: Card) -> set[Address]:
    """The people on Slack that a card mentions."""
    parts = (part for block in card.blocks for part in _parts(block))
    return {
        part.person
        for part in parts
        if isinstance(part, Mention) and part.person.platform == PLATFORM
    }


def _parts(block: Block) -> Iterator[Part]:
    match block:
        case Text(parts):
            yield from parts
        case Facts(items):
            for item in items:
                yield from item.value
        case Bullets(lines):
            for line in lines:
                yield from line
        case _:
            assert_never(block)
