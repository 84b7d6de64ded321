"""The list of suggestions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Block, Button, Card, Look, Part, Text, Tone, paragraph, subtle
from bot.cards.compose.digest import listed
from bot.cards.compose.suggestions import OPEN, Suggested, show_button
from bot.cards.words import suggestions as words
from bot.cards.words.cut import one_line
from bot.cards.words.dates import day
from bot.domain.suggestion import Suggestion

#: Suggestions under one heading, and buttons.
_LISTED, _MOST_BUTTONS = 10, 8
#: Characters of an idea in a line.
_IDEA = 80

Line = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What somebody reads who asks for the suggestions, each group in the order it is read."""

    for_you: Sequence[tuple[Suggested, Line]] = ()
    waiting: Sequence[tuple[Suggested, Line]] = ()
    answered: Sequence[tuple[Suggested, Line]] = ()
    yours: Sequence[tuple[Suggested, Line]] = ()


def list_card(found: Listed, context: Mapping[str, str], *, mine: bool) -> Card:
    """All that the reader may know of, or only their own."""
    groups = (
        (words.WAITING_FOR_YOU, found.for_you),
        (words.YOURS, found.yours),
        (words.ALL_WAITING, found.waiting),
        (words.ANSWERED, found.answered),
    )
    blocks: list[Block] = []
    buttons: dict[str, Button] = {}
    for heading, group in groups:
        if group:
            blocks.append(Text((heading,), Tone.HEADING))
            blocks.append(listed([line for _, line in group], _LISTED))
            for suggested, _ in group[:_LISTED]:
                buttons.setdefault(suggested.suggestion.id, show_button(suggested))
    title = words.MINE_TITLE if mine else words.LIST_TITLE
    empty = paragraph(words.NONE_MINE if mine else words.NONE)
    suggest = Button(words.SUGGEST, OPEN, context, Look.PRIMARY, opens_form=True)
    return Card(
        title=title,
        summary=title,
        blocks=(*(blocks or [empty]), subtle(words.READ_ONE if blocks else words.HOW_TO)),
        buttons=(suggest, *list(buttons.values())[: _MOST_BUTTONS - 1]),
    )


def with_idea(line: Line, suggestion: Suggestion) -> Line:
    """For whoever made it or is to answer it: several about one topic are told apart."""
    name, *rest = line
    return (name, words.idea(one_line(suggestion.text, _IDEA)), *rest)


def answered_line(suggested: Suggested) -> Line:
    """One that waits for nobody: what was said to it."""
    suggestion = suggested.suggestion
    named = words.named(suggestion.label, suggestion.topic)
    if suggestion.withdrawn_at is not None:
        return (named, words.TAKEN_BACK)
    assert suggestion.answer is not None  # else it would wait
    again = day(suggestion.comes_back) if suggestion.comes_back else ""
    came = "".join(
        f"; {words.proposal(led.number, led.version, ended=led.ended)}" for led in suggestion.led_to
    )
    return (named, words.verdict_line(suggestion.answer.verdict, again) + came)


def how_to(context: Mapping[str, str], title: str, *notes: str) -> Card:
    """How to suggest something, with the button that opens the form."""
    return Card(
        title=title,
        summary=title,
        blocks=tuple(map(paragraph, notes)),
        buttons=(Button(words.SUGGEST, OPEN, context, Look.PRIMARY, opens_form=True),),
    )
