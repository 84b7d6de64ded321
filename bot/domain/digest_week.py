"""When the weekly digest comes to each party, and whose moment the shared part is written at.

Every party reads the same words. Their moments differ, so the words are written once a week and
the others get them at their own time. To keep them fresh they are written for the party after
whose moment all others follow soonest; with two parties nobody waits longer than half a week.
"""

from datetime import datetime, timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.instant import Instant, instant, local
from bot.domain.wall_time import resolve_wall

A_WEEK = timedelta(days=7)
_DAYS = 7


def next_digest(party: Party, after: Instant) -> Instant:
    """The party's first digest strictly after a moment: its weekday and wall time, in its zone."""
    today = local(after, party.zone).date()
    ahead = (party.digest.day.number - today.weekday()) % _DAYS
    found = _on(party, after, ahead)
    return found if found > after else _on(party, after, ahead + _DAYS)


def last_digest(party: Party, until: Instant) -> Instant:
    """The party's last digest at or before a moment."""
    today = local(until, party.zone).date()
    back = (today.weekday() - party.digest.day.number) % _DAYS
    found = _on(party, until, -back)
    return found if found <= until else _on(party, until, -back - _DAYS)


def written_for(agreement: Agreement, at: Instant) -> Party:
    """The party at whose moment the shared part is written; of several, the first in the file.

    Args:
        agreement: who reads when.
        at: any moment of the week; summer time can change who is first.
    """
    return min(agreement.parties, key=lambda party: _longest_wait(agreement, party, at))


def _longest_wait(agreement: Agreement, first: Party, at: Instant) -> timedelta:
    """How long the last of the others waits after one party's digest."""
    written = last_digest(first, at)
    just_before = instant(written - timedelta(microseconds=1))
    waits = [next_digest(each, just_before) - written for each in agreement.parties]
    return max(waits)


def _on(party: Party, near: Instant, days: int) -> Instant:
    day = local(near, party.zone).date() + timedelta(days=days)
    return resolve_wall(datetime.combine(day, party.digest.at), party.zone)
