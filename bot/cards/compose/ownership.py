"""The question whether areas are still with their owner, its form, and the card of the lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Facts,
    Look,
    Moment,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.parts import SHOW_PART
from bot.cards.compose.seats import FILL
from bot.cards.form import ChoiceInput, Form, Option
from bot.cards.words import ownership as words
from bot.cards.words.cut import shortened
from bot.domain.agreement.ownership import Rhythm
from bot.domain.ownership import Settled, Unsettled

#: Button of the owner; value `person`, `round`, and `areas`, the fingerprint of what was listed.
RIGHT = "ownership.right"
#: Button that opens the form about one area; with `about` in its value it is a lead's.
CHANGED = "ownership.changed"
#: Button that opens the question from a list; with `about` in its value it is a lead's.
SHOW = "ownership.show"
#: Button of the lead; value `about`.
GAP_RIGHT = "ownership.gap_right"
#: The form about one area was sent.
CHANGED_FORM = "ownership.changed_form"

AREA, WHAT = "area", "what"
NOT_MINE, MINE_BUT = "not_mine", "changed"
#: Options of one menu, and characters of one, on the platform with the least room.
_MOST, _LONGEST = 100, 75


@dataclass(frozen=True, kw_only=True)
class OwnerQuestion:
    """What an owner is asked."""

    study: str
    """What it is called for short."""
    seats: Sequence[str]
    """Titles of the seats that answer for the areas."""
    areas: Sequence[str]
    """Their titles."""
    places: Sequence[tuple[str, str]]
    """Titles and addresses of the locations they look after."""
    by: Moment
    """By when an answer is hoped for."""
    rhythm: Rhythm | None
    """How often that is; none when it is no longer agreed."""
    value: Mapping[str, str]
    """What its buttons carry."""
    again: bool = False

    @property
    def count(self) -> words.Count:
        """How much is asked about."""
        return words.Count(len(self.areas), len(self.places))


@dataclass(frozen=True, kw_only=True)
class LeadQuestion:
    """What a lead is asked to settle."""

    collaboration: str
    about: str
    study: str
    because: Unsettled
    areas: Sequence[tuple[str, str]]
    """Titles of the areas and places, each with that of its seat."""
    count: words.Count
    seat: str
    """Key of the seat, to fill it when it is empty."""
    since: Moment
    due: Moment
    own: bool
    """Whether the lead holds the seat."""
    again: bool = False


def question_card(asked: OwnerQuestion) -> Card:
    """For the owner: all they answer for, and one press."""
    title = words.question_title(asked.count, again=asked.again)
    return Card(
        title=title,
        summary=f"{title} ({asked.study})",
        blocks=(
            paragraph(words.owned(asked.seats)),
            *_listed(
                [
                    *(words.area_line(each) for each in asked.areas),
                    *(words.place_line(*each) for each in asked.places),
                ]
            ),
            Facts((fact(words.STUDY, asked.study), fact(words.ANSWER_BY, asked.by))),
            *((subtle(words.why_asked(asked.rhythm)),) if asked.rhythm else ()),
        ),
        buttons=(
            Button(words.ALL_RIGHT, RIGHT, asked.value, Look.PRIMARY),
            Button(words.CHANGED, CHANGED, asked.value, opens_form=True),
        ),
    )


def _listed(lines: Sequence[str]) -> list[CardBlock]:
    shown = lines[: words.MOST_LISTED]
    more = len(lines) - len(shown)
    return [
        Bullets(tuple((line,) for line in shown)),
        *([subtle(words.and_more(more))] if more else []),
    ]


def list_changed_card(asked: OwnerQuestion) -> Card:
    """The question once more, when it is no longer about what was listed."""
    card = question_card(asked)
    return Card(
        title=card.title,
        summary=card.summary,
        blocks=(paragraph(words.LIST_CHANGED), *card.blocks),
        buttons=card.buttons,
    )


def confirmed_card(asked: OwnerQuestion, on: date) -> Card:
    """What the question becomes when it is answered."""
    return _confirmed(words.confirmed_title(asked.count, on), asked)


def already_card(asked: OwnerQuestion, on: date) -> Card:
    """The answer to a second press."""
    return _confirmed(words.already_title(on), asked)


def _confirmed(title: str, asked: OwnerQuestion) -> Card:
    return Card(
        title=title,
        summary=f"{title} ({asked.study})",
        blocks=(paragraph(words.CONFIRMED_HOW), Facts((fact(words.STUDY, asked.study),))),
        buttons=(Button(words.CHANGED, CHANGED, asked.value, opens_form=True),),
    )


def changed_form(
    areas: Sequence[tuple[str, str]],
    context: Mapping[str, str],
    *,
    of_owner: bool,
    places: bool = False,
) -> Form:
    """Which area it is and, of an owner, what about it; `areas` are keys with titles.

    `places` says whether locations are among them.
    """
    options = tuple(Option(key, shortened(title, _LONGEST)) for key, title in areas[:_MOST])
    what = ChoiceInput(
        key=WHAT,
        label=words.WHAT,
        options=(Option(NOT_MINE, words.NOT_MINE), Option(MINE_BUT, words.MINE_BUT)),
    )
    only = options[0].value if len(options) == 1 else ""
    label = words.WHICH_ONE if places else words.WHICH
    return Form(
        action=CHANGED_FORM,
        title=words.FORM_TITLE,
        submit=words.FORM_SEND,
        inputs=(
            ChoiceInput(key=AREA, label=label, options=options, value=only),
            *((what,) if of_owner else ()),
        ),
        context=context,
    )


def noted_card(part: Mapping[str, str], title: str, lead: str, until: date) -> Card:
    """After *It is not mine any more*; `part` is what a button about it carries."""
    return Card(
        title=words.noted_title(title),
        summary=words.noted_title(title),
        blocks=(paragraph(words.noted(lead, until)), paragraph(words.NOTED_HOW)),
        buttons=(Button(words.PROPOSE, SHOW_PART, part),),
    )


def gap_card(asked: LeadQuestion) -> Card:
    """For the lead: which areas, since when, by when, and the ways out."""
    title = words.gap_title(asked.because, asked.count, again=asked.again)
    value = {"collaboration": asked.collaboration, "about": asked.about}
    fill = Button(
        words.FILL,
        FILL,
        {"collaboration": asked.collaboration, "seat": asked.seat},
        Look.PRIMARY,
        opens_form=True,
    )
    return Card(
        title=title,
        summary=f"{title} ({asked.study})",
        blocks=(
            paragraph(words.what_to_do(asked.because, own=asked.own)),
            *_listed([words.area_of_seat(*each) for each in asked.areas]),
            Facts(
                (
                    fact(words.STUDY, asked.study),
                    fact(words.SINCE, asked.since),
                    fact(words.SETTLE_BY, asked.due),
                )
            ),
        ),
        buttons=(
            *((fill,) if asked.because is Unsettled.VACANT else ()),
            Button(words.ALL_RIGHT, GAP_RIGHT, value),
            Button(words.ONE_CHANGED, CHANGED, value, opens_form=True),
        ),
    )


def settled_card(how: Settled, count: words.Count, at: Moment) -> Card:
    """What the lead's message becomes."""
    title = words.settled_title(how, count)
    return Card(title=title, summary=title, blocks=(paragraph(at), subtle(words.SETTLED_HOW)))
