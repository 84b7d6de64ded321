"""The card of how both sides answer: one month of all sides, or some months of one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.cards.card import (
    Button,
    Card,
    CardBlock,
    Chart,
    Facts,
    Look,
    Series,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.words import responsiveness as words
from bot.cards.words.status import SIDE
from bot.domain.agreement.parties import Party
from bot.domain.kept import months_until
from bot.domain.responsiveness import Month, Numbers

_COMMAND = "responsiveness"
_HOUR = timedelta(hours=1)
#: A trend is a difference between months.
_FEWEST_MONTHS = 2

_Value = Callable[[Numbers], float | None]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Which numbers are shown."""

    title: str
    """Of the collaboration."""
    side: str | None
    """Key of the one party it is about; none for all of them."""
    months: Sequence[Month]
    """In words, oldest first."""
    trend: Sequence[Month]
    """In the charts, oldest first."""


def responsiveness_card(parties: Sequence[Party], shown: Shown) -> Card:
    """The same for whoever reads it.

    Args:
        parties: the sides, in the order they are shown. Months are those of the first one's clock.
        shown: which numbers.
    """
    about = [each for each in parties if shown.side in (None, each.key)]
    blocks = [
        *_charts(about, shown.trend),
        *(block for month in shown.months for block in _month(month, about, shown)),
    ]
    said = ", ".join(words.heading(m.first, so_far=m.so_far) for m in shown.months[-1:])
    of = f", {about[0].short}" if shown.side else f", {said}" if said else ""
    title = f"{words.TITLE}: {shown.title}{of}"
    known = any(month.sides[each.key].said for month in shown.months for each in about)
    zone = parties[0].zone.rpartition("/")[2].replace("_", " ")
    notes = [subtle(words.IN_SHORT.format(zone=zone))] if known else [paragraph(words.NOTHING)]
    return Card(
        title=title,
        summary=title,
        blocks=(*blocks, *notes, subtle(words.SAME_FOR_ALL)),
        buttons=(*_buttons(parties, shown), Button(words.FILES, ASK, {"text": f"{_COMMAND} file"})),
    )


def files_card(xlsx: str, csv: str, *, minutes: int) -> Card:
    """The links to the workbook and to the file."""
    return Card(
        title=words.FILE_TITLE,
        summary=words.FILE_TITLE,
        blocks=(paragraph(words.FILE_HOW.format(minutes=minutes)),),
        buttons=(
            Button(words.FILE_XLSX, "export.open", look=Look.PRIMARY, url=xlsx),
            Button(words.FILE_CSV, "export.open", url=csv),
            Button(words.TITLE, ASK, {"text": _COMMAND}),
        ),
    )


def _month(month: Month, parties: Sequence[Party], shown: Shown) -> Iterator[CardBlock]:
    """Rows that say nothing about any of the sides are left out for all of them."""
    sides = [(each, words.rows(month.sides[each.key], so_far=month.so_far)) for each in parties]
    rows = [row for row in sides[0][1] if any(said[row] != words.NONE for _, said in sides)]
    if not rows:
        return
    for party, said in sides:
        heading = f"{party.short} ({SIDE[party.side]})"
        if shown.side:
            heading = words.heading(month.first, so_far=month.so_far)
        yield Text((heading,), Tone.HEADING)
        yield Facts(tuple(fact(row, said[row]) for row in rows))


def _buttons(parties: Sequence[Party], shown: Shown) -> Iterator[Button]:
    if shown.side:
        yield Button(words.ALL_SIDES, ASK, {"text": _COMMAND})
        return
    for month in shown.months[-1:]:
        before, first = months_until(month.first, 2)
        after = months_until((first + timedelta(days=31)), 1)[0]
        yield Button(words.MONTH_BEFORE, ASK, {"text": f"{_COMMAND} {before:%Y-%m}"})
        if not month.so_far:
            yield Button(words.MONTH_AFTER, ASK, {"text": f"{_COMMAND} {after:%Y-%m}"})
    for party in parties:
        yield Button(party.short, ASK, {"text": f"{_COMMAND} {party.short}"})


def _charts(parties: Sequence[Party], trend: Sequence[Month]) -> Iterator[Chart]:
    yield from _chart(
        words.ANSWER_TIME_CHART,
        words.HOURS,
        parties,
        trend,
        lambda one: None if one.replies.median is None else round(one.replies.median / _HOUR, 1),
    )
    yield from _chart(
        words.IN_TIME_CHART,
        words.PERCENT,
        parties,
        trend,
        lambda one: one.replies.on_time_percent,
    )


def _chart(
    title: str, unit: str, parties: Sequence[Party], trend: Sequence[Month], value: _Value
) -> Iterator[Chart]:
    """Bars of the sides side by side, in the months in which each that has values has one."""
    values = {each.key: [value(month.sides[each.key]) for month in trend] for each in parties}
    drawn = [each for each in parties if any(one is not None for one in values[each.key])]
    places = [
        place
        for place in range(len(trend))
        if all(values[each.key][place] is not None for each in drawn)
    ]
    if not drawn or len(places) < _FEWEST_MONTHS:
        return
    known = [
        (
            each.short,
            [
                (month.first, month.so_far, found)
                for month, found in zip(trend, values[each.key], strict=True)
                if found is not None
            ],
        )
        for each in drawn
    ]
    yield Chart(
        title=title,
        labels=words.under_bars([(trend[place].first, trend[place].so_far) for place in places]),
        series=tuple(
            Series(each.short, tuple(float(values[each.key][place] or 0) for place in places))
            for each in drawn
        ),
        unit=unit,
        text=words.chart_text(
            title, unit, known, all_drawn=all(len(said) == len(places) for _, said in known)
        ),
    )
