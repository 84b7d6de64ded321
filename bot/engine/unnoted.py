"""What leaves no trace, or none of who it was.

Of an answer to the pulse, and of opening its form, nothing is kept. An event id is made of what is
in the event, so that a repeat has the same one. Kept, the one of an answer could be guessed back:
there are only a few thousand ways to answer. And an entry in the record, a held message or a kept
answer would tell who has answered when. None of it is needed: a form may be opened twice, and an
answer counts once by the box of its round.

That something else was refused is on record. Where that would tell whose a suggestion without a
name is, or who answers a retrospective, the record does not say who was refused.
"""

from bot.cards.compose import pulse, retrospectives, saying, suggestion_forms, suggestions
from bot.engine.inbound import Inbound, Pressed, Submitted

_NO_TRACE = frozenset({pulse.ANSWER, pulse.FORM})
#: What only whoever made a suggestion does with it, the draft of one, and answers before they are
#: shown. A second press of the same is refused a moment after what the record keeps without a name.
_UNNAMED = frozenset(
    {suggestion_forms.SUGGEST_FORM, suggestion_forms.EDIT_FORM}
    | {suggestions.EDIT, suggestions.WITHDRAW}
    | {saying.TO, saying.TO_FORM, saying.ANYWAY, saying.WITHOUT, saying.CHANGE}
    | {retrospectives.ANSWER, retrospectives.ANSWER_FORM}
)


def leaves_no_trace(event: Inbound) -> bool:
    """Whether nothing is kept of an event but what its handling itself keeps."""
    return isinstance(event, Pressed | Submitted) and event.action in _NO_TRACE


def refused_unnamed(event: Inbound) -> bool:
    """Whether the record keeps of a refusal that it was, and not to whom."""
    return isinstance(event, Pressed | Submitted) and event.action in _UNNAMED
