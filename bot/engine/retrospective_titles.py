"""What people call a retrospective."""

from bot.cards.words import retrospectives as words
from bot.domain.agreement.document import Agreement
from bot.domain.retrospective import CLOSING, Retrospective, phase_of


def title_of(agreement: Agreement, retrospective: Retrospective) -> str:
    """What people call it: its number, and the phases or the close that it is about."""
    about = []
    for occasion in retrospective.occasions:
        phase = agreement.phase.get(phase_of(occasion) or "")
        about.append(phase.title if phase else words.CLOSING if occasion == CLOSING else "")
    return words.title(retrospective.number, about)
