"""Whom to contact about an area at this moment, and how, by the rules both sides agreed.

Of the rules of the area the first that applies counts. Where none does, it is the seat that answers
for the area, as it is reached itself: what can wait by its usual method, what cannot by the urgent
one. What must be formal has a way only where a rule says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.agreement.areas import Area
from bot.domain.agreement.contact_rules import ContactFor, ContactRule, ContactWhen
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Weekday
from bot.domain.instant import Instant
from bot.domain.reach import Availability, Presence, presence, reach_now, within
from bot.domain.ways import Way, way

_ONE_DAY = timedelta(days=1)
_WEEK = tuple(Weekday)


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom to contact, by the one way that is right now."""

    seat: str
    """Key of the seat."""
    way: Way
    """How, with the number or address when one is agreed."""
    rule: ContactRule | None = None
    """The rule that says so; none when it is how the owner is reached."""


def named_for(
    agreement: Agreement,
    area: Area,
    now: Instant,
    need: ContactFor,
    exists: Callable[[str], bool] = lambda _: True,
) -> Named | None:
    """Whom to contact about an area now.

    Args:
        agreement: the agreement.
        area: an area of it.
        now: the moment.
        need: what for.
        exists: whether a seat exists for who asks; rules that name another are not there.

    Returns:
        The one way; none where the owner does not exist for who asks, or nothing is said about
        what must be formal.
    """
    for rule in area.contact_rules:
        if exists(rule.seat) and _is_for(rule, need):
            here = presence(agreement, rule.seat, now)
            if _applies(rule, need, here):
                return _by_rule(agreement, rule, need, here)
    if need is ContactFor.FORMAL or not exists(area.accountable):
        return None
    return _by_owner(agreement, area.accountable, now, need, exists)


def _is_for(rule: ContactRule, need: ContactFor) -> bool:
    if rule.for_ is None:
        return need is not ContactFor.FORMAL
    return rule.for_ is need


def _applies(rule: ContactRule, need: ContactFor, here: Presence) -> bool:
    if not _is_time(rule, here):
        return False
    if need is ContactFor.FORMAL or here.absence is None:
        return True  # what is formal is read later all the same
    return need is ContactFor.URGENT and here.absence.urgent_gets_through


def _is_time(rule: ContactRule, here: Presence) -> bool:
    if rule.hours is not None and not within(rule.hours, here.wall.time()):
        return False
    if rule.days and _begun_on(rule, here.wall) not in rule.days:
        return False
    match rule.when:
        case ContactWhen.OFFICE_HOURS:
            return here.in_hours
        case ContactWhen.OUTSIDE_OFFICE_HOURS:
            return not here.in_hours
        case ContactWhen.ON_CALL:
            return here.on_call
        case None:
            return True


def _begun_on(rule: ContactRule, wall: datetime) -> Weekday:
    """The weekday on which the hours began: after midnight the night of the day before goes on."""
    over_midnight = rule.hours is not None and rule.hours.end < rule.hours.start
    goes_on = over_midnight and rule.hours is not None and wall.time() < rule.hours.end
    return _WEEK[(wall - _ONE_DAY if goes_on else wall).weekday()]


def _by_rule(agreement: Agreement, rule: ContactRule, need: ContactFor, here: Presence) -> Named:
    # The one method that a seat takes at this hour is nearer to it than a rule for any hour.
    any_hour = rule.hours is None and need is not ContactFor.FORMAL
    method = here.only.method if here.only is not None and any_hour else rule.method
    contact = agreement.seat[rule.seat].contact
    return Named(seat=rule.seat, way=way(agreement, contact, method), rule=rule)


def _by_owner(
    agreement: Agreement, owner: str, now: Instant, need: ContactFor, exists: Callable[[str], bool]
) -> Named:
    found = reach_now(agreement, owner, now)
    if need is ContactFor.NORMAL:
        waits = found.availability in (Availability.ON_CALL, Availability.UNAVAILABLE)
        return Named(seat=owner, way=found.later if waits else found.now)
    covered = found.availability is Availability.COVERED
    hidden_or_none = found.instead is None or not exists(found.instead)
    if hidden_or_none or (found.gets_through and not covered):
        return Named(seat=owner, way=found.urgent)
    assert found.instead is not None
    urgent = reach_now(agreement, found.instead, now).urgent
    return Named(seat=found.instead, way=found.cover or urgent)
