"""What a terminal can show: nearly anything, at once."""

from bot.cards.capabilities import Capabilities, ChartLimits

CONSOLE = Capabilities(
    version="2026-11-26",
    text=4000,
    total_text=20000,
    blocks=200,
    facts=50,
    buttons=20,
    label=120,
    title=300,
    charts=ChartLimits(number=20, title=120, label=40, series=6, points=40),
    private_in_room=True,
    seconds_between_messages=0.0,
)
