"""The pulse: asked in private, answered in two presses, shown to both sides at one moment."""

from bot.cards.card import Card
from bot.cards.compose.pulse import ANSWER
from bot.cards.plain import card_text
from tests.unit.engine.pulse_stage import (
    CROS,
    ENDED,
    OPENED,
    SPONSORS,
    TITLE,
    answer,
    held_by,
    pulse_stage,
    results,
    titles,
    values,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM


async def test_everybody_agreed_is_asked_once_in_their_hours_on_a_day_they_work() -> None:
    stage = await pulse_stage()
    await stage.until("2027-01-04T09:01")
    assert [titles(stage, who).count(TITLE) for who in CROS] == [1, 1, 1, 1]
    assert [titles(stage, who).count(TITLE) for who in SPONSORS] == [0, 0, 0, 0]
    await stage.until("2027-01-04T22:01")
    assert [titles(stage, who).count(TITLE) for who in SPONSORS] == [1, 1, 1, 1]
    assert TITLE not in titles(stage, SPONSOR_ROOM) + titles(stage, CRO_ROOM)


async def test_two_seats_are_one_question() -> None:
    moved = {
        held_by("Study director", "study_director"): "",
        "seats: [inlife_supervisor]": "seats: [inlife_supervisor, study_director]",
    }
    stage = await pulse_stage(people=moved)
    await stage.until(OPENED)
    assert titles(stage, CROS[1]).count(TITLE) == 1
    assert TITLE not in titles(stage, CROS[0])


async def test_both_sides_read_averages_gaps_and_comments_at_the_same_moment() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who, scale, comment in zip(
        SPONSORS, (4, 4, 3, 5), ("zebra", "Ants", "", "more"), strict=True
    ):
        said = await answer(stage, who, scale, comment)
        assert said.card is not None
        assert said.card.title == "Thank you, it is counted"
    for who, scale, comment in zip(CROS[:3], (2, 2, 3), ("one", "two", ""), strict=True):
        await answer(stage, who, scale, comment)
    await stage.until("2027-01-12T21:59")
    assert TITLE not in titles(stage, SPONSOR_ROOM)
    await stage.until(ENDED)
    text = results(stage)
    assert "Larkspur 4.0, Deccan 2.3, gap 1.7" in text
    assert text.index("Ants") < text.index("more") < text.index("zebra")
    assert "one" not in text.split("without names")[1].split()  # two comments are too few
    assert "on the agenda of Monthly steering meeting" in text


async def test_of_a_side_with_too_few_answers_nothing_is_shown_and_nothing_kept() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in SPONSORS[:2]:
        await answer(stage, who, 1, "only two of us")
    for who in CROS[:3]:
        await answer(stage, who, 4, "three of us")
    await stage.until(ENDED)
    text = results(stage)
    assert "Larkspur: too few answers to show (fewer than 3), so none were kept." in text
    assert "Deccan 4.0" in text
    assert "gap" not in text.replace("wide gaps", "")
    assert "only two of us" not in text
    async with stage.accord.storage.reading() as tx:
        (kept,) = await tx.pulse.over(stage.collaboration.id, 5)
        assert await tx.pulse.box(kept) is None
    assert kept.asked == ()
    assert kept.results is not None
    assert [each.party for each in kept.results.sides] == ["cro"]


async def test_low_averages_and_wide_gaps_go_on_the_next_agenda_once() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in SPONSORS:
        await answer(stage, who, 5)
    for who in CROS:
        await answer(stage, who, 3)
    await stage.until(ENDED)
    await stage.until("2027-01-13T12:00")
    said = await stage.say(PM, "agenda monthly steering meeting", immediate=True)
    assert said.card is not None
    text = card_text(said.card)
    point = "Pulse, January 2027: “I can raise a problem early without being blamed.” Larkspur 5.0"
    assert text.count(point) == 1
    assert text.count("Pulse, January 2027") == 5
    assert "What would help?" in text


async def test_results_within_what_was_agreed_put_nothing_on_an_agenda() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    for who in (*SPONSORS, *CROS[:3]):
        await answer(stage, who, 3)  # 3 is not under 3
    await stage.until(ENDED)
    assert "agenda" not in results(stage)
    said = await stage.say(PM, "agenda monthly steering meeting", immediate=True)
    assert said.card is not None
    assert "Pulse" not in card_text(said.card)


async def test_an_answer_counts_once_and_stays_as_it_is() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    (asked,) = [m for m in stage.received(PM) if m.card.title == TITLE]
    form = (await stage.press(PM, asked, "Answer")).form
    assert form is not None
    await stage.send(PM, form, **values(5))
    again = await stage.send(PM, form, **values(1))  # the form was still open, or sent twice
    assert again.card is not None
    assert again.card.title == "Counted already"
    told = await answer(stage, PM, 1)
    assert told.form is not None
    assert told.form.inputs == ()
    for who in CROS[:2]:
        await answer(stage, who, 5)
    await stage.until(ENDED)
    assert "Deccan 5.0" in results(stage)


async def test_what_is_missing_is_asked_for_and_nothing_is_counted_meanwhile() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    (asked,) = [m for m in stage.received(PM) if m.card.title == TITLE]
    form = (await stage.press(PM, asked, "Answer")).form
    assert form is not None
    wrong = await stage.send(PM, form, **{**values(4), "question_ideas": "7"})
    assert wrong.errors == {"question_ideas": "Choose a number from 1 to 5; 3 is in the middle."}
    right = await stage.send(PM, form, **values(4))
    assert right.card is not None
    assert right.card.title == "Thank you, it is counted"


async def test_only_who_has_not_answered_is_reminded_and_only_once() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    await answer(stage, PM, 4)
    await stage.until("2027-01-12T21:59")
    assert titles(stage, PM).count(TITLE) == 1
    assert [titles(stage, who).count(TITLE) for who in CROS[:3]] == [2, 2, 2]
    assert [titles(stage, who).count(TITLE) for who in SPONSORS] == [2, 2, 2, 2]


async def test_no_message_changes_before_all_of_them_do() -> None:
    stage = await pulse_stage()
    await stage.until(OPENED)
    before = [shown.card for shown in stage.received(PM)]
    await answer(stage, PM, 4)
    assert [shown.card for shown in stage.received(PM)] == before
    await stage.until(ENDED)
    for who in (*SPONSORS, *CROS):
        assert TITLE not in titles(stage, who)
        assert f"{TITLE} is over" in titles(stage, who)


async def test_who_is_away_is_asked_when_they_are_back() -> None:
    stage = await pulse_stage()
    await stage.say(PM, "away 4-6 Jan")
    for shown in list(stage.received(PM)):
        if any(button.label == "Yes, I am away" for button in shown.card.buttons):
            await stage.press(PM, shown, "Yes, I am away")
    await stage.until("2027-01-06T20:00")
    assert TITLE not in titles(stage, PM)
    await stage.until("2027-01-07T10:00")
    assert titles(stage, PM).count(TITLE) == 1


async def test_pulse_shows_results_and_a_way_to_answer_to_who_is_asked() -> None:
    stage = await pulse_stage()
    said = await stage.say(PM, "pulse", immediate=True)
    assert said.card is not None
    assert "opens" in card_text(said.card)
    assert "No round is over yet" in card_text(said.card)
    await stage.until(OPENED)
    said = await stage.say(PM, "pulse", immediate=True)
    assert said.card is not None
    assert [button.label for button in said.card.buttons] == ["Answer"]
    await stage.say(PM, "pulse", CRO_ROOM)
    assert "Answer" not in [b.label for b in stage.received(CRO_ROOM)[-1].card.buttons]
    for who in (*SPONSORS, *CROS):
        await answer(stage, who, 4)
    # A message is kept, so it looks the same after an answer.
    said = await stage.say(PM, "pulse", immediate=True)
    assert said.card is not None
    assert [button.label for button in said.card.buttons] == ["Answer"]
    await stage.until(ENDED)
    said = await stage.say(SPONSOR_PM, "pulse", immediate=True)
    assert said.card is not None
    assert "Larkspur 4.0, Deccan 4.0, gap 0.0" in card_text(said.card)


async def test_what_is_agreed_about_it_is_a_part_of_the_agreement() -> None:
    stage = await pulse_stage(alone=True)
    said = await stage.say(PM, "agreement pulse", immediate=True)
    assert said.card is not None
    assert "Answers needed per side: 3" in card_text(said.card)
    asked = await stage.say(PM, "show the pulse results", immediate=True)
    assert asked.card is not None
    assert "No round is over yet" in card_text(asked.card)


async def test_the_trend_is_shown_against_earlier_rounds() -> None:
    stage = await pulse_stage()
    for opened, ended, scale in ((OPENED, ENDED, 2), ("2027-02-02T23:00", "2027-02-12T12:00", 4)):
        await stage.until(opened)
        for who in (*SPONSORS, *CROS):
            asked = next(m for m in reversed(stage.received(who)) if _asks(m.card))
            form = (await stage.press(who, asked, "Answer")).form
            assert form is not None
            await stage.send(who, form, **values(scale))
        await stage.until(ended)
    said = await stage.say(PM, "pulse", immediate=True)
    assert said.card is not None
    text = card_text(said.card)
    assert "Larkspur 4.0 (before: 2.0), Deccan 4.0 (before: 2.0), gap 0.0" in text
    assert "Larkspur 2.0 (Jan 2027), 4.0 (Feb 2027)" in text


def _asks(card: Card) -> bool:
    return any(button.action == ANSWER for button in card.buttons)
