"""Cards and forms of finding an owner: from a message, and by typing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import Bullets, Button, Card, Part, paragraph, subtle
from bot.cards.compose.general import ASK, ASK_IN
from bot.cards.form import Form, SearchInput
from bot.cards.words import found as words
from bot.domain.people import Collaboration

#: One of several things that a message may be about.
ABOUT = "found.about"
#: The form to look something up in.
SEARCH = "found.search"
SEARCH_FORM = "found.searched"
#: Keys of what a button and the form carry.
THING, QUOTED, TOPIC = "thing", "text", "topic"


def search_form() -> Form:
    """The form in which suggestions come while one types."""
    topic = SearchInput(key=TOPIC, label=words.FORM_ASKS, hint=words.FORM_HINT)
    return Form(action=SEARCH_FORM, title=words.FORM_TITLE, submit=words.FORM_SEND, inputs=(topic,))


def about_button(label: str, collaboration: str, thing: str, quoted: str) -> Button:
    """Choose one of the things a message may be about."""
    value = {"collaboration": collaboration, THING: thing}
    return Button(label, ABOUT, {**value, QUOTED: quoted} if quoted else value)


def several(choices: Sequence[tuple[tuple[Part, ...], Button]]) -> Card:
    """A message may be about several things: each with what tells it apart, and a button."""
    sentence = words.several(len(choices))
    return Card(
        title=words.SEVERAL_TITLE,
        blocks=(paragraph(sentence), Bullets(tuple(item for item, _ in choices))),
        buttons=tuple(button for _, button in choices),
        summary=sentence,
    )


def nowhere(text: str, collaborations: Sequence[Collaboration]) -> Card:
    """None of somebody's agreements says anything about it: where to go on."""
    return Card(
        title=words.NOWHERE_TITLE,
        blocks=(paragraph(words.NOWHERE),),
        buttons=tuple(
            Button(each.title, ASK_IN, {"text": text, "collaboration": each.id})
            for each in collaborations
        ),
        summary=words.NOWHERE,
    )


def cannot_read() -> Card:
    """The message somebody points at is not known to Accord."""
    return Card(
        title=words.ABOVE_TITLE,
        blocks=(paragraph(words.ABOVE),),
        buttons=(Button("What can I ask?", ASK, {"text": "help"}),),
        summary=words.ABOVE,
    )


def of_what(collaboration: str) -> Card:
    """A question that names nothing: the form in which it can be looked up."""
    here = {"collaboration": collaboration}
    return Card(
        title=words.OF_WHAT_TITLE,
        blocks=(paragraph(words.OF_WHAT),),
        buttons=(Button(words.FORM_TITLE, SEARCH, here, opens_form=True),),
        summary=words.OF_WHAT,
    )


def in_collaboration(card: Card, collaboration: Collaboration) -> Card:
    """An answer to somebody who is in several: it says of which, and its buttons ask there."""
    here = {"collaboration": collaboration.id}
    buttons = tuple(
        replace(each, action=ASK_IN, value={**each.value, **here}) if each.action == ASK else each
        for each in card.buttons
    )
    blocks = (*card.blocks, subtle(collaboration.title))
    return replace(card, blocks=blocks, buttons=buttons)


def to_post(card: Card, collaboration: Collaboration, question: str) -> Card:
    """What everybody in a chat may read, with a button that tells each what they may know."""
    value = {"text": question, "collaboration": collaboration.id}
    return replace(
        card,
        blocks=(*card.blocks, subtle(collaboration.title)),
        buttons=(Button(words.MORE, ASK_IN, value),),
    )


def nothing_found(sentence: str) -> Card:
    """Why a search shows nothing, and what to do instead."""
    return Card(title=words.NOT_POSTED_TITLE, blocks=(paragraph(sentence),), summary=sentence)
