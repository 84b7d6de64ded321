"""The question whether an uncertain day is a day off, its form, and what its answer becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import (
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
from bot.cards.compose.general import ASK_IN
from bot.cards.form import DateInput, Form
from bot.cards.words import uncertain_days as words
from bot.cards.words.dates import day
from bot.domain.agreement.parties import Holiday
from bot.domain.uncertain_days import Span, Stands, UncertainDays

#: Buttons; the value names the question, see `value_of`.
YES = "days.yes"
ANOTHER = "days.another"
WORKED = "days.worked"
LATER = "days.later"
SHOW = "days.show"
ANOTHER_FORM = "days.another_form"

FIRST, LAST = "first", "last"
#: A name in the value of a button; Slack takes 2,000 characters of JSON in all.
_LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as its reader sees it."""

    found: UncertainDays
    party: str
    """What people call the party."""
    study: str
    value: Mapping[str, str]
    """What its buttons carry."""
    first_promise: tuple[str, Moment] | None = None
    """Title and time of the first promise it can move, of those the reader may know of."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What became of it."""

    found: UncertainDays
    to: Span | None
    study: str
    collaboration: str
    """Id of the collaboration, for the button."""
    by: str
    """Who answered."""
    version: int
    moved: Sequence[tuple[str, Moment, Moment]] = ()
    """Titles of promises whose time moved by more than a day: from when, to when."""
    paused: bool = False


def value_of(collaboration: str, found: UncertainDays, time_: int) -> dict[str, str]:
    """What names a question in a button: which one, its name to talk about it, how often asked."""
    return {
        "collaboration": collaboration,
        "party": found.party,
        "days": found.key,
        "name": words.name(found)[:_LONGEST_NAME],
        "time": str(time_),
    }


def question_card(asked: Asked) -> Card:
    """Asked of the leads of the party, privately."""
    found = asked.found
    title = words.title(found)
    until = found.source.works_until if isinstance(found.source, Holiday) else None
    return Card(
        title=title,
        summary=f"{title} ({asked.study})",
        blocks=(
            paragraph(words.question(found, asked.party, until)),
            Facts(
                (
                    fact(words.STUDY, asked.study),
                    fact(words.UNTIL_THEN, words.counts_meanwhile(found)),
                    _when_it_matters(asked),
                )
            ),
            *([paragraph(words.off_anyway(found))] if found.off_anyway else []),
            subtle(words.why_you(asked.party)),
        ),
        buttons=_buttons(asked),
    )


def _when_it_matters(asked: Asked) -> Fact:
    if asked.first_promise is None:
        return fact(words.MATTERS_FROM, day(asked.found.span.first))
    title, due = asked.first_promise
    return fact(words.FIRST_PROMISE, f"{title}, ", due)


def _buttons(asked: Asked) -> tuple[Button, ...]:
    several = words.several(asked.found.span)
    yes = words.YES_MORE if several else words.YES_ONE
    another = words.ANOTHER_MORE if several else words.ANOTHER_ONE
    worked = words.WORKED_MORE if several else words.WORKED_ONE
    if asked.found.stands is Stands.WORKED:
        worked = words.NOT_WORKED
    return (
        Button(yes, YES, asked.value, Look.PRIMARY),
        Button(another, ANOTHER, asked.value, opens_form=True),
        Button(worked, WORKED, asked.value),
        Button(words.LATER, LATER, asked.value),
    )


def another_form(found: UncertainDays, value: Mapping[str, str]) -> Form:
    """On which day it is; of a make-up day or a single day off there is only one to choose."""
    several = words.several(found.span)
    label = words.FIRST_DAY if several else words.THE_DAY
    last = DateInput(key=LAST, label=words.LAST_DAY, value=found.span.last.isoformat())
    return Form(
        action=ANOTHER_FORM,
        title=words.FORM_TITLE,
        submit=words.FORM_SAVE,
        intro=(paragraph(words.form_intro(found)),),
        inputs=(
            DateInput(key=FIRST, label=label, value=found.span.first.isoformat()),
            *((last,) if several else ()),
        ),
        context=value,
    )


def answered_card(answered: Answered) -> Card:
    """For whoever answered, and in place of the question of everybody else."""
    title = words.answered_title(answered.found, answered.to)
    moved = tuple((f"{each}: ", was, words.BECOMES, now) for each, was, now in answered.moved)
    here = {"collaboration": answered.collaboration, "text": "propose parties"}
    return Card(
        title=title,
        summary=f"{title} ({answered.study})",
        blocks=(
            Facts(
                (
                    fact(words.STUDY, answered.study),
                    fact(words.ANSWERED_BY, answered.by),
                    fact(words.IN_FORCE, words.version(answered.version)),
                )
            ),
            *((Text((words.MOVES,), Tone.HEADING), Bullets(moved)) if moved else ()),
            *(() if moved else (paragraph(words.NOTHING_MOVES),)),
            *((paragraph(words.PAUSED),) if answered.paused else ()),
            subtle(words.CHANGE_AGAIN),
        ),
        buttons=(Button(words.OPEN_PARTIES, ASK_IN, here),),
    )


def later_card(found: UncertainDays, on: date) -> Card:
    """The answer to *Ask me in a few days*."""
    title = words.asked_again_title(found, on)
    return Card(title=title, summary=title, blocks=(paragraph(words.asked_again_how(found)),))


def why_asked_card() -> Card:
    """The answer to `why` in reply to a question."""
    blocks = (paragraph(words.WHY_ASKED_NOW), paragraph(words.WHY_ASKED_YOU))
    return Card(title=words.WHY_ASKED, summary=words.WHY_ASKED, blocks=blocks)
