"""What a handler answers, before it is decided how the answer gets back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cards.card import Card
from bot.cards.form import Form
from bot.engine.checking import Asked


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A card for the person who asked, a form, or what is wrong with a form."""

    card: Card | None = None
    form: Form | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    """In a room: for the person who asked only."""
    check: Asked | None = None
    """A check to begin once this answer is committed."""
    done: bool = False
    """Whether asking for the same again would do it a second time."""
    already_shown: bool = False
    """Whether a message the person has in their own chat already says the same."""
    missed: bool = False
    """Whether it is a question that the agreement has no answer to, which is counted."""
