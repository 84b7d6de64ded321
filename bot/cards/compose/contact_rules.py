"""Whom to contact about an area now, as rows of its answer: by the agreed rules, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.cards.card import Fact, Part
from bot.cards.compose.answer_parts import Telling, line
from bot.cards.words import answers
from bot.cards.words import contact_rules as words
from bot.domain.agreement.areas import Area
from bot.domain.agreement.contact_rules import ContactFor
from bot.domain.contact_rules import Named, named_for
from bot.domain.reach import reach_now


def named(telling: Telling, area: Area, need: ContactFor) -> Named | None:
    """Whom to contact about an area now, as the reader may know it."""
    return named_for(
        telling.agreement, area, telling.now, need, lambda key: telling.view.seat(key) is not None
    )


def contact_rows(telling: Telling, area: Area) -> Iterable[Fact]:
    """How to reach somebody about an area, where a rule for its topic holds; nothing else."""
    if not telling.with_contacts:
        return ()
    normal, urgent = (named(telling, area, need) for need in (ContactFor.NORMAL, ContactFor.URGENT))
    if normal is None or urgent is None or (normal.rule is None and urgent.rule is None):
        return ()
    same = (normal.seat, normal.way) == (urgent.seat, urgent.way)
    rows = [(answers.REACH_NOW, normal)]
    if not same:
        rows.append((words.WHEN_IT_CANNOT_WAIT, urgent))
    quirks = [telling.agreement.seat[key].contact.quirks for key in _seats(normal, urgent)]
    return (
        *(fact for label, each in rows for fact in line(label, _whom(telling, each, label))),
        *line(answers.GOOD_TO_KNOW, ("; ".join(each for each in quirks if each),)),
    )


def then_row(telling: Telling, area: Area) -> Iterable[Fact]:
    """Whom to contact at the hour that was asked about, by the rule that holds then."""
    owner = telling.view.seat(area.accountable)
    moment = telling.moment_asked_about(owner) if owner else None
    if owner is None or moment is None or not telling.with_contacts:
        return ()
    then = replace(telling, now=moment, hour=None)
    normal, urgent = (named(then, area, need) for need in (ContactFor.NORMAL, ContactFor.URGENT))
    if normal is None or urgent is None or (normal.rule is None and urgent.rule is None):
        return line(answers.REACH_THEN, telling.reach_then(owner))
    hour = answers.hour_there(reach_now(telling.agreement, normal.seat, moment))
    parts: list[Part] = [f"{hour}: ", *_agreed(telling, normal)]
    if (normal.seat, normal.way) != (urgent.seat, urgent.way):
        parts += [f" {words.WHEN_IT_CANNOT_WAIT}: ", *_agreed(telling, urgent)]
    return line(answers.REACH_THEN, tuple(parts))


def _agreed(telling: Telling, found: Named) -> Iterable[Part]:
    rule = words.agreed_for(found.rule) if found.rule else ""
    return (*telling.seat(found.seat), f": {answers.ways(found.way)}.{rule}")


def formal_row(telling: Telling, area: Area) -> Iterable[Fact]:
    """By which way something about an area has to go when it must be formal, where a rule says."""
    if not telling.with_contacts:
        return ()
    formal = named(telling, area, ContactFor.FORMAL)
    if formal is None or formal.rule is None:
        return ()
    seat, note = telling.seat(formal.seat), formal.rule.note
    said = f": {answers.ways(formal.way)}." + (f" {note[:1].upper()}{note[1:]}." if note else "")
    return line(words.MUST_BE_FORMAL, (*seat, said))


def _seats(normal: Named, urgent: Named) -> Iterator[str]:
    yield from dict.fromkeys((normal.seat, urgent.seat))


def _whom(telling: Telling, found: Named, label: str) -> tuple[Part, ...]:
    """The seat, the way, the rule that says so, and the hour for both."""
    seat = telling.agreement.seat[found.seat]
    stands_in = telling.stand_in(seat)
    if stands_in:
        return (*telling.seat(seat.key), ". ", *stands_in)
    urgent = label == words.WHEN_IT_CANNOT_WAIT
    within = seat.reply_within.urgent if urgent else seat.reply_within.normal
    there = reach_now(telling.agreement, seat.key, telling.now)
    said = (
        f": {answers.ways(found.way)}, answered {answers.within(within)}."
        f"{words.agreed_for(found.rule) if found.rule else ''}"
        f"{words.time_there(there)}{words.time_here(there, telling.around.zone)}"
    )
    return (*telling.seat(seat.key), said)
