"""Away: what would come to somebody goes to who stands in, and says so."""

from bot.cards.compose.manners import AWAY_CONFIRM
from bot.domain.address import Address
from bot.domain.people import Holding
from tests.unit.engine.founding import form_of, press, refused
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

DEPUTY = seat_address("site_head")
DIRECTOR = seat_address("study_director")
TITLE = "Weekly written status"


async def go(stage: Stage, who: Address, dates: str) -> str:
    """Say it and confirm it; gives what was repeated back."""
    await stage.say(who, f"away {dates}")
    repeated = stage.last_text(who)
    await stage.press(who, stage.received(who)[-1], "Yes, I am away")
    return repeated


async def test_it_is_repeated_back_and_nothing_is_saved_before_it_is_confirmed() -> None:
    stage = await a_stage()
    await stage.say(PM, "away 24-31 Dec")
    text = stage.last_text(PM)
    assert "You are away from Thu 24 Dec 2026, and back on Fri 1 Jan 2027." in text
    assert "Site head gets what comes for the Client project manager" in text
    async with stage.accord.storage.reading() as tx:
        assert (await tx.directory.load()).absences == ()
    await stage.press(PM, stage.received(PM)[-1], "Yes, I am away")
    async with stage.accord.storage.reading() as tx:
        (absence,) = (await tx.directory.load()).absences
    assert absence.back.isoformat() == "2027-01-01"
    assert "person.away" in await stage.kinds()


async def test_the_deputy_is_asked_instead_and_is_told_why() -> None:
    stage = await a_stage()
    await go(stage, PM, "until Monday")
    before = len(stage.received(PM))
    await stage.until("2026-12-04T17:00")
    assert len(stage.received(PM)) == before
    text = stage.last_text(DEPUTY)
    assert f"{TITLE} is due" in text
    assert (
        "Client project manager is away until Mon 7 Dec 2026; this comes to you as deputy." in text
    )


async def test_a_named_cover_of_the_same_side_is_asked_instead_of_the_deputy() -> None:
    stage = await a_stage()
    repeated = await go(stage, PM, "today until Sunday cover @Study director")
    assert "Study director gets what comes for the Client project manager" in repeated
    await stage.until("2026-12-04T17:00")
    assert stage.received(DEPUTY) == []
    text = stage.last_text(DIRECTOR)
    assert f"{TITLE} is due" in text
    assert "this comes to you in their place." in text


async def test_i_am_back_brings_everything_back() -> None:
    stage = await a_stage()
    await go(stage, PM, "until Monday")
    await stage.press(PM, stage.received(PM)[-1], "I am back")
    assert "Welcome back" in stage.last_text(PM)
    await stage.until("2026-12-04T17:00")
    assert f"{TITLE} is due" in stage.last_text(PM)
    assert stage.received(DEPUTY) == []
    await refused(stage, stage.say(PM, "away end"), "You are not away", PM)


async def test_days_to_come_can_be_called_off_and_taken_anew() -> None:
    stage = await a_stage()
    await go(stage, PM, "24-31 Dec")
    await stage.say(PM, "away")
    assert "from Thu 24 Dec 2026" in stage.last_text(PM)
    await stage.say(PM, "back")
    await go(stage, PM, "24-31 Dec")
    async with stage.accord.storage.reading() as tx:
        (absence,) = (await tx.directory.load()).absences
    assert absence.until > absence.since


async def test_senseless_days_are_refused_with_a_sentence() -> None:
    stage = await a_stage()
    await go(stage, PM, "24-31 Dec")
    for days, sentence in (
        ("away 30 Dec to 4 Jan", "You are away already from Thu 24 Dec 2026"),
        ("away 1 Nov 2026 to 3 Nov 2026", "over already"),
        ("away someday", "do not understand"),
        ("away tomorrow cover @Nobody Here", "I do not know"),
        ("away tomorrow cover @Sponsor program manager", "I do not know"),
        ("away tomorrow cover @Client project manager", "stand in for yourself"),
    ):
        await refused(stage, stage.say(PM, days), sentence, PM)


async def test_a_cover_who_is_away_too_is_refused() -> None:
    stage = await a_stage()
    await go(stage, DIRECTOR, "24-31 Dec")
    days = "away 28-29 Dec cover @Study director"
    await refused(stage, stage.say(PM, days), "is away in those days, too", PM)


async def test_when_the_deputy_is_away_too_it_goes_to_the_lead() -> None:
    stage = await a_stage()
    await go(stage, DEPUTY, "until Monday")
    await go(stage, PM, "until Monday")
    await stage.until("2026-12-04T17:00")
    # The only lead is the holder: somebody must get it, and who is away comes last but comes.
    assert f"{TITLE} is due" in stage.last_text(PM)


async def test_forged_days_and_covers_are_refused() -> None:
    stage = await a_stage()
    here = {"collaboration": stage.collaboration.id}
    theirs = stage.accord.directory.snapshot.person_at(SPONSOR_PM)
    assert theirs is not None
    days = {"first": "2026-12-24", "back": "2027-01-01"}
    for value, sentence in (
        (here, "Say when you are away"),
        ({**here, **days, "cover": theirs.id}, "I do not know"),
        ({**here, "first": "2026-12-24", "back": "2026-12-20"}, "over already"),
        ({**here, "first": "2026-11-01", "back": "2026-11-02"}, "over already"),
    ):
        await refused(stage, press(stage, PM, AWAY_CONFIRM, value), sentence, PM)


async def test_a_second_press_changes_nothing() -> None:
    stage = await a_stage()
    await stage.say(PM, "away 24-31 Dec")
    repeated = stage.received(PM)[-1]
    await stage.press(PM, repeated, "Yes, I am away")
    await stage.press(PM, repeated, "Yes, I am away")
    assert (await stage.kinds()).count("person.away") == 1


async def test_everybody_reads_until_when_and_whom_to_ask_but_never_why() -> None:
    stage = await a_stage()
    await go(stage, PM, "until Monday")
    for who, room in ((SPONSOR_PM, None), (SPONSOR_PM, SPONSOR_ROOM), (PM, CRO_ROOM)):
        await stage.say(who, "how do I reach the client project manager?", room)
        text = stage.last_text(room or who)
        assert "away until Mon 7 Dec 2026" in text
        assert "Ask Test facility management" in text
    await go(stage, DIRECTOR, "until Monday cover @Site head")
    await stage.say(SPONSOR_PM, "how do I reach the study director?")
    assert "Site head stands in: ask them." in stage.last_text(SPONSOR_PM)


async def test_somebody_without_a_seat_cannot_be_away() -> None:
    stage = await a_stage()
    stranger = Address("console", "larkspur", "nobody")
    await stage.say(stranger, "away tomorrow", SPONSOR_ROOM)
    assert "no seat" in stage.last_text(SPONSOR_ROOM)


async def test_a_named_cover_can_send_what_they_are_asked_for_while_they_stand_in() -> None:
    stage = await a_stage()
    supervisor = seat_address("inlife_supervisor")  # neither deputy nor lead
    await go(stage, PM, "today until Sunday cover @In-life supervisor")
    await stage.until("2026-12-04T17:00")
    nudge = stage.received(supervisor)[-1]
    assert form_of(await stage.say(supervisor, "update")).title == TITLE
    form = form_of(await stage.press(supervisor, nudge, "Update"))
    assert not (await stage.send(supervisor, form, **said())).errors
    assert TITLE in stage.last_text(SPONSOR_ROOM)
    await stage.until("2026-12-08T09:00")
    await refused(
        stage,
        stage.press(supervisor, stage.received(supervisor)[0], "Edit"),
        "is for the Client project manager",
        supervisor,
    )


async def test_a_named_cover_of_a_receiver_can_say_that_it_is_not_needed() -> None:
    stage = await a_stage()
    stock = seat_address("cmc_lead", "larkspur")
    await go(stage, SPONSOR_PM, "3-10 Dec cover @CMC and formulation lead")
    await stage.until("2026-12-07T23:00")
    told = stage.received(stock)[-1]
    assert told.card.title == f"{TITLE} has not come yet"
    form = form_of(await stage.press(stock, told, "Not needed this time"))
    await stage.send(stock, form, text="A visit is on")
    assert "checkin.excused" in await stage.kinds()


async def test_somebody_in_two_collaborations_is_away_from_both_and_back_in_both() -> None:
    stage = await with_a_second_collaboration()
    person = stage.accord.directory.snapshot.person_at(PM)
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert person is not None
    assert other is not None
    async with stage.accord.storage.transaction() as tx:
        seat = Holding(
            collaboration=other.id, seat="data_manager", person=person.id, since=stage.clock.now()
        )
        await tx.directory.appoint(seat)
    repeated = await go(stage, PM, "tomorrow cover @Study director")
    assert "It holds in all of your collaborations." in repeated
    assert "Which" not in repeated
    async with stage.accord.storage.reading() as tx:
        both = (await tx.directory.load()).absences
    assert {each.collaboration for each in both} == {stage.collaboration.id, other.id}
    assert len({(each.since, each.until) for each in both}) == 1
    cover = {each.collaboration: each.cover for each in both}
    assert cover[stage.collaboration.id] is not None
    assert cover[other.id] is None  # the study director has no part in that one
    await stage.say(PM, "i am back")
    async with stage.accord.storage.reading() as tx:
        assert all(each.since == each.until for each in (await tx.directory.load()).absences)
