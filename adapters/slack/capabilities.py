"""What Slack can show, as a table of limits.

Sources: docs.slack.dev/reference/block-kit/blocks and the types in the npm package `@slack/types`;
the total is undocumented, messages near 13,200 characters were refused (bolt-js#2509).
"""

from bot.cards.capabilities import Capabilities, ChartLimits

SECTION = 3000
CONTEXT = 2000
BLOCKS = 50
TOTAL = 12_000
HEADER = 150
SUMMARY = 3000
LABEL = 75
ACTION_ID = 255
VALUE = 2000
URL = 3000
BUTTONS = 25
AXIS_LABEL = 50
BUTTONS_IN_ROW = 5
"""More fit a block (25), but phones break the row."""

VIEW_TITLE = 24
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
"""Documented for views.publish; `view_too_large` is an error of views.open as well."""
INPUT_LABEL = 2000
INPUT_TEXT = 3000
OPTIONS = 100
"""In one list, and lists in one menu."""
OPTION = 75
"""Of a label and of a value; some of Slack's pages say 150 for the value."""
METADATA = 3000
CALLBACK_ID = 255

SLACK = Capabilities(
    version="slack-2",
    text=SECTION,
    total_text=9_500,  # leaves room for the title, the buttons and what escaping adds
    blocks=BLOCKS - 6,  # a header and five rows of buttons
    facts=40,
    buttons=BUTTONS,
    label=LABEL,
    title=HEADER,
    # docs.slack.dev/reference/block-kit/blocks/data-visualization-block. How many fit a message is
    # not said there; 2 is what the package `slackblocks` allows.
    charts=ChartLimits(number=2, title=50, label=20, series=6, points=20),
    private_in_room=True,
    seconds_between_messages=1.0,  # docs.slack.dev/apis/web-api/rate-limits
)
