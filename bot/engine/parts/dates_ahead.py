"""The next dates of a promised update, so that a rule can be checked before it is agreed."""

from collections.abc import Iterator
from itertools import islice

from bot.cards.card import Block, Bullets, Text, Tone, paragraph
from bot.cards.words import parts as words
from bot.domain.agreement.cadences import Cadence, Every
from bot.domain.agreement.document import Agreement
from bot.domain.errors import BadAgreement
from bot.domain.instant import Instant
from bot.domain.occurrences import occurrences
from bot.domain.workdays import seat_zone

FIVE = 5


def dates_ahead(agreement: Agreement, cadence: Cadence, now: Instant, title: str) -> list[Block]:
    """A heading and the next five due times, on the clock of the rule and of everybody it concerns.

    Where there are none, it says why. At a milestone there are none to be shown before it is
    reached, so nothing is.
    """
    if cadence.rule.every is Every.MILESTONE:
        return []
    zones = tuple(dict.fromkeys(_clocks(agreement, cadence)))
    try:
        found = [each.due for each in islice(occurrences(agreement, cadence, after=now), FIVE)]
    except BadAgreement as error:
        return [Text((title,), Tone.HEADING), paragraph(str(error))]
    lines = [(words.on_clocks(due, zones),) for due in found]
    said = Bullets(tuple(lines)) if lines else paragraph(words.NO_DATES_AHEAD)
    return [Text((title,), Tone.HEADING), said]


def changed_rules(before: Agreement, after: Agreement) -> Iterator[Cadence]:
    """The promised updates that come at other times after an edit, and new ones."""
    for cadence in after.cadences:
        known = before.cadence.get(cadence.key)
        if known is None or _when(known) != _when(cadence):
            yield cadence


def _when(cadence: Cadence) -> tuple[object, ...]:
    return cadence.rule, cadence.phases, cadence.from_, cadence.if_day_off


def _clocks(agreement: Agreement, cadence: Cadence) -> Iterator[str]:
    """The zones of the rule, of the sender and of every receiving party."""
    sender = seat_zone(agreement, cadence.from_)
    yield cadence.rule.zone or sender
    yield sender
    for party in agreement.receiving_parties(cadence):
        yield party.zone
