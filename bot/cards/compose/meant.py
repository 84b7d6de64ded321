"""Cards about an answer that was not the right one: what was meant, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Bullets, Button, Card, Facts, Look, Part, fact, paragraph, subtle
from bot.cards.carrying import carried
from bot.cards.compose.general import INSTEAD
from bot.cards.compose.parts import EDIT_PART, SHOW_PART
from bot.cards.form import ChoiceInput, Form, Option
from bot.cards.words import meant as words

#: Buttons, value as in `Asked.value`; of the last two with what is meant.
WRONG, RIGHT, ELSE = "meant.wrong", "meant.right", "meant.else"
NOT_AGREED, OUT_OF_DATE = "meant.none", "meant.old"
THIS, CHOSEN = "meant.this", "meant.chosen"
#: Those whose answer is only to be read.
TO_READ = frozenset({WRONG, RIGHT, NOT_AGREED, OUT_OF_DATE, THIS, CHOSEN})
MEANT_KIND, MEANT_KEY = "meant_kind", "meant_key"
FORM, WHICH = "meant.picked", "which"
#: In the form: what was asked for is not in the agreement.
NONE = "none"
#: So many characters of JSON a question takes in a button, which may carry 2,000 in all in Slack.
_CARRIED, _LONGEST = 900, 300


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and what it was answered with."""

    collaboration: str
    question: str
    kind: str
    """Kind of the answer: of a thing, `ambiguous` or `none`."""
    key: str
    """Key of the thing; empty where there is none."""
    shown: tuple[tuple[str, str], ...] = ()
    """Kind and key of everything that was shown as an answer."""

    def value(self, **more: str) -> Mapping[str, str]:
        """What a button about it carries."""
        return {
            "collaboration": self.collaboration,
            "asked": carried(self.question[:_LONGEST], _CARRIED),
            "kind": self.kind,
            "key": self.key,
            "shown": ",".join(f"{kind}:{key}" for kind, key in self.shown),
            **more,
        }

    @classmethod
    def of(cls, value: Mapping[str, str]) -> "Asked":
        """What a button or form carried."""
        shown = (each.partition(":") for each in value.get("shown", "").split(",") if each)
        return cls(
            collaboration=value.get("collaboration", ""),
            question=value.get("asked", ""),
            kind=value.get("kind", ""),
            key=value.get("key", ""),
            shown=tuple((kind, key) for kind, _, key in shown),
        )


@dataclass(frozen=True, kw_only=True)
class Perhaps:
    """Something that may have been meant."""

    label: str
    kind: str
    key: str
    apart: tuple[Part, ...]
    """Its title, and what tells it from others."""


def feedback(asked: Asked, *, sure: bool) -> tuple[Button, ...]:
    """The buttons below an answer: that it is wrong and, where it is not sure, that it is right."""
    if not asked.key:
        return (Button(words.NONE_OF_THESE, WRONG, asked.value()),)
    wrong = Button(words.WRONG, WRONG, asked.value())
    return (wrong,) if sure else (Button(words.RIGHT, RIGHT, asked.value()), wrong)


def find_it(asked: Asked, *, near: bool) -> Button:
    """Where nothing was found: what is near is offered first, else everything is there to pick."""
    if near:
        return Button(words.FIND_IT, WRONG, asked.value())
    return Button(words.FIND_IT, ELSE, asked.value(), opens_form=True)


def chosen_button(asked: Asked, asks: Button, kind: str, key: str) -> Button:
    """One of several things that go by the same name; answered where the button is that asks it."""
    instead = {INSTEAD: asks.value[INSTEAD]} if INSTEAD in asks.value else {}
    value = asked.value(**{MEANT_KIND: kind, MEANT_KEY: key}, **instead)
    return Button(asks.label, CHOSEN, value)


def what_was_meant(
    asked: Asked, perhaps: Sequence[Perhaps], out_of_date: Button | None, *, counted: bool
) -> Card:
    """The things that fit next best, and the ways on where none of them was meant."""
    listed = (Bullets(tuple(each.apart for each in perhaps)),) if perhaps else ()
    said = (subtle(words.COUNTED),) if counted else ()
    silent = Button(words.NOT_AGREED, NOT_AGREED, asked.value())
    return Card(
        title=words.TITLE,
        summary=words.TITLE,
        blocks=(
            paragraph(words.you_asked(asked.question)),
            paragraph(words.CHOOSE if perhaps else words.CHOOSE_FROM_ALL),
            *listed,
            *said,
        ),
        buttons=(
            *(
                Button(
                    each.label, THIS, asked.value(**{MEANT_KIND: each.kind, MEANT_KEY: each.key})
                )
                for each in perhaps
            ),
            Button(words.SOMETHING_ELSE, ELSE, asked.value(), opens_form=True),
            *(() if asked.kind == "none" else (silent,)),
            *((out_of_date,) if out_of_date else ()),
        ),
    )


def pick_form(asked: Asked, options: Sequence[Option]) -> Form:
    """Everything the person may see, and that it is not there."""
    which = ChoiceInput(
        key=WHICH,
        label=words.WHICH,
        hint=words.WHICH_HINT,
        options=(*options, Option(NONE, words.NOT_AGREED)),
    )
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        submit=words.FORM_SEND,
        intro=(paragraph(words.you_asked(asked.question)),),
        inputs=(which,),
        context=asked.value(),
    )


def change_button(collaboration: str, path: str) -> Button:
    """What is out of date is changed by who may propose it."""
    value = {"collaboration": collaboration, "path": path}
    return Button(words.OUT_OF_DATE, EDIT_PART, value, opens_form=True)


def tell_button(asked: Asked) -> Button:
    """What is out of date is told to who answers for it."""
    return Button(words.OUT_OF_DATE, OUT_OF_DATE, asked.value())


def thanks(said: str, buttons: Sequence[Button] = ()) -> Card:
    """That it was noted, and what comes of it."""
    return Card(
        title=words.THANKS_TITLE, summary=said, blocks=(paragraph(said),), buttons=tuple(buttons)
    )


def perhaps_outdated(
    collaboration: str, study: str, title: str, part: tuple[str, str], path: str
) -> Card:
    """For whoever answers for something that may be out of date."""
    here = {"collaboration": collaboration}
    section, item = part
    show = {**here, "section": section, "item": item}
    said = words.perhaps(title)
    return Card(
        title=said,
        summary=said,
        blocks=(
            Facts((fact(words.STUDY, study), fact(words.ASKED_ABOUT, title))),
            paragraph(words.STILL_RIGHT),
        ),
        buttons=(
            Button(words.LOOK_AT_IT, SHOW_PART, show, Look.PRIMARY),
            Button(words.CHANGE_IT, EDIT_PART, {**here, "path": path}, opens_form=True),
        ),
    )
