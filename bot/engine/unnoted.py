"""What leaves no trace: an answer to the pulse, and opening its form.

An event id is made of what is in the event, so that a repeat has the same one. Kept, the one of an
answer could be guessed back: there are only a few thousand ways to answer. And an entry in the
record, a held message or a kept answer would tell who has answered when. None of it is needed: a
form may be opened twice, and an answer counts once by the box of its round.
"""

from bot.cards.compose import pulse
from bot.engine.inbound import Inbound, Pressed, Submitted

_ACTIONS = frozenset({pulse.ANSWER, pulse.FORM})


def leaves_no_trace(event: Inbound) -> bool:
    """Whether nothing is kept of an event but what its handling itself keeps."""
    return isinstance(event, Pressed | Submitted) and event.action in _ACTIONS
