import asyncio
from datetime import timedelta
from typing import Any

from tests.adapters.teams.world import World, a_world


def message(world: World) -> dict[str, Any]:
    room = world.teams.chat_with(world.ann)
    return world.people.activity(room, world.ann, type="message", text="help")


async def test_a_rotation_of_the_keys_is_survived(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    world.clock.advance(timedelta(minutes=6))
    world.teams.identity.rotate_keys()
    assert (await world.people.post(message(world))).status == 202
    assert world.teams.identity.key_requests == 2


async def test_unknown_keys_cause_one_fetch_in_five_minutes(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    for number in range(5):
        answer = await world.people.post(message(world), kid=f"forged-{number}")
        assert answer.status == 401
    assert world.teams.identity.key_requests == 1
    world.clock.advance(timedelta(minutes=6))
    await world.people.post(message(world), kid="forged")
    await world.people.post(message(world), kid="forged again")
    assert world.teams.identity.key_requests == 2


async def test_a_known_key_is_used_while_a_slow_server_is_asked_for_a_new_one(
    world: World,
) -> None:
    assert (await world.people.post(message(world))).status == 202
    world.clock.advance(timedelta(minutes=6))
    hold = world.teams.faults.hold("metadata")
    waiting = asyncio.create_task(world.people.post(message(world), kid="not known yet"))
    await hold.reached.wait()
    answers = await asyncio.gather(*(world.people.post(message(world)) for _ in range(100)))
    assert {answer.status for answer in answers} == {202}
    assert not waiting.done()
    hold.release()
    assert (await waiting).status == 401


async def test_a_hundred_first_messages_wait_for_one_fetch() -> None:
    async with a_world() as world:
        hold = world.teams.faults.hold("keys")
        turns = [asyncio.create_task(world.people.post(message(world))) for _ in range(100)]
        await hold.reached.wait()
        hold.release()
        assert {answer.status for answer in await asyncio.gather(*turns)} == {202}
        assert world.teams.identity.key_requests == 1


async def test_day_old_keys_are_renewed_without_making_anybody_wait(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    world.clock.advance(timedelta(days=1, minutes=1))
    hold = world.teams.faults.hold("metadata")
    assert (await world.people.post(message(world))).status == 202
    await hold.reached.wait()
    hold.release()


async def test_keys_nobody_has_confirmed_for_days_are_not_used(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    world.clock.advance(timedelta(days=4))
    world.teams.faults.fail_next("metadata", 503)
    assert (await world.people.post(message(world))).status == 401
    world.clock.advance(timedelta(seconds=11))
    assert (await world.people.post(message(world))).status == 202


async def test_a_failed_fetch_is_tried_again_soon(world: World) -> None:
    assert (await world.people.post(message(world))).status == 202
    world.clock.advance(timedelta(minutes=6))
    world.teams.identity.rotate_keys()
    world.teams.faults.fail_next("metadata", 500)
    assert (await world.people.post(message(world))).status == 401
    assert (await world.people.post(message(world))).status == 401
    world.clock.advance(timedelta(seconds=11))
    assert (await world.people.post(message(world))).status == 202
