"""What a platform can show, as a table of limits read by `fit` and by nobody else."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """Limits of a place a card is shown in."""

    version: str
    """Changes whenever a number changes."""
    text: int
    """Characters in one paragraph or fact."""
    total_text: int
    """Characters in the whole card."""
    blocks: int
    """Blocks in one card."""
    facts: int
    """Rows in one `Facts` block."""
    buttons: int
    """Buttons under one card."""
    label: int
    """Characters on a button."""
    title: int
    """Characters in a title."""
    private_in_room: bool
    """Whether a message in a room can be shown to one person only."""
    seconds_between_messages: float
    """Pace in one conversation."""
