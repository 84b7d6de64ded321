"""From the points of a meeting to its minutes, and what they leave open."""

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checkin import Answer, Health, Item
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import instant
from bot.domain.meeting_agenda import MOST_POINTS, MeetingAgenda, Point
from bot.domain.minutes import left_open, lines, named_in, under

NOW = instant(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
WALL = datetime(2026, 12, 1, 7, 30)  # noqa: DTZ001  # a wall time has no zone


def a_point(text: str, id_: str | None = None, **changes: object) -> Point:
    values = {"id": id_ or text, "text": text, "person": "alice", "at": NOW, **changes}
    return Point(**values)  # type: ignore[arg-type]  # a builder names only what matters


def an_agenda(*points: Point) -> MeetingAgenda:
    return MeetingAgenda(
        id="c/call/w", collaboration="c", cadence="call", wall=WALL, start=NOW, points=points
    )


def an_answer(*texts: str) -> Answer:
    items = tuple(Item(title=f"item {n}", text=text) for n, text in enumerate(texts))
    return Answer(
        health=Health.ON_TRACK, items=items, help_needed="", person="bob", seat="pm", at=NOW
    )


def open_after(points: list[Point], *texts: str) -> list[str]:
    return [point.text for point in left_open(points, an_answer(*texts))]


WORDS = st.text(string.ascii_letters + " ", min_size=1, max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=6, unique_by=str.casefold), st.data())
@settings(max_examples=60, deadline=None)
def test_exactly_the_points_nobody_wrote_behind_are_left_open(
    texts: list[str], data: st.DataObject
) -> None:
    points = [a_point(f"{number} {text}") for number, text in enumerate(texts)]
    answered = data.draw(st.lists(st.booleans(), min_size=len(points), max_size=len(points)))
    written = "\n".join(
        line + ("agreed" if done else "")
        for line, done in zip(lines(points).splitlines(), answered, strict=True)
    )
    wanted = [point.text for point, done in zip(points, answered, strict=True) if not done]
    assert open_after(points, written) == wanted


def test_words_on_the_lines_after_it_count_for_a_point() -> None:
    points = [a_point("Vial labels"), a_point("Courier")]
    assert open_after(points, "Vial labels:\n reprint by Friday\n\nCourier:  ") == ["Courier"]


def test_a_line_that_was_taken_out_or_put_otherwise_is_dealt_with() -> None:
    assert open_after([a_point("Vial labels")], "We reprint them by Friday") == []


def test_a_bullet_in_front_of_a_line_changes_nothing() -> None:
    assert open_after([a_point("Vials"), a_point("Boxes")], "- Vials: ok", "• boxes:") == ["Boxes"]


def test_of_two_points_that_begin_the_same_the_longer_is_meant() -> None:
    points = [a_point("Vials"), a_point("Vials, broken")]
    assert open_after(points, "Vials: \nVials, broken: replaced") == ["Vials"]


def test_without_minutes_everything_is_left_open() -> None:
    points = [a_point("Vials"), a_point("Boxes")]
    assert left_open(points, None) == points


def test_a_long_point_is_known_by_its_beginning() -> None:
    long = a_point("A very long point about everything that was shipped on that Tuesday")
    (line,) = lines([long]).splitlines()
    assert len(line) <= 42
    assert open_after([long], line) == [long.text]
    assert open_after([long], f"{line} done") == []
    assert named_in(long, f"{line} done")
    assert not named_in(long, "nothing of it")


def test_a_standing_point_that_is_no_longer_agreed_holds_nothing() -> None:
    kept, lost = a_point("Vials", under="risks"), a_point("Boxes", under="gone")
    assert under([kept, lost], ["risks"], "risks") == [kept]
    assert under([kept, lost], ["risks"], "") == [lost]


def test_an_agenda_takes_so_many_points_and_the_same_one_once() -> None:
    agenda = an_agenda()
    for number in range(MOST_POINTS):
        agenda = agenda.with_point(a_point(f"Point {number}"))
    assert agenda.with_point(a_point("POINT 3", "another event")) is agenda
    with pytest.raises(Refused, match="holds 15 points"):
        agenda.with_point(a_point("One more"))


def test_only_whoever_added_a_point_takes_it_back() -> None:
    agenda = an_agenda(a_point("Vials"))
    with pytest.raises(Refused, match="Only whoever added"):
        agenda.without_point("Vials", "bob")
    assert agenda.without_point("Vials", "alice").points == ()
    with pytest.raises(Refused, match="not on the agenda any more"):
        agenda.without_point("Boxes", "alice")


def test_what_was_left_open_comes_first_once_and_not_again_when_it_was_taken_back() -> None:
    old, own = a_point("Vials", since=WALL), a_point("Boxes")
    agenda = an_agenda(own).carrying([old])
    assert agenda.points == (old, own)
    assert agenda.carrying([old]) == agenda
    declined = agenda.without_point("Vials", "alice")
    assert declined.carrying([old]).points == (own,)
    assert agenda.carrying([]).points == (own,)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 201}, "text"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 241}, "minutes"),
    ],
)
def test_what_cannot_be_a_point_is_refused_with_its_field(
    changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_point("Vials", "e1", **changes) if "text" not in changes else a_point(
            str(changes["text"]), "e1"
        )
    assert refused.value.field == field
