"""What is said to a seat that not everybody may know counts in no number that others read."""

import pytest

from bot.domain.address import Address
from bot.domain.heads_up import HeadsUp, Wording, id_of
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import a_stage_for
from tests.unit.engine.test_gaps import MANAGER, PHARMACIST, STATISTICIAN
from tests.unit.engine.test_gaps import PHASE_1 as BINDINGS

ROOM = Address("console", "yarra", "room")


@pytest.mark.parametrize(
    ("to", "known"),
    [("unblinded_statistician", False), ("sponsor_statistician", True)],
)
async def test_a_heads_up_to_a_hidden_seat_is_counted_only_for_who_may_know(
    to: str, known: bool
) -> None:
    stage = await a_stage_for(example(PHASE_1), BINDINGS, begin=at("2027-02-10T03:00"))
    person = stage.accord.directory.snapshot.person_at(PHARMACIST)
    assert person is not None
    id_ = stage.collaboration.id
    async with stage.accord.storage.transaction() as tx:
        await tx.heads_ups.add(
            HeadsUp(
                id=id_of(id_, 1),
                collaboration=id_,
                number=1,
                version=1,
                area=None,
                person=person.id,
                from_seat="unblinded_pharmacist",
                from_party="cro",
                to_seat=to,
                to_party=stage.agreement.party_of(to).key,
                room=None,
                thread=None,
                wordings=(Wording(text="kits arrive late", at=stage.clock.now()),),
            )
        )
    await stage.until("2027-02-11T12:00")
    await stage.say(MANAGER, "kept", ROOM)
    in_the_room = stage.last_text(ROOM)
    await stage.say(MANAGER, "kept")
    assert ("Heads-ups given: 1" in in_the_room) == known
    assert ("Heads-ups given: 1" in stage.last_text(MANAGER)) == known
    await stage.say(STATISTICIAN, "kept")
    assert "Heads-ups given: 1" in stage.last_text(STATISTICIAN)
