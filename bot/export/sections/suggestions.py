"""What each side suggested to another, how it was answered and what came of it."""

from collections.abc import Iterator, Sequence

from bot.cards.closing import Idea
from bot.cards.words import closing as words
from bot.cards.words import suggestions as suggestion_words
from bot.cards.words.dates import day, moment_in_words
from bot.export.layout import Lines, Note, Section, lines, table
from bot.export.sections import came_of

_WIDTHS = (8, 28, 16, 10, 22, 16)


def suggestions(told: Sequence[Idea], zone: str) -> Section:
    """The first one first, every moment on one clock. Without any there is no such part."""
    if not told:
        return Section("suggestions", words.SUGGESTIONS_TITLE, ())
    rows = [_row(idea, zone) for idea in told]
    shown = table(words.SUGGESTIONS_TITLE, words.SUGGESTION_COLUMNS, rows, _WIDTHS)
    return Section("suggestions", words.SUGGESTIONS_TITLE, (Note(words.SUGGESTIONS_HOW), shown))


def _row(idea: Idea, zone: str) -> tuple[Lines | str, ...]:
    suggested, suggestion = idea.suggested, idea.suggested.suggestion
    return (
        suggestion.label,
        lines(suggestion.topic, suggestion.text if idea.read else None),
        lines(idea.by, moment_in_words(suggestion.made_at, zone)),
        suggested.party(suggestion.to_party),
        tuple(_answers(idea, zone)),
        (*came_of.proposals(suggestion.led_to), *came_of.actions(suggested.left)),
    )


def _answers(idea: Idea, zone: str) -> Iterator[str]:
    """Every answer in its order, for one that was not now can become a yes."""
    suggestion = idea.suggested.suggestion
    for answer in (each for turn in suggestion.turns for each in turn.answers):
        again = day(answer.again) if answer.again else ""
        given = moment_in_words(answer.reason.at, zone)
        yield words.answered(suggestion_words.verdict(answer.verdict, again), given)
        if idea.read:
            yield answer.reason.text
    if suggestion.withdrawn_at is not None:
        yield words.TAKEN_BACK
    elif suggestion.waiting:
        yield words.NOT_ANSWERED
