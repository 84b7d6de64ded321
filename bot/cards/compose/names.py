"""Cards about words that people use and the agreement does not know, for a lead."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.card import Button, Card, Facts, Look, fact, paragraph, subtle
from bot.cards.compose.parts import EDIT_PART
from bot.cards.form import Form, TextInput
from bot.cards.words import answers as answer_words
from bot.cards.words import names as words
from bot.domain.learning import SuggestedName

#: Buttons and the form, value `collaboration` and `name`.
ADD, EDIT, NOT_NOW, SHOW = "name.add", "name.edit", "name.not_now", "name.show"
FORM, NAME = "name.added", "name"
SHOW_LABEL = words.SHOW
#: Longest name that can be added here.
LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class NameShown:
    """A suggestion as a lead reads it."""

    suggested: SuggestedName
    study: str
    title: str
    """What is meant; empty when it is not in the agreement."""

    def value(self) -> Mapping[str, str]:
        """What its buttons carry."""
        return {"collaboration": self.suggested.collaboration, "name": self.suggested.id}


def question(shown: NameShown) -> Card:
    """Whether it is to be a name, or to be added."""
    suggested = shown.suggested
    asked = fact(words.ASKED, words.asked(suggested.times, suggested.people))
    if suggested.missing:
        title = words.is_it_missing(suggested.said)
        return Card(
            title=title,
            summary=title,
            blocks=(
                Facts((fact(words.STUDY, shown.study), asked)),
                paragraph(words.MISSING_HOW),
                subtle(words.NO_NAMES),
            ),
            buttons=(_propose(shown), Button(words.NOT_NOW, NOT_NOW, shown.value())),
        )
    title = words.is_it_a_name(suggested.said, shown.title)
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((fact(words.STUDY, shown.study), fact(words.MEANT, shown.title), asked)),
            paragraph(words.WHAT_IT_DOES),
            subtle(words.NO_NAMES),
        ),
        buttons=(
            Button(words.ADD, ADD, shown.value(), Look.PRIMARY),
            Button(words.EDIT, EDIT, shown.value(), opens_form=True),
            Button(words.NOT_NOW, NOT_NOW, shown.value()),
        ),
    )


def form(shown: NameShown) -> Form:
    """The words, to be put another way before they are added."""
    asked = TextInput(
        key=NAME,
        label=words.NAME,
        value=shown.suggested.said,
        hint=words.NAME_HINT,
        max_length=LONGEST,
    )
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        submit=words.FORM_SEND,
        inputs=(asked,),
        context=shown.value(),
    )


def ended(shown: NameShown, what_came_of_it: str) -> Card:
    """What the question becomes."""
    suggested = shown.suggested
    title = (
        words.is_it_missing(suggested.said)
        if suggested.missing
        else words.is_it_a_name(suggested.said, shown.title)
    )
    return Card(title=title, summary=what_came_of_it, blocks=(paragraph(what_came_of_it),))


def _propose(shown: NameShown) -> Button:
    said = shown.suggested.said
    value = {
        "collaboration": shown.suggested.collaboration,
        "path": '["areas"]',
        "title": f"{said[:1].upper()}{said[1:]}",
    }
    return Button(answer_words.PROPOSE_IT, EDIT_PART, value, Look.PRIMARY, opens_form=True)
