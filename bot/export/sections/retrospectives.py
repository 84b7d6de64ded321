"""What was said at the ends of phases and at the close, and what came of it."""

from collections.abc import Iterator, Sequence

from bot.cards.compose.retrospectives import Shown
from bot.cards.words import closing as words
from bot.cards.words import retrospectives as said_words
from bot.domain.retrospective import Answered
from bot.export.layout import Facts, Item, Note, Section, facts
from bot.export.sections import came_of


def retrospectives(found: Sequence[Shown]) -> Section:
    """Each with the words of every side, by the alphabet, and what came of them."""
    items = tuple(Item(each.title, tuple(_blocks(each))) for each in found)
    return Section("retrospectives", words.RETROSPECTIVES_TITLE, items or (Note(words.NONE_HELD),))


def _blocks(shown: Shown) -> Iterator[Facts | Note]:
    found = shown.retrospective
    if found.open:
        yield Note(words.STILL_GATHERED)
        return
    if not found.told:
        yield Note(said_words.NOBODY_SAID)
    yield facts(
        (words.WORKED, _said(shown, "worked")),
        (words.CHANGE, _said(shown, "change")),
        (words.DISCUSSED, [words.said_by(shown.party(e.party), e.text) for e in found.talks]),
        (words.BECAME, came_of.actions(shown.came_of)),
        (words.LED_TO, came_of.proposals(found.led_to)),
    )


def _said(shown: Shown, said: str) -> list[str]:
    return [
        words.said_by(shown.party(party), text)
        for party in shown.parties
        for text in _of_side(shown, party, said)
    ]


def _of_side(shown: Shown, party: str, said: str) -> list[str]:
    answers = [each for each in shown.retrospective.told if each.party == party]
    texts = [_named(shown, each, getattr(each, said)) for each in answers if getattr(each, said)]
    return sorted(texts, key=str.casefold)


def _named(shown: Shown, answer: Answered, text: str) -> str:
    name = shown.names.get(answer.person) if answer.named else None
    return said_words.by_name(text, name) if name else text
