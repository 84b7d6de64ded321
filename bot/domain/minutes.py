"""From the points of a meeting to its minutes, and from its minutes to what they left open.

Minutes begin with a line for each point, `Vial labels: `, under the standing point it belongs to.
A line behind and under which nothing was written is a point that is still open. A line that was
taken out or put into other words is dealt with: whoever writes the minutes decides that.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.checkin import Answer
from bot.domain.meeting_agenda import Point

#: Characters of a point in its line: fifteen such lines fit one field with words behind them.
_LABEL = 40
_CUT = "…"
_BEHIND = ":"


def label(point: Point) -> str:
    """How a point begins its line."""
    if len(point.text) <= _LABEL:
        return point.text
    return point.text[: _LABEL - len(_CUT)].rstrip() + _CUT


def lines(points: Iterable[Point]) -> str:
    """The lines that the minutes begin with, one for each point."""
    return "\n".join(f"{label(point)}{_BEHIND} " for point in points)


def under(points: Sequence[Point], titles: Sequence[str], title: str) -> list[Point]:
    """The points that belong to a standing point; with an empty title those that belong to none.

    Args:
        points: all of the meeting.
        titles: the standing points there are; one that is no longer agreed holds nothing.
        title: which of them.
    """
    return [point for point in points if (point.under if point.under in titles else "") == title]


def named_in(point: Point, text: str) -> bool:
    """Whether minutes say the words of a point."""
    return _plain(label(point).removesuffix(_CUT)) in _plain(text)


def left_open(points: Sequence[Point], answer: Answer | None) -> list[Point]:
    """The points a meeting left open, in order: all of them while there are no minutes."""
    if answer is None:
        return list(points)
    said: dict[str, str] = {}
    for item in answer.items:
        for point, words in _written_behind(points, item.text):
            said[point.id] = said.get(point.id, "") + words
    return [point for point in points if said.get(point.id) == ""]


def _written_behind(points: Sequence[Point], text: str) -> Iterator[tuple[Point, str]]:
    """Each line, or the lines after it, with the point it begins with or follows."""
    # "Vials" begins the line of "Vials, broken" too: the longer one is meant.
    by_length = sorted(points, key=lambda point: len(label(point)), reverse=True)
    current = None
    for line in text.splitlines():
        plain = _plain(line).lstrip("-•* ")
        begun = next((each for each in by_length if plain.startswith(_plain(label(each)))), None)
        if begun is not None:
            current, plain = begun, plain.removeprefix(_plain(label(begun)))
        if current is not None:
            yield current, plain.strip(" :.…-")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
