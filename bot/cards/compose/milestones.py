"""Cards about what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Button, Card, Facts, Moment, fact, paragraph, subtle
from bot.cards.words import milestones as words

#: Button, value `area` and `completed`: take back that it is done.
UNDO = "milestone_undo"
#: Button, value `area` and `completed`: it is done a second time.
ONCE_MORE = "milestone_once_more"


@dataclass(frozen=True, kw_only=True)
class Follows:
    """An update that is promised because something is done."""

    title: str
    due: Moment


def done(area: str, completed: Moment, by: str, follows: Sequence[Follows]) -> Card:
    """Told in every room: what is done, and what follows by when."""
    title = words.done(area)
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts(
                (
                    fact(words.COMPLETED, completed),
                    fact(words.BY_WHOM, by),
                    *(fact(words.FOLLOWS, f"{each.title}, ", each.due) for each in follows),
                )
            ),
        ),
    )


def can_be_undone(card: Card, value: Mapping[str, str]) -> Card:
    """The same for whoever said it, with the way back."""
    return Card(
        title=card.title,
        summary=card.summary,
        blocks=(*card.blocks, subtle(words.UNDO_HOW)),
        buttons=(Button(words.UNDO, UNDO, value),),
    )


def taken_back(area: str) -> Card:
    """What both become."""
    title = words.taken_back(area)
    return Card(title=title, summary=title, blocks=(paragraph(words.TAKEN_BACK_HOW),))


def already(area: str, title: str, *, undo: Mapping[str, str]) -> Card:
    """It was said before, and what it promised has not been sent."""
    said = words.already(area)
    return Card(
        title=said,
        summary=said,
        blocks=(paragraph(words.already_how(title)), subtle(words.UNDO_HOW)),
        buttons=(Button(words.UNDO, UNDO, undo),),
    )


def already_there(title: str, *, undo: Mapping[str, str]) -> Card:
    """It was said before, and nothing is promised by it but itself."""
    said = words.already(title)
    return Card(
        title=said,
        summary=said,
        blocks=(paragraph(words.ALREADY_THERE_HOW),),
        buttons=(Button(words.UNDO, UNDO, undo),),
    )


def earlier(area: str, title: str, *, again: Mapping[str, str]) -> Card:
    """It was said before, and what it promised is over."""
    said = words.already(area)
    return Card(
        title=said,
        summary=said,
        blocks=(paragraph(words.earlier_how(title)),),
        buttons=(Button(words.ONCE_MORE, ONCE_MORE, again),),
    )
