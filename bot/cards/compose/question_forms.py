"""The forms of questions."""

from collections.abc import Mapping, Sequence

from bot.cards.card import Block, Facts, fact, subtle
from bot.cards.compose.passing_on import pass_inputs
from bot.cards.compose.questions import Asked, conversation
from bot.cards.compose.said_input import said_input
from bot.cards.form import ChoiceInput, Form, Input, Option, TextInput
from bot.cards.words import questions as words
from bot.domain.agreement.seats import Seat

ASK_FORM = "question.asked"
ANSWER_FORM = "question.answered"
BACK_FORM = "question.asked_back"
HAND_OVER_FORM = "question.passed_on"
FURTHER_FORM = "question.asked_further"
EDIT_FORM = "question.edited"

TOPIC_KEY, URGENT_KEY = "topic", "urgent"
_TOPIC_LIMIT = 150
_YES = "yes"


def ask_form(
    context: Mapping[str, str], *, topic: str = "", text: str = "", urgent: bool = False
) -> Form:
    """To ask one."""
    return Form(
        action=ASK_FORM,
        title=words.FORM_TITLE,
        inputs=(
            TextInput(
                key=TOPIC_KEY,
                label=words.TOPIC_LABEL,
                hint=words.TOPIC_HINT,
                value=topic,
                max_length=_TOPIC_LIMIT,
            ),
            said_input(words.TEXT_LABEL, words.TEXT_HINT, text),
            ChoiceInput(
                key=URGENT_KEY,
                label=words.URGENCY_LABEL,
                options=(Option("no", words.NORMAL_OPTION), Option(_YES, words.URGENT_OPTION)),
                value=_YES if urgent else "no",
            ),
        ),
        submit=words.SEND,
        context=context,
    )


def is_urgent(values: Mapping[str, str]) -> bool:
    """What was chosen in the form that asks."""
    return values.get(URGENT_KEY) == _YES


def answer_form(asked: Asked, text: str = "") -> Form:
    """To answer it, or to put the answer another way."""
    said = said_input(words.ANSWER_LABEL, words.ANSWER_HINT, text)
    return _form(ANSWER_FORM, words.ANSWER_TITLE, asked, said, editing=bool(text))


def back_form(asked: Asked, text: str = "") -> Form:
    """To ask back."""
    said = said_input(words.BACK_LABEL, words.BACK_HINT, text)
    return _form(BACK_FORM, words.BACK_TITLE, asked, said)


def further_form(asked: Asked) -> Form:
    """To ask further, or to answer a question back."""
    title = words.MORE if asked.question.asked_back else words.MORE_TITLE
    return _form(FURTHER_FORM, title, asked, said_input(words.MORE_LABEL, "", ""))


def edit_form(asked: Asked) -> Form:
    """To put the question another way."""
    said = said_input(words.TEXT_LABEL, words.TEXT_HINT, asked.question.turn.question.text)
    return _form(EDIT_FORM, words.EDIT_TITLE, asked, said)


def pass_form(asked: Asked, seats: Sequence[Seat]) -> Form:
    """To pass it on to another seat of the same side."""
    inputs = pass_inputs(seats, words.HAND_OVER_HINT)
    return _form(HAND_OVER_FORM, words.HAND_OVER_TITLE, asked, *inputs)


def _form(action: str, title: str, asked: Asked, *inputs: Input, editing: bool = False) -> Form:
    about: tuple[Block, ...] = (
        Facts((fact(words.ABOUT, asked.question.topic),)),
        *conversation(asked),
    )
    return Form(
        action=action,
        title=title,
        inputs=inputs,
        submit=words.SEND,
        intro=about if not editing else (about[0], subtle(words.CHANGED_MEANWHILE)),
        context=asked.value(**({"editing": _YES} if editing else {})),
    )
