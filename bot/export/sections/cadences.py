"""Cadences: the promised updates, in words."""

from collections.abc import Iterable

from bot.cards.words import answers
from bot.cards.words import export as words
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.workdays import seat_zone
from bot.export.layout import Item, Section, facts
from bot.export.names import Names


def cadences(agreement: Agreement) -> Section:
    """Who promised which update to whom, and when."""
    names = Names(agreement)
    return Section(
        "cadences", "Promised updates", tuple(_cadence(names, x) for x in agreement.cadences)
    )


def _cadence(names: Names, cadence: Cadence) -> Item:
    agreement, sender = names.agreement, names.agreement.party_of(cadence.from_)
    receiving = [party.short for party in agreement.receiving_parties(cadence)]
    zone = cadence.rule.zone or seat_zone(agreement, cadence.from_)
    minutes = cadence.minutes
    told = facts(
        ("From", names.seat(cadence.from_)),
        ("To", names.seats(cadence.to)),
        ("By", names.method(cadence.method)),
        (
            "When",
            (
                _rule(names, cadence),
                words.clock_of_parties(names.parties_in(zone)) if cadence.rule.at else None,
                words.span(cadence.rule.start, cadence.rule.end),
            ),
        ),
        ("In", names.phases(cadence.phases)),
        ("Says", words.listed(words.content(each) for each in cadence.contents)),
        ("Late", (words.late_after(cadence.grace, sender.short), *_if_late(names, cadence))),
        (
            "On a day off",
            words.day_off(cadence.if_day_off, sender.short, [sender.short, *receiving]),
        ),
        (
            "Minutes",
            words.minutes(
                names.title(minutes.by),
                minutes.within,
                names.location(minutes.filed_in),
                minutes.approved,
            )
            if minutes
            else None,
        ),
        ("Numbers", words.BASIS[cadence.basis] if cadence.basis else None),
    )
    return Item(cadence.title, (told,))


def _rule(names: Names, cadence: Cadence) -> str:
    rule = cadence.rule
    areas = [names.area(key) or "" for key in rule.areas]
    return words.sentence(answers.rule(rule, areas, names.area(rule.on_days_of)))


def _if_late(names: Names, cadence: Cadence) -> Iterable[str]:
    late = cadence.if_late
    if late is None:
        return
    if late.remind:
        yield words.reminded(names.title(late.remind.seat), late.remind.after)
    for step in late.tell:
        yield words.told(names.title(step.seat), step.after)
    if late.meanwhile:
        yield words.meanwhile(late.meanwhile)
