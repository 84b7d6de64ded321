"""What came of something, on its card: actions and decisions, a line each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.cards.card import Block, Bullets, Moment, Part, Strong, Text, Tone
from bot.cards.words import actions as action_words
from bot.cards.words import decisions as decision_words
from bot.cards.words import escalations as words
from bot.cards.words.cut import one_line
from bot.domain.actions import Action, ActionState
from bot.domain.decisions import Decision, DecisionState
from bot.domain.instant import Instant

#: As many lines as a card has of each, the newest; `actions` and `decisions` list all.
_LISTED = 5
_IN_A_LINE = 100


@dataclass(frozen=True)
class Done:
    """An action with the title of the seat that does it."""

    action: Action
    owner: str


@dataclass(frozen=True)
class Ruled:
    """A decision with the title of the seat that decides, or its side."""

    decision: Decision
    decider: str


@dataclass(frozen=True, kw_only=True)
class CameOf:
    """What came of something and exists for its reader."""

    actions: tuple[Done, ...] = ()
    decisions: tuple[Ruled, ...] = ()


def came_of_blocks(left: CameOf, moment: Callable[[Instant], Moment]) -> Iterator[Block]:
    """A heading and a line for each; nothing where nothing came of it.

    What was decided on the escalation itself is one of its facts.

    Args:
        left: what there is.
        moment: a moment on the reader's clock.
    """
    actions = action_lines(left, moment)
    decisions = [each for each in left.decisions if not each.decision.on_escalation]
    lines = [*actions, *(_decision(each, moment) for each in decisions[-_LISTED:])]
    if lines:
        yield Text((words.CAME_OF,), Tone.HEADING)
        yield Bullets(tuple(lines))


def action_lines(left: CameOf, moment: Callable[[Instant], Moment]) -> tuple[tuple[Part, ...], ...]:
    """A line for each of the newest actions."""
    return tuple(_action(each, moment) for each in left.actions[-_LISTED:])


def _action(done: Done, moment: Callable[[Instant], Moment]) -> tuple[Part, ...]:
    action = done.action
    called = Strong(f"{action_words.named(action.label)}: {one_line(action.what, _IN_A_LINE)}")
    match action.state:
        case ActionState.OPEN:
            return called, f" ({done.owner}, due ", moment(action.times.due), ")"
        case ActionState.DONE if action.ending:
            return called, f" ({done.owner}, done ", moment(action.ending.by.at), ")"
        case _:
            return called, f" ({action_words.NOT_NEEDED})"


def _decision(ruled: Ruled, moment: Callable[[Instant], Moment]) -> tuple[Part, ...]:
    decision, by = ruled.decision, ruled.decider
    label = decision_words.named(decision.label)
    called = Strong(f"{label}: {one_line(decision.outcome, _IN_A_LINE)}")
    if decision.settled is None:
        return called, f" ({decision_words.waits_for_word(by)})"
    if decision.state is DecisionState.DECLINED:
        return called, f" ({decision_words.WAS_NOT_TAKEN})"
    after = decision_words.was_replaced(decision.replaced_label) if decision.replaced_by else ""
    return called, f" ({by}, ", moment(decision.settled.at), f"{after})"
