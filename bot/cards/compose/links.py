"""The offer to put a place into the register of locations."""

from bot.cards.card import Button, Card, Facts, Look, fact, paragraph
from bot.cards.words import links as words

#: Button that opens the form of a new location; value `place`.
ADD = "link.add"
#: Button, value `place`: nobody is asked about its host any more.
NEVER = "link.never"


def offer_card(collaboration: str, place: str) -> Card:
    """For whoever posted a link; `place` is the host with the folders."""
    value = {"collaboration": collaboration, "place": place}
    return Card(
        title=words.TITLE,
        summary=f"{words.TITLE}: {words.place(place)}",
        blocks=(paragraph(words.ASKED), Facts((fact(words.PLACE, words.place(place)),))),
        buttons=(
            Button(words.ADD, ADD, value, Look.PRIMARY, opens_form=True),
            Button(words.NEVER, NEVER, value),
        ),
    )


def never_card(host: str) -> Card:
    """What the offer becomes."""
    title = words.never(host)
    return Card(title=title, summary=title, blocks=(paragraph(words.NOTED_HOW),))
