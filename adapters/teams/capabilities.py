"""The table of what Teams can show."""

from bot.cards.capabilities import Capabilities

# A card stays under 25 KB, where each limit Microsoft documents or once documented holds. A
# character takes up to four bytes, so 4,500 of them leave room for the structure around them.
# The pace is 60 messages in 30 seconds for one conversation, with some air
# (Teams documentation, "Rate limiting for bots").
TEAMS = Capabilities(
    version="teams-1",
    text=2000,
    total_text=4500,
    blocks=30,
    facts=20,
    buttons=6,
    label=40,
    title=120,
    private_in_room=False,
    seconds_between_messages=0.6,
)
