"""The table of what Teams can show."""

from bot.cards.capabilities import Capabilities, ChartLimits

# 8,000 characters of prose make a card of about 10 KB, under the 25 KB where each limit Microsoft
# documents or once documented holds. Only text that is all symbols or emoji makes it larger, up to
# four times; that is still half of the 100 KB at which Teams refuses a message.
# The pace is 60 messages in 30 seconds for one conversation, with some air
# (Teams documentation, "Rate limiting for bots").
TEAMS = Capabilities(
    version="teams-3",
    text=2000,
    total_text=8500,
    blocks=40,
    facts=20,
    buttons=24,
    label=40,
    title=120,
    # Teams documents no limits; these keep a card small and its labels apart on a phone.
    charts=ChartLimits(number=2, title=50, label=20, series=6, points=20),
    private_in_room=False,
    seconds_between_messages=0.6,
)
