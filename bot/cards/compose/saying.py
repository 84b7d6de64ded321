"""Cards and forms between typing something for the other side and sending it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Block, Bullets, Button, Card, Look, Text, Tone, paragraph, subtle
from bot.cards.form import ChoiceInput, Form, Input, Option, TextInput
from bot.cards.words import input_wanted as level_words
from bot.cards.words import saying as words
from bot.domain.care import Concern, Hint

ANYWAY = "saying.anyway"
WITHOUT = "saying.without"
CHANGE = "saying.change"
TO = "saying.to"
TO_FORM = "saying.chosen"
LINE_FORM = "saying.line"

#: Key of the input that says how a form with hints is sent, and of the mark that they were shown.
HOW = "care_how"
SHOWN = "care_shown"
TO_KEY = "to"
LINE_KEY = "line"
_ANYWAY, _WITHOUT = "anyway", "without"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Somebody it can go to."""

    label: str
    """The seat: as short as a button has to be."""
    line: str
    """The seat, its side, and what it would be about."""
    value: Mapping[str, str]


def hint_card(
    text: str,
    hints: Sequence[Hint],
    value: Mapping[str, str],
    *,
    read_already: bool = False,
    agreed: str = "",
) -> Card:
    """What the writer may want to look at again; nothing is stopped by it.

    Args:
        text: the draft.
        hints: what was found in it.
        value: what the buttons carry.
        read_already: whether it was typed where others read it.
        agreed: what was agreed otherwise than is asked for in it, in a line.
    """
    never = any(hint.concern is Concern.NEVER_IN_CHAT for hint in hints)
    # What is kept out of chat is not repeated here either: a message stays.
    draft = () if never else (Text((words.YOUR_DRAFT,), Tone.HEADING), paragraph(text))
    without = (Button(words.WITHOUT, WITHOUT, value, Look.PRIMARY),) if never else ()
    look = Look.NORMAL if never else Look.PRIMARY
    return Card(
        title=words.HINT_TITLE,
        summary=words.HINT_SUMMARY,
        blocks=(
            *_agreed(agreed),
            *hint_blocks(hints),
            *draft,
            subtle(words.STANDS_IN_THE_ROOM if read_already else words.NOT_SENT_YET),
        ),
        buttons=(
            *without,
            Button(words.CHANGE, CHANGE, value, look, opens_form=True),
            Button(words.ANYWAY, ANYWAY, value),
        ),
    )


def _agreed(line: str) -> Iterator[Block]:
    """What was agreed otherwise, and that it can be sent all the same."""
    if line:
        yield paragraph(line)
        yield subtle(level_words.GO_ON)


def hint_blocks(hints: Sequence[Hint]) -> Iterator[Block]:
    """Each place, and what was agreed on it, each rule once."""
    for concern in Concern:
        found = [hint for hint in hints if hint.concern is concern]
        if not found:
            continue
        yield Bullets(tuple((line,) for line in dict.fromkeys(map(_line, found))))
        agreed = words.AGREED_ON_BLAME if concern is Concern.BLAME else words.AGREED_NEVER
        for rule in dict.fromkeys(hint.rule for hint in found if hint.rule):
            yield paragraph(agreed.format(rule=rule))


def _line(hint: Hint) -> str:
    if hint.content is not None:
        return words.never(hint.found, hint.content)
    return words.blame(hint.found, hint.instead)


def hinted_form(form: Form, hints: Sequence[Hint], *, agreed: str = "") -> Form:
    """A form that was sent, open again with what was filled in and the hints above it."""
    never = any(hint.concern is Concern.NEVER_IN_CHAT for hint in hints)
    how: tuple[Input, ...] = (
        (
            ChoiceInput(
                key=HOW,
                label=words.HOW_LABEL,
                options=(
                    Option(_WITHOUT, words.HOW_WITHOUT),
                    Option(_ANYWAY, words.HOW_ANYWAY),
                ),
                value=_WITHOUT,
            ),
        )
        if never
        else ()
    )
    return Form(
        action=form.action,
        title=form.title,
        inputs=(*(each for each in form.inputs if each.key != HOW), *how),
        submit=form.submit if never else words.ANYWAY,
        intro=(*_agreed(agreed), *hint_blocks(hints), subtle(words.NOT_SENT_YET), *form.intro),
        context={**form.context, SHOWN: "yes"},
    )


def line_form(context: Mapping[str, str], text: str) -> Form:
    """What was typed behind a word, to be put another way."""
    said = TextInput(key=LINE_KEY, label=words.LINE_LABEL, value=text, multiline=True)
    return Form(
        action=LINE_FORM,
        title=words.CHANGE,
        submit=words.LINE_SEND,
        inputs=(said,),
        context=context,
    )


def wants_without(values: Mapping[str, str]) -> bool:
    """Whether somebody chose to leave out what is kept out of chat."""
    return values.get(HOW) == _WITHOUT


def choose_card(choices: Sequence[Choice], *, agreed: bool) -> Card:
    """Who gets it: several that are close, or, where nothing is agreed, the leads."""
    title = words.WHO_TITLE if agreed else words.NOT_AGREED_TITLE
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.WHO_HOW if agreed else words.NOT_AGREED_HOW),
            Bullets(tuple((each.line,) for each in choices)),
        ),
        buttons=tuple(Button(each.label, TO, each.value) for each in choices),
    )


def choose_form(choices: Sequence[Choice], context: Mapping[str, str], *, agreed: bool) -> Form:
    """The same in place of a form that was sent."""
    options = tuple(Option(str(place), each.line) for place, each in enumerate(choices))
    return Form(
        action=TO_FORM,
        title=words.WHO_TITLE,
        inputs=(
            ChoiceInput(key=TO_KEY, label=words.WHO_LABEL, options=options, value=options[0].value),
        ),
        intro=(paragraph(words.WHO_HOW if agreed else words.NOT_AGREED_HOW),),
        context=context,
    )
