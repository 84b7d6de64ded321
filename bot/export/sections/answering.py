"""How each side answered, month by month, and who was thanked for what."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.cards.words import closing as words
from bot.cards.words.responsiveness_definitions import COLUMNS, OF_ALL
from bot.domain.responsiveness import Month, Numbers
from bot.export.layout import Bullets, Item, Lines, Note, Section, facts, table
from bot.export.names import Names

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_WIDTHS = (13, 13, 11, 10, 11, 11, 13, 9, 9)


def answering(names: Names, months: Sequence[Month]) -> Section:
    """The numbers everybody reads with `responsiveness`, with what they mean below them."""
    rows: list[tuple[Lines | str, ...]] = [
        (_month(month), names.party(party), *_numbers(numbers))
        for month in months
        for party, numbers in month.sides.items()
        if any(_numbers(numbers))
    ]
    if not rows:
        return Section("answering", words.ANSWERED_TITLE, (Note(words.NOTHING_ANSWERED),))
    columns = (words.MONTH, words.SIDE, *words.ANSWERED_COLUMNS)
    shown = table(words.ANSWERED_TITLE, columns, rows, _WIDTHS)
    known = words.ANSWERED_COLUMNS
    meaning = facts(*((each, COLUMNS[known[each]]) for each in shown.columns if each in known))
    blocks = (Note(OF_ALL), shown, Item(words.ANSWERED_MEAN, (meaning,)))
    return Section("answering", words.ANSWERED_TITLE, blocks)


def thanks(said: Sequence[str]) -> Section:
    """In the order they were said; nobody is counted. Without any there is no such part."""
    return Section("thanks", words.THANKS_TITLE, (Bullets(tuple(said)),) if said else ())


def _month(month: Month) -> tuple[str, ...]:
    named = f"{month.first:%B %Y}"
    return (named, words.SO_FAR_MARK) if month.so_far else (named,)


def _numbers(of: Numbers) -> Iterator[str]:
    replies, acknowledged = of.replies, of.acknowledged
    yield str(replies.counted) if replies.counted else ""
    yield words.of(replies.on_time, replies.counted)
    yield _in(_HOUR, replies.median)
    yield _in(_HOUR, replies.ninetieth)
    yield words.of(acknowledged.in_time, acknowledged.counted)
    yield str(of.seats.changed) if of.seats.changed else ""
    yield _in(_DAY, of.seats.empty or None)


def _in(unit: timedelta, length: timedelta | None) -> str:
    return "" if length is None else f"{length / unit:.1f}"
