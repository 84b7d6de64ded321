"""The weekly digest: when it comes, that its shared part is the same, and who reads the rest."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.console.platform import Shown
from bot.cards.card import Bullets, Card, Moment
from bot.cards.codec import to_json
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.parties import DigestTime, Weekday
from bot.domain.instant import instant
from bot.domain.people import Holding, Room
from bot.domain.visibility import A_ROOM, view
from bot.engine.agenda import AgendaKind, AgendaRow
from tests.unit.engine.founding import (
    collaboration,
    edit,
    everything_read_by,
    filled,
    form_of,
    in_force,
    open_part,
    propose,
    refused,
    submit,
)
from tests.unit.engine.stage import (
    CRO_ROOM,
    KOLKATA,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

DIRECTOR = seat_address("study_director")


def digests(stage: Stage, where: Address, title: str = "Weekly digest: ") -> list[Card]:
    """The digests that can be read somewhere, without what is for one side only."""
    cards = [shown.card for shown in stage.received(where)]
    return [c for c in cards if c.title.startswith(title) and "only for" not in c.title]


def private(stage: Stage, where: Address) -> list[Card]:
    return [s.card for s in stage.received(where) if "Weekly digest: only for" in s.card.title]


async def test_both_sides_get_the_same_words_each_at_its_own_monday_morning() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T08:59")
    assert digests(stage, CRO_ROOM) == []
    await stage.until("2026-12-07T09:00")
    assert len(digests(stage, CRO_ROOM)) == 1
    assert digests(stage, SPONSOR_ROOM) == []
    await stage.until("2026-12-07T22:29")  # 08:59 in San Diego
    assert digests(stage, SPONSOR_ROOM) == []
    await stage.until("2026-12-07T22:30")
    assert len(digests(stage, SPONSOR_ROOM)) == 1
    await stage.until("2027-01-05T12:00")
    sponsors, cros = digests(stage, SPONSOR_ROOM), digests(stage, CRO_ROOM)
    assert len(sponsors) == len(cros) == 5
    assert [to_json(each) for each in sponsors] == [to_json(each) for each in cros]


async def test_what_was_written_for_one_side_is_what_the_other_reads_though_things_moved() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T10:00")
    (first,) = digests(stage, CRO_ROOM)
    assert "Late\n- Weekly written status" in card_text(first)
    form = form_of(await stage.say(PM, "update weekly status"))
    await stage.send(PM, form, **said())
    await stage.until("2026-12-07T22:30")
    (second,) = digests(stage, SPONSOR_ROOM)
    assert to_json(second) == to_json(first)
    await stage.until("2026-12-14T22:30")
    assert "1 of 1 on time" not in card_text(digests(stage, SPONSOR_ROOM)[-1])


async def test_it_counts_what_was_kept_since_the_last_one() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T09:00")
    await stage.until("2026-12-11T17:30")
    form = form_of(await stage.say(PM, "update weekly status"))
    await stage.send(PM, form, **said())
    await stage.until("2026-12-14T09:00")
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert "- Weekly written status, Deccan: 1 of 2 on time, 1 missed" in text


async def test_a_miss_that_others_may_not_know_yet_is_open_for_everybody_else() -> None:
    stage = await a_stage()
    await stage.say(PM, "digest saturday 9:00")
    await stage.until("2026-12-05T09:00")  # late since 21:00; told at 17:00
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert "Open\n- Weekly written status, from the Client project manager" in text
    assert "on time" not in text
    assert "Late" not in text
    mine = "\n".join(card_text(card) for card in private(stage, CRO_ROOM))
    assert "Late, and not told to the others yet\n- Weekly written status" in mine


async def test_the_private_part_is_in_rooms_of_one_side_only() -> None:
    stage = await a_stage()
    await edit(stage, SPONSOR_PM, ("cadences", "weekly_status"), {"grace": "6 hours"})
    await stage.until("2026-12-08T09:00")
    (sponsors,) = private(stage, SPONSOR_ROOM)
    (cros,) = private(stage, CRO_ROOM)
    assert "Proposal 1 is being written by Larkspur" in card_text(sponsors)
    assert "is being written" not in everything_read_by(stage, CRO_ROOM)
    assert "Weekly written status" in card_text(cros)
    assert "Monthly steering meeting" in card_text(sponsors)
    assert "Monthly steering meeting" not in card_text(cros)


async def test_a_shared_room_gets_the_shared_part_once_and_leads_the_rest() -> None:
    stage = await a_stage()
    id_ = stage.collaboration.id
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.unbind_room(Room(collaboration=id_, party="cro", address=CRO_ROOM))
        await tx.directory.bind_room(Room(collaboration=id_, party="cro", address=SPONSOR_ROOM))
    await stage.until("2026-12-08T12:00")
    assert len(digests(stage, SPONSOR_ROOM)) == 1
    assert private(stage, SPONSOR_ROOM) == []
    assert len(private(stage, PM)) == 1
    assert len(private(stage, SPONSOR_PM)) == 1


async def test_without_a_room_the_leads_get_it() -> None:
    stage = await a_stage()
    async with stage.accord.storage.transaction() as tx:
        room = Room(collaboration=stage.collaboration.id, party="cro", address=CRO_ROOM)
        await tx.directory.unbind_room(room)
    await stage.until("2026-12-08T12:00")
    assert digests(stage, PM) == digests(stage, SPONSOR_ROOM)
    assert len(digests(stage, PM)) == 1


async def test_gaps_are_named_with_the_day_since_and_the_areas_they_leave() -> None:
    stage = await a_stage()
    directory = stage.accord.directory.snapshot
    held = directory.holdings(stage.collaboration.id)
    holding = next(h for h in held if h.seat == "study_director")
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.end_holding(holding, stage.clock.now())
    await stage.until("2026-12-07T09:00")
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert "Seats of Deccan nobody holds: Study director (since Fri 4 Dec 2026)." in text
    assert re.search("Areas of Deccan nobody answers for.*Study protocol and amendments", text)
    await stage.say(PM, "status")
    assert "Study director (since Fri 4 Dec 2026)" in stage.last_text(PM)


async def test_a_pause_stops_it_and_resuming_brings_it_back() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.until("2026-12-16T12:00")
    assert digests(stage, CRO_ROOM) == []
    await stage.say(SPONSOR_PM, "resume", SPONSOR_ROOM)
    await stage.until("2026-12-21T09:00")
    assert len(digests(stage, CRO_ROOM)) == 1
    await stage.say(SPONSOR_PM, "close", SPONSOR_ROOM)
    await stage.until("2027-01-12T09:00")
    assert len(digests(stage, CRO_ROOM)) == 1


async def test_after_three_weeks_of_downtime_there_is_one_and_the_next_is_on_time() -> None:
    stage = await a_stage()
    stage.clock.advance(timedelta(days=21))
    await stage.accord.settle()
    assert len(digests(stage, CRO_ROOM)) == len(digests(stage, SPONSOR_ROOM)) == 1
    # What fell due after the Monday it was for is overdue, too, and not left out.
    # It is late, and five minutes too early to tell the other side so.
    still = "Weekly written status, from the Client project manager, due Thu 24 Dec 2026"
    assert still in card_text(digests(stage, CRO_ROOM)[0])
    await stage.until("2026-12-28T09:00")
    assert len(digests(stage, CRO_ROOM)) == 2


async def test_a_lead_chooses_the_time_and_it_is_a_version_of_its_own() -> None:
    stage = await a_stage()
    await stage.say(PM, "digest Friday 4 pm")
    assert "Fri 11 Dec 2026, 16:00" in stage.last_text(PM)
    agreement = await in_force(stage)
    assert agreement.party["cro"].digest == DigestTime(
        day=Weekday.FRI, at=agreement.party["cro"].digest.at
    )
    assert (await collaboration(stage)).version == 3
    await stage.until("2026-12-11T15:59")
    assert digests(stage, CRO_ROOM) == []
    await stage.until("2026-12-11T16:00")
    (first,) = digests(stage, CRO_ROOM)
    await stage.until("2026-12-15T09:00")
    assert to_json(digests(stage, SPONSOR_ROOM)[-1]) == to_json(first)
    assert "Deccan: Deccan: weekly digest: was Monday, 09:00; is Friday, 16:00" in card_text(first)


async def test_the_time_is_in_the_form_of_the_party_with_what_holds_now() -> None:
    stage = await a_stage()
    form = form_of(await open_part(stage, PM, ("parties", "cro")))
    shown = {each.key: each.value for each in form.inputs}
    assert (shown["digest.day"], shown["digest.at"]) == ("mon", "09:00")
    await submit(stage, PM, form, filled(form, {"digest.at": "7:30 am"}))
    digest = (await in_force(stage)).party["cro"].digest
    assert (digest.day, f"{digest.at:%H:%M}") == (Weekday.MON, "07:30")


async def test_only_a_lead_chooses_and_nonsense_is_answered_with_an_example() -> None:
    stage = await a_stage()
    attempt = stage.say(DIRECTOR, "digest monday 9:00")
    await refused(stage, attempt, "is for its lead to say", DIRECTOR)
    for text in ("digest someday 9:00", "digest this one"):
        await refused(stage, stage.say(PM, text), "digest Monday 9:00", PM)


async def test_five_lines_for_whoever_asks_and_no_longer() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "digest short")
    assert "in five lines now" in stage.last_text(DIRECTOR)
    await stage.until("2026-12-07T09:00")
    (short,) = digests(stage, DIRECTOR, "Weekly digest in five lines")
    (lines,) = [block for block in short.blocks if isinstance(block, Bullets)]
    assert len(lines.items) == 5
    assert "Late: 1 (Weekly written status)" in card_text(short)
    assert digests(stage, PM, "Weekly digest in five lines") == []
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Stop the five lines")
    await stage.until("2026-12-14T09:00")
    assert len(digests(stage, DIRECTOR, "Weekly digest in five lines")) == 1


async def test_whoever_left_gets_no_five_lines() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "digest short")
    held = stage.accord.directory.snapshot.holdings(stage.collaboration.id)
    holding = next(h for h in held if h.seat == "study_director")
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.end_holding(holding, stage.clock.now())
    await stage.until("2026-12-07T09:00")
    assert digests(stage, DIRECTOR, "Weekly digest in five lines") == []


async def test_asked_for_it_says_how_it_stands_and_in_a_room_nothing_private() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:30")
    await stage.say(PM, "digest")
    mine = stage.last_text(PM)
    assert "Only for Deccan" in mine
    assert "From your side in the next seven days" in mine
    await stage.say(PM, "digest", CRO_ROOM)
    room = stage.last_text(CRO_ROOM)
    assert "Open\n- Weekly written status" in room
    assert "Only for" not in room


async def test_a_quiet_week_says_so_in_one_line() -> None:
    stage = await a_stage()
    quiet = replace(
        stage.agreement,
        cadences=(),
        areas=tuple(replace(area, due=()) for area in stage.agreement.areas),
        agreement=replace(stage.agreement.agreement, version=3),
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.agreements.add(stage.collaboration.id, quiet, stage.clock.now())
        await tx.directory.save_collaboration(replace(stage.collaboration, version=3))
    await stage.until("2026-12-07T09:00")
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert "Nothing was due, and nothing is open, late or missing." in text


async def test_restricted_seats_are_in_no_digest_of_a_room() -> None:
    stage = await with_a_second_collaboration()
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert other is not None
    async with stage.accord.storage.reading() as tx:
        agreement = await tx.agreements.get(other.id, other.version)
    hidden = view(agreement, A_ROOM).hidden_seats
    titles = [agreement.seat[key].title for key in hidden]
    assert titles
    for party, room in (("carmel", "room"), ("yarra", "room")):
        await stage.until("2026-12-15T12:00")
        text = everything_read_by(stage, Address("console", party, room))
        assert "Weekly digest" in text
        assert not [title for title in titles if title in text]


async def test_due_me_lists_what_is_owed_in_every_collaboration_for_its_person_alone() -> None:
    stage = await with_a_second_collaboration()
    directory = stage.accord.directory.snapshot
    person, other = directory.person_at(PM), directory.by_key("ph1_abroad")
    assert person is not None
    assert other is not None
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.appoint(
            Holding(
                collaboration=other.id,
                seat="cro_pm",
                person=person.id,
                since=stage.clock.now(),
            )
        )
    await stage.say(PM, "due me")
    both = stage.last_text(PM)
    assert stage.collaboration.title in both
    assert other.title in both
    assert "Weekly written status" in both
    await stage.say(PM, "due me", CRO_ROOM)
    assert other.title not in everything_read_by(stage, CRO_ROOM)
    await stage.say(SPONSOR_PM, "due me")
    assert other.title not in everything_read_by(stage, SPONSOR_PM)


async def test_due_me_leaves_out_what_is_paused() -> None:
    stage = await with_a_second_collaboration()
    directory = stage.accord.directory.snapshot
    person, other = directory.person_at(PM), directory.by_key("ph1_abroad")
    assert person is not None
    assert other is not None
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.appoint(
            Holding(
                collaboration=other.id,
                seat="cro_pm",
                person=person.id,
                since=stage.clock.now(),
            )
        )
    await stage.say(SPONSOR_PM, "pause", SPONSOR_ROOM)
    await stage.say(PM, "due me")
    assert stage.collaboration.title not in stage.last_text(PM)


@pytest.mark.parametrize("label", ["Status now"])
async def test_its_buttons_work(label: str) -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T09:00")
    shown: Shown = next(
        s for s in stage.received(CRO_ROOM) if s.card.title.startswith("Weekly digest: 28")
    )
    await stage.press(PM, shown, label, CRO_ROOM)
    assert stage.last_text(CRO_ROOM).startswith("Status")


async def test_moments_are_moments_so_that_each_reader_sees_their_own_clock() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T09:00")
    (card,) = digests(stage, CRO_ROOM)
    moments = [
        part
        for block in card.blocks
        if isinstance(block, Bullets)
        for line in block.items
        for part in line
        if isinstance(part, Moment)
    ]
    assert Moment(instant(datetime(2026, 12, 11, 17, 0, tzinfo=KOLKATA)), "Asia/Kolkata") in moments


async def test_pending_proposals_are_named() -> None:
    stage = await a_stage()
    await propose(stage, PM)
    await stage.until("2026-12-07T09:00")
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert "Proposal 1 from Deccan waits for Larkspur" in text


async def test_a_row_at_no_agreed_moment_sends_nothing_and_plans_the_next() -> None:
    """What the migration puts for collaborations that were at work before there was a digest."""
    stage = await a_stage()
    id_ = stage.collaboration.id
    async with stage.accord.storage.transaction() as tx:
        for row in await tx.agenda.pending(id_):
            if row.kind is AgendaKind.DIGEST:
                await tx.agenda.finish(row.key, stage.clock.now())
        first = AgendaRow(
            key=f"{id_}/digest/cro/first",
            collaboration=id_,
            kind=AgendaKind.DIGEST,
            due=instant(stage.clock.now() - timedelta(days=3)),
            subject={"party": "cro"},
        )
        await tx.agenda.put(first)
    stage.clock.advance(timedelta(days=14))
    await stage.accord.settle()
    assert digests(stage, CRO_ROOM) == []
    await stage.until("2026-12-21T09:00")
    assert len(digests(stage, CRO_ROOM)) == 1
