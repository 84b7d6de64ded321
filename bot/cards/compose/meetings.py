"""Cards and the form of a meeting's agenda."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.checkins import (
    EXCUSE,
    STILL_EXPECTED,
    Promise,
    agreed,
    excuse_facts,
)
from bot.cards.compose.general import ASK_IN
from bot.cards.form import ChoiceInput, Form, NumberInput, Option, TextInput
from bot.cards.words import meetings as words
from bot.cards.words.capital import capital
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence, ContentType
from bot.domain.checkin import CheckIn
from bot.domain.instant import local
from bot.domain.meeting_agenda import LONGEST_POINT, MeetingAgenda, Point
from bot.domain.meetings import moved_from
from bot.domain.visibility import View

#: Buttons and the form; all carry `meeting`, the last button also `point`.
ADD = "meeting.add"
ADD_FORM = "meeting.added"
TAKE_BACK = "meeting.take_back"
TAKE_IT_BACK = "meeting.take_it_back"

TEXT_KEY, MINUTES_KEY, UNDER_KEY = "text", "minutes", "under"
_LONGEST_OPTION = 70
_LONGEST_LABEL = 40
_MOST_BUTTONS = 5


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting as one reader, or a room, reads its agenda."""

    view: View
    agenda: MeetingAgenda
    zone: str
    """IANA zone the reader's clock is in."""
    names: Mapping[str, str]
    """What each person who added a point is called, by id."""
    promise: Promise
    """Its minutes, by the agreement in force or the one it was opened under."""
    begun: bool

    @property
    def cadence(self) -> Cadence:
        """What is agreed of it."""
        return self.promise.cadence

    @property
    def title(self) -> str:
        """What people call it."""
        return self.cadence.title

    @property
    def day(self) -> str:
        """The day on which it is held."""
        return day(local(self.agenda.start, self.promise.zone).date())

    @property
    def starts(self) -> Moment:
        """When it begins."""
        return Moment(self.agenda.start, self.zone)

    @property
    def checkin(self) -> CheckIn:
        """Its minutes, there or not."""
        return self.promise.checkin

    @property
    def takes_points(self) -> bool:
        """Whether a point can still be added."""
        over = self.begun or self.agenda.dropped or self.checkin.excuse or self.checkin.answer
        return not over

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        return {
            "meeting": self.agenda.id,
            "collaboration": self.agenda.collaboration,
            **more,
        }


def which_meeting(titles: Sequence[str], text: str, *, in_: str) -> Card:
    """For a point without a meeting where there are several: a button for each, soonest first."""
    return Card(
        title=words.WHICH_MEETING,
        summary=words.WHICH_MEETING,
        blocks=(paragraph(text),),
        buttons=tuple(
            Button(title, ASK_IN, {"text": f"agenda {title}: {text}", "collaboration": in_})
            for title in titles[:_MOST_BUTTONS]
        ),
    )


def agenda_card(meeting: Meeting) -> Card:
    """What both sides read before a meeting, and what becomes of it."""
    agenda = meeting.agenda
    if agenda.dropped:
        return _dropped(meeting)
    off = meeting.promise.called_off
    named = words.called_off_on if off else words.agenda_of
    title = named(meeting.title, meeting.day)
    blocks: list[Block] = [
        Facts((*_facts(meeting), *(excuse_facts(meeting.promise) if off else ())))
    ]
    standing = [(capital(item.title),) for item in meeting.cadence.contents]
    if not off:
        blocks += [_heading(words.STANDING), Bullets(tuple(standing))]
    blocks += _points(meeting)
    blocks.append(paragraph(_how(meeting)))
    blocks.append(subtle(agreed(meeting.promise)))
    return Card(title=title, summary=title, blocks=tuple(blocks), buttons=_buttons(meeting))


def _dropped(meeting: Meeting) -> Card:
    title = words.dropped(meeting.title, meeting.day)
    return Card(title=title, summary=title, blocks=(paragraph(words.DROPPED_HOW),))


def no_longer_promised(title: str, agenda: MeetingAgenda) -> Card:
    """For an agenda whose meeting an agreement took out for good."""
    said = words.dropped(title, day(agenda.wall.date()))
    return Card(title=said, summary=said, blocks=(paragraph(words.GONE_HOW),))


def _facts(meeting: Meeting) -> Iterator[Fact]:
    agreement, cadence, agenda = meeting.promise.agreement, meeting.cadence, meeting.agenda
    yield fact(words.STARTS, meeting.starts)
    if moved_from(agreement, cadence, agenda.wall, agenda.start):
        yield fact(words.MOVED, words.moved_from(day(agenda.wall.date())))
    caller = meeting.view.seat(cadence.from_)
    if caller is not None:
        yield fact(words.CALLED_BY, caller.title)
    asked = meeting.view.seats_of(cadence.to)
    if asked:
        yield fact(words.FOR, ", ".join(seat.title for seat in asked))
    writer = meeting.view.seat(cadence.writer)
    if writer is None or meeting.promise.called_off:
        return
    if meeting.checkin.answers:
        sent = Moment(meeting.checkin.answers[0].at, meeting.zone)
        yield fact(words.MINUTES, words.minutes_sent(writer.title), sent)
    else:
        due = Moment(meeting.promise.due.at, meeting.zone)
        yield fact(words.MINUTES, words.written_by(writer.title), due)


def _points(meeting: Meeting) -> Iterator[Block]:
    points = meeting.agenda.points
    yield _heading(words.points_with(sum(point.minutes or 0 for point in points)))
    if points:
        yield Bullets(tuple((said(point, meeting.names),) for point in points))
    else:
        yield paragraph(words.NO_POINTS)


def said(point: Point, names: Mapping[str, str]) -> str:
    """A point with who added it."""
    since = day(point.since.date()) if point.since and point.person else ""
    return words.point(point.text, point.minutes, names.get(point.person or "", ""), since)


def _how(meeting: Meeting) -> str:
    if meeting.promise.called_off:
        return words.CALLED_OFF_HOW
    if meeting.checkin.answer is not None:
        return words.SENT_HOW
    return words.COLLECTING_HOW if meeting.takes_points else words.BEGUN_HOW


def _buttons(meeting: Meeting) -> tuple[Button, ...]:
    about = meeting.promise.value()
    if meeting.promise.called_off and not meeting.begun:
        return (Button(words.TAKES_PLACE, STILL_EXPECTED, about),)
    if not meeting.takes_points:
        return ()
    add = Button(words.ADD, ADD, meeting.value(), Look.PRIMARY, opens_form=True)
    back = Button(words.TAKE_BACK, TAKE_BACK, meeting.value())
    own = (back,) if any(point.person for point in meeting.agenda.points) else ()
    return (add, *own, Button(words.CALL_OFF, EXCUSE, about, opens_form=True))


def point_form(meeting: Meeting) -> Form:
    """What somebody wants to speak about."""
    standing = [
        Option(str(index), item.title[:_LONGEST_OPTION])
        for index, item in enumerate(meeting.cadence.contents)
        if item.type is ContentType.TEXT
    ]
    under = ChoiceInput(
        key=UNDER_KEY,
        label=words.UNDER_LABEL,
        options=tuple(standing),
        hint=words.UNDER_HINT,
        required=False,
    )
    return Form(
        action=ADD_FORM,
        title=words.ADD,
        inputs=(
            TextInput(
                key=TEXT_KEY,
                label=words.TEXT_LABEL,
                hint=words.TEXT_HINT,
                max_length=LONGEST_POINT,
            ),
            NumberInput(
                key=MINUTES_KEY,
                label=words.MINUTES_LABEL,
                hint=words.MINUTES_HINT,
                required=False,
            ),
            *((under,) if standing else ()),
        ),
        submit=words.ADD,
        intro=(Facts((fact(words.MEETING, meeting.title), fact(words.STARTS, meeting.starts))),),
        context=meeting.value(),
    )


def added(meeting: Meeting, point: Point, *, posted_from: Moment | None) -> Card:
    """For whoever added a point, with the way back.

    Args:
        meeting: with the point on its agenda.
        point: what was added.
        posted_from: when the agenda will be posted, if it was not yet.
    """
    how = (
        paragraph(words.ADDED_POSTED)
        if posted_from is None
        else paragraph(words.added_before_posted(meeting.title), posted_from, ".")
    )
    return Card(
        title=words.ADDED,
        summary=words.ADDED,
        blocks=(
            Facts(
                (
                    fact(words.MEETING, meeting.title),
                    fact(words.STARTS, meeting.starts),
                    fact(words.POINT, words.point(point.text, point.minutes, "", "")),
                )
            ),
            how,
        ),
        buttons=(Button(words.TAKE_IT_BACK, TAKE_IT_BACK, meeting.value(point=point.id)),),
    )


def which_to_take_back(meeting: Meeting, own: Sequence[Point]) -> Card:
    """A choice among one's own points."""
    return Card(
        title=words.WHICH_TO_TAKE_BACK if own else words.NONE_OF_YOURS,
        buttons=tuple(
            Button(
                shortened(point.text, _LONGEST_LABEL), TAKE_IT_BACK, meeting.value(point=point.id)
            )
            for point in own[-_MOST_BUTTONS:]
        ),
    )


def taken_back(point: Point) -> Card:
    """For whoever took a point back."""
    return Card(
        title=words.TAKEN_BACK,
        summary=words.TAKEN_BACK,
        blocks=(Facts((fact(words.POINT, point.text),)), paragraph(words.TAKEN_BACK_HOW)),
    )


def called_off(promise: Promise) -> Card:
    """For whoever called a meeting off or took that back, and for who calls it and writes it."""
    off = promise.checkin.excuse is not None
    named = words.called_off if off else words.takes_place
    title = named(promise.cadence.title)
    again = Button(words.TAKES_PLACE, STILL_EXPECTED, promise.value())
    return Card(
        title=title,
        summary=f"{title} ({promise.study})",
        blocks=(
            Facts(
                (
                    fact("Study", promise.study),
                    fact(words.STARTS, promise.starts),
                    *excuse_facts(promise),
                )
            ),
            paragraph(words.CALLED_OFF_HOW if off else words.COLLECTING_HOW),
        ),
        buttons=(again,) if off else (),
    )


def _heading(text: str) -> Text:
    return Text((text,), Tone.HEADING)
