"""Cards for help, the unknown, the unbound, a welcome and a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.card import Bullets, Button, Card, Facts, Look, Strong, fact, paragraph, subtle
from bot.cards.carrying import carried
from bot.cards.words import general as words
from bot.domain.people import Collaboration

#: A button that says something for the person, as if typed.
ASK = "ask"
#: In the value of such a button: the answer is to stand in place of what asked to choose.
INSTEAD = "instead"
#: The *Set up* button; it works where no collaboration is yet.
SETUP = "setup.open"
#: A button that says it in one collaboration.
ASK_IN = "ask_in"


@dataclass(frozen=True, kw_only=True)
class HelpLine:
    """What help says about one command."""

    usage: str
    purpose: str
    example: str


@dataclass(frozen=True)
class HelpGroup:
    """Commands that serve one thing people are after."""

    title: str
    words: tuple[str, ...]
    """As people type them."""


def help_card(groups: Sequence[HelpGroup]) -> Card:
    """What can be typed, on one screen."""
    return Card(
        title=words.HELP_TITLE,
        summary=words.HELP_TITLE,
        blocks=(
            paragraph(words.HELP_INTRO),
            Bullets(
                tuple((Strong(group.title), f": {', '.join(group.words)}") for group in groups)
            ),
            paragraph(words.HELP_MORE),
            paragraph(words.HELP_HOW),
            subtle(words.NOT_A_RECORD),
        ),
        buttons=(
            Button("What is due", ASK, {"text": "due"}, Look.PRIMARY),
            Button("Status", ASK, {"text": "status"}),
            Button("My update", ASK, {"text": "update"}),
            Button("Make a suggestion", ASK, {"text": "suggest"}),
            Button("Explain each", ASK, {"text": "help all"}),
        ),
    )


def help_all(lines: Sequence[HelpLine]) -> Card:
    """Every command with what it does."""
    return Card(
        title=words.HELP_ALL_TITLE,
        summary=words.HELP_ALL_TITLE,
        blocks=(
            Bullets(tuple((Strong(line.usage), f": {line.purpose}") for line in lines)),
            paragraph(words.HELP_HOW),
        ),
        buttons=(Button("In short", ASK, {"text": "help"}),),
    )


def help_on(line: HelpLine) -> Card:
    """One command."""
    return Card(
        title=line.usage,
        summary=f"{line.usage}: {line.purpose}",
        blocks=(
            paragraph(f"{line.purpose[:1].upper()}{line.purpose[1:]}."),
            Facts((fact("Example", line.example),)),
        ),
        buttons=(Button("All commands", ASK, {"text": "help"}),),
    )


def not_understood(text: str, nearest: Sequence[HelpLine]) -> Card:
    """What was typed is no command; the nearest ones."""
    return Card(
        title=words.NOT_UNDERSTOOD,
        summary=words.NOT_UNDERSTOOD,
        blocks=(
            paragraph(words.not_understood(text)),
            Bullets(tuple((Strong(line.usage), f": {line.purpose}") for line in nearest)),
        ),
        buttons=(
            Button("All commands", ASK, {"text": "help"}, Look.PRIMARY),
            Button("Status", ASK, {"text": "status"}),
            Button("Read the agreement", ASK, {"text": "agreement"}),
        ),
    )


def refusal(sentence: str, written: Sequence[str] = ()) -> Card:
    """Something could not be done; the sentence says what to do instead.

    Args:
        sentence: for whoever tried.
        written: what they wrote in a form that closes with it, to be copied.
    """
    kept = (paragraph(words.YOU_WROTE), *map(paragraph, written)) if written else ()
    return Card(
        title=words.REFUSED_TITLE,
        summary=sentence,
        blocks=(paragraph(sentence), *kept),
    )


def not_bound(*, personal: bool) -> Card:
    """Nothing is known about this place, and nothing is given away."""
    sentence = words.NOT_KNOWN_PERSON if personal else words.NOT_BOUND_ROOM
    return Card(
        title=words.NOT_BOUND_TITLE,
        summary=words.NOT_BOUND_TITLE,
        blocks=(paragraph(sentence),),
        buttons=(Button("Set up", SETUP, look=Look.PRIMARY, opens_form=True),),
    )


def which_collaboration(text: str, choices: Sequence[Collaboration]) -> Card:
    """For somebody in several, in a personal chat.

    A text that is too long for a button stays behind; its first word opens the form to write it in.
    """
    fits = carried(text) == text
    said = text if fits else carried(text.split(maxsplit=1)[0].rstrip(":,"))
    return Card(
        title=words.WHICH_TITLE,
        summary=words.WHICH_TITLE,
        blocks=(paragraph(words.WHICH if fits else words.WHICH_LONG),),
        buttons=tuple(
            Button(choice.title, ASK_IN, {"text": said, "collaboration": choice.id})
            for choice in choices
        ),
    )


def welcome(title: str) -> Card:
    """Said once in a bound room."""
    return Card(
        title=words.WELCOME_TITLE,
        summary=words.WELCOME_TITLE,
        blocks=(paragraph(words.welcome(title)),),
        buttons=(
            Button("What is due", ASK, {"text": "due"}, Look.PRIMARY),
            Button("Status", ASK, {"text": "status"}),
            Button("What can I ask?", ASK, {"text": "help"}),
        ),
    )


def welcome_unbound() -> Card:
    """Said once in a room that belongs to no collaboration."""
    return Card(
        title=words.WELCOME_TITLE,
        summary=words.WELCOME_TITLE,
        blocks=(paragraph(words.WELCOME_UNBOUND), paragraph(words.WELCOME_CODE)),
        buttons=(
            Button("Set up", SETUP, look=Look.PRIMARY, opens_form=True),
            Button("What can I ask?", ASK, {"text": "help"}),
        ),
    )


def only_for_you(text: str) -> Card:
    """In a room where nothing can be shown to one person alone: a button that can."""
    return Card(
        title=words.ONLY_FOR_YOU_TITLE,
        summary=words.ONLY_FOR_YOU_TITLE,
        blocks=(paragraph(words.ONLY_FOR_YOU),),
        buttons=(Button("Show me", ASK, {"text": text}, Look.PRIMARY),),
    )


def undeliverable(title: str, why: str) -> Card:
    """For the leads of the other side."""
    return Card(
        title=words.UNDELIVERABLE_TITLE,
        summary=words.UNDELIVERABLE_TITLE,
        blocks=(paragraph(words.undeliverable(title, why)),),
    )
