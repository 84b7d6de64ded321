"""What the store of retrospectives promises, on every storage."""

import pytest

from bot.domain.looking_back import Led
from bot.domain.retrospective import Answered, Invited, Retrospective, Talk
from bot.engine.storage_ports import Storage, TransactionConflictError
from tests.contract.storages import NOW, later


def a_retrospective(number: int = 1, **changes: object) -> Retrospective:
    collaboration = changes.get("collaboration", "c1")
    values = {
        "id": f"{collaboration}/retrospective/{number}",
        "collaboration": collaboration,
        "number": number,
        "occasions": ("phase/dosing",),
        "version": 3,
        "begun_at": NOW,
        "ends_at": later(days=7),
        "invited": (),
        **changes,
    }
    return Retrospective(**values)  # type: ignore[arg-type]  # a builder names only what matters


FULL = a_retrospective(
    2,
    occasions=("phase/dosing", "closing"),
    invited=(Invited(person="alice", party="sponsor"), Invited(person="bob", party="cro")),
    answers=(
        Answered(person="alice", party="sponsor", at=later(hours=1), worked="Photos\0 “é” 😀"),
        Answered(person="bob", party="cro", at=later(microseconds=3), change="Earlier", named=True),
    ),
    talks=(Talk(id="e1", party="cro", text="Yes \ud83d", at=later(days=8)),),
    led_to=(
        Led(amendment="a1", number=4, version=5),
        Led(amendment="a2", number=6, ended=True),
    ),
    over_at=later(days=7, microseconds=1),
)


async def test_a_retrospective_comes_back_equal_in_every_field(storage: Storage) -> None:
    plain = a_retrospective()
    async with storage.transaction() as tx:
        await tx.retrospectives.save(plain)
        await tx.retrospectives.save(FULL)
    async with storage.reading() as tx:
        assert await tx.retrospectives.get(plain.id) == plain
        assert await tx.retrospectives.get(FULL.id) == FULL
        assert await tx.retrospectives.get("c1/retrospective/9") is None


async def test_they_come_in_their_order_and_of_one_collaboration(storage: Storage) -> None:
    first, third, other = a_retrospective(), a_retrospective(3), a_retrospective(collaboration="c2")
    async with storage.transaction() as tx:
        for each in (third, other, first, FULL):
            await tx.retrospectives.add(each)
    async with storage.reading() as tx:
        assert await tx.retrospectives.all("c1") == [first, FULL, third]
        assert await tx.retrospectives.all("c3") == []


async def test_of_two_that_begin_at_once_one_has_to_look_again(storage: Storage) -> None:
    async with storage.transaction() as tx:
        await tx.retrospectives.add(a_retrospective())
    with pytest.raises(TransactionConflictError):
        async with storage.transaction() as tx:
            await tx.retrospectives.add(a_retrospective(id="c1/retrospective/other"))
