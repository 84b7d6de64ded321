"""What platform facts promise, on every storage."""

import asyncio

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from storage.errors import SecretKeyMissing, SecretUnreadable
from tests.contract.storages import Place

KEY = "slack:T0SPONSOR"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


async def test_facts_come_back_equal_and_can_be_replaced(place: Place) -> None:
    facts = place.facts()
    data: dict[str, object] = {"bot": "U1", "n": 1, "nested": {"a": [None, True, "é\u0000"]}}
    assert await facts.load(KEY) is None
    await facts.save(KEY, data)
    assert await facts.load(KEY) == data
    await facts.save(KEY, {"bot": "U2"})
    assert await place.facts().load(KEY) == {"bot": "U2"}


async def test_a_taken_value_works_once(place: Place) -> None:
    facts = place.facts()
    await facts.save("oauth-state:x", {"at": "1"})
    assert await facts.take("oauth-state:x") == {"at": "1"}
    assert await facts.take("oauth-state:x") is None
    assert await facts.load("oauth-state:x") is None


async def test_of_many_replicas_taking_a_value_one_gets_it(place: Place) -> None:
    replicas = [place.facts(), place.facts()]
    await replicas[0].save("once", {"a": 1})
    taken = await asyncio.gather(*(replicas[n % 2].take("once") for n in range(12)))
    assert [data for data in taken if data is not None] == [{"a": 1}]


async def test_a_secret_is_readable_with_any_of_the_keys(place: Place) -> None:
    await place.facts(OLD).save(KEY, {"token": "xoxb-1"}, secret=True)
    rotated = place.facts(NEW, OLD)
    assert await rotated.load(KEY) == {"token": "xoxb-1"}
    await rotated.save(KEY, {"token": "xoxb-2"}, secret=True)
    assert await place.facts(NEW).take(KEY) == {"token": "xoxb-2"}


async def test_a_secret_that_no_key_opens_is_a_clear_error_and_is_not_lost(place: Place) -> None:
    await place.facts(OLD).save(KEY, {"token": "xoxb-1"}, secret=True)
    for attempt in (place.facts(NEW).load, place.facts(NEW).take):
        with pytest.raises(SecretUnreadable, match=r"ACCORD_SECRET_KEY opens .slack:T0SPONSOR"):
            await attempt(KEY)
    assert await place.facts(OLD).load(KEY) == {"token": "xoxb-1"}


async def test_without_a_key_a_secret_can_neither_be_kept_nor_read(place: Place) -> None:
    await place.facts(OLD).save(KEY, {"token": "xoxb-1"}, secret=True)
    with pytest.raises(SecretKeyMissing, match="ACCORD_SECRET_KEY is not set"):
        await place.facts().save("other", {"token": "xoxb-2"}, secret=True)
    with pytest.raises(SecretKeyMissing):
        await place.facts().load(KEY)
    assert await place.facts().load("other") is None


async def test_what_is_no_key_is_said_at_the_start(place: Place) -> None:
    with pytest.raises(ValueError, match=r"Key 2 of ACCORD_SECRET_KEY is no key\. Make one"):
        place.facts(NEW, "correct horse battery staple")


async def test_a_secret_is_not_readable_in_the_database(place: Place) -> None:
    if place.is_memory:
        pytest.skip("there is no database")
    await place.facts(OLD).save(KEY, {"token": "xoxb-1"}, secret=True)
    async with place.engines().reader.begin() as connection:
        (body,) = (await connection.execute(text("SELECT body FROM platform_facts"))).one()
    assert "xoxb" not in body
