"""What the forms of actions offer, and what is read from them."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.cards.compose.actions import BY
from bot.cards.form import Option
from bot.cards.words import actions as words
from bot.domain.agreement.seats import Seat
from bot.domain.visibility import view
from bot.engine.scene import Scene


def read_day_input(values: Mapping[str, str]) -> tuple[date | None, dict[str, str]]:
    """The day of a form, or what is wrong with it."""
    try:
        return date.fromisoformat(values.get(BY, "").strip()), {}
    except ValueError:
        return None, {BY: words.CHOOSE_DAY}


def seat_options(scene: Scene, seats: Sequence[Seat] | None = None) -> list[Option]:
    """Seats with who holds them: these, or all the actor may name, their own side's first."""
    own = scene.leading or scene.actor.party
    known = view(scene.agreement, scene.alone).seats if seats is None else seats
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    options = []
    for seat in sorted(known, key=lambda seat: seat.party != own):
        party = scene.agreement.party[seat.party].short
        holder = held[seat.key].name if seat.key in held else words.NOBODY
        name = seat.title if holder == seat.title else f"{seat.title}, {holder}"
        options.append(Option(seat.key, f"{name} ({party})"))
    return options
