"""What came of something, in lines of the closing report."""

from collections.abc import Iterable

from bot.cards.compose.came_of import CameOf
from bot.cards.words import actions as action_words
from bot.cards.words import closing as words
from bot.cards.words import looking_back as look_back_words
from bot.domain.looking_back import Led


def actions(left: CameOf) -> list[str]:
    """The actions that exist for the reader, with how each stands."""
    return [
        words.action(
            action_words.named(done.action.label),
            done.action.what,
            done.owner,
            words.STATES[done.action.state],
        )
        for done in left.actions
    ]


def proposals(led_to: Iterable[Led]) -> list[str]:
    """The proposals, with what became of each."""
    return [look_back_words.proposal(e.number, e.version, ended=e.ended) for e in led_to]
