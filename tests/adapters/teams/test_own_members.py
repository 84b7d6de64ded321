"""Who belongs to a tenant, and who only visits it."""

from bot.domain.address import Address
from bot.engine.platform import Member
from tests.adapters.teams.world import World
from tests.fakes.teams_server import OTHER_TENANT


async def own(world: World) -> Member | None:
    return await world.platform.own_member(world.dispatch.last.origin.actor)


async def test_somebody_of_the_tenant_is_a_member(world: World) -> None:
    await world.people.personal_message(world.ann, "partners")
    assert await own(world) == Member(address=Address.parse(world.ann.address), name="")


async def test_a_guest_is_none_whether_the_roster_tells_their_home_or_not(world: World) -> None:
    for tenant in (world.ann.tenant, OTHER_TENANT):
        guest = world.teams.person("Guest", tenant=tenant, role="guest")
        chat = world.teams.chat_with(guest)
        chat.tenant = world.ann.tenant
        await world.people.message(chat, guest, "partners")
        assert world.dispatch.last.origin.personal
        assert await own(world) is None
