"""Each thing that would fail silently later, provoked and found."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.slack.oauth import SCOPES
from bot.domain.address import Address
from bot.engine.platform import Fault, FaultKind
from tests.adapters.slack.test_installing import MANY, install
from tests.adapters.slack.world import SlackSide, slack_side

ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
PM = Address.parse("slack:T0SPONSOR/U0PM")
CRO = Address.parse("slack:T0CRO/U0CRO")
TEAMS_ROOM = Address.parse("teams:tenant/19:study@thread.tacv2")


async def faults(side: SlackSide, room: Address = ROOM) -> list[Fault]:
    return list(await side.adapter.platform.check_room(room))


async def faults_of(side: SlackSide, person: Address, *rooms: Address) -> list[Fault]:
    return list(await side.adapter.platform.check_person(person, rooms or (ROOM,)))


def grant(side: SlackSide, *missing: str) -> None:
    """Take scopes away from the workspace."""
    workspace = side.slack.world.workspaces["T0SPONSOR"]
    scopes = workspace.scopes - set(missing)
    side.slack.world.workspaces["T0SPONSOR"] = replace(workspace, scopes=scopes)


def revoke(side: SlackSide) -> None:
    side.slack.world.revoked.add("xoxb-sponsor")


class TestHealthy:
    async def test_places_give_no_findings_and_nobody_is_shown_anything(
        self, side: SlackSide
    ) -> None:
        side.slack.add_channel("C0SECRET", "U0PM", private=True)
        assert await faults(side) == []
        assert await faults(side, Address.parse("slack:T0SPONSOR/C0SECRET")) == []
        assert await faults_of(side, PM, TEAMS_ROOM, ROOM) == []
        assert await faults_of(side, CRO) == []
        assert side.slack.world.said == {}
        assert side.slack.ephemerals == []

    async def test_a_workspace_that_installed_it_itself_is_healthy(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            assert await faults(side) == []
            assert await faults_of(side, PM) == []
            assert await faults_of(side, CRO) == []


class TestRoom:
    async def test_accord_was_not_invited(self, side: SlackSide) -> None:
        side.slack.add_channel("C0STUDY", "U0PM", with_accord=False)
        assert await faults(side) == [Fault(kind=FaultKind.NOT_IN_ROOM)]

    async def test_a_private_channel_accord_is_not_in_looks_like_none(
        self, side: SlackSide
    ) -> None:
        side.slack.add_channel("C0STUDY", "U0PM", with_accord=False, private=True)
        assert await faults(side) == [Fault(kind=FaultKind.ROOM_GONE, detail="channel_not_found")]

    @pytest.mark.parametrize("local", ["C0NOWHERE", "U0PM", None])
    async def test_there_is_no_such_channel(self, side: SlackSide, local: str | None) -> None:
        (fault,) = await faults(side, Address("slack", "T0SPONSOR", local))
        assert fault.kind is FaultKind.ROOM_GONE

    async def test_it_is_archived(self, side: SlackSide) -> None:
        side.slack.add_channel("C0STUDY", "U0PM", archived=True)
        assert await faults(side) == [Fault(kind=FaultKind.ROOM_GONE, detail="is_archived")]

    async def test_the_other_company_may_only_post(self, side: SlackSide) -> None:
        side.slack.add_channel("C0STUDY", "U0PM", "U0CRO", post_only=frozenset({"T0CRO"}))
        assert await faults(side) == [Fault(kind=FaultKind.POST_ONLY, detail="T0CRO")]

    @pytest.mark.parametrize("scope", SCOPES)
    async def test_a_permission_is_missing_and_named(self, side: SlackSide, scope: str) -> None:
        grant(side, scope)
        assert await faults(side) == [Fault(kind=FaultKind.MISSING_SCOPE, detail=scope)]

    async def test_several_are_named_together_and_other_findings_still_told(
        self, side: SlackSide
    ) -> None:
        side.slack.add_channel("C0STUDY", "U0PM", with_accord=False)
        grant(side, "im:write", "users:read")
        assert await faults(side) == [
            Fault(kind=FaultKind.MISSING_SCOPE, detail="im:write, users:read"),
            Fault(kind=FaultKind.NOT_IN_ROOM),
        ]

    async def test_the_token_was_revoked(self, side: SlackSide) -> None:
        revoke(side)
        assert await faults(side) == [Fault(kind=FaultKind.NOT_INSTALLED, detail="token_revoked")]

    async def test_the_workspace_never_installed_it(self) -> None:
        async with slack_side(MANY) as side:
            assert await faults(side) == [Fault(kind=FaultKind.NOT_INSTALLED)]

    async def test_the_one_token_belongs_to_another_workspace(self, side: SlackSide) -> None:
        (fault,) = await faults(side, Address.parse("slack:T0CRO/C0STUDY"))
        assert (fault.kind, fault.detail) == (
            FaultKind.NOT_INSTALLED,
            "it is installed in T0SPONSOR",
        )

    @pytest.mark.parametrize("method", ["auth.test", "conversations.info"])
    @pytest.mark.parametrize("failure", [{"status": 500}, {"status": 429}, {"drop": "before"}])
    async def test_slack_does_not_answer(
        self, side: SlackSide, method: str, failure: dict[str, Any]
    ) -> None:
        # Twice: aiohttp sends a question again by itself when a kept connection broke.
        side.slack.fail(method, times=2, **failure)
        (fault,) = await faults(side)
        assert fault.kind is FaultKind.CANNOT_CHECK
        assert method in fault.detail


class TestPerson:
    async def test_the_account_is_closed(self, side: SlackSide) -> None:
        side.slack.add_person("U0PM", deleted=True)
        (fault,) = await faults_of(side, PM)
        assert fault.kind is FaultKind.PERSON_GONE

    async def test_that_it_was_closed_since_it_was_last_looked_at_is_seen(
        self, side: SlackSide
    ) -> None:
        assert await faults_of(side, PM) == []
        side.slack.add_person("U0PM", deleted=True)
        assert [fault.kind for fault in await faults_of(side, PM)] == [FaultKind.PERSON_GONE]

    async def test_nobody_with_the_id_can_be_seen(self, side: SlackSide) -> None:
        expected = [Fault(kind=FaultKind.PERSON_GONE, detail="user_not_found")]
        assert await faults_of(side, Address.parse("slack:T0SPONSOR/U0NOBODY")) == expected

    async def test_nobody_with_the_id_can_be_seen_from_any_workspace(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            (fault,) = await faults_of(side, Address.parse("slack:T0FAR/U0FAR"))
            assert fault.kind is FaultKind.PERSON_GONE

    async def test_the_person_belongs_to_another_workspace(self, side: SlackSide) -> None:
        expected = [Fault(kind=FaultKind.PERSON_GONE, detail="U0CRO belongs to T0CRO")]
        assert await faults_of(side, Address.parse("slack:T0SPONSOR/U0CRO")) == expected

    async def test_the_person_is_in_none_of_the_rooms(self, side: SlackSide) -> None:
        side.slack.add_person("U0AWAY")
        side.slack.add_channel("C0OTHER", "U0PM")
        other = Address.parse("slack:T0SPONSOR/C0OTHER")
        away = Address.parse("slack:T0SPONSOR/U0AWAY")
        expected = [Fault(kind=FaultKind.NOT_IN_ANY_ROOM)]
        assert await faults_of(side, away, ROOM, other, TEAMS_ROOM) == expected
        assert await faults_of(side, PM, other, ROOM) == []

    async def test_a_room_that_cannot_be_looked_into_is_no_fault_of_the_person(
        self, side: SlackSide
    ) -> None:
        assert await faults_of(side, PM, Address.parse("slack:T0SPONSOR/C0NOWHERE")) == []
        assert await faults_of(side, PM, TEAMS_ROOM) == []

    async def test_the_other_company_allows_no_direct_messages(self, side: SlackSide) -> None:
        side.slack.add_person("U0CRO", team="T0CRO", takes_messages=False)
        expected = [Fault(kind=FaultKind.NO_DIRECT_MESSAGES, detail="user_not_visible")]
        assert await faults_of(side, CRO) == expected

    @pytest.mark.parametrize("code", ["cannot_dm_bot", "access_denied", "a_code_of_tomorrow"])
    async def test_any_refusal_of_the_chat_is_told_by_its_code(
        self, side: SlackSide, code: str
    ) -> None:
        side.slack.fail("conversations.open", error=code)
        expected = [Fault(kind=FaultKind.NO_DIRECT_MESSAGES, detail=code)]
        assert await faults_of(side, CRO) == expected

    @pytest.mark.parametrize("scope", ["im:write", "users:read"])
    async def test_a_permission_is_missing_and_named(self, side: SlackSide, scope: str) -> None:
        grant(side, scope)
        expected = [Fault(kind=FaultKind.MISSING_SCOPE, detail=scope)]
        assert await faults_of(side, PM) == expected

    async def test_the_token_was_revoked(self, side: SlackSide) -> None:
        revoke(side)
        expected = [Fault(kind=FaultKind.NOT_INSTALLED, detail="token_revoked")]
        assert await faults_of(side, PM) == expected

    async def test_no_workspace_installed_it(self) -> None:
        async with slack_side(MANY) as side:
            assert await faults_of(side, PM) == [Fault(kind=FaultKind.NOT_INSTALLED)]

    @pytest.mark.parametrize(
        "method", ["users.info", "conversations.members", "conversations.open"]
    )
    async def test_slack_does_not_answer(self, side: SlackSide, method: str) -> None:
        side.slack.fail(method, status=503)
        (fault,) = await faults_of(side, PM)
        assert fault.kind is FaultKind.CANNOT_CHECK
        assert method in fault.detail

    async def test_slack_does_not_answer_while_a_workspace_is_looked_for(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            side.slack.fail("users.info", status=503)
            (fault,) = await faults_of(side, CRO)
            assert fault.kind is FaultKind.CANNOT_CHECK
