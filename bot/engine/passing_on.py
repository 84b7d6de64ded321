"""Passing on what came to the wrong seat: a question, or a suggestion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.compose.passing_on import SEAT_KEY
from bot.cards.compose.said_input import TEXT_KEY, TEXT_LIMIT
from bot.cards.form import Form
from bot.cards.words import passing_on as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.question import Question
from bot.domain.suggestion import Suggestion
from bot.domain.visibility import A_ROOM, view, visible_seat
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.scene import Scene


@dataclass(frozen=True)
class PassedOn:
    """Where it goes, and what is said with it."""

    seat: Seat
    word: str
    """May be empty."""


def other_seats(scene: Scene, agreement: Agreement, sent: Question | Suggestion) -> list[Seat]:
    """The seats of a side it can be passed on to, in the version it runs by and now.

    What everybody may know of stays among seats that everybody may know of, and what few may know
    of among such: its topic can be the title of the first seat.

    Args:
        scene: who passes it on.
        agreement: the version it runs by.
        sent: what came to the wrong seat.

    Raises:
        Refused: there is no other one.
    """
    now = view(scene.agreement, scene.alone)
    seats = [
        each
        for each in view(agreement, scene.alone).seats
        if each.party == sent.to_party
        and each.key != sent.turn.seat
        and now.seat(each.key) is not None
        and visible_seat(scene.agreement, each.key, A_ROOM) is not sent.restricted
    ]
    if not seats:
        raise Refused(words.NOBODY_ELSE)
    return seats


def chosen_of(
    scene: Scene,
    others: Sequence[Seat],
    form: Form,
    values: Mapping[str, str],
    context: Mapping[str, str],
) -> PassedOn | Answer:
    """What was chosen and said in a form; or the form once more, with what to look at in it."""
    chosen = next((each for each in others if each.key == values.get(SEAT_KEY)), None)
    if chosen is None:
        return Answer(errors={SEAT_KEY: words.WHOSE}, form=form, private=True)
    looked_at = in_form(scene.agreement, form, values, context, [TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    return PassedOn(chosen, looked_at.get(TEXT_KEY, "").strip()[:TEXT_LIMIT])
