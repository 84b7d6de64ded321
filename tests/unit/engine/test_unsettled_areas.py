"""Areas nobody surely owns: empty seats, new versions, what may not be known, and many at once."""

import re
from dataclasses import replace

from adapters.slack.capabilities import SLACK
from adapters.teams.capabilities import TEAMS
from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.cards.compose import ownership as cards
from bot.cards.compose.seats import FILL
from bot.cards.fit import fit
from bot.cards.plain import card_text
from bot.cards.words.ownership import UNKNOWN
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.manners import Preferences
from bot.domain.ownership import Unsettled
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import PHASE_1, RAT, example
from tests.unit.engine.founding import accept, amendment, edit, form_of, press, refused, send
from tests.unit.engine.stage import (
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_gaps import MANAGER, PHARMACIST, STATISTICIAN
from tests.unit.engine.test_gaps import PHASE_1 as PHASE_1_BINDINGS
from tests.unit.engine.test_ownership import (
    DIRECTOR,
    HEAD,
    QUARTERLY,
    a_fresh_stage,
    confirmed,
    gaps,
    on_stage,
    questions,
)
from tests.unit.engine.test_uncertain_days import leads_too

VET = seat_address("attending_vet")
TITLE = "Envelopes for unblinding"
EMPTY = "3 areas without anybody in the seat"


async def emptied(stage: Stage, seat: str = "site_head") -> None:
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        for holding in directory.holdings(stage.collaboration.id):
            if holding.seat == seat and holding.until is None:
                await tx.directory.end_holding(holding, stage.clock.now())


async def leaves(stage: Stage, who: Address) -> None:
    """They hold no seat any more, and lead no side."""
    id_ = stage.collaboration.id
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        person = directory.person_at(who)
        assert person is not None
        for holding in directory.holdings(id_):
            if holding.person == person.id and holding.until is None:
                await tx.directory.end_holding(holding, stage.clock.now())
        for lead in directory.bound(id_).leads:
            if lead.person == person.id:
                await tx.directory.unname_lead(lead)


def read_by(stage: Stage, who: Address) -> str:
    return "\n".join(card_text(shown.card) for shown in stage.received(who))


async def test_an_empty_seat_is_a_gap_after_its_own_time_and_ends_when_it_is_filled() -> None:
    stage = await a_fresh_stage("2027-05-03T12:00")
    await emptied(stage)
    await stage.until("2027-05-08T11:59")
    assert await gaps(stage) == []
    await stage.until("2027-05-08T12:00")  # five working days, six a week
    assert {gap.because for gap in await gaps(stage)} == {Unsettled.VACANT}
    told = next(s for s in questions(stage, PM) if s.card.title == EMPTY)
    await stage.say(SPONSOR_PM, "status", SPONSOR_ROOM)
    text = stage.last_text(SPONSOR_ROOM)
    assert f"{EMPTY.replace('areas', 'areas of Deccan')}, since Sat 8 May 2027." in text
    assert "nobody answers for, because the seat is empty" not in text  # it is said once
    form = form_of(await stage.press(PM, told, "Fill the seat"))
    chosen = next(o.value for o in form.inputs[0].options if o.label == "Study director")  # type: ignore[union-attr]
    await stage.send(PM, form, site_head=chosen)
    assert await gaps(stage) == []
    assert "Settled, 3 areas: the seat is filled" in [s.card.title for s in questions(stage, PM)]


async def test_who_takes_a_seat_is_asked_about_its_areas_the_next_working_day() -> None:
    stage = await a_fresh_stage("2027-05-20T12:00")
    await emptied(stage)
    await fills(stage, "site_head", "Attending veterinarian")
    await stage.until("2027-05-21T09:00")
    (asked,) = questions(stage, VET)
    assert asked.card.title == "Are these 3 areas still yours?"


async def test_a_lead_can_say_that_an_empty_seat_is_looked_after_until_the_next_round() -> None:
    stage = await a_fresh_stage("2027-05-03T12:00")
    await emptied(stage)
    await stage.until("2027-05-08T12:00")
    told = next(s for s in questions(stage, PM) if s.card.title == EMPTY)
    await stage.press(PM, told, "All still right")
    await stage.until("2027-06-30T12:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "site_head"] == []
    await stage.until("2027-07-02T12:00")
    assert len([gap for gap in await gaps(stage) if gap.seat == "site_head"]) == 3


async def test_a_version_that_moves_an_area_settles_it_and_outdates_the_question() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    before = questions(stage)[0]
    await moves(stage, "histopathology", {"accountable": "site_head"})
    assert "histopathology" not in {gap.area for gap in await gaps(stage)}
    assert "12 areas not confirmed in time" in [s.card.title for s in questions(stage, PM)]
    await stage.press(DIRECTOR, before, "All still right")
    assert "changed since you were asked" in stage.last_text(DIRECTOR)
    assert await confirmed(stage) == set()
    await stage.press(DIRECTOR, questions(stage)[0], "All still right")
    assert len(await confirmed(stage)) == 12
    assert "histopathology" not in await confirmed(stage)


async def test_what_a_version_gives_somebody_after_the_question_waits_for_the_next_round() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    for who in (DIRECTOR, HEAD):
        await stage.press(who, questions(stage, who)[0], "All still right")
    await moves(stage, "histopathology", {"accountable": "site_head"})
    await stage.until("2027-04-30T12:00")
    assert [
        gap.seat for gap in await gaps(stage) if gap.seat in ("study_director", "site_head")
    ] == []
    assert len(questions(stage, HEAD)) == 1
    await stage.until("2027-07-01T12:00")
    assert questions(stage, HEAD)[-1].card.title == "Are these 4 areas still yours?"


async def test_who_owned_nothing_before_is_asked_what_somebody_else_confirmed() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    await stage.press(DIRECTOR, questions(stage)[0], "All still right")
    await moves(stage, "histopathology", {"accountable": "study_pathologist"})
    await stage.until("2027-04-02T09:00")
    (asked,) = questions(stage, seat_address("study_pathologist"))
    assert "Histology slides" in card_text(asked.card)


async def test_a_version_that_says_something_else_about_an_area_settles_it() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    await moves(stage, "histopathology", {"title": "Histology slides, read by two"})
    assert "histopathology" not in {gap.area for gap in await gaps(stage)}
    assert "inlife" in {gap.area for gap in await gaps(stage)}


async def moves(stage: Stage, area: str, changes: dict[str, str]) -> None:
    """Both sides agree on a change of an area."""
    await edit(stage, PM, ("areas", area), changes)
    await send(stage, PM, await amendment(stage, 1), "Somebody else does it")
    await accept(stage, PM, await amendment(stage, 1))
    await accept(stage, SPONSOR_PM, await amendment(stage, 1))


async def test_who_follows_in_a_seat_is_asked_anew_whatever_was_said_before() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    await stage.press(HEAD, questions(stage, HEAD)[0], "All still right")
    await stage.until("2027-04-05T10:00")
    await fills(stage, "site_head", "Attending veterinarian")
    await stage.until("2027-04-06T09:00")
    assert [s.card.title for s in questions(stage, VET)] == ["Are these 3 areas still yours?"]
    await stage.until("2027-04-12T09:00")
    assert {gap.because for gap in await gaps(stage) if gap.seat == "site_head"} == {
        Unsettled.UNCONFIRMED
    }


async def fills(stage: Stage, seat: str, name: str) -> None:
    """The lead fills a seat."""
    form = form_of(await press(stage, PM, FILL, {"collaboration": stage.collaboration.id}))
    options = next(each for each in form.inputs if each.key == seat).options  # type: ignore[union-attr]
    chosen = next(o.value for o in options if o.label == name)
    await stage.send(PM, form, **{seat: chosen})


async def test_another_lead_than_the_owner_settles_it_and_one_who_is_there() -> None:
    stage = await a_fresh_stage()
    for lead in (DIRECTOR, HEAD):
        await leads_too(stage, lead)
    await go(stage, DIRECTOR, "7-12 Apr")
    await stage.until("2027-04-08T10:00")
    directory = stage.accord.directory.snapshot
    by_seat = {gap.seat: gap.lead for gap in await gaps(stage)}
    for seat, settles in (("cro_pm", HEAD), ("site_head", PM)):
        person = directory.person_at(settles)
        assert person is not None
        assert by_seat[seat] == person.id


async def test_who_left_settles_nothing_more_and_another_lead_does_with_the_whole_time() -> None:
    stage = await a_fresh_stage()
    await leads_too(stage, HEAD)
    await stage.until("2027-04-08T10:00")
    told = len(questions(stage, PM))
    await leaves(stage, PM)
    await stage.until("2027-04-09T10:00")
    head = stage.accord.directory.snapshot.person_at(HEAD)
    assert head is not None
    open_ = [gap for gap in await gaps(stage) if stage.agreement.seat[gap.seat].party == "cro"]
    assert {gap.lead for gap in open_} == {head.id}
    # What comes from one question is one message, of its own or in the list of the day.
    lines = [x for x in read_by(stage, HEAD).splitlines() if "not confirmed in time" in x]
    said = [count for line in lines for count in re.findall(r"(\d+) (?:area|place)", line)]
    assert sum(map(int, said)) == len(open_)
    await stage.until("2027-04-14T10:00")  # the day the first lead had has passed
    assert len(questions(stage, PM)) == told
    await stage.until("2027-04-30T10:00")
    assert len(questions(stage, PM)) == told
    assert "Still to settle: 13 areas" in read_by(stage, HEAD)


async def test_who_left_a_side_without_another_lead_is_told_nothing_until_there_is_one() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    told = len(questions(stage, PM))
    await leaves(stage, PM)
    await stage.until("2027-04-14T10:00")
    assert len(questions(stage, PM)) == told
    await leads_too(stage, HEAD)
    await stage.until("2027-04-15T10:00")
    assert "3 areas not confirmed in time" in read_by(stage, HEAD)  # others have their deputies


async def test_who_was_away_over_the_end_of_a_round_is_asked_once_when_they_are_back() -> None:
    monthly = Ownership(confirmed_every=Rhythm.MONTH)
    stage = await a_fresh_stage("2027-02-27T12:00", monthly)
    await go(stage, DIRECTOR, "1 Mar to 7 Apr")
    await stage.until("2027-04-08T12:00")
    assert len(questions(stage)) == 1


async def test_the_question_of_an_earlier_round_settles_the_one_of_now_and_shows_it_there() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    before = questions(stage, HEAD)[0]
    await stage.until("2027-07-02T12:00")
    await stage.press(HEAD, before, "All still right")
    titles = [shown.card.title for shown in questions(stage, HEAD)]
    assert titles == ["Confirmed on Fri 2 Jul 2027: 3 areas"] * 3


async def test_a_round_that_is_none_is_refused() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    value = questions(stage, HEAD)[0].card.buttons[0].value
    for wrong in ("0001-01-01", "9999-12-31", "soon"):
        attempt = press(stage, HEAD, cards.RIGHT, {**value, "round": wrong})
        await refused(stage, attempt, UNKNOWN, HEAD)
    assert await confirmed(stage) == set()


async def test_what_a_blinded_lead_may_not_know_goes_to_who_may_and_is_in_no_status() -> None:
    secret = example(PHASE_1)
    area = replace(secret.areas[0], title=TITLE, accountable="unblinded_pharmacist")
    secret = replace(secret, ownership=QUARTERLY, areas=(area, *secret.areas[1:]))
    stage = await a_stage_for(secret, PHASE_1_BINDINGS, begin=at("2027-04-01T02:00"))
    await stage.until("2027-04-12T12:00")
    assert TITLE in card_text(questions(stage, PHARMACIST)[0].card)
    (told,) = [s for s in questions(stage, STATISTICIAN) if TITLE in card_text(s.card)]
    value = told.card.buttons[0].value
    for reader in (MANAGER, Address("console", "carmel", "ops")):
        assert TITLE not in "".join(card_text(s.card) for s in stage.received(reader))
        await stage.say(reader, "status")
        assert TITLE not in stage.last_text(reader)
        attempt = press(stage, reader, cards.GAP_RIGHT, value)
        await refused(stage, attempt, "Nothing is left to do here.", reader)
    await stage.say(STATISTICIAN, "status")
    assert TITLE in stage.last_text(STATISTICIAN)
    await stage.press(STATISTICIAN, told, "All still right")
    assert area.key in await confirmed(stage)


async def test_a_day_that_has_had_enough_opens_each_question_from_its_list() -> None:
    stage = await a_fresh_stage()
    person = stage.accord.directory.snapshot.person_at(PM)
    assert person is not None
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_preferences(Preferences(person=person.id, budget=1))
    await stage.until("2027-04-07T12:00")
    openers = [b for s in stage.received(PM) for b in s.card.buttons if b.action == cards.SHOW]
    assert len(openers) > 1
    for opener in openers:
        await press(stage, PM, opener.action, opener.value)
        assert stage.last_text(PM).startswith(opener.label)


def with_areas(count: int) -> Agreement:
    """The example, with as many areas of the study director as that."""
    agreement = replace(example(RAT), ownership=QUARTERLY)
    like = agreement.area["histopathology"]
    more = tuple(
        replace(like, key=f"more_{n}", title=f"Lot {n}: {like.title} of a rather long name")
        for n in range(count - 13)
    )
    return replace(agreement, areas=(*agreement.areas, *more))


async def test_thirty_areas_fit_a_message_and_a_form_and_even_more_say_how_many() -> None:
    for count in (30, 120):
        stage = await on_stage(with_areas(count), "2027-03-31T12:00")
        await stage.until("2027-04-01T10:00")
        (asked,) = questions(stage)
        for limits in (SLACK, TEAMS):
            assert whole(asked.card, limits)
        assert ("and 60 more" in card_text(asked.card)) is (count > 60)
        form = form_of(await stage.press(DIRECTOR, asked, "Something changed"))
        assert len(form.inputs[0].options) == min(count, 100)  # type: ignore[union-attr]
        await stage.press(DIRECTOR, asked, "All still right")
        assert len(await confirmed(stage)) == count


def whole(card: Card, limits: Capabilities) -> bool:
    """Whether a platform shows all of it."""
    fitted = fit(card, limits)
    return "did not fit" not in card_text(fitted) and len(fitted.buttons) == len(card.buttons)
