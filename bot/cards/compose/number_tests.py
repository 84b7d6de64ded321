"""Cards about a test call: for who calls, and for the lead when nobody answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Button, Card, Facts, Look, Moment, fact, paragraph
from bot.cards.compose.parts import SHOW_PART
from bot.cards.compose.seats import FILL
from bot.cards.words import number_tests as words
from bot.cards.words.on_call import AROUND_THE_CLOCK
from bot.domain.on_call import Turn

#: Buttons, value `collaboration` and `turn`.
REACHED, NOBODY, SHOW = "number_test.reached", "number_test.nobody", "number_test.show"


@dataclass(frozen=True, kw_only=True)
class CallShown:
    """A test call as it is read."""

    collaboration: str
    turn: Turn
    begins: Moment
    number: str
    """The agreed way for what cannot wait, with its number."""

    def value(self) -> Mapping[str, str]:
        """What a button of it carries."""
        return {"collaboration": self.collaboration, "turn": self.turn.about}


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """That nobody answered: a gap with its day and its lead."""

    since: date
    by: date
    lead: str | None
    """Name of who settles it; none where nobody may know of the seat."""


def call_card(shown: CallShown, *, said: str = words.CALL_IT) -> Card:
    """For who calls, and for a lead of their side when nothing was said."""
    title = words.to_call(shown.turn.seat.title, shown.turn.phase.start)
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(said), _facts(shown)),
        buttons=(
            Button(words.REACHED, REACHED, shown.value(), Look.PRIMARY),
            Button(words.NOBODY, NOBODY, shown.value()),
        ),
    )


def reached_card(shown: CallShown) -> Card:
    """What all of it becomes once somebody answered."""
    title = words.reached(shown.turn.seat.title, shown.turn.phase.start)
    return Card(title=title, summary=title, blocks=(paragraph(words.REACHED_NEXT),))


def failed_card(shown: CallShown, gap: Unanswered) -> Card:
    """What the question becomes for who called."""
    title = words.failed(shown.turn.seat.title, shown.turn.phase.start)
    said = f"{words.passed_on(gap.lead, gap.by)} {words.FAILED_NEXT}"
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(said), _facts(shown)),
        buttons=(Button(words.REACHED, REACHED, shown.value(), Look.PRIMARY),),
    )


def gap_card(shown: CallShown, by: Moment, *, again: bool = False) -> Card:
    """For the lead who settles it by a moment."""
    title = words.failed(shown.turn.seat.title, shown.turn.phase.start)
    seat = {"collaboration": shown.collaboration, "seat": shown.turn.seat.key}
    part = {"collaboration": shown.collaboration, "section": "seats", "item": shown.turn.seat.key}
    said = f"{words.SETTLE_AGAIN} {words.SETTLE}" if again else words.SETTLE
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(said), Facts((*_facts(shown).items, fact(words.SETTLE_BY, by)))),
        buttons=(
            Button(words.REACHED, REACHED, shown.value(), Look.PRIMARY),
            Button(words.FILL, FILL, seat, opens_form=True),
            Button(words.SEE_SEAT, SHOW_PART, part),
        ),
    )


def _facts(shown: CallShown) -> Facts:
    agreed = shown.turn.seat.on_call
    hours = str(agreed.hours) if agreed and agreed.hours else AROUND_THE_CLOCK
    return Facts(
        (
            fact(words.CALL, shown.number),
            fact(words.ON_CALL_FROM, shown.begins),
            fact(words.HOURS, hours),
        )
    )
