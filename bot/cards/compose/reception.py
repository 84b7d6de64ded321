"""Cards and forms of what follows an update: excuses, questions back, versions, numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.carrying import carried
from bot.cards.compose.checkin_form import FIELD_LIMIT
from bot.cards.compose.checkins import (
    ASK_BACK,
    EXCUSE,
    UPDATE,
    Promise,
    excuse_buttons,
    excuse_facts,
    excused_title,
    meeting_fact,
)
from bot.cards.form import Form, TextInput
from bot.cards.words import checkins as checkin_words
from bot.cards.words import reception as words
from bot.cards.words.capital import capital
from bot.cards.words.cut import short_title
from bot.cards.words.dates import day
from bot.domain.checkin import Answer
from bot.domain.instant import Instant

EXCUSE_FORM = "checkin.excused"
QUESTION_FORM = "checkin.asked_back"
USE_TEXT = "checkin.use_text"

TEXT_KEY = "text"
#: Longest reason, question or answer.
TEXT_LIMIT = 500
#: How many numbers of one series are listed.
_LONGEST_SERIES = 20


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number of a series."""

    day: date
    """Wall date of the promise."""
    said: str
    """The number with its unit."""


def excuse_form(promise: Promise) -> Form:
    """Why an update is not needed."""
    reason = TextInput(
        key=TEXT_KEY, label=words.EXCUSE_LABEL, hint=words.EXCUSE_HINT, max_length=TEXT_LIMIT
    )
    return _form(EXCUSE_FORM, words.EXCUSE_FORM, promise, reason, submit=words.EXCUSE_SEND)


def question_form(promise: Promise) -> Form:
    """The one question back."""
    question = TextInput(
        key=TEXT_KEY,
        label=words.QUESTION_LABEL,
        hint=words.QUESTION_HINT,
        multiline=True,
        max_length=TEXT_LIMIT,
    )
    return _form(QUESTION_FORM, words.QUESTION_FORM, promise, question)


def topic(promise: Promise) -> str:
    """What a question about an update is called."""
    return f"{promise.title}, {promise.day}"


def _form(
    action: str,
    title: str,
    promise: Promise,
    asked: TextInput,
    *,
    submit: str = words.SEND,
) -> Form:
    when = meeting_fact(promise) or (fact("Due", promise.due),)
    about = Facts((fact("Update", promise.title), *when))
    return Form(
        action=action,
        title=short_title(title),
        inputs=(asked,),
        submit=submit,
        intro=(about,),
        context=promise.value(),
    )


def expected_title(promise: Promise) -> str:
    """The first line when it is expected after all."""
    return words.expected_again(promise.title, plural=promise.minutes)


def for_receiver(promise: Promise) -> Card:
    """For whoever excused it, or took that back."""
    excused = promise.checkin.excuse is not None
    title = excused_title(promise) if excused else expected_title(promise)
    how = words.EXCUSED_FOR_RECEIVER if excused else words.EXPECTED_FOR_RECEIVER
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((fact("Due", promise.due), *excuse_facts(promise))),
            paragraph(how),
        ),
        buttons=excuse_buttons(promise),
    )


def excused_for_sender(promise: Promise) -> Card:
    """For the sender: nothing is owed, or it is after all."""
    excused = promise.checkin.excuse is not None
    title = excused_title(promise) if excused else expected_title(promise)
    update = Button(checkin_words.UPDATE, UPDATE, promise.value(), Look.PRIMARY, opens_form=True)
    return Card(
        title=title,
        summary=f"{title} ({promise.study})",
        blocks=(
            Facts((fact("Study", promise.study), fact("Due", promise.due), *excuse_facts(promise))),
            paragraph(words.EXCUSED_HOW if excused else words.EXPECTED_HOW),
        ),
        buttons=() if excused else (update,),
    )


def which_to_excuse(promises: Sequence[Promise], now: Instant) -> Card:
    """A choice among what has not come, and meetings that have not begun."""
    titles = [p.cadence.title if p.awaits_meeting(now) else p.title for p in promises]
    return Card(
        title=words.WHICH_EXCUSE,
        buttons=tuple(
            Button(f"{title}, {p.day}", EXCUSE, p.value(), opens_form=True)
            for title, p in zip(titles, promises, strict=True)
        ),
    )


def thank_you(promise: Promise) -> Card:
    """For whoever found it useful."""
    count = len(promise.checkin.useful)
    return Card(
        title=words.USEFUL_TITLE,
        blocks=(paragraph(words.thanked(count)),),
        buttons=(Button(words.ASK_BACK, ASK_BACK, promise.value(), opens_form=True),),
    )


def changes(promise: Promise, names: Mapping[str, str]) -> Card:
    """Every version of an update: when, by whom, and what reads differently.

    Args:
        promise: the update.
        names: names of the people who sent it, by id.
    """
    answers = promise.checkin.answers
    blocks: list[Block] = []
    for number, answer in enumerate(answers, start=1):
        before = answers[number - 2] if number > 1 else None
        facts = (
            fact(
                "Sent",
                f"by {names[answer.person]}, {promise.seat(answer.seat)}, ",
                Moment(answer.at, promise.zone),
            ),
            *_differences(answer, before),
        )
        blocks += [Text((words.version(number),), Tone.HEADING), Facts(facts)]
        if len(facts) == 1:
            blocks.append(paragraph(words.SAME))
    title = words.changes_of(promise.title)
    return Card(title=title, summary=title, blocks=tuple(blocks))


def _differences(answer: Answer, before: Answer | None) -> Iterator[Fact]:
    """All that a first version says; of a later one what reads differently."""
    now, was = _lines(answer), {} if before is None else _lines(before)
    for label, text in now.items():
        if before is None and text:
            yield fact(label, text)
        elif before is not None and text != was.get(label, ""):
            yield fact(label, words.before_and_after(was.get(label, ""), text))


def _lines(answer: Answer) -> dict[str, str]:
    items = {capital(item.title): item.said for item in answer.items}
    health = checkin_words.HEALTH[answer.health]
    return {"Health": health, **items, checkin_words.HELP_LABEL: answer.help_needed}


def numbers(title: str, series: Mapping[str, Sequence[Number]]) -> Card:
    """The numbers of an update, the newest first.

    Args:
        title: the title of the update.
        series: for each item its numbers, newest first.
    """
    blocks: list[Block] = []
    for item, found in series.items():
        lines = tuple((f"{day(each.day)}: {each.said}",) for each in found[:_LONGEST_SERIES])
        listed: Block = Bullets(lines) if lines else paragraph(words.NO_NUMBERS_YET)
        blocks += [Text((capital(item),), Tone.HEADING), listed]
    shown = words.numbers_of(title)
    return Card(title=shown, summary=shown, blocks=(*blocks, subtle(words.NUMBERS_NEXT)))


def shall_i_send(promise: Promise, text: str) -> Card:
    """Offer to use what somebody typed; nothing is sent by it."""
    title = words.shall_i_send(promise.title)
    use = Button(
        words.USE_IT, USE_TEXT, promise.value(text=carried(text)), Look.PRIMARY, opens_form=True
    )
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(text[:FIELD_LIMIT]), subtle(words.SHALL_I_HOW)),
        buttons=(use,),
    )


def send_button(promise: Promise) -> Button:
    """Writes an update that was asked for."""
    label = words.send_button(promise.title, promise.checkin.wall.date())
    return Button(label, UPDATE, promise.value(), Look.PRIMARY, opens_form=True)


def early_button(promise: Promise) -> Button:
    """Writes an update before it is due."""
    label = words.early_button(promise.title, promise.checkin.wall.date())
    return Button(label, UPDATE, promise.value(), opens_form=True)
