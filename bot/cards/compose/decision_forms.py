"""Forms about decisions, and what is read back before one is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.cards.card import Button, Card, Facts, Look, fact, paragraph, subtle
from bot.cards.carrying import carried
from bot.cards.compose.actions import RECORD
from bot.cards.compose.decisions import (
    BECAUSE,
    IN_A_LINE,
    NOT_SO_FORM,
    NOTE,
    OPTIONS,
    OUTCOME,
    OUTCOME_LIMIT,
    QUESTION,
    RECORD_IT,
    TEXT_LIMIT,
    TOPIC,
    WHY_LIMIT,
    WRITE_FORM,
    Ruling,
)
from bot.cards.form import ChoiceInput, Form, Option, TextInput
from bot.cards.words import decisions as words
from bot.cards.words.cut import one_line


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is known of a decision before it is written down."""

    outcome: str = ""
    question: str = ""
    options: str = ""
    topic: str = ""
    """The value of an option of the form."""
    note: str = ""
    context: Mapping[str, str] = field(default_factory=dict)


def write_form(draft: Draft, topics: Sequence[Option]) -> Form:
    """What was decided, about what; the rest if somebody wants it kept."""
    return Form(
        action=WRITE_FORM,
        title=words.FORM,
        submit=words.SEND,
        inputs=(
            TextInput(
                key=OUTCOME,
                label=words.OUTCOME_LABEL,
                hint=words.OUTCOME_HINT,
                value=draft.outcome,
                multiline=True,
                max_length=OUTCOME_LIMIT,
            ),
            ChoiceInput(
                key=TOPIC,
                label=words.TOPIC_LABEL,
                hint=words.TOPIC_HINT,
                options=tuple(topics),
                value=draft.topic,
            ),
            TextInput(
                key=QUESTION,
                label=words.QUESTION_LABEL,
                hint=words.QUESTION_HINT,
                value=draft.question,
                required=False,
                max_length=TEXT_LIMIT,
            ),
            TextInput(
                key=OPTIONS,
                label=words.OPTIONS_LABEL,
                hint=words.OPTIONS_HINT,
                value=draft.options,
                required=False,
                multiline=True,
                max_length=TEXT_LIMIT,
            ),
            TextInput(
                key=NOTE,
                label=words.NOTE_LABEL,
                hint=words.NOTE_HINT,
                value=draft.note,
                required=False,
                multiline=True,
                max_length=TEXT_LIMIT,
            ),
        ),
        context=draft.context,
    )


def not_so_form(ruling: Ruling) -> Form:
    """What is right instead."""
    return Form(
        action=NOT_SO_FORM,
        title=words.FORM_NOT_SO,
        submit=words.SAVE,
        inputs=(
            TextInput(
                key=BECAUSE, label=words.WHY_LABEL, hint=words.WHY_HINT, max_length=WHY_LIMIT
            ),
        ),
        intro=(Facts((fact(words.OUTCOME, ruling.decision.outcome),)),),
        context=ruling.value(),
    )


def check_card(draft: Draft, topic: str, who: str, *, yours: bool, agreed: str = "") -> Card:
    """What was typed, for who typed it: nothing is written down before the press.

    Args:
        draft: what was understood.
        topic: what it is about, in words.
        who: who may decide it.
        yours: whether that is the reader.
        agreed: what was agreed on it in levels of input, in a line; empty where nothing was.
    """
    value = {**draft.context, OUTCOME: carried(draft.outcome), TOPIC: draft.topic}
    label = words.RECORD_IT if yours else words.propose_to(who)
    return Card(
        title=words.CHECK,
        summary=f"{words.CHECK} {one_line(draft.outcome, IN_A_LINE)}",
        blocks=(
            Facts(
                (
                    fact(words.OUTCOME, draft.outcome),
                    fact(words.TOPIC, topic),
                    fact(words.DECIDES, who),
                )
            ),
            *((paragraph(agreed),) if agreed and not yours else ()),
            subtle(words.RECORDED_HOW if yours else words.PROPOSED_HOW),
        ),
        buttons=(
            Button(label, RECORD_IT, value, Look.PRIMARY),
            Button(words.CHANGE_IT, RECORD, value, opens_form=True),
        ),
    )


def half_said(draft: Draft) -> Card:
    """Where no form can be opened: a button that opens it with what was typed."""
    value = {**draft.context, OUTCOME: carried(draft.outcome)}
    return Card(
        title=words.HALF_SAID,
        summary=words.HALF_SAID,
        blocks=(
            *((paragraph(draft.outcome),) if draft.outcome else ()),
            paragraph(words.HALF_HOW),
            subtle(words.EXAMPLE),
        ),
        buttons=(Button(words.RECORD, RECORD, value, Look.PRIMARY, opens_form=True),),
    )
