"""Contact rules of areas: each of them can count at some time, and by a way that fits."""

from collections.abc import Iterator, Sequence

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part, repeated
from bot.domain.agreement.contact_rules import ContactFor, ContactWhen
from bot.domain.agreement.parties import OfficeHours
from bot.domain.reach import within


def contact_rule_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the contact rules of the areas."""
    for area in lookup.document.parts("areas"):
        rules = list(area.parts("contact_rules"))
        for number, rule in enumerate(rules):
            yield from repeated(rule, "days", "the day")
            yield from _time_faults(rule, lookup)
            yield from _formal_faults(rule, lookup)
            taken = taken_by(rule, rules[:number], lookup)
            if taken is not None:
                sentence = f"rule {taken + 1} above is for the same, so this one never counts"
                yield Fault(rule.path, f"{sentence}; put the narrower one first, or take one out")


def taken_by(rule: Part, above: Sequence[Part], lookup: Lookup) -> int | None:
    """The number of the rule above a contact rule with which nothing is left for it; none is good.

    A rule of a seat that is not always reachable, or that not everybody may know of, leaves
    something to those below it.
    """
    left = _needs(rule)
    for number, other in enumerate(above):
        if _is_as_wide(other, rule):
            left = left - _always_taken(other, lookup)
            if not left:
                return number
    return None


def _always_taken(rule: Part, lookup: Lookup) -> set[ContactFor]:
    """What a rule takes whoever asks, and whether its seat can be reached or not."""
    seat = _item(lookup, "seats", rule.text("seat"))
    if seat is None or seat.text("key") in lookup.not_for_all:
        return set()
    # What is formal waits until it is read.
    return _needs(rule) & {ContactFor.FORMAL} if seat.has("unavailable") else _needs(rule)


def _needs(rule: Part) -> set[ContactFor]:
    if not rule.has("for"):
        return {ContactFor.NORMAL, ContactFor.URGENT}
    found = rule.word("for", ContactFor)
    return set() if found is None else {found}


def _is_as_wide(other: Part, rule: Part) -> bool:
    """Whether a rule holds at every time at which another one does."""
    limited = any(other.has(name) for name in ("when", "hours", "days"))
    if limited and other.text("seat") != rule.text("seat"):
        return False  # hours and days are those of its own seat
    when = not other.has("when") or rule.data.get("when") in _at_those_times(other)
    hours = not other.has("hours") or rule.data.get("hours") == other.data["hours"]
    days = {word for _, word in rule.texts("days")}
    on = not other.has("days") or (days and days <= {word for _, word in other.texts("days")})
    return bool(when and hours and on)


def _at_those_times(rule: Part) -> tuple[object, ...]:
    when = rule.data["when"]
    outside = when == ContactWhen.OUTSIDE_OFFICE_HOURS.value
    return (when, ContactWhen.ON_CALL.value) if outside else (when,)


def _time_faults(rule: Part, lookup: Lookup) -> Iterator[Fault]:
    hours, when = rule.hours("hours"), rule.word("when", ContactWhen)
    if hours is not None and hours.start == hours.end:
        sentence = f"{hours} is no time at all; for any hour leave hours out"
        yield rule.fault("hours", sentence)
        return
    seat = _item(lookup, "seats", rule.text("seat"))
    party = _item(lookup, "parties", seat.text("party")) if seat is not None else None
    if seat is None or party is None:
        return
    if when is ContactWhen.OFFICE_HOURS:
        yield from _office_faults(rule, hours, seat, party)
    elif when is ContactWhen.ON_CALL:
        on_call = seat.part("on_call")
        if on_call is None:
            sentence = f'"{seat.text("key")}" is never on call, so this never applies'
            yield rule.fault("when", f"{sentence}; add on_call to the seat, or write another time")
        elif not _meet(hours, on_call.hours("hours")):
            sentence = f"the seat is on call from {on_call.text('hours')} only, so this never"
            yield rule.fault("hours", f"{sentence} applies; write hours in which it is")


def _office_faults(
    rule: Part, hours: OfficeHours | None, seat: Part, party: Part
) -> Iterator[Fault]:
    if not _meet(hours, party.hours("hours")):
        sentence = f"the office hours are {party.text('hours')}, so this never applies"
        yield rule.fault("hours", f"{sentence}; write hours within them, or leave when out")
    week = {w for _, w in (seat if seat.has("working_week") else party).texts("working_week")}
    days = {word for _, word in rule.texts("days")}
    if days and week and not days & week and not party.has("extra_working_days"):
        sentence = "nobody works there on these days, so this never applies"
        yield rule.fault("days", f"{sentence}; write other days, or leave when out")


def _meet(one: OfficeHours | None, other: OfficeHours | None) -> bool:
    """Whether two spans of a day have a moment in common; none is the whole day."""
    if one is None or other is None:
        return True
    return within(one, other.start) or within(other, one.start)


def _formal_faults(rule: Part, lookup: Lookup) -> Iterator[Fault]:
    method = _item(lookup, "methods", rule.text("method"))
    if rule.word("for", ContactFor) is ContactFor.FORMAL and method is not None:
        formal = [m.text("key") for m in lookup.document.parts("methods") if m.flag("formal")]
        if not method.flag("formal"):
            sentence = f'"{method.text("key")}" does not count as formal notice'
            remedy = f"name one that does: {', '.join(filter(None, formal))}" if formal else ""
            yield rule.fault("method", f"{sentence}; {remedy or 'mark a method as formal first'}")


def _item(lookup: Lookup, kind: str, key: str | None) -> Part | None:
    """The item of a list with this key."""
    found = (each for each in lookup.document.parts(kind) if each.text("key") == key)
    return next(found, None) if key is not None else None
