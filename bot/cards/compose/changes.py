"""Changes on a card, before and after, as many at a time as one message holds."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.cards.card import Block, Facts, Strong, fact, paragraph
from bot.cards.words import proposals as words
from bot.cards.words.changes import Said

#: The most changes on a page, and the most characters: what else a proposal says has to fit too,
#: and Teams shows 8,500 characters of a message.
MOST_CHANGES, MOST_CHARACTERS = 8, 5000
#: Of one side of a change; Teams shows 2,000 characters of a row, with its label.
_LONGEST_SIDE = 1900


def pages(changes: Sequence[Said]) -> list[list[Said]]:
    """The changes page by page, nothing left out: whoever accepts has to be able to read it all.

    A change too long for a row goes on in further ones, each saying so in its title.
    """
    found: list[list[Said]] = []
    room = 0
    for said in (piece for change in changes for piece in _pieces(change)):
        size = sum(map(len, said))
        if not found or len(found[-1]) == MOST_CHANGES or size > room:
            found.append([])
            room = MOST_CHARACTERS
        found[-1].append(said)
        room -= size
    return found


def page_of(changes: Sequence[Said], page: int) -> tuple[list[Said], int, int]:
    """The changes of a page counted from 0, which page that is, and how many there are.

    Behind the last one it is the last one: an old button may ask for a page that is gone.
    """
    found = pages(changes) or [[]]
    page = min(max(page, 0), len(found) - 1)
    return found[page], page, len(found)


def before_and_after(changes: Sequence[Said]) -> Iterator[Block]:
    """A title and two rows for each change."""
    for said in changes:
        yield paragraph(Strong(said.title))
        sides = ((words.BEFORE, said.before), (words.AFTER, said.after))
        yield Facts(tuple(fact(label, text) for label, text in sides if text))


def _pieces(said: Said) -> Iterator[Said]:
    sides = list(zip_longest(_cut(said.before), _cut(said.after), fillvalue=""))
    for number, (before, after) in enumerate(sides, start=1):
        title = said.title
        if len(sides) > 1:
            title = words.in_pieces(title, number, len(sides))
        yield Said(title, before, after)


def _cut(text: str) -> Iterator[str]:
    """Pieces that fit a row, ending at a line or at least a word."""
    while len(text) > _LONGEST_SIDE:
        end = max(text.rfind("\n", 0, _LONGEST_SIDE), 0) or text.rfind(" ", 0, _LONGEST_SIDE)
        end = end if end > 0 else _LONGEST_SIDE
        yield text[:end]
        text = text[end:].lstrip()
    yield text
