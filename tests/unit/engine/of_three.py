"""A sponsor, a CRO and a facilitator in the middle, who join with codes and agree."""

from bot.engine.directory import Directory
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    FAY,
    HOME,
    MIDDLE,
    a_code,
    a_facilitated_draft,
    accept,
    amendment,
    collaboration,
    edit,
    in_force,
    send,
)
from tests.unit.engine.stage import Stage

LEADS = {"sponsor": ANN, "cro": CY, "facilitator": FAY}
ROOMS = {"sponsor": HOME, "cro": AWAY, "facilitator": MIDDLE}


async def joins(stage: Stage, party: str, *, by: str = "sponsor") -> None:
    """Somebody of a company types the code that a lead of another made for it."""
    code = await a_code(stage, LEADS[by], ROOMS[by], party)
    await stage.say(LEADS[party], f"connect {code}", ROOMS[party])


async def directory(stage: Stage) -> Directory:
    """Who is where now."""
    async with stage.accord.storage.reading() as tx:
        return await stage.accord.directory.current(tx)


async def led(stage: Stage) -> dict[str, list[str]]:
    """Names of the leads of each party."""
    now, id_ = await directory(stage), stage.collaboration.id
    return {party: [lead.name for lead in now.leads(id_, party)] for party in LEADS}


async def all_agreed(*, of_two: str = "") -> Stage:
    """Version 1 in force between the three; one trigger's ladder may be without the facilitator."""
    stage = await a_facilitated_draft()
    if of_two:
        second = ("triggers", of_two, "ladder", 1)
        await edit(stage, ANN, second, {"seats.facilitator": "-"}, await amendment(stage, 1))
    await joins(stage, "cro")
    await joins(stage, "facilitator")
    await send(stage, ANN, await amendment(stage, 1), "To begin with")
    for party in ("cro", "facilitator"):
        await accept(stage, LEADS[party], await amendment(stage, 1))
    stage.collaboration = await collaboration(stage)
    stage.agreement = await in_force(stage)
    return stage
