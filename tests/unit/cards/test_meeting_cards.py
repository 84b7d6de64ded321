"""Agendas, minutes and their forms, as both platforms take them, also with the most they hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.cards.card import Card
from bot.cards.compose import meetings as cards
from bot.cards.compose import minutes
from bot.cards.compose.checkin_form import FIELD_LIMIT, update_form
from bot.cards.compose.checkins import Promise, nudge, posted
from bot.cards.form import Form, TextInput
from bot.cards.plain import card_text
from bot.cards.words.meetings import OTHER_POINTS
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import Answer, CheckIn, Health, Item
from bot.domain.instant import instant
from bot.domain.meeting_agenda import LONGEST_POINT, MOST_POINTS, MeetingAgenda, Point
from bot.domain.reception import Excuse
from bot.domain.visibility import A_ROOM, view
from tests.builders import at
from tests.unit.cards.shown import ENGINE_WORDS, objections
from tests.unit.engine.examples import PHASE_1, RAT, example

START = at("2026-12-01T07:30", "America/Los_Angeles")
WALL = datetime(2026, 12, 1, 7, 30)  # noqa: DTZ001  # a wall time has no zone
NAMES = {"alice": "Study director", "bob": "Sponsor's study monitor"}


def a_point(text: str = "Vial labels", **changes: object) -> Point:
    values = {"id": text, "text": text, "person": "alice", "at": START, **changes}
    return Point(**values)  # type: ignore[arg-type]  # a builder names only what matters


LONG = tuple(
    a_point(f"{number} {'<&*_' * LONGEST_POINT}"[:LONGEST_POINT], minutes=240, since=WALL)
    for number in range(MOST_POINTS)
)
FEW = (
    a_point("Vial labels", minutes=10, under="risks"),
    a_point("Courier strike", person="bob", since=datetime(2026, 11, 17)),  # noqa: DTZ001 - likewise
    a_point("Minutes of Tue 17 Nov 2026: approve", person=None),
)


def a_meeting(
    points: Sequence[Point] = (), *, begun: bool = False, **state: object
) -> cards.Meeting:
    agreement = example(RAT)
    checkin = CheckIn(
        id="c/biweekly_call/w",
        collaboration="c",
        cadence="biweekly_call",
        version=2,
        wall=WALL,
        due=START,
        late_at=instant(START + timedelta(days=2)),
        opened_at=START,
    )
    agenda = MeetingAgenda(
        id="c/biweekly_call/w",
        collaboration="c",
        cadence="biweekly_call",
        wall=WALL,
        start=START,
        points=tuple(points),
    )
    return cards.Meeting(
        view=view(agreement, A_ROOM),
        agenda=agenda,
        zone="Asia/Kolkata",
        names=NAMES,
        promise=Promise(agreement=agreement, checkin=replace(checkin, **state)),  # type: ignore[arg-type]  # fields by name
        begun=begun,
    )


CALLED_OFF = Excuse(
    reason="r" * 500, person="bob", seat="program_manager", at=instant(START - timedelta(days=1))
)
TAKEN = a_meeting(FEW)
SHOWN: dict[str, Card | Form] = {
    "nothing yet": cards.agenda_card(a_meeting()),
    "with points": cards.agenda_card(TAKEN),
    "the most it holds": cards.agenda_card(a_meeting(LONG)),
    "begun": cards.agenda_card(a_meeting(FEW, begun=True)),
    "called off": cards.agenda_card(a_meeting(FEW, excuse=CALLED_OFF)),
    "moved": cards.agenda_card(
        replace(TAKEN, agenda=replace(TAKEN.agenda, start=instant(START + timedelta(days=1))))
    ),
    "dropped": cards.agenda_card(replace(TAKEN, agenda=replace(TAKEN.agenda, dropped=True))),
    "taken out": cards.no_longer_promised("Call", TAKEN.agenda),
    "added": cards.added(TAKEN, LONG[0], posted_from=None),
    "added before": cards.added(TAKEN, FEW[0], posted_from=TAKEN.starts),
    "which": cards.which_to_take_back(TAKEN, LONG),
    "none of yours": cards.which_to_take_back(TAKEN, ()),
    "taken back": cards.taken_back(LONG[0]),
    "told off": cards.called_off(a_meeting(excuse=CALLED_OFF).promise),
    "told on": cards.called_off(TAKEN.promise),
    "point form": cards.point_form(TAKEN),
    "minutes asked for": nudge(TAKEN.promise, can_repeat=False),
    "minutes form": update_form(
        TAKEN.promise, values=minutes.first_values(TAKEN.promise, LONG), note="Note"
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_both_platforms_take_it_whole(name: str) -> None:
    assert objections(SHOWN[name]) == []


@pytest.mark.parametrize("name", [name for name in SHOWN if "most" not in name])
def test_no_word_of_the_engine_is_said(name: str) -> None:
    shown = SHOWN[name]
    text = card_text(shown) if isinstance(shown, Card) else shown.title
    for word in ENGINE_WORDS:
        if word not in ("_", "none"):
            assert word not in text.lower()


def written(
    agreement: Agreement, cadence: str, text: str, *, others: str
) -> tuple[Promise, Answer]:
    promise = a_meeting().promise
    checkin = replace(promise.checkin, cadence=cadence)
    items = [Item(title=c.title, text=text) for c in agreement.cadence[cadence].contents]
    answer = Answer(
        health=Health.AT_RISK,
        items=(*items, Item(title=OTHER_POINTS, text=others)),
        help_needed=text,
        person="alice",
        seat="cro_pm",
        at=instant(START + timedelta(days=1)),
    )
    return Promise(agreement=agreement, checkin=checkin.answered(answer)), answer


def test_the_longest_minutes_with_all_points_unanswered_fit_one_message() -> None:
    trial, full = example(PHASE_1), "x" * FIELD_LIMIT
    promise, answer = written(trial, "weekly_call", full, others=full)
    filed = ("eTMF", "etmf.yarra.example/CNM-305-101")
    about = minutes.agreed(promise, answer, LONG, NAMES, filed_in=filed)
    card = posted(promise, answer, by="Project manager", about=about)
    assert objections(card) == []
    assert "File these minutes in eTMF (etmf.yarra.example/CNM-305-101)." in card_text(card)


def test_a_point_that_minutes_name_is_not_said_twice() -> None:
    promise, answer = written(example(RAT), "biweekly_call", "Vial labels: ok", others="none")
    about = minutes.agreed(promise, answer, FEW, NAMES, filed_in=None)
    text = card_text(posted(promise, answer, by="Study director", about=about))
    assert "Also on the agenda: Vial labels" not in text
    assert "Courier strike (Sponsor's study monitor, open from Tue 17 Nov 2026)" in text
    assert text.count("Minutes of Tue 17 Nov 2026: approve") == 1


def test_the_lines_of_all_points_leave_room_to_write_behind_them() -> None:
    form = SHOWN["minutes form"]
    assert isinstance(form, Form)
    longest = max(len(each.value) for each in form.inputs if isinstance(each, TextInput))
    assert 0 < longest < FIELD_LIMIT - 200
