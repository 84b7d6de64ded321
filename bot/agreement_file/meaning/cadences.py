"""Cadences: whether the rule says exactly when, and who gets what."""

import re
from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup, sender_faults, zone_faults
from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part, repeated
from bot.domain.agreement.cadences import RULE_DAY_PATTERN, ContentType, Every
from bot.domain.agreement.parties import Weekday

_WEEKDAYS = frozenset(day.value for day in Weekday)
_WITH_WEEKDAYS = frozenset({Every.WEEK, Every.TWO_WEEKS})
_WITH_MONTH_DAYS = frozenset({Every.MONTH, Every.QUARTER})

#: For each key of a rule that not every rhythm takes: the rhythms that do.
_GOES_WITH = {
    "days": _WITH_WEEKDAYS | _WITH_MONTH_DAYS,
    "anchor": frozenset({Every.TWO_WEEKS}),
    "on_days_of": frozenset({Every.DAY}),
    "areas": frozenset({Every.MILESTONE}),
    "within": frozenset({Every.MILESTONE}),
    "at": frozenset(Every) - {Every.MILESTONE},
    "zone": frozenset(Every) - {Every.MILESTONE},
    "end": frozenset(Every) - {Every.ONCE},
}
#: For each rhythm: what it cannot do without, and why.
_NEEDS = {
    "days": (_WITH_WEEKDAYS | _WITH_MONTH_DAYS, "which days"),
    "anchor": (frozenset({Every.TWO_WEEKS}), "one day on which it happens"),
    "areas": (frozenset({Every.MILESTONE}), "the areas whose completion starts the clock"),
    "within": (frozenset({Every.MILESTONE}), "how soon after the milestone"),
    "at": (_GOES_WITH["at"], "the time of day"),
    "zone": (_GOES_WITH["zone"], "whose wall clock"),
    "start": (frozenset({Every.ONCE}), "the day"),
}


def cadence_faults(lookup: Lookup) -> Iterator[Fault]:
    """What is wrong with the cadences."""
    for cadence in lookup.document.parts("cadences"):
        sender = cadence.text("from")
        for path, receiver in cadence.texts("to"):
            if receiver == sender:
                sentence = f'"{sender}" would send this to itself; take it out of the receivers'
                yield Fault(path, sentence)
        yield from sender_faults(cadence, lookup)
        rule = cadence.part("rule")
        if rule is not None:
            yield from _rule_faults(rule)
        yield from _content_faults(cadence)


def _rule_faults(rule: Part) -> Iterator[Fault]:
    yield from zone_faults(rule)
    yield from repeated(rule, "days", "the day")
    start, end = rule.date("start"), rule.date("end")
    if start is not None and end is not None and end < start:
        sentence = f"the rule ends on {end}, before it starts on {start}; exchange the dates"
        yield rule.fault("end", sentence)
    every = rule.word("every", Every)
    if every is None:
        return
    for name, rhythms in _GOES_WITH.items():
        if rule.has(name) and every not in rhythms:
            sentence = f'"{name}" does not go together with every: {every.value}; leave it out'
            yield rule.fault(name, sentence + _hint(name, every))
    for name, (rhythms, what) in _NEEDS.items():
        if every in rhythms and not rule.has(name):
            sentence = f'with every: {every.value} the rule must say {what}; add "{name}"'
            yield rule.fault(name, sentence)
    yield from _day_faults(rule, every)


def _hint(name: str, every: Every) -> str:
    if name == "days" and every is Every.DAY:
        return ", or write every: week"
    if name == "at" and every is Every.MILESTONE:
        return ", within says when it is due"
    return ""


def _day_faults(rule: Part, every: Every) -> Iterator[Fault]:
    days = [day for _, day in rule.texts("days")]
    for path, day in rule.texts("days"):
        if every in _WITH_WEEKDAYS and _is_month_day(day):
            sentence = f"{day} is a day of the month; write a weekday, or every: month"
            yield Fault(path, sentence)
        if every in _WITH_MONTH_DAYS and day in _WEEKDAYS:
            sentence = f"{day} comes several times a {every.value}; write first_{day} or last_{day}"
            yield Fault(path, sentence)
    anchor = rule.date("anchor")
    weekdays = [day for day in days if day in _WEEKDAYS]
    if every is Every.TWO_WEEKS and anchor is not None and weekdays:
        falls_on = list(Weekday)[anchor.weekday()].value
        if falls_on not in weekdays:
            sentence = f"{anchor} is a {falls_on}, the rule says {', '.join(weekdays)}"
            yield rule.fault("anchor", f"{sentence}; name a day on which it happens")


def _is_month_day(day: str) -> bool:
    return day not in _WEEKDAYS and re.fullmatch(RULE_DAY_PATTERN, day) is not None


def _content_faults(cadence: Part) -> Iterator[Fault]:
    for item in cadence.parts("contents"):
        kind = item.word("type", ContentType) if item.has("type") else ContentType.TEXT
        if kind is ContentType.CHOICE and not item.has("choices"):
            yield Fault(item.path, 'a choice needs something to choose from; add "choices"')
        if kind not in {ContentType.CHOICE, None} and item.has("choices"):
            yield item.fault("choices", "only a choice has choices; write type: choice")
        if kind not in {ContentType.NUMBER, None} and item.has("unit"):
            yield item.fault("unit", "only a number has a unit; write type: number")
        yield from repeated(item, "choices", "the choice")
    yield from _repeated_titles(cadence)


def _repeated_titles(cadence: Part) -> Iterator[Fault]:
    titles = [*cadence.texts("contents")]
    titles += [
        ((*item.path, "title"), title)
        for item in cadence.parts("contents")
        if (title := item.text("title")) is not None
    ]
    seen: set[str] = set()
    for path, title in sorted(titles, key=lambda each: str(each[0])):
        if title.casefold() in seen:
            yield Fault(path, f'"{title}" is asked twice; once is enough')
        seen.add(title.casefold())
