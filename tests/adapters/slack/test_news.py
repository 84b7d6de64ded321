"""What Slack tells of rooms and people, as the engine hears it."""

from typing import Any

import pytest

from bot.domain.address import Address
from bot.domain.joining import GoneBecause
from bot.engine.inbound import (
    LostBecause,
    PersonBack,
    PersonGone,
    RoomLost,
    RoomMoved,
    RoomRenamed,
)
from tests.adapters.slack.world import SlackSide
from tests.fakes import slack_payloads as payloads

PM = Address.parse("slack:T0SPONSOR/U0PM")
CRO = Address.parse("slack:T0CRO/U0CRO")
ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")


async def told(side: SlackSide, payload: dict[str, Any]) -> object:
    """The one event the engine was handed, and that Slack was told it arrived."""
    side.dispatch.events.clear()
    assert (await side.send.event(payload)).status == 200
    return side.dispatch.events[0] if side.dispatch.events else None


def of(payload: dict[str, Any]) -> str:
    return f"slack:{payload['event_id']}"


class TestRooms:
    async def test_a_new_id_is_told_with_the_old_one(self, side: SlackSide) -> None:
        moved = {
            "type": "channel_id_changed",
            "old_channel_id": "G0OLD",
            "new_channel_id": "C0NEW",
            "event_ts": "1612206778.000000",
        }
        payload = payloads.event(moved)
        old, new = (Address("slack", "T0SPONSOR", id_) for id_ in ("G0OLD", "C0NEW"))
        assert await told(side, payload) == RoomMoved(event_id=of(payload), old=old, new=new)

    @pytest.mark.parametrize("kind", ["channel_rename", "group_rename"])
    async def test_a_new_name_is_told(self, side: SlackSide, kind: str) -> None:
        channel = {"id": "C0STUDY", "name": "study-7", "created": 1360782804}
        payload = payloads.event({"type": kind, "channel": channel})
        expected = RoomRenamed(event_id=of(payload), room=ROOM, name="study-7")
        assert await told(side, payload) == expected

    @pytest.mark.parametrize(
        ("inner", "because"),
        [
            ({"type": "channel_archive", "user": "U0PM"}, LostBecause.ARCHIVED),
            ({"type": "group_archive", "user": "U0PM", "is_moved": 0}, LostBecause.ARCHIVED),
            ({"type": "channel_deleted"}, LostBecause.DELETED),
            ({"type": "group_deleted"}, LostBecause.DELETED),
            ({"type": "channel_left", "actor_id": "U0PM"}, LostBecause.REMOVED),
            ({"type": "group_left", "actor_id": "U0PM"}, LostBecause.REMOVED),
            ({"type": "member_left_channel", "user": "U0BOT"}, LostBecause.REMOVED),
            (
                {
                    "type": "channel_unshared",
                    "previously_connected_team_id": "T0CRO",
                    "is_ext_shared": False,
                },
                LostBecause.UNSHARED,
            ),
            (
                {
                    "type": "channel_unshared",
                    "previously_connected_team_id": "T0SPONSOR",
                    "is_ext_shared": True,
                },
                LostBecause.UNSHARED,
            ),
        ],
    )
    async def test_a_lost_room_is_told_with_the_reason(
        self, side: SlackSide, inner: dict[str, Any], because: LostBecause
    ) -> None:
        payload = payloads.event({**inner, "channel": "C0STUDY"})
        expected = RoomLost(event_id=of(payload), room=ROOM, because=because)
        assert await told(side, payload) == expected
        assert side.slack.called("users.info") == []

    async def test_while_other_companies_stay_a_room_is_not_lost(self, side: SlackSide) -> None:
        inner = {
            "type": "channel_unshared",
            "channel": "C0STUDY",
            "previously_connected_team_id": "T0LAB",
            "is_ext_shared": True,
        }
        assert await told(side, payloads.event(inner)) is None


class TestPeople:
    async def test_who_left_is_told_with_their_own_workspace(self, side: SlackSide) -> None:
        payload = payloads.member_left(user="U0CRO", own_team="T0CRO")
        assert await told(side, payload) == PersonGone(
            event_id=of(payload), person=CRO, room=ROOM, because=GoneBecause.LEFT
        )

    async def test_who_came_is_told_and_the_inviter_is_of_no_interest(
        self, side: SlackSide
    ) -> None:
        payload = payloads.member_joined(user="U0CRO", inviter="U0PM", own_team="T0CRO")
        expected = PersonBack(event_id=of(payload), person=CRO, room=ROOM)
        assert await told(side, payload) == expected

    async def test_of_an_organisation_they_have_the_address_they_act_with(
        self, side: SlackSide
    ) -> None:
        side.slack.add_person("W0CRO", team="T0CRO", organisation="E0CRO")
        side.slack.add_channel("C0STUDY", "W0CRO")
        gone = await told(side, payloads.member_left(user="W0CRO", own_team="T0CRO"))
        assert isinstance(gone, PersonGone)
        assert str(gone.person) == "slack:E0CRO/W0CRO"

    async def test_whom_slack_no_longer_shows_has_the_workspace_the_event_names(
        self, side: SlackSide
    ) -> None:
        gone = await told(side, payloads.member_left(user="U0FAR", own_team="T0FAR"))
        assert isinstance(gone, PersonGone)
        assert str(gone.person) == "slack:T0FAR/U0FAR"

    async def test_a_closed_account_is_told_without_a_room(self, side: SlackSide) -> None:
        payload = payloads.user_change("U0PM", deleted=True)
        assert await told(side, payload) == PersonGone(
            event_id=of(payload), person=PM, room=None, because=GoneBecause.DEACTIVATED
        )

    async def test_any_other_change_of_a_person_is_no_news(self, side: SlackSide) -> None:
        assert await told(side, payloads.user_change("U0PM", real_name="Another name")) is None


async def test_news_that_could_not_be_stored_is_sent_again(side: SlackSide) -> None:
    payload = payloads.event({"type": "channel_archive", "channel": "C0STUDY"})
    side.dispatch.fails()
    assert (await side.send.event(payload)).status == 500
