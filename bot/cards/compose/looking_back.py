"""Cards and the form of looking back on an escalation."""

from bot.cards.card import Block, Button, Card, Fact, Facts, Look, fact, paragraph, subtle
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import SHOW
from bot.cards.compose.look_back_parts import (
    LOOK_BACK,
    change_button,
    lesson_facts,
    lessons,
)
from bot.cards.form import ChoiceInput, Form, Option, TextInput
from bot.cards.words import escalations as escalation_words
from bot.cards.words import looking_back as words
from bot.domain.looking_back import Judged, Lesson, LookBack

FORM = "escalation.looked_back"
HELPED_KEY, CHANGE_KEY, JUDGED_KEY = "helped", "change", "judged"
#: Longest answer: two lines each, which the fullest card of an escalation still holds.
LIMIT = 240


def asked_card(shown: Shown, look_back: LookBack) -> Card:
    """The one message that asks somebody of a side."""
    closing = shown.case.escalation.closing
    closed = (fact(escalation_words.MET, closing.facts),) if closing else ()
    until = fact(words.UNTIL, shown.moment(look_back.ends_at))
    return _card(
        words.asked_title(shown.label),
        (paragraph(words.ASK), Facts((*closed, until)), subtle(words.FORM_HOW)),
        Button(words.LOOK_BACK, LOOK_BACK, shown.value(), Look.PRIMARY, opens_form=True),
        _show(shown),
    )


def answered_card(shown: Shown, look_back: LookBack, lesson: Lesson) -> Card:
    """For the side that answered, while the other one can."""
    until = fact(words.UNTIL, shown.moment(look_back.ends_at))
    facts = Facts((*lesson_facts(lesson), until))
    blocks = (paragraph(words.ANSWERED_HOW), facts)
    return _card(words.answered_title(shown.label), blocks, _show(shown))


def told_card(shown: Shown, look_back: LookBack) -> Card:
    """What was said, the same for all; or that nothing was."""
    if not look_back.told:
        title = words.over_title(shown.label)
        return _card(
            title,
            (paragraph(words.NOBODY_SAID),),
            change_button(shown.case, shown.value()),
            _show(shown),
        )
    wanted = any(lesson.wants_change for lesson in look_back.told)
    blocks = (
        paragraph(words.TO_CHANGE if wanted else words.TOLD_HOW),
        *lessons(shown.case, look_back),
    )
    title = words.told_title(shown.label)
    return _card(title, blocks, change_button(shown.case, shown.value()), _show(shown))


def withdrawn_card(shown: Shown) -> Card:
    """In place of the question, when it was reopened."""
    title = words.reopened_title(shown.label)
    return _card(title, (paragraph(words.WITHDRAWN),), _show(shown))


def look_back_form(shown: Shown) -> Form:
    """Two short questions and a choice; one of them is enough."""
    options = (
        Option(Judged.FALSE_ALARM.value, words.FALSE_ALARM),
        Option(Judged.RIGHT.value, words.RIGHT),
    )
    about: Fact = fact(shown.case.escalation.label, shown.case.title)
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        intro=(Facts((about,)), paragraph(words.FORM_HOW)),
        inputs=(
            _text(HELPED_KEY, words.HELPED, words.HELPED_HINT),
            _text(CHANGE_KEY, words.CHANGE_LABEL, words.CHANGE_HINT),
            ChoiceInput(key=JUDGED_KEY, label=words.JUDGED, options=options, required=False),
        ),
        submit=escalation_words.SEND,
        context=shown.value(),
    )


def _text(key: str, label: str, hint: str) -> TextInput:
    return TextInput(
        key=key, label=label, hint=hint, required=False, multiline=True, max_length=LIMIT
    )


def _show(shown: Shown) -> Button:
    return Button(escalation_words.SHOW, SHOW, shown.value())


def _card(title: str, blocks: tuple[Block, ...], *buttons: Button) -> Card:
    return Card(title=title, summary=title, blocks=blocks, buttons=buttons)
