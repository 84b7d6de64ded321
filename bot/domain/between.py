"""Between whom something is: the parties whose people read the words of it.

Between two parties that is both of them. Of three, the third knows what is promised, what waits and
what runs, because all agreed to it and read the same status; what the others write to each other is
theirs.
"""

from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.heads_up import HeadsUp
from bot.domain.ladder import Case
from bot.domain.question import Question
from bot.domain.suggestion import Suggestion

_BOTH = 2


def has_third(agreement: Agreement) -> bool:
    """Whether anything can be between others: between two, one of them reads all there is."""
    return len(agreement.parties) > _BOTH


def of_cadence(agreement: Agreement, cadence: Cadence) -> frozenset[str]:
    """Keys of the parties that send and receive an update, or meet."""
    seats = {cadence.from_, cadence.writer, *cadence.to}
    return frozenset(agreement.party_of(seat).key for seat in seats)


def of_case(case: Case) -> frozenset[str]:
    """Keys of the parties on the ladder of an escalation, and of whoever raised it."""
    raised = case.escalation.raised_by
    return frozenset(case.parties) | ({raised.party} if raised is not None else frozenset())


def of_question(question: Question) -> frozenset[str]:
    """Keys of the parties that ask and are asked."""
    return frozenset({question.from_party, question.to_party})


def of_heads_up(heads_up: HeadsUp) -> frozenset[str]:
    """Keys of the parties that give and receive an early word."""
    return frozenset({heads_up.from_party, heads_up.to_party})


def of_suggestion(suggestion: Suggestion) -> frozenset[str]:
    """Keys of the parties that make an idea and answer it."""
    return frozenset({suggestion.from_party, suggestion.to_party})
