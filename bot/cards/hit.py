"""One thing that a search found, as it is listed and as it is put into a chat."""

from dataclasses import dataclass

from bot.cards.card import Card


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A line in a list of what was found. Its texts are plain and of any length."""

    id: str
    """What a menu carries for it, at most 75 characters; the same in every list."""
    group: str
    """What sort of thing it is, and in which collaboration."""
    title: str
    about: str = ""
    """Whose it is, in a line."""
    card: Card | None = None
    """What is posted when it is chosen, where choosing posts it."""
