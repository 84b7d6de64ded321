"""A notice outside of chat: what reminds of it, and the form that says that it is done."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.cards.card import Button, Card, Fact, Facts, Look, fact, paragraph, subtle
from bot.cards.compose.escalation_facts import stated
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import SHOW, done_button
from bot.cards.form import Form, TextInput
from bot.cards.words import answers as answer_words
from bot.cards.words import escalations as words
from bot.cards.words import notices as notice_words
from bot.cards.words.cut import short_title
from bot.domain.ladder import Notice
from bot.domain.ways import way

GIVEN_FORM = "escalation.given_when"
DONE_KEY = "done"


def reminder(shown: Shown, notice: Notice) -> Card:
    """For who gives it: how, to whom and by when; once it is on record, that it is."""
    return _card(shown, notice, notice_words.due_by, notice_words.REMINDER_NEXT)


def for_lead(shown: Shown, notice: Notice) -> Card:
    """For a lead of the side that gives it, when its time has passed."""
    return _card(shown, notice, notice_words.not_on_record, notice_words.LEAD_NEXT)


def _card(shown: Shown, notice: Notice, title_of: Callable[[str], str], following: str) -> Card:
    done = shown.case.escalation.said_given(notice.key) is not None
    title = f"{shown.label}: {(notice_words.on_record if done else title_of)(_named(notice))}"
    show = Button(words.SHOW, SHOW, shown.value())
    if done:
        said = (Facts(tuple(_facts(shown, notice))), subtle(notice_words.RECORDED_NEXT))
        return Card(title=title, summary=title, blocks=said, buttons=(show,))
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(_agreed(shown, notice)),
            Facts(tuple(_facts(shown, notice))),
            subtle(following),
        ),
        buttons=(replace(done_button(shown, notice), look=Look.PRIMARY), show),
    )


def _named(notice: Notice) -> str:
    if notice.method is None:
        return notice_words.what(notice.what)
    return notice_words.by(notice.method.title)


def _agreed(shown: Shown, notice: Notice) -> str:
    if notice.method is not None:
        return notice_words.agreed_with(notice.method.title)
    trigger = shown.case.trigger
    assert trigger is not None  # without one there are no notices
    return notice_words.agreed_after(shown.case.agreement.method[trigger.first_notice.method].title)


def _facts(shown: Shown, notice: Notice) -> Iterator[Fact]:
    trigger = shown.case.trigger
    assert trigger is not None  # without one there are no notices
    view = shown.telling.view
    receiver = view.seat(trigger.first_notice.to)
    if notice.what:
        yield fact(notice_words.WHAT, notice.what)
    if receiver is not None:
        yield fact(notice_words.TO, receiver.title)
        if notice.method is not None:
            where = way(view.agreement, receiver.contact, notice.method.key)
            yield fact(notice_words.BY, answer_words.ways(where))
    yield fact(notice_words.STATE, *stated(shown, notice))


def given_form(shown: Shown, notice: Notice, *, now: str, clock: str) -> Form:
    """When it was done.

    Args:
        shown: the escalation.
        notice: what was given.
        now: the time now, as it is written on the clock of who says so.
        clock: what that clock is called.
    """
    when = TextInput(
        key=DONE_KEY,
        label=notice_words.WHEN_DONE,
        value=now,
        hint=words.happened_hint(clock),
        max_length=60,
    )
    about = Facts((fact(shown.case.escalation.label, shown.case.title), *_facts(shown, notice)))
    return Form(
        action=GIVEN_FORM,
        title=short_title(notice_words.FORM_TITLE),
        inputs=(when,),
        submit=words.SEND,
        intro=(about, paragraph(notice_words.FORM_HOW)),
        context=shown.value(notice=notice.key),
    )
