"""Triggers: the occurrences that are a reason to consult, and the ladders they climb."""

from bot.cards.words import export as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import LadderStep, Trigger
from bot.export.layout import Block, Item, Lines, Section, Table, facts, lines, table
from bot.export.names import Names


def triggers(agreement: Agreement) -> Section:
    """What happens when something needs attention."""
    names = Names(agreement)
    shown: tuple[Block, ...] = tuple(_trigger(names, each) for each in agreement.triggers)
    return Section("triggers", "When something needs attention", shown)


def _trigger(names: Names, trigger: Trigger) -> Item:
    clock, first = trigger.clock, trigger.first_notice
    calendars = {party.key: party.short for party in names.agreement.parties}
    told = facts(
        ("What", (words.sentence(trigger.trigger.text), *words.limits(trigger.trigger))),
        (
            "Clock",
            (
                words.clock_starts(clock.text, calendars.get(clock.aware or "")),
                words.counted(
                    clock,
                    words.calendar_of(clock.calendar, calendars),
                    words.calendar_of(clock.business_days, calendars),
                ),
            ),
        ),
        (
            "First notice",
            words.notice(
                names.seat(first.from_),
                names.seat(first.to),
                first.within,
                names.method(first.method),
            ),
        ),
        ("Says at least", words.listed(trigger.say)),
        ("Until decided", words.sentence(trigger.until_decided)),
        ("Decided by", names.seat(trigger.decided_by) if trigger.decided_by else None),
        (
            "Acknowledged",
            words.counts_for(trigger.acknowledged_for) if trigger.acknowledged_for else None,
        ),
        ("Over when", words.sentence(trigger.closes_when)),
        ("Known to", words.RESTRICTED_TRIGGER if trigger.restricted else None),
        ("Numbers", words.BASIS[trigger.basis] if trigger.basis else None),
    )
    return Item(trigger.title, (told, _ladder(names, trigger)), words.SEVERITY[trigger.severity])


def _ladder(names: Names, trigger: Trigger) -> Table:
    parties = names.agreement.parties
    rows = (
        (
            (str(step.step),),
            (words.after(step.after),),
            *(_on_step(names, step, party.key) for party in parties),
            lines(
                words.moves(step.if_, step.or_reported, step.unless_reported),
                words.told_again(step.repeat_every, step.repeat_at_most),
                step.note,
            ),
        )
        for step in trigger.ladder
    )
    columns = ("Step", "When", *(each.short for each in parties), "Moves here")
    widths = (7, 15, *(48 // len(parties) for _ in parties), 30)
    return table(words.ladder_of(trigger.title), columns, rows, widths)


def _on_step(names: Names, step: LadderStep, party: str) -> Lines:
    return (names.title(step.seats[party]),) if party in step.seats else ()
