"""The card of the kept-promise record: a section for each side, with a trend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Facts,
    Series,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.words import kept as words
from bot.cards.words.status import SIDE
from bot.domain.agreement.parties import Party
from bot.domain.kept import Outcome, streak, tally
from bot.domain.raised_times import RaisedTimes
from bot.domain.waiting_times import ReplyTimes

#: As many updates of one side as a card lists, and as many buttons it has for one of them.
_LISTED = 7
_BUTTONS = 10
#: A trend is a difference between months.
_FEWEST_MONTHS = 2


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Which part of the record is shown."""

    title: str
    """Of the collaboration, or of the one update it is about."""
    one: bool
    """Whether it is about one update."""
    months: Sequence[date]
    """In the tables, oldest first."""
    trend: Sequence[date]
    """In the charts, oldest first."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What one side said across."""

    heads_ups: int
    """How many it gave, without those it took back."""
    seen: int
    """How many of those the other side has marked as seen."""
    raised: RaisedTimes
    """What it raised, and how soon."""
    replies: ReplyTimes
    """How the questions to it were answered."""

    @property
    def said(self) -> bool:
        """Whether there is anything of it."""
        return bool(self.heads_ups or self.raised.raised or self.replies.counted)


def said_by(spoken: Spoken) -> tuple[str, ...]:
    """What a side said across, a line for each kind of it."""
    return words.spoken(spoken.heads_ups, spoken.seen, spoken.raised, spoken.replies)


def kept_card(
    outcomes: Sequence[Outcome],
    parties: Sequence[Party],
    shown: Shown,
    spoken: Mapping[str, Spoken],
) -> Card:
    """The same numbers for everybody who may know of the updates.

    Args:
        outcomes: what came of the updates.
        parties: the sides, in the order they are shown.
        shown: which part of the record.
        spoken: what each side said across, by its key; nothing where it is about one update.
    """
    blocks = [
        block for party in parties for block in _side(party, outcomes, shown, spoken.get(party.key))
    ]
    updates = dict.fromkeys(each.title for each in _of(outcomes, months=shown.months))
    buttons = [
        Button(title, ASK, {"text": f"kept {title}"})
        for title in ([] if shown.one or len(updates) == 1 else list(updates)[:_BUTTONS])
    ]
    back = [Button(words.ALL_UPDATES, ASK, {"text": "kept"})] if shown.one else []
    file = [Button(words.AS_FILE, ASK, {"text": "kept csv"})] if blocks else []
    title = f"{words.TITLE}: {shown.title}"
    return Card(
        title=title,
        summary=title,
        blocks=(
            *([*blocks, subtle(words.DEFINITIONS)] if blocks else [paragraph(words.NOTHING)]),
            subtle(words.SAME_FOR_ALL),
        ),
        buttons=(*buttons, *back, *file),
    )


def file_card(url: str, *, minutes: int) -> Card:
    """The link to the file."""
    return Card(
        title=words.FILE_TITLE,
        summary=words.FILE_TITLE,
        blocks=(paragraph(words.FILE_HOW.format(minutes=minutes)), subtle(words.DEFINITIONS)),
        buttons=(
            Button(words.FILE_OPEN, "export.open", url=url),
            Button(words.TITLE, ASK, {"text": "kept"}),
        ),
    )


def _side(
    party: Party, outcomes: Sequence[Outcome], shown: Shown, spoken: Spoken | None
) -> Iterator[CardBlock]:
    own = [each for each in outcomes if each.party == party.key]
    listed = dict.fromkeys(each.cadence for each in _of(own, months=shown.months))
    said = said_by(spoken) if spoken else ()
    if not listed and not said:
        return
    yield Text((f"{party.short} ({SIDE[party.side]})",), Tone.HEADING)
    if said:
        yield Bullets(tuple((line,) for line in said))
    yield from _trend(party.short, own, shown.trend)
    for cadence in list(listed)[:_LISTED]:
        yield from _update([each for each in own if each.cadence == cadence], shown)
    if len(listed) > _LISTED:
        yield subtle(words.more(len(listed) - _LISTED))


def _trend(name: str, own: Sequence[Outcome], months: Sequence[date]) -> Iterator[Chart]:
    """Months in which nothing was expected are left out: nothing of nothing is no share."""
    counted = [(month, tally(_of(own, months=(month,)))) for month in months]
    known = [(month, each) for month, each in counted if each.on_time_percent is not None]
    if len(known) >= _FEWEST_MONTHS:
        yield Chart(
            title=words.trend_title(name),
            labels=words.under_bars([month for month, _ in known]),
            series=(Series(name, tuple(float(each.on_time_percent or 0) for _, each in known)),),
            unit=words.UNIT,
            text=words.trend_text(name, known),
        )


def _update(own: Sequence[Outcome], shown: Shown) -> Iterator[CardBlock]:
    newest = max(own, key=lambda each: each.due)
    in_a_row = streak(own)
    behind = words.in_a_row(in_a_row) if in_a_row > 1 else ""
    yield paragraph(Strong(newest.title), behind)
    rows = ((month, list(_of(own, months=(month,)))) for month in shown.months)
    yield Facts(
        tuple(
            fact(words.month_name(month), words.how_many(tally(found)))
            for month, found in rows
            if found
        )
    )


def _of(outcomes: Iterable[Outcome], *, months: Sequence[date]) -> Iterator[Outcome]:
    return (each for each in outcomes if each.month in months)
