"""What every platform promises the engine."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Facts,
    Look,
    Mention,
    Moment,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.fit import fit
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.outgoing import DeliveryError, MessageGone, Unreachable
from bot.engine.platform import (
    ChecksPlaces,
    FaultKind,
    FindsMessages,
    KnowsMembers,
    Outgoing,
)
from tests.contract.platforms import NAMES, Place, a_place

NOON = Moment(instant(datetime(2026, 12, 4, 11, 30, tzinfo=UTC)), "Asia/Kolkata")


@pytest.fixture(params=NAMES)
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    async with a_place(request.param) as place:
        yield place
        assert place.complaints() == []


def everything(person: Address) -> Card:
    """A card with one of each thing a card can hold."""
    return Card(
        title="Weekly written status",
        summary="Weekly written status is due",
        blocks=(
            paragraph("Plain, ", Strong("strong"), ", and ", Mention(person, "Study director")),
            Text(("A heading",), Tone.HEADING),
            subtle("Something subtle"),
            Facts((fact("Due", NOON), fact("Goes to", "Program manager"), fact("Long", "x" * 500))),
            Bullets((("first",), ("second, ", Strong("bold")))),
        ),
        buttons=(
            Button("Update", "do.update", {"id": "1"}, Look.PRIMARY, opens_form=True),
            Button("No change", "do.nothing", {"id": "1"}),
            Button("Stop", "do.stop", look=Look.DANGER),
        ),
    )


def outgoing(to: Address, card: Card, id_: str = "0123456789abcdef") -> Outgoing:
    return Outgoing(id=id_, to=to, card=card)


def words(text: str) -> str:
    """Letters only: what a platform writes around them is its own business."""
    return re.sub(r"[^a-z]+", " ", text.lower())


async def test_every_part_of_a_card_can_be_read_in_a_room_and_by_a_person(place: Place) -> None:
    for to in (place.room, place.person):
        card = fit(everything(place.person), place.platform.capabilities(to))
        assert await place.platform.post(outgoing(to, card))
        (text,) = place.read(to)
        # A mention is the platform's own: the name, or the id that is shown as the name.
        assert "study director" in words(text) or f"<@{place.person.local}>" in text
        for part in ("weekly written status", "strong", "a heading", "subtle", "goes to",
                     "program manager", "first", "bold", "no change"):  # fmt: skip
            assert part in words(text)
        assert "Kolkata" in text or "1796383800" in text  # as wall time, or for each reader


async def test_an_update_changes_the_same_message(place: Place) -> None:
    first = await place.platform.post(outgoing(place.room, Card("One", summary="One"), "a" * 32))
    await place.platform.post(outgoing(place.room, Card("Two", summary="Two"), "b" * 32))
    await place.platform.update(first, outgoing(place.room, Card("Edited", summary="E"), "a" * 32))
    texts = place.read(place.room)
    assert len(texts) == 2
    assert "Edited" in texts[0]
    assert "One" not in texts[0]


async def test_references_differ_and_are_plain_text(place: Place) -> None:
    refs = [
        await place.platform.post(outgoing(place.room, Card(t, summary=t), t * 32)) for t in "ab"
    ]
    assert len(set(refs)) == 2
    assert all(ref.isprintable() for ref in refs)


async def test_a_message_that_is_not_there_cannot_be_edited(place: Place) -> None:
    ref = await place.platform.post(outgoing(place.room, Card("One", summary="One")))
    with pytest.raises(MessageGone):
        await place.platform.update(
            ref[:-3] + "999", outgoing(place.room, Card("Edited", summary="E"))
        )


async def test_a_room_that_does_not_exist_is_unreachable(place: Place) -> None:
    if place.platform.name == "console":
        return  # in a terminal every room exists as soon as it is named
    with pytest.raises(Unreachable):
        await place.platform.post(outgoing(place.nowhere, Card("One", summary="One")))


async def test_a_posted_message_is_found_where_the_platform_can_look(place: Place) -> None:
    if not isinstance(place.platform, FindsMessages):
        return
    message = outgoing(place.person, Card("One", summary="One"))
    assert await place.platform.find(message) is None
    ref = await place.platform.post(message)
    assert await place.platform.find(message) == ref


async def test_limits_are_the_same_each_time_and_sensible(place: Place) -> None:
    limits = place.platform.capabilities(place.room)
    assert limits == place.platform.capabilities(place.room)
    assert limits.text >= 1000
    assert limits.total_text >= 8000  # a whole weekly status must fit
    assert limits.buttons >= 3


async def test_members_are_the_people_of_a_room_by_name(place: Place) -> None:
    if not isinstance(place.platform, KnowsMembers):
        return
    members = await place.platform.members(place.room)
    assert place.person in {member.address for member in members}
    assert all(member.address.local and member.name for member in members)
    names = [member.name.casefold() for member in members]
    assert names == sorted(names)
    assert members == await place.platform.members(place.room)


async def test_members_of_a_room_that_does_not_exist_cannot_be_told(place: Place) -> None:
    if not isinstance(place.platform, KnowsMembers) or place.platform.name == "console":
        return  # in a terminal every room exists as soon as it is named
    with pytest.raises(DeliveryError):
        await place.platform.members(place.nowhere)


async def test_check_room_has_nothing_against_a_healthy_room_and_shows_nothing(
    place: Place,
) -> None:
    if not isinstance(place.platform, ChecksPlaces):
        return
    assert list(await place.platform.check_room(place.room)) == []
    assert place.read(place.room) == []


async def test_check_room_finds_a_room_that_does_not_exist(place: Place) -> None:
    if not isinstance(place.platform, ChecksPlaces) or place.platform.name == "console":
        return  # in a terminal every room exists as soon as it is named
    found = {fault.kind for fault in await place.platform.check_room(place.nowhere)}
    assert found
    assert found <= {FaultKind.ROOM_GONE, FaultKind.NOT_IN_ROOM, FaultKind.APP_NOT_ADDED}


async def test_check_person_has_nothing_against_a_member_and_shows_nothing(place: Place) -> None:
    if not isinstance(place.platform, ChecksPlaces):
        return
    assert list(await place.platform.check_person(place.person, [place.room])) == []
    assert place.read(place.person) == []


async def test_check_person_finds_somebody_who_does_not_exist(place: Place) -> None:
    if not isinstance(place.platform, ChecksPlaces) or place.nobody is None:
        return
    found = {fault.kind for fault in await place.platform.check_person(place.nobody, [place.room])}
    assert found
    assert found <= {FaultKind.PERSON_GONE, FaultKind.NOT_IN_ANY_ROOM}
