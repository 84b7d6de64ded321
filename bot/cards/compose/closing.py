"""The links to the closing report, and the button that asks for them."""

from collections.abc import Sequence

from bot.cards.card import Button, Card, Look, paragraph
from bot.cards.compose.general import ASK
from bot.cards.words import closing as words


def report_button(look: Look = Look.NORMAL) -> Button:
    """Asks for the links."""
    return Button(words.OPEN, ASK, {"text": "export report"}, look)


def report_card(urls: Sequence[str], *, minutes: int) -> Card:
    """Links to the page and the file."""
    page, file = urls
    return Card(
        title=words.LINKS_TITLE,
        summary=words.LINKS_TITLE,
        blocks=(paragraph(words.LINKS_HOW.format(minutes=minutes)),),
        buttons=(
            Button(words.PAGE, "export.open", look=Look.PRIMARY, url=page),
            Button(words.FILE, "export.open", url=file),
        ),
    )
