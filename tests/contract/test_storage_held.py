"""A message is left alone while somebody has a form open in its place, on every storage."""

from bot.domain.instant import Instant
from bot.engine.outgoing import Delivery
from bot.engine.storage_ports import Storage
from tests.contract.storages import NOW, a_card, a_draft, later
from tests.contract.storages_outbox import claim, due, get, mark_sent, put, sent

ALEX, CHRIS = "person a", "person c"


async def hold(storage: Storage, by: str, until: Instant, ref: str = "ts") -> None:
    async with storage.transaction() as tx:
        await tx.outbox.hold(ref, by=by, until=until)


async def let_go(storage: Storage, by: str, now: Instant, ref: str = "ts") -> None:
    async with storage.transaction() as tx:
        await tx.outbox.let_go(ref, by=by, now=now)


async def test_what_changes_meanwhile_waits_and_holds_up_nothing_else(storage: Storage) -> None:
    id_ = await sent(storage, a_draft("shown"))
    await hold(storage, ALEX, later(minutes=10))
    await put(storage, a_draft("shown", card=a_card("new")), later(minutes=1))
    await put(storage, a_draft("another"), later(minutes=2))
    assert await due(storage, later(minutes=3)) == ["another"]
    assert await claim(storage, id_, later(minutes=9)) is None
    assert await due(storage, later(minutes=10)) == ["shown"]  # put before the other
    assert (await get(storage, id_)).not_before == later(minutes=10)


async def test_what_waited_before_waits_as_well(storage: Storage) -> None:
    id_ = await sent(storage, a_draft("shown"))
    await put(storage, a_draft("shown", card=a_card("new")))
    await hold(storage, ALEX, later(minutes=10))
    assert await claim(storage, id_, later(minutes=9)) is None
    assert await due(storage, later(minutes=10)) == ["shown"]


async def test_it_goes_out_at_once_when_the_form_is_sent(storage: Storage) -> None:
    id_ = await sent(storage, a_draft("shown"))
    await hold(storage, ALEX, later(minutes=10))
    await put(storage, a_draft("shown", card=a_card("new")), later(minutes=1))
    await let_go(storage, ALEX, later(minutes=2))
    message = await claim(storage, id_, later(minutes=2))
    assert message is not None
    assert message.card == a_card("new")
    await mark_sent(storage, message)
    await put(storage, a_draft("shown", card=a_card("newer")), later(minutes=3))
    assert await due(storage, later(minutes=3)) == ["shown"]


async def test_of_two_who_write_the_last_one_lets_it_go(storage: Storage) -> None:
    id_ = await sent(storage, a_draft("shown"))
    await hold(storage, ALEX, later(minutes=10))
    await hold(storage, CHRIS, later(minutes=15))
    await put(storage, a_draft("shown", card=a_card("new")), later(minutes=6))
    await let_go(storage, CHRIS, later(minutes=7))
    assert (await get(storage, id_)).not_before == later(minutes=10)
    await let_go(storage, CHRIS, later(minutes=8))  # once more changes nothing
    assert (await get(storage, id_)).not_before == later(minutes=10)
    await let_go(storage, ALEX, later(minutes=9))
    assert await due(storage, later(minutes=9)) == ["shown"]


async def test_what_a_platform_asked_to_wait_for_still_holds(storage: Storage) -> None:
    id_ = await sent(storage, a_draft("shown"))
    await put(storage, a_draft("shown", card=a_card("new")))
    await claim(storage, id_, slot=NOW)
    async with storage.transaction() as tx:
        await tx.outbox.retry(id_, not_before=later(minutes=30), error="slow", doubtful=False)
    await hold(storage, ALEX, later(minutes=10))
    await let_go(storage, ALEX, later(minutes=5))
    message = await get(storage, id_)
    assert message.state is Delivery.PENDING
    assert message.not_before == later(minutes=30)


async def test_of_a_message_that_is_not_known_nothing_is_held(storage: Storage) -> None:
    await hold(storage, ALEX, later(minutes=10), ref="unknown")
    await let_go(storage, ALEX, later(minutes=10), ref="unknown")
    await put(storage, a_draft("shown"))
    assert await due(storage) == ["shown"]
