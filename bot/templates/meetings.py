"""Meetings at an hour that everybody who meets can live with.

A template names one hour for a meeting. Between San Diego and Hyderabad that may be four in the
morning, so the draft names the half hour for which the one who is worst off has to come least far
out of their office hours. It is a proposal; the parties change it like everything else.
"""

from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.instant import Instant, local
from bot.domain.wall_time import resolve_wall

_LASTS_MINUTES = 60
_HALF_HOURS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))
_DAY_MINUTES = 24 * 60


def at_shared_hours(agreement: Agreement, day: date) -> Agreement:
    """The agreement with each meeting (an update with minutes) at the best hour for its parties.

    Hours are compared as the clocks stand on the given day.
    """
    cadences = tuple(_at_best_hour(each, agreement, day) for each in agreement.cadences)
    return replace(agreement, cadences=cadences)


def _at_best_hour(cadence: Cadence, agreement: Agreement, day: date) -> Cadence:
    wanted = cadence.rule.at
    if cadence.minutes is None or wanted is None:
        return cadence
    sender = agreement.party_of(cadence.from_)
    parties = (sender, *agreement.receiving_parties(cadence))

    def hardship(at: time) -> tuple[int, bool, int, int]:
        moment = resolve_wall(datetime.combine(day, at), sender.zone)
        outside = [_minutes_outside(party, moment) for party in parties]
        other_day = any(local(moment, party.zone).date() != day for party in parties)
        whole_hours = -(-max(outside) // 60)
        return whole_hours, other_day, sum(outside), abs(_minutes(at) - _minutes(wanted))

    # The template's own hour stays where it is good, so it comes first.
    best = min((wanted, *_HALF_HOURS), key=hardship)
    return replace(cadence, rule=replace(cadence.rule, at=best))


def _minutes_outside(party: Party, moment: Instant) -> int:
    """How far a meeting lies outside a party's office hours, before or after them."""
    at = _minutes(local(moment, party.zone).time())
    first = _minutes(party.hours.start)
    last = _minutes(party.hours.end) - _LASTS_MINUTES
    if first <= at <= last:
        return 0
    return min((first - at) % _DAY_MINUTES, (at - last) % _DAY_MINUTES)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
