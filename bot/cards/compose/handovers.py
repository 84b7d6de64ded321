"""Cards about handing over being on call: for who takes it, for who had it, and for a lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Button, Card, Facts, Look, fact, paragraph
from bot.cards.compose.answer_parts import line
from bot.cards.compose.seats import FILL
from bot.cards.words import handovers as words
from bot.cards.words.dates import day
from bot.cards.words.on_call import AROUND_THE_CLOCK
from bot.domain.on_call import Turn

#: Buttons, value `collaboration`, `turn` and `since`.
TAKE, SHOW = "handover.take", "handover.show"


@dataclass(frozen=True, kw_only=True)
class HandoverShown:
    """A handover as it is read."""

    collaboration: str
    turn: Turn
    begin: date
    """The day it passes on, where the seat is."""
    since: str
    """When the holder of the seat changed; empty where the turn itself begins."""
    givers: tuple[str, ...]
    """Names of those who had it."""
    taker: str | None
    """Name of who takes it; none where nobody holds the seat."""

    def value(self) -> Mapping[str, str]:
        """What a button of it carries."""
        return {
            "collaboration": self.collaboration,
            "turn": self.turn.about,
            "since": self.since,
        }


def take_card(shown: HandoverShown) -> Card:
    """For who takes it."""
    return _card(
        words.to_take(shown.turn.seat.title, shown.begin),
        words.TAKE,
        shown,
        (Button(words.I_HAVE_IT, TAKE, shown.value(), Look.PRIMARY),),
    )


def give_card(shown: HandoverShown) -> Card:
    """For who had it."""
    return _card(words.to_give(shown.turn.seat.title, shown.begin), words.GIVE, shown, ())


def lead_card(shown: HandoverShown) -> Card:
    """For a lead: nobody said that they have it."""
    seat = {"collaboration": shown.collaboration, "seat": shown.turn.seat.key}
    return _card(
        words.to_settle(shown.turn.seat.title, shown.begin),
        words.NOT_TAKEN,
        shown,
        (
            Button(words.FILL, FILL, seat, Look.PRIMARY, opens_form=True),
            Button(words.I_HAVE_IT, TAKE, shown.value()),
        ),
    )


def taken_card(shown: HandoverShown, *, giving: bool = False) -> Card:
    """What all of it becomes once somebody has it."""
    title = words.taken(shown.turn.seat.title, shown.begin)
    said = words.GIVEN_DONE if giving else words.TAKEN_DONE
    return Card(title=title, summary=title, blocks=(paragraph(said),))


def _card(title: str, said: str, shown: HandoverShown, buttons: tuple[Button, ...]) -> Card:
    agreed = shown.turn.seat.on_call
    hours = str(agreed.hours) if agreed and agreed.hours else AROUND_THE_CLOCK
    facts = (
        *line(words.FROM, (words.people(shown.givers),)),
        *line(words.TO, (shown.taker or "",)),
        fact(words.UNTIL, day(shown.turn.phase.end)),
        fact(words.HOURS, hours),
    )
    return Card(title=title, summary=title, blocks=(paragraph(said), Facts(facts)), buttons=buttons)
