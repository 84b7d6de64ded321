"""What is left when a collaboration ends: actions to take over, access to end, what is filed."""

from collections.abc import Iterator, Mapping, Sequence

from bot.cards.compose.actions import Task
from bot.cards.words import actions as action_words
from bot.cards.words import closing as words
from bot.cards.words import export as export_words
from bot.cards.words.dates import moment_in_words
from bot.domain.agreement.areas import Location
from bot.export.layout import Note, Section, lines, table
from bot.export.names import Names
from bot.export.sections.areas import who_gets_in


def open_actions(tasks: Sequence[Task], takes_over: Mapping[str, str]) -> Section:
    """Each with its owner, and who it falls to when nothing else is agreed."""
    if not tasks:
        return Section("actions", words.ACTIONS_TITLE, (Note(words.NONE_OPEN),))
    rows = [
        (
            action_words.named(task.action.label),
            task.action.what,
            lines(task.owner, task.holder),
            moment_in_words(task.action.times.due, task.zone),
            takes_over.get(task.action.label) or words.NOBODY,
        )
        for task in tasks
    ]
    shown = table(words.ACTIONS_TITLE, words.ACTION_COLUMNS, rows, (10, 35, 20, 18, 17))
    return Section("actions", words.ACTIONS_TITLE, (Note(words.ACTIONS_HOW), shown))


def access(names: Names) -> Section:
    """Every shared place the reader may know, who gets in, and what to do about it."""
    found = names.agreement.locations
    if not found:
        return Section("access", words.ACCESS_TITLE, (Note(words.NONE_SHARED),))
    rows = [
        (
            lines(each.title, each.path),
            names.seat(each.owner),
            tuple(map(export_words.sentence, who_gets_in(names, each.access))),
            tuple(_to_do(names, each)) or (words.KEEP,),
        )
        for each in found
    ]
    shown = table(words.ACCESS_TITLE, words.ACCESS_COLUMNS, rows, (28, 20, 30, 22))
    return Section("access", words.ACCESS_TITLE, (Note(words.ACCESS_HOW), shown))


def _to_do(names: Names, location: Location) -> Iterator[str]:
    """What the other side can still open is ended; what counts as delivered is handed over."""
    agreement, own = names.agreement, names.agreement.party_of(location.owner).key
    given = location.access
    others = {seat for seat in given.seats if agreement.party_of(seat).key != own}
    dated = {grant.seat for grant in given.grants}
    if given.everyone or others - dated or any(each.party != own for each in given.parties):
        yield words.END_ACCESS
    elif others or any(agreement.party_of(seat).key != own for seat in dated):
        yield words.ENDS_BY_ITSELF
    if location.formal or location.filed:
        yield words.HAND_OVER
