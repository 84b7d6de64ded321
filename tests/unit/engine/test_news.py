"""What platforms tell unasked: rooms that move or are lost, people who leave or come back."""

from dataclasses import replace
from datetime import timedelta

from bot.agreement_file.check import read_bindings
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.joining import Gap, GoneBecause
from bot.engine.importing import import_agreement
from bot.engine.inbound import (
    LostBecause,
    News,
    PersonBack,
    PersonGone,
    RoomLost,
    RoomMoved,
    RoomRenamed,
    TenantLost,
)
from bot.engine.news import hear
from bot.engine.record import Entry
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)

DIRECTOR = seat_address("study_director")
NEW_ROOM = Address("console", "larkspur", "new-room")


async def heard(stage: Stage, news: News) -> None:
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        await hear(tx, news, directory, stage.clock.now(), stage.accord.agreements)
    await stage.accord.settle()


async def open_gaps(stage: Stage, collaboration: str | None = None) -> list[Gap]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.joining.open_gaps(collaboration or stage.collaboration.id))


async def rooms(stage: Stage) -> tuple[Address, ...]:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    return directory.rooms(stage.collaboration.id)


async def last(stage: Stage, kind: str) -> Entry:
    return [r.entry for r in await stage.record() if r.entry.kind == kind][-1]


def titles(stage: Stage, who: Address) -> list[str]:
    return [shown.card.title for shown in stage.received(who)]


async def shared_room(stage: Stage) -> None:
    """Let the sponsor's room serve both parties, and nothing else be bound."""
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text()
    text = text.replace("console:deccan/room", "console:larkspur/room")
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(text, stage.agreement)
        await import_agreement(tx, stage.agreement, bindings, stage.clock.now())
    await stage.accord.settle()


async def test_a_room_with_a_new_id_takes_its_bindings_along() -> None:
    stage = await a_stage()
    await shared_room(stage)
    await heard(stage, RoomMoved(event_id="e1", old=SPONSOR_ROOM, new=NEW_ROOM))
    assert await rooms(stage) == (NEW_ROOM,)
    directory = stage.accord.directory.snapshot
    assert directory.parties_in(NEW_ROOM) == {"sponsor", "cro"}
    assert "everything agreed goes on here" in stage.last_text(NEW_ROOM)
    entry = await last(stage, "room.moved")
    assert (entry.subject, entry.data) == (str(SPONSOR_ROOM), {"to": str(NEW_ROOM)})
    await stage.say(SPONSOR_PM, "who owns the histo slides?", NEW_ROOM)
    assert "Study director" in stage.last_text(NEW_ROOM)


async def test_a_renamed_room_is_recorded_and_nobody_is_bothered() -> None:
    stage = await a_stage()
    before = len(stage.platform.messages)
    await heard(stage, RoomRenamed(event_id="e1", room=CRO_ROOM, name="rat study"))
    assert (await last(stage, "room.renamed")).data == {"name": "rat study"}
    assert len(stage.platform.messages) == before


async def test_a_lost_room_is_unbound_and_each_lead_is_told_what_they_can_do() -> None:
    stage = await a_stage()
    lost = RoomLost(event_id="e1", room=SPONSOR_ROOM, because=LostBecause.ARCHIVED)
    await heard(stage, lost)
    assert await rooms(stage) == (CRO_ROOM,)
    entry = await last(stage, "room.lost")
    assert entry.data == {"because": "archived", "parties": ["sponsor"]}
    own, other = stage.last_text(SPONSOR_PM), stage.last_text(PM)
    assert "The room of Larkspur was archived: " in own
    assert "There is no other room for Larkspur" in own
    assert "type “connect here” in it" in own
    assert "The lead of Larkspur can connect a room again" in other
    assert stage.received(CRO_ROOM) == []  # it is told privately


async def test_the_same_loss_is_told_once() -> None:
    stage = await a_stage()
    for number, because in enumerate((LostBecause.DELETED, LostBecause.REMOVED)):
        await heard(stage, RoomLost(event_id=f"e{number}", room=SPONSOR_ROOM, because=because))
    assert titles(stage, SPONSOR_PM) == ["Accord can no longer write in a room"]
    assert (await stage.kinds()).count("room.lost") == 1


async def test_where_another_room_is_left_it_is_said_that_it_goes_on() -> None:
    stage = await a_stage()
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text()
    second = '  - {party: sponsor, address: "console:larkspur/second"}\npeople:'
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(text.replace("people:", second, 1), stage.agreement)
        await import_agreement(tx, stage.agreement, bindings, stage.clock.now())
    lost = RoomLost(event_id="e1", room=SPONSOR_ROOM, because=LostBecause.REMOVED)
    await heard(stage, lost)
    assert "The other rooms of Larkspur go on as before." in stage.last_text(SPONSOR_PM)


async def test_a_channel_no_longer_shared_stays_with_the_side_that_hosts_it() -> None:
    stage = await a_stage()
    await shared_room(stage)
    lost = RoomLost(event_id="e1", room=SPONSOR_ROOM, because=LostBecause.UNSHARED)
    await heard(stage, lost)
    assert await rooms(stage) == (SPONSOR_ROOM,)
    assert stage.accord.directory.snapshot.parties_in(SPONSOR_ROOM) == {"sponsor"}
    assert "is no longer shared with Deccan" in stage.last_text(PM)


async def test_a_room_of_one_side_that_is_no_longer_shared_is_lost() -> None:
    stage = await a_stage()
    lost = RoomLost(event_id="e1", room=SPONSOR_ROOM, because=LostBecause.UNSHARED)
    await heard(stage, lost)
    assert await rooms(stage) == (CRO_ROOM,)


async def test_a_lost_workspace_is_told_once_and_not_to_those_who_went_with_it() -> None:
    stage = await a_stage()
    tenant = Address("console", "larkspur")
    await heard(stage, TenantLost(event_id="e1", tenant=tenant, because=LostBecause.UNINSTALLED))
    assert await rooms(stage) == (CRO_ROOM,)
    entry = await last(stage, "tenant.lost")
    assert entry.data["rooms"] == [str(SPONSOR_ROOM)]
    assert stage.received(SPONSOR_PM) == []
    assert titles(stage, PM) == ["Accord can no longer write in a workspace"]
    told = stage.last_text(PM)
    assert "Accord was uninstalled from the workspace of Larkspur" in told
    assert "Accord may not be able to tell them, so please mention it" in told


async def test_a_holder_who_leaves_the_room_of_the_side_leaves_a_dated_gap() -> None:
    stage = await a_stage()
    gone = PersonGone(event_id="e1", person=DIRECTOR, room=CRO_ROOM, because=GoneBecause.LEFT)
    await heard(stage, gone)
    (gap,) = await open_gaps(stage)
    assert (gap.seat, gap.because, gap.since) == (
        "study_director", GoneBecause.LEFT, stage.clock.now(),
    )  # fmt: skip
    entry = await last(stage, "seat.gap")
    assert (entry.subject, entry.party, entry.source) == ("study_director", "cro", "e1")
    (told,) = stage.received(PM)
    assert "Study director, who holds this seat, left the room: " in card_text(told.card)
    collaboration = stage.collaboration.id
    assert [(b.label, b.action, dict(b.value)) for b in told.card.buttons] == [
        (
            "Fill the seat", "seats_fill",
            {"collaboration": collaboration, "seat": "study_director"},
        ),
        (
            "Still in the seat", "gap_close",
            {"collaboration": collaboration, "seat": "study_director", "person": gap.person},
        ),
    ]  # fmt: skip
    assert stage.received(SPONSOR_PM) == []  # a side's own matter

    await heard(stage, replace(gone, event_id="e2"))
    assert len(await open_gaps(stage)) == 1
    assert len(stage.received(PM)) == 1


async def test_coming_back_ends_the_gap_and_edits_the_card() -> None:
    stage = await a_stage()
    gone = PersonGone(event_id="e1", person=DIRECTOR, room=CRO_ROOM, because=GoneBecause.LEFT)
    await heard(stage, gone)
    stage.clock.advance(timedelta(minutes=1))
    await heard(stage, PersonBack(event_id="e2", person=DIRECTOR, room=CRO_ROOM))
    assert await open_gaps(stage) == []
    (told,) = stage.received(PM)
    assert (told.card.title, told.card.buttons) == ("Study director: the holder is back", ())
    entry = await last(stage, "seat.gap_closed")
    assert entry.data["how"] == "back"

    stage.clock.advance(timedelta(minutes=1))
    await heard(stage, replace(gone, event_id="e3"))
    assert titles(stage, PM)[-1] == "Study director: the seat may need somebody"
    assert len(stage.received(PM)) == 2  # a second absence is a message of its own


async def test_a_closed_account_is_not_ended_by_joining_a_room_elsewhere() -> None:
    stage = await a_stage()
    closed = PersonGone(event_id="e1", person=DIRECTOR, room=None, because=GoneBecause.DEACTIVATED)
    await heard(stage, closed)
    await heard(stage, PersonBack(event_id="e2", person=DIRECTOR, room=CRO_ROOM))
    assert len(await open_gaps(stage)) == 1
    await heard(stage, PersonBack(event_id="e3", person=DIRECTOR, room=None))
    assert await open_gaps(stage) == []


async def test_leaving_the_room_of_the_other_side_is_no_gap() -> None:
    stage = await a_stage()
    guest = PersonGone(event_id="e1", person=DIRECTOR, room=SPONSOR_ROOM, because=GoneBecause.LEFT)
    await heard(stage, guest)
    assert await open_gaps(stage) == []


async def test_when_the_only_lead_is_gone_the_other_side_is_told() -> None:
    stage = await a_stage()
    gone = PersonGone(event_id="e1", person=PM, room=CRO_ROOM, because=GoneBecause.LEFT)
    await heard(stage, gone)
    assert stage.received(PM) == []
    await stage.until("2026-12-04T22:30")  # the morning in San Diego
    assert titles(stage, SPONSOR_PM) == ["Deccan may have no lead now"]
    assert "The only lead of Deccan left the room" in stage.last_text(SPONSOR_PM)
    await heard(stage, PersonBack(event_id="e2", person=PM, room=CRO_ROOM))
    assert titles(stage, SPONSOR_PM) == ["Deccan has a lead"]


async def test_a_lead_without_a_seat_is_missed_as_well() -> None:
    stage = await a_stage()
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text()
    text = text.replace("seats: [cro_pm], lead: true", "seats: [cro_pm]")
    text += '  - {name: "Head", addresses: ["console:deccan/head"], lead: true}\n'
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(text, stage.agreement)
        await import_agreement(tx, stage.agreement, bindings, stage.clock.now())
    head = Address("console", "deccan", "head")
    gone = PersonGone(event_id="e1", person=head, room=None, because=GoneBecause.DEACTIVATED)
    await heard(stage, gone)
    assert await open_gaps(stage) == []
    await stage.until("2026-12-04T22:30")  # the morning in San Diego
    assert titles(stage, SPONSOR_PM) == ["Deccan may have no lead now"]


async def test_nobody_and_nowhere_known_change_nothing() -> None:
    stage = await a_stage()
    before = await stage.record(), len(stage.platform.messages)
    somebody, somewhere = Address("console", "deccan", "who"), Address("console", "x", "where")
    unknown: tuple[News, ...] = (
        PersonGone(event_id="e1", person=somebody, room=None, because=GoneBecause.DEACTIVATED),
        PersonGone(event_id="e2", person=DIRECTOR, room=somewhere, because=GoneBecause.LEFT),
        PersonBack(event_id="e3", person=somebody, room=CRO_ROOM),
        RoomMoved(event_id="e4", old=somewhere, new=NEW_ROOM),
        RoomRenamed(event_id="e5", room=somewhere, name="x"),
        RoomLost(event_id="e6", room=somewhere, because=LostBecause.DELETED),
        TenantLost(event_id="e7", tenant=somewhere.home, because=LostBecause.REVOKED),
    )
    for news in unknown:
        await heard(stage, news)
    assert (await stage.record(), len(stage.platform.messages)) == before


async def test_one_collaboration_hears_nothing_of_another() -> None:
    stage = await a_stage()
    agreement = example(PHASE_1)
    bindings = """
tenants:
  - {party: sponsor, address: "console:carmel"}
  - {party: cro, address: "console:deccan"}
rooms:
  - {party: sponsor, address: "console:carmel/room"}
  - {party: cro, address: "console:deccan/other-room"}
people:
  - {name: Ops, addresses: ["console:carmel/ops"], seats: [clinical_ops_lead], lead: true}
  - {name: Study director, addresses: ["console:deccan/study_director"], seats: [medical_monitor]}
  - {name: Boss, addresses: ["console:deccan/boss"], seats: [cro_pm], lead: true}
"""
    async with stage.accord.storage.transaction() as tx:
        parsed = read_bindings(bindings, agreement)
        done = await import_agreement(tx, agreement, parsed, stage.clock.now())
    other, boss = done.collaboration.id, Address("console", "deccan", "boss")

    left = PersonGone(event_id="e1", person=DIRECTOR, room=CRO_ROOM, because=GoneBecause.LEFT)
    await heard(stage, left)
    assert (len(await open_gaps(stage)), await open_gaps(stage, other)) == (1, [])
    assert stage.received(boss) == []

    closed = replace(left, event_id="e2", room=None, because=GoneBecause.DEACTIVATED)
    await heard(stage, closed)
    (gap,) = await open_gaps(stage, other)
    assert gap.seat == "medical_monitor"
    assert "Study director: the seat" not in str(titles(stage, boss))
    await stage.until("2026-12-07T06:00")  # Monday in Melbourne
    assert titles(stage, boss) == ["Medical monitor: the seat may need somebody"]

    await heard(
        stage,
        TenantLost(event_id="e3", tenant=Address("console", "deccan"), because=LostBecause.REVOKED),
    )
    ops = stage.last_text(Address("console", "carmel", "ops"))
    assert "Yarra" in ops
    assert "Deccan" not in ops
