"""The card of `who am I`: of one collaboration, or all of somebody's side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Part,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.words import whoami as words

#: Collaborations side by side; a card that a platform cuts would lose the last ones unseen.
_MOST = 8
#: Names in a row and things that wait, of one collaboration alone and beside others.
_ALONE, _BESIDE = (8, 10), (3, 4)
_MOST_BUTTONS = 10

Line = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What somebody holds, owns and owes in one collaboration; titles throughout."""

    study: str
    in_force: bool
    seats: Sequence[str]
    """With the parties they lead."""
    deputy_for: Sequence[str] = ()
    stands_in: Sequence[str] = ()
    """Seats whose holders are away now."""
    away: str = ""
    owns: Sequence[str] = ()
    does: Sequence[str] = ()
    asked_about: Sequence[str] = ()
    owes: Sequence[Line] = ()
    """Promised updates, each with when the next is due, the earliest first."""
    waits: Sequence[Line] = ()
    """What waits for them, the most pressing first."""
    buttons: Sequence[Button] = ()
    """What opens what waits."""
    wrong: Button | None = None
    """*Something is not right*."""


def one_card(mine: Mine) -> Card:
    """In a room, or for who is in one collaboration alone."""
    title = f"{words.TITLE}: {mine.study}"
    wrong = (mine.wrong,) if mine.wrong else ()
    return _card(title, _blocks(mine, *_ALONE), (*mine.buttons, *wrong))


def all_card(found: Sequence[Mine]) -> Card:
    """In a personal chat, for who is in several."""
    blocks: list[Block] = []
    for mine in found[:_MOST]:
        blocks.append(Text((mine.study,), Tone.HEADING))
        blocks += _blocks(mine, *_BESIDE)
    if len(found) > _MOST:
        blocks.append(subtle(words.more(len(found) - _MOST)))
    opening = [button for mine in found[:_MOST] for button in mine.buttons]
    wrong = [mine.wrong for mine in found[:_MOST] if mine.wrong]
    room = _MOST_BUTTONS - len(wrong)
    return _card(words.TITLE, blocks, (*opening[:room], *wrong))


def _card(title: str, blocks: Sequence[Block], buttons: Sequence[Button]) -> Card:
    return Card(
        title=title,
        summary=title,
        blocks=(*blocks, subtle(words.NEXT)),
        buttons=(Button(words.DUE_ME, ASK, {"text": "due me"}, Look.PRIMARY), *buttons),
    )


def _blocks(mine: Mine, names: int, waiting: int) -> list[Block]:
    if not mine.in_force:
        return [Facts((_seats(mine),)), paragraph(words.NOT_AGREED_YET)]
    facts = [
        _seats(mine),
        *_row(words.DEPUTY_FOR, words.named(mine.deputy_for, names)),
        *_row(words.STANDS_IN, words.named(mine.stands_in, names)),
        *_row(words.AWAY, mine.away),
        *_titles(words.OWNS, mine.owns, names),
        *_titles(words.DOES, mine.does, names),
        *_titles(words.ASKED_ABOUT, mine.asked_about, names),
        *_owes(mine, names),
    ]
    waits = list(mine.waits[:waiting])
    if len(mine.waits) > waiting:
        waits.append((words.more(len(mine.waits) - waiting),))
    if not waits:
        return [Facts(tuple(facts)), paragraph(words.NOTHING_WAITS)]
    return [Facts(tuple(facts)), subtle(words.WAITS), Bullets(tuple(waits))]


def _seats(mine: Mine) -> Fact:
    return fact(words.SEATS, "; ".join(mine.seats) or words.NO_SEAT)


def _row(label: str, said: str) -> list[Fact]:
    return [fact(label, said)] if said else []


def _titles(label: str, titles: Sequence[str], at_most: int) -> list[Fact]:
    return _row(words.counted(label, len(titles)), words.named(titles, at_most))


def _owes(mine: Mine, at_most: int) -> list[Fact]:
    parts: list[Part] = []
    for line in mine.owes[:at_most]:
        parts += [*(["; "] if parts else []), *line]
    return [fact(words.OWES, *parts)] if parts else []
