"""Seats whose holder is gone: who is told, who is not, and what ends it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.console.platform import ConsolePlatform
from bot.cards.card import Card
from bot.cards.plain import card_text
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.joining import Gap, GoneBecause
from bot.domain.people import Lead, Person, Room
from bot.domain.visibility import A_ROOM, EVERYTHING, view
from bot.engine.gaps import GapEnd, close_gaps, gap_lines, open_gaps
from bot.engine.outgoing import DeliveryError, Draft, OnDoubt, Rejected, Unreachable
from bot.engine.platform import Outgoing
from bot.engine.scene import Setting
from bot.main import assemble
from storage.memory import MemoryPlatformFacts
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, Stage, a_stage, seat_address

#: Fri 4 Dec 09:00 in San Diego, and Mon 7 Dec 11:30 in Melbourne: somebody works there again.
IN_CALIFORNIA, IN_MELBOURNE = "2026-12-04T22:30", "2026-12-07T06:00"
DIRECTOR, DEPUTY = seat_address("study_director"), seat_address("deputy_study_director")
MANAGER, PHARMACIST, STATISTICIAN = (
    seat_address(name, "yarra") for name in ("manager", "pharmacist", "stats")
)
PHASE_1 = """
tenants:
  - {party: sponsor, address: "console:carmel"}
  - {party: cro, address: "console:yarra"}
rooms:
  - {party: sponsor, address: "console:carmel/room"}
  - {party: cro, address: "console:yarra/room"}
people:
  - {name: Ops, addresses: ["console:carmel/ops"], seats: [clinical_ops_lead], lead: true}
  - {name: Manager, addresses: ["console:yarra/manager"], seats: [cro_pm], lead: true}
  - {name: Pharmacist, addresses: ["console:yarra/pharmacist"], seats: [unblinded_pharmacist]}
  - {name: Statistician, addresses: ["console:yarra/stats"], seats: [unblinded_statistician]}
"""


def setting_of(stage: Stage) -> Setting:
    return Setting(
        now=stage.clock.now(),
        directory=stage.accord.directory.snapshot,
        collaboration=stage.collaboration,
        agreement=stage.agreement,
    )


async def gone(stage: Stage, at: Address, *seats: str) -> tuple[Gap, ...]:
    setting = setting_of(stage)
    person = setting.directory.person_at(at)
    assert person is not None
    async with stage.accord.storage.transaction() as tx:
        opened = await open_gaps(tx, setting, person, GoneBecause.LEFT, seats)
    await stage.accord.settle()
    return opened


async def closed(stage: Stage, how: GapEnd, **which: str) -> tuple[Gap, ...]:
    async with stage.accord.storage.transaction() as tx:
        ended = await close_gaps(
            tx, setting_of(stage), how, seat=which.get("seat"), person=which.get("person")
        )
    await stage.accord.settle()
    return ended


async def standing(stage: Stage) -> Sequence[Gap]:
    async with stage.accord.storage.reading() as tx:
        return await tx.joining.open_gaps(stage.collaboration.id)


@pytest.mark.parametrize(
    ("how", "title"),
    [
        (GapEnd.FILLED, "Study director: the seat is filled again"),
        (GapEnd.STILL, "Study director: the holder stays in the seat"),
        (GapEnd.BACK, "Study director: the holder is back"),
    ],
)
async def test_what_ended_a_gap_is_said_on_the_card_that_told_of_it(
    how: GapEnd, title: str
) -> None:
    stage = await a_stage()
    await gone(stage, DIRECTOR, "study_director")
    stage.clock.advance(timedelta(minutes=1))
    (ended,) = await closed(stage, how, seat="study_director")
    assert ended.until == stage.clock.now()
    assert await standing(stage) == []
    (told,) = stage.received(PM)
    assert told.card.title == title


async def test_only_the_gaps_that_match_are_ended() -> None:
    stage = await a_stage()
    (first,) = await gone(stage, DIRECTOR, "study_director")
    (second,) = await gone(stage, DEPUTY, "deputy_study_director")
    assert await closed(stage, GapEnd.STILL, person="nobody") == ()
    assert len(await closed(stage, GapEnd.STILL, person=second.person)) == 1
    assert await standing(stage) == [first]


async def test_status_dates_a_gap_and_names_the_seat_but_not_the_person() -> None:
    stage = await a_stage()
    gaps = await gone(stage, DIRECTOR, "study_director")
    setting = setting_of(stage)
    (line,) = gap_lines(gaps, setting, view(stage.agreement, A_ROOM))
    assert line == (
        "Study director of Deccan: its holder left the room, Fri 4 Dec 2026. The lead of Deccan"
        " can fill it: “seats fill”."
    )
    await closed(stage, GapEnd.FILLED, seat="study_director")
    async with stage.accord.storage.reading() as tx:
        left = await tx.joining.open_gaps(stage.collaboration.id)
    assert gap_lines(left, setting, view(stage.agreement, A_ROOM)) == ()


@pytest.fixture
async def blinded(tmp_path: Path) -> Stage:
    """A study with seats that do not exist for everybody."""
    bindings = tmp_path / "bindings.yaml"
    bindings.write_text(PHASE_1)
    return await a_stage("03_phase1_abroad.yaml", str(bindings))


async def test_a_gap_in_a_seat_that_does_not_exist_for_the_lead_is_told_to_its_deputy(
    blinded: Stage,
) -> None:
    gaps = await gone(blinded, PHARMACIST, "unblinded_pharmacist")
    await blinded.until(IN_MELBOURNE)
    assert [shown.card.title for shown in blinded.received(STATISTICIAN)] == [
        "Unblinded pharmacist: the seat may need somebody"
    ]
    assert blinded.received(MANAGER) == []
    setting = setting_of(blinded)
    assert gap_lines(gaps, setting, view(blinded.agreement, A_ROOM)) == ()
    assert len(gap_lines(gaps, setting, view(blinded.agreement, EVERYTHING))) == 1


class Deaf(ConsolePlatform):
    """Some addresses cannot be written to."""

    def __init__(self, *deaf: Address, error: type[DeliveryError] = Unreachable) -> None:
        super().__init__()
        self.deaf = set(deaf)
        self.error = error

    async def post(self, message: Outgoing) -> str:
        if message.to in self.deaf:
            raise self.error("user_disabled")
        return await super().post(message)


def with_platform(stage: Stage, platform: ConsolePlatform) -> Stage:
    """The same storage and clock behind another platform."""
    accord = assemble(
        Settings(),
        clock=stage.clock,
        storage=stage.accord.storage,
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    return replace(stage, accord=accord, platform=platform)


async def write(
    stage: Stage,
    to: Address,
    *fallbacks: Address,
    collaboration: bool = True,
    on_doubt: OnDoubt = OnDoubt.RESEND,
) -> None:
    draft = Draft(
        key=f"test/{to}",
        collaboration=stage.collaboration.id if collaboration else None,
        to=to,
        fallbacks=fallbacks,
        card=Card(title="Something"),
        on_doubt=on_doubt,
    )
    async with stage.accord.storage.transaction() as tx:
        await stage.accord.directory.current(tx)
        await tx.outbox.put(draft, stage.clock.now())
    await stage.accord.settle()


async def test_a_holder_who_cannot_be_written_to_leaves_a_gap_and_the_message_goes_on() -> None:
    stage = with_platform(await a_stage(), Deaf(DIRECTOR))
    await write(stage, DIRECTOR, DEPUTY)
    (gap,) = await standing(stage)
    assert (gap.seat, gap.because) == ("study_director", GoneBecause.UNREACHABLE)
    assert [shown.card.title for shown in stage.received(DEPUTY)] == ["Something"]
    assert "can no longer be reached by Accord" in stage.last_text(PM)


async def test_another_address_of_the_same_person_is_tried_first() -> None:
    stage = await a_stage()
    director = stage.accord.directory.snapshot.person_at(DIRECTOR)
    assert director is not None
    second = Address("console", "deccan", "second")
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(replace(director, addresses=(DIRECTOR, second)))
    half = with_platform(stage, Deaf(DIRECTOR))
    await write(half, DIRECTOR, second, DEPUTY)
    assert await standing(half) == []
    assert len(half.received(second)) == 1
    deaf = with_platform(stage, Deaf(DIRECTOR, second))
    await write(deaf, second, DEPUTY)
    assert [gap.seat for gap in await standing(deaf)] == ["study_director"]


async def test_what_says_nothing_about_the_person_opens_no_gap() -> None:
    refusing = with_platform(await a_stage(), Deaf(DIRECTOR, error=Rejected))
    await write(refusing, DIRECTOR)
    assert await standing(refusing) == []
    elsewhere = with_platform(await a_stage(), Deaf(DIRECTOR))
    await write(elsewhere, DIRECTOR, collaboration=False)
    assert await standing(elsewhere) == []
    room = with_platform(await a_stage(), Deaf(CRO_ROOM))
    await write(room, CRO_ROOM)
    assert await standing(room) == []


async def test_a_platform_that_is_not_set_up_opens_no_gap() -> None:
    stage = await a_stage()
    missing = replace(
        stage,
        accord=assemble(
            Settings(),
            clock=stage.clock,
            storage=stage.accord.storage,
            facts=MemoryPlatformFacts(),
        ),
    )
    await write(missing, DIRECTOR)
    assert "message.undeliverable" in await missing.kinds()
    assert await standing(missing) == []


async def test_where_accord_was_taken_out_of_the_whole_place_no_seat_is_blamed() -> None:
    stage = with_platform(await a_stage(), Deaf(DIRECTOR))
    bound = Room(collaboration=stage.collaboration.id, party="cro", address=CRO_ROOM)
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.unbind_room(bound)
    await write(stage, DIRECTOR)
    assert await standing(stage) == []


async def test_an_only_lead_who_cannot_be_reached_is_told_to_the_other_side_once() -> None:
    stage = with_platform(await a_stage(), Deaf(PM))
    await write(stage, PM, on_doubt=OnDoubt.SKIP)
    assert [gap.seat for gap in await standing(stage)] == ["cro_pm"]
    await stage.until(IN_CALIFORNIA)
    titles = [shown.card.title for shown in stage.received(SPONSOR_PM)]
    assert titles == ["Deccan may have no lead now"]


async def test_a_gap_nobody_could_be_told_of_is_not_told_to_the_other_side(
    blinded: Stage,
) -> None:
    """Its title names a seat that may not exist for them."""
    stage = with_platform(blinded, Deaf(PHARMACIST, STATISTICIAN))
    await write(stage, PHARMACIST, on_doubt=OnDoubt.SKIP)
    await stage.until(IN_MELBOURNE)
    assert {gap.seat for gap in await standing(stage)} == {
        "unblinded_pharmacist", "unblinded_statistician",
    }  # fmt: skip
    everything = [card_text(shown.card) for shown in stage.platform.messages.values()]
    assert [text for text in everything if "nblinded" in text] == []


async def test_a_lead_who_is_not_in_chat_does_not_stop_the_report() -> None:
    stage = with_platform(await a_stage(), Deaf(DIRECTOR))
    lead = Person(id="offline", name="Offline lead", addresses=())
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(lead)
        await tx.directory.name_lead(
            Lead(collaboration=stage.collaboration.id, party="sponsor", person=lead.id)
        )
    await write(stage, DIRECTOR)
    titles = [shown.card.title for shown in stage.received(SPONSOR_PM)]
    assert titles == ["A message could not be delivered"]
