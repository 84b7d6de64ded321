"""The facilitator leaves in the middle: two go on, and what it had a part in comes to an end."""

from collections.abc import Sequence

from bot.cards.compose.parts import REMOVE_PART
from bot.domain.amendment import Amendment, AmendmentState
from bot.engine.parts import pack
from bot.engine.record import broken_links
from tests.unit.engine.escalating import messages, raise_it, tellings
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    FAY,
    HOME,
    MIDDLE,
    about,
    accept,
    amendment,
    amendments,
    collaboration,
    edit,
    everything_read_by,
    in_force,
    press,
    propose,
    refused,
    send,
)
from tests.unit.engine.of_three import LEADS, all_agreed, directory
from tests.unit.engine.stage import KOLKATA, Stage

RULES = ("ground_rules",)


async def proposed_without(stage: Stage, party: str = "facilitator", by: str = "sponsor") -> int:
    """A proposal to go on without a party; its number."""
    path = pack(("parties", party))
    await press(stage, LEADS[by], REMOVE_PART, about(stage, path=path))
    drafted = (await amendments(stage))[-1]
    await send(stage, LEADS[by], drafted, "The order is closed")
    return drafted.number


async def accepted(stage: Stage, number: int, parties: Sequence[str]) -> Amendment:
    """The proposal, after these have accepted it."""
    for party in parties:
        await accept(stage, LEADS[party], await amendment(stage, number))
    return await amendment(stage, number)


async def left() -> Stage:
    """Two are left."""
    stage = await all_agreed()
    number = await proposed_without(stage)
    ended = await accepted(stage, number, ("cro", "facilitator"))
    assert ended.state is AmendmentState.IN_FORCE
    stage.collaboration, stage.agreement = await collaboration(stage), await in_force(stage)
    return stage


async def test_a_party_that_accepted_versions_leaves_when_all_three_accept_it() -> None:
    stage = await all_agreed()
    number = await proposed_without(stage)
    waiting = await accepted(stage, number, ("cro",))
    assert waiting.missing == ("facilitator",)
    assert "facilitator" in (await in_force(stage)).party
    await accepted(stage, number, ("facilitator",))
    now = await in_force(stage)
    assert list(now.party) == ["sponsor", "cro"]
    assert not [seat.key for seat in now.seats if seat.party == "facilitator"]
    first, second = now.agreement.history
    assert (first.agreed_by, second.agreed_by) == (
        ("program_manager", "cro_pm"),
        ("program_manager", "cro_pm"),
    )
    assert "Version 2 of the agreement is in force" in everything_read_by(stage, MIDDLE)
    assert "Accepted: Middle Market: Fay" in stage.last_text(ANN)
    assert list(broken_links(await stage.record())) == []


async def test_the_facilitator_can_propose_its_own_leaving_and_leaves_with_both() -> None:
    stage = await all_agreed()
    number = await proposed_without(stage, by="facilitator")
    assert (await amendment(stage, number)).missing == ("sponsor", "cro")
    await accepted(stage, number, ("sponsor", "cro"))
    assert list((await in_force(stage)).party) == ["sponsor", "cro"]


async def test_who_left_is_in_no_list_and_reads_no_more() -> None:
    stage = await left()
    now, id_ = await directory(stage), stage.collaboration.id
    assert now.leads(id_, "facilitator") == ()
    assert now.rooms(id_, "facilitator") == ()
    assert now.party_of_tenant(id_, FAY.home) is None
    before = len(stage.received(MIDDLE)), len(stage.received(FAY))
    await propose(stage, ANN, RULES, {"lines": "Be kind."}, "Shorter")
    await accept(stage, CY, (await amendments(stage))[-1])
    await stage.say(CY, "status", AWAY)
    assert (len(stage.received(MIDDLE)), len(stage.received(FAY))) == before
    for text in ("status", "agreement", "who owns the final report?"):
        await stage.say(FAY, text)
        assert "I do not know you yet" in stage.last_text(FAY)


async def test_what_waited_for_who_left_alone_comes_into_force_with_their_leaving() -> None:
    stage = await all_agreed()
    waits = await propose(stage, ANN, RULES, {"lines": "Be kind."}, "Shorter")
    await accepted(stage, waits.number, ("cro",))
    number = await proposed_without(stage)
    read = len(stage.received(MIDDLE))
    await accepted(stage, number, ("cro", "facilitator"))
    agreed = await amendment(stage, waits.number)
    assert (agreed.state, agreed.version) == (AmendmentState.IN_FORCE, 3)
    assert (await in_force(stage)).ground_rules == ("Be kind.",)
    assert "Version 3 of the agreement is in force" in everything_read_by(stage, HOME)
    told = [shown.card.title for shown in stage.received(MIDDLE)[read:]]
    assert told == ["Version 2 of the agreement is in force"]


async def test_what_waits_for_somebody_else_too_goes_on_waiting_for_them() -> None:
    stage = await all_agreed()
    waits = await propose(stage, ANN, RULES, {"lines": "Be kind."}, "Shorter")
    await accepted(stage, await proposed_without(stage), ("cro", "facilitator"))
    assert (await amendment(stage, waits.number)).missing == ("cro",)
    await accepted(stage, waits.number, ("cro",))
    assert (await in_force(stage)).ground_rules == ("Be kind.",)


async def test_what_who_left_had_proposed_or_was_writing_is_withdrawn() -> None:
    stage = await all_agreed()
    sent = await propose(stage, FAY, RULES, {"lines": "Be kind."}, "Shorter")
    await edit(stage, FAY, ("areas", "invoices"), {"title": "Invoices"})
    number = await proposed_without(stage)
    await accepted(stage, number, ("cro", "facilitator"))
    states = {each.number: each.state for each in await amendments(stage)}
    assert states[sent.number] is AmendmentState.WITHDRAWN
    assert AmendmentState.DRAFT not in states.values()
    assert "Be kind." not in (await in_force(stage)).ground_rules


async def test_a_lead_of_the_facilitator_cannot_accept_for_anybody_else() -> None:
    stage = await all_agreed()
    sent = await propose(stage, ANN, RULES, {"lines": "Be kind."}, "Shorter")
    for _ in range(3):
        await accept(stage, FAY, sent)
    waiting = await amendment(stage, sent.number)
    assert (waiting.missing, waiting.state) == (("cro",), AmendmentState.PROPOSED)
    # Nor can it bring somebody in for them.
    code = stage.say(FAY, "connect code cro", MIDDLE)
    await refused(stage, code, "one of Middle Market", MIDDLE)


async def test_what_runs_when_a_party_leaves_goes_on_without_it() -> None:
    """Questions, an action, an early word and an escalation that it has a part in."""
    stage = await all_agreed()
    await stage.say(ANN, "ask order: is the number known?")
    await stage.say(FAY, "ask final report: will it come in June?")
    await stage.say(FAY, "heads-up the courier is on strike")
    await stage.say(ANN, "action Send the order number for the order desk by 11 Dec 2026")
    raised = await raise_it(stage, CY, "scope_or_price")
    assert messages(stage, FAY, "E-1")
    await accepted(stage, await proposed_without(stage), ("cro", "facilitator"))
    read = len(stage.received(FAY)), len(stage.received(MIDDLE))
    for day in ("2026-12-08T12:00", "2026-12-18T12:00", "2027-01-20T12:00"):
        await stage.until(day)
        for who, room in ((ANN, HOME), (CY, AWAY)):
            for text in ("status", "escalations", "due", "actions", "kept"):
                await stage.say(who, text, room)
            assert "Middle Market" not in stage.last_text(room)
    assert (len(stage.received(FAY)), len(stage.received(MIDDLE))) == read
    told = await tellings(stage, raised, KOLKATA)
    assert {seat for _, step, seat in told if step == 2} == {"procurement", "business_manager"}
