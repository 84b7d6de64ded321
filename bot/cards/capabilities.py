"""What a platform can show, as a table of limits read by `fit` and by nobody else."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ChartLimits:
    """Limits of the charts in one card."""

    number: int
    """Charts in one card; with 0 none is drawn."""
    title: int
    """Characters in the title of one."""
    label: int
    """Characters under a bar, and in the name of a series."""
    series: int
    """Series in one chart."""
    points: int
    """Values in one series."""


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
    charts: ChartLimits
    """What a chart may hold."""
    private_in_room: bool
    """Whether a message in a room can be shown to one person only."""
    seconds_between_messages: float
    """Pace in one conversation."""
