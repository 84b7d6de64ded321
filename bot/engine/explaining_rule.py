"""What the agreement says of a promised update, as sentences of an explanation."""

from collections.abc import Iterator

from bot.cards.card import Moment
from bot.cards.words import answers
from bot.cards.words import why as words
from bot.cards.words.dates import day as day_words
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.explaining import Asked, Because, NotAsked
from bot.domain.occurrences import zone_of
from bot.domain.visibility import View, view
from bot.engine.audience import Audience
from bot.engine.coming import Line


def agreed(agreement: Agreement, cadence: Cadence, audience: Audience) -> Line:
    """Which version promises it, by what rule, and who accepted that."""
    return (
        words.promises(
            agreement.agreement.version,
            _rule(agreement, cadence),
            _agreed_by(view(agreement, audience.reader)),
        ),
    )


def _rule(agreement: Agreement, cadence: Cadence) -> str:
    areas = [agreement.area[key].title for key in cadence.rule.areas if key in agreement.area]
    listed = agreement.area.get(cadence.rule.on_days_of or "")
    return answers.rule(cadence.rule, areas, listed.title if listed else None)


def _agreed_by(visible: View) -> list[str]:
    """Titles of the seats that accepted the version, with their party."""
    history = visible.agreement.agreement.history
    seats = visible.seats_of(history[-1].agreed_by if history else ())
    return [f"the {seat.title} ({visible.agreement.party[seat.party].short})" for seat in seats]


def _off(agreement: Agreement, cadence: Cadence, why: Asked | NotAsked) -> str:
    return words.off(why.off, 1 + len(agreement.receiving_parties(cadence)))


def moved_here(agreement: Agreement, cadence: Cadence, why: Asked) -> Iterator[Line]:
    """Where it belongs, when a day off moved it."""
    if why.moved_from is not None:
        off, rule = _off(agreement, cadence, why), words.RULE[cadence.if_day_off]
        yield (words.MOVED_HERE.format(day=day_words(why.moved_from), off=off, rule=rule),)


def not_asked(agreement: Agreement, cadence: Cadence, why: NotAsked) -> Iterator[Line]:
    """Why a day has no update, and where its update went or when the next one is."""
    zone, rule = zone_of(agreement, cadence), _rule(agreement, cadence)
    match why.because:
        case Because.MILESTONE:
            yield (words.milestone(rule),)
            return
        case Because.DAY_OFF if why.moved_to is not None:
            moves = words.MOVES_TO.format(rule=words.RULE[cadence.if_day_off])
            off = words.day_off(_off(agreement, cadence, why))
            yield off, moves, Moment(why.moved_to.due, zone), "."
            return
        case Because.SPAN:
            yield (words.outside(rule),)
        case _:
            yield (words.rhythm(rule),)
    if why.following is None:
        yield (words.NO_MORE,)
    else:
        yield words.FOLLOWING, Moment(why.following.due, zone), "."
