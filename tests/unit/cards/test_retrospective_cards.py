"""Cards and forms of a retrospective: whole on both platforms, and telling nobody who wrote."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cards.card import Card
from bot.cards.compose import retrospectives as cards
from bot.cards.compose.retrospectives import Shown
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.instant import instant
from bot.domain.looking_back import Led
from bot.domain.retrospective import (
    LIMIT,
    MOST_POINTS,
    POINT_LIMIT,
    Answered,
    Invited,
    Retrospective,
    Talk,
)
from tests.builders import at
from tests.unit.cards.shown import ENGINE_WORDS, objections

NOW = instant(at("2027-02-08T09:00"))
PARTIES = {"sponsor": "Larkspur", "cro": "Deccan"}
PEOPLE = [(f"p{number}", "sponsor" if number < 6 else "cro") for number in range(12)]


def a_retrospective(**changes: object) -> Retrospective:
    values = {
        "id": "c1/retrospective/2",
        "collaboration": "c1",
        "number": 2,
        "occasions": ("phase/dosing",),
        "version": 1,
        "begun_at": NOW,
        "ends_at": at("2027-02-15T09:00"),
        "invited": tuple(Invited(person=person, party=party) for person, party in PEOPLE),
        **changes,
    }
    return Retrospective(**values)  # type: ignore[arg-type]  # a builder names only what matters


def shown(retrospective: Retrospective) -> Shown:
    return Shown(
        retrospective=retrospective,
        title="Retrospective 2 (Dosing, days 1 to 28)",
        parties=PARTIES,
        zone="Asia/Kolkata",
        names={"p0": "Sponsor program manager"},
    )


def words(length: int, mark: str) -> str:
    return (f"{mark} " + "lorem ipsum " * length)[:length].rstrip()


def fullest() -> Shown:
    answers = tuple(
        Answered(
            person=person,
            party=party,
            at=NOW,
            worked=words(LIMIT, f"worked {person}"),
            change=words(LIMIT, f"change {person}"),
        )
        for person, party in PEOPLE
    )
    talks = tuple(
        Talk(id=str(n), party="cro", text=words(POINT_LIMIT, f"talk {n}"), at=NOW)
        for n in range(MOST_POINTS)
    )
    led = tuple(Led(amendment=str(n), number=n) for n in range(1, 4))
    return shown(a_retrospective(answers=answers, talks=talks, led_to=led, over_at=NOW))


def some() -> Shown:
    answers = (
        Answered(person="p7", party="cro", at=NOW, worked="the photos"),
        Answered(person="p0", party="sponsor", at=NOW, change="fewer calls", named=True),
        Answered(person="p6", party="cro", at=NOW, worked="Alarms by phone", change="notes by 16"),
    )
    return shown(a_retrospective(answers=answers, over_at=NOW))


def all_cards() -> Iterator[tuple[str, Card]]:
    gathered = shown(a_retrospective())
    said = Answered(person="p7", party="cro", at=NOW, worked="the photos")
    yield "asked", cards.asked_card(gathered)
    yield "reminder", cards.reminder_card(gathered)
    yield "answered", cards.answered_card(gathered, said)
    yield "running", cards.running_card(gathered)
    yield "told", cards.told_card(some())
    yield "told once closed", cards.told_card(replace(some(), running=False))
    yield "nothing said", cards.told_card(shown(a_retrospective(over_at=NOW)))
    yield "fullest", cards.told_card(fullest())
    yield "none", cards.none_card("c1", may_start=True)
    yield "talked", cards.talked_card(some())


CARDS = dict(all_cards())
FORMS = {
    "answer": cards.answer_form(shown(a_retrospective()), None),
    "pick": cards.pick_form(fullest(), cards.ACTION),
    "talk": cards.talk_form(some(), {}),
}


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    assert objections(CARDS[name]) == []
    said = card_text(CARDS[name]).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_opened_on_both(name: str) -> None:
    form: Form = FORMS[name]
    assert objections(form) == []


def test_words_stand_by_the_alphabet_under_their_side_and_name_only_who_wishes() -> None:
    text = card_text(CARDS["told"])
    assert "Deccan: what worked\n- Alarms by phone\n- the photos\n" in text
    assert "Larkspur: what to change\n- fewer calls (Sponsor program manager)\n" in text
    assert "p6" not in text


def test_in_a_closed_collaboration_nothing_can_come_of_it_but_words() -> None:
    labels = [each.label for each in CARDS["told once closed"].buttons]
    assert labels == ["Add a point"]
    assert [each.label for each in CARDS["told"].buttons][:2] == [
        "Make it an action",
        "Propose a change",
    ]
