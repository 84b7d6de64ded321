"""The forms of suggestions."""

from collections.abc import Mapping, Sequence

from bot.cards.card import Block, Facts, fact, subtle
from bot.cards.compose.passing_on import pass_inputs
from bot.cards.compose.said_input import TEXT_KEY, said_input
from bot.cards.compose.suggestions import Suggested, conversation
from bot.cards.form import ChoiceInput, DateInput, Form, Input, Option, TextInput
from bot.cards.words import suggestions as words
from bot.domain.agreement.seats import Seat
from bot.domain.suggestion import Verdict

SUGGEST_FORM = "suggestion.made"
EDIT_FORM = "suggestion.edited"
HAND_OVER_FORM = "suggestion.passed_on"
ANSWER_FORM = {
    Verdict.ADOPTED: "suggestion.adopted",
    Verdict.NOT_NOW: "suggestion.answered_not_now",
    Verdict.NO: "suggestion.answered_no",
}

TOPIC_KEY, READERS_KEY, NAME_KEY = "topic", "readers", "name"
REASON_KEY, COMES_KEY, AGAIN_KEY = "reason", "comes", "again"
#: Who reads it, from whom it is, and what comes of it.
IN_PRIVATE, IN_ROOMS = "private", "rooms"
WITH_NAME, WITHOUT_NAME = "with", "without"
NOTHING_ELSE, AMENDMENT, ACTION = "done", "amendment", "action"
#: Longest texts; they fit a message and a form everywhere.
REASON_LIMIT, _TOPIC_LIMIT = 600, 150


def suggest_form(
    context: Mapping[str, str],
    values: Mapping[str, str],
    *,
    side: str,
    notes: Sequence[str] = (),
) -> Form:
    """To suggest something.

    Args:
        context: what comes back with it.
        values: what the inputs begin with, by key.
        side: the writer's own side, in a word.
        notes: what they should know before.
    """
    return Form(
        action=SUGGEST_FORM,
        title=words.FORM_TITLE,
        inputs=(
            said_input(words.TEXT_LABEL, words.TEXT_HINT, values.get(TEXT_KEY, "")),
            TextInput(
                key=TOPIC_KEY,
                label=words.TOPIC_LABEL,
                hint=words.TOPIC_HINT,
                value=values.get(TOPIC_KEY, ""),
                required=False,
                max_length=_TOPIC_LIMIT,
            ),
            ChoiceInput(
                key=READERS_KEY,
                label=words.READERS_LABEL,
                options=(
                    Option(IN_PRIVATE, words.READERS_PRIVATE),
                    Option(IN_ROOMS, words.READERS_ROOMS),
                ),
                value=values.get(READERS_KEY, IN_PRIVATE),
            ),
            ChoiceInput(
                key=NAME_KEY,
                label=words.NAME_LABEL,
                options=(
                    Option(WITH_NAME, words.NAME_WITH),
                    Option(WITHOUT_NAME, words.name_without(side)),
                ),
                value=values.get(NAME_KEY, WITH_NAME),
            ),
        ),
        submit=words.SEND,
        intro=tuple(map(subtle, notes)),
        context=context,
    )


def edit_form(suggested: Suggested) -> Form:
    """To put it another way."""
    said = said_input(words.TEXT_LABEL, words.TEXT_HINT, suggested.suggestion.text)
    return Form(
        action=EDIT_FORM,
        title=words.EDIT_TITLE,
        inputs=(said,),
        submit=words.SEND,
        intro=(_about(suggested),),
        context=suggested.value(),
    )


def answer_form(suggested: Suggested, verdict: Verdict, values: Mapping[str, str]) -> Form:
    """To adopt it, to say not now, or no; with a reason.

    Args:
        suggested: the suggestion.
        verdict: which of them.
        values: what the inputs begin with, by key.
    """
    titles = {
        Verdict.ADOPTED: words.ADOPT_TITLE,
        Verdict.NOT_NOW: words.NOT_NOW_TITLE,
        Verdict.NO: words.NO_TITLE,
    }
    reason = TextInput(
        key=REASON_KEY,
        label=words.REASON_LABEL,
        hint=words.REASON_HINT[verdict],
        value=values.get(REASON_KEY, ""),
        multiline=True,
        max_length=REASON_LIMIT,
    )
    return Form(
        action=ANSWER_FORM[verdict],
        title=titles[verdict],
        inputs=(reason, *_more(verdict, values)),
        submit=words.SEND,
        intro=(_about(suggested), *conversation(suggested)),
        context=suggested.value(),
    )


def pass_form(suggested: Suggested, seats: Sequence[Seat]) -> Form:
    """To pass it on to another seat of the same side."""
    return Form(
        action=HAND_OVER_FORM,
        title=words.HAND_OVER_TITLE,
        inputs=pass_inputs(seats, words.HAND_OVER_HINT),
        submit=words.SEND,
        intro=(_about(suggested), *conversation(suggested)),
        context=suggested.value(),
    )


def _more(verdict: Verdict, values: Mapping[str, str]) -> tuple[Input, ...]:
    match verdict:
        case Verdict.ADOPTED:
            comes = ChoiceInput(
                key=COMES_KEY,
                label=words.WHAT_COMES_LABEL,
                options=(
                    Option(NOTHING_ELSE, words.JUST_ADOPTED),
                    Option(AMENDMENT, words.AS_AMENDMENT),
                    Option(ACTION, words.AS_ACTION),
                ),
                value=values.get(COMES_KEY, NOTHING_ELSE),
            )
            return (comes,)
        case Verdict.NOT_NOW:
            again = DateInput(
                key=AGAIN_KEY,
                label=words.AGAIN_LABEL,
                hint=words.AGAIN_HINT,
                value=values.get(AGAIN_KEY, ""),
                required=False,
            )
            return (again,)
        case Verdict.NO:
            return ()


def _about(suggested: Suggested) -> Block:
    return Facts((fact(words.ABOUT, suggested.suggestion.topic),))
