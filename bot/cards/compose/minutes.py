"""Minutes: what they begin with, and what is shown with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.cards.card import Block, Facts, Text, Tone, fact, subtle
from bot.cards.compose.checkin_form import OTHER_KEY, item_key
from bot.cards.compose.checkins import Agreed, Promise
from bot.cards.compose.meetings import said
from bot.cards.words import meetings as words
from bot.domain.agreement.cadences import ContentType
from bot.domain.checkin import Answer
from bot.domain.meeting_agenda import Point
from bot.domain.meetings import approved_at_next
from bot.domain.minutes import label, lines, named_in, under


def first_values(promise: Promise, points: Sequence[Point]) -> dict[str, str]:
    """What the form of minutes begins with: a line for each point, under its standing point."""
    titles = _titles(promise)
    values = {
        item_key(index): lines(under(points, titles, item.title))
        for index, item in enumerate(promise.cadence.contents)
        if item.title in titles
    }
    others = under(points, titles, "")
    return {**values, OTHER_KEY: lines(others)} if others else values


def agreed(
    promise: Promise,
    answer: Answer,
    points: Sequence[Point],
    names: Mapping[str, str],
    *,
    filed_in: tuple[str, str] | None,
) -> Agreed:
    """The points that minutes do not name, and what is agreed to happen with the minutes.

    Args:
        promise: the minutes.
        answer: what was written.
        points: what stood on the agenda.
        names: what each person who added a point is called, by id.
        filed_in: title and path of the location they go to, for whoever may know it.
    """
    text = "\n".join(item.text for item in answer.items)
    unnamed = [point for point in points if not named_in(point, text)]
    titles = _titles(promise)
    beside = {
        title: (_also(left, names),) for title in titles if (left := under(unnamed, titles, title))
    }
    others = under(unnamed, titles, "")
    written = any(item.title == words.OTHER_POINTS for item in answer.items)
    behind: list[Block] = []
    if others and written:
        beside[words.OTHER_POINTS] = (_also(others, names),)
    elif others:
        behind += [Text((words.OTHER_POINTS,), Tone.HEADING), _also(others, names)]
    return Agreed(beside=beside, behind=(*behind, *_next_steps(promise, filed_in)))


def _also(points: Sequence[Point], names: Mapping[str, str]) -> Block:
    # By their beginnings: whole ones can be longer than the minutes, and stand in the agenda.
    named = (said(replace(point, text=label(point)), names) for point in points)
    return subtle(words.on_the_agenda("; ".join(named)))


def _next_steps(promise: Promise, filed_in: tuple[str, str] | None) -> Iterator[Block]:
    approved = promise.cadence.minutes.approved if promise.cadence.minutes else None
    steps = []
    if filed_in:
        steps.append(fact(words.NEXT_STEP, words.file_in(*filed_in)))
    if approved_at_next(promise.cadence):
        steps.append(fact(words.APPROVED, words.APPROVAL_IS_A_POINT))
    elif approved:
        steps.append(fact(words.APPROVED, approved))
    if steps:
        yield Facts(tuple(steps))


def _titles(promise: Promise) -> list[str]:
    """The standing points that take words."""
    return [c.title for c in promise.cadence.contents if c.type is ContentType.TEXT]
