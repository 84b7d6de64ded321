"""Test calls: a seat calls the number of another one before that is on call (`on_call.test_call`).

A number that nobody answers is found out while there is time to give another one.
"""

from collections.abc import Iterator

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import NumberTest
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant
from bot.domain.on_call import Turn, begins_at, days_before, in_time, turns

_ONE_DAY = Duration(1, Unit.BUSINESS_DAYS)


def called_turns(agreement: Agreement) -> Iterator[tuple[Turn, NumberTest]]:
    """The turns before which the number is called, and by whom, in the order of the agreement."""
    for turn in turns(agreement):
        test = turn.seat.on_call.test_call if turn.seat.on_call else None
        if test is not None:
            yield turn, test


def about(turn: Turn) -> str:
    """What the test call of a turn is called on record."""
    return f"{turn.about}/test"


def called_at(agreement: Agreement, turn: Turn, test: NumberTest) -> Instant:
    """When the caller is asked to call, counted on the working days of their party.

    Raises:
        BadAgreement: the calendar has no working day within a year.
    """
    return days_before(agreement.party_of(test.by), begins_at(agreement, turn), test.before)


def missed_at(agreement: Agreement, turn: Turn, test: NumberTest) -> Instant:
    """When a lead of the caller's side hears that nobody said how the call went."""
    called, begin = called_at(agreement, turn, test), begins_at(agreement, turn)
    return in_time(agreement.party_of(test.by), called, begin)


def settled_by(agreement: Agreement, turn: Turn, now: Instant) -> Instant:
    """By when a lead is asked to settle that nobody answered: a working day before the turn begins.

    Where that is over, when it begins.
    """
    begin = begins_at(agreement, turn)
    day_before = days_before(agreement.party_of(turn.seat.key), begin, _ONE_DAY)
    return day_before if day_before > now else begin
