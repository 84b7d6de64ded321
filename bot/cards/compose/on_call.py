"""Cards about a turn of being on call, for whoever has it and for a lead."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.card import Block, Button, Card, Facts, Look, Moment, fact, paragraph
from bot.cards.compose.seats import FILL
from bot.cards.words import on_call as words
from bot.domain.on_call import Turn

#: Buttons, value `collaboration` and `turn`.
YES, OTHER, SHOW = "on_call.yes", "on_call.other", "on_call.show"


@dataclass(frozen=True, kw_only=True)
class TurnShown:
    """A turn as it is read."""

    collaboration: str
    turn: Turn
    begins: Moment
    reached_by: str
    """The agreed way for what cannot wait, with its number."""

    def value(self) -> Mapping[str, str]:
        """What a button of it carries."""
        return {"collaboration": self.collaboration, "turn": self.turn.about}


def question_card(shown: TurnShown) -> Card:
    """For who is on call."""
    title = words.turn(shown.turn.phase.start, shown.turn.phase.end)
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.ASKED), _facts(shown)),
        buttons=(
            Button(words.YES, YES, shown.value(), Look.PRIMARY),
            Button(words.SOMEBODY_ELSE, OTHER, shown.value()),
        ),
    )


def answered_card(shown: TurnShown, *, reached: bool) -> Card:
    """What the question becomes."""
    seat, first = shown.turn.seat.title, shown.turn.phase.start
    title = words.confirmed(seat, first) if reached else words.somebody_else(seat, first)
    following = words.CONFIRMED_NEXT if reached else words.OTHER_NEXT
    return Card(title=title, summary=title, blocks=(paragraph(following),))


def lead_card(shown: TurnShown, why: str) -> Card:
    """For a lead: nobody is sure to be reached."""
    title = words.to_settle(shown.turn.seat.title, shown.turn.phase.start)
    seat = {"collaboration": shown.collaboration, "seat": shown.turn.seat.key}
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(why), _facts(shown)),
        buttons=(
            Button(words.FILL, FILL, seat, Look.PRIMARY, opens_form=True),
            Button(words.YES, YES, shown.value()),
        ),
    )


def _facts(shown: TurnShown) -> Block:
    agreed = shown.turn.seat.on_call
    hours = str(agreed.hours) if agreed and agreed.hours else words.AROUND_THE_CLOCK
    return Facts(
        (
            fact(words.SEAT, shown.turn.seat.title),
            fact(words.BEGINS, shown.begins),
            fact(words.HOURS, hours),
            fact(words.REACHED_BY, shown.reached_by),
        )
    )
