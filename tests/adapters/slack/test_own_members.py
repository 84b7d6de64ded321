"""Who belongs to a workspace, and who only visits it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.address import Address
from bot.engine.outgoing import TryLater
from bot.engine.platform import Member
from tests.adapters.slack.test_installing import MANY, install
from tests.adapters.slack.world import SlackSide, slack_side
from tests.fakes import slack_payloads as payloads

PM = Address.parse("slack:T0SPONSOR/U0PM")


async def own(side: SlackSide, person: Address = PM) -> Member | None:
    return await side.adapter.platform.own_member(person)


async def test_a_member_is_told_with_the_name_slack_shows(side: SlackSide) -> None:
    side.slack.add_person("U0PM", name="Ann")
    assert await own(side) == Member(address=PM, name="Ann")


@pytest.mark.parametrize("what", ["guest", "single_channel_guest", "deleted", "is_bot"])
async def test_guests_bots_and_closed_accounts_are_no_members(side: SlackSide, what: str) -> None:
    details: dict[str, Any] = {what: True}
    side.slack.add_person("U0PM", **details)
    assert await own(side) is None


async def test_seen_from_another_workspace_nobody_knows(side: SlackSide) -> None:
    """Slack says of an external person whose they are, and not what they are there."""
    assert await own(side, Address.parse("slack:T0CRO/U0CRO")) is None


async def test_a_workspace_without_accord_has_no_members_here() -> None:
    async with slack_side(MANY) as side:
        assert await own(side) is None
        await install(side)
        assert await own(side) is not None
        assert await own(side, Address.parse("slack:T0CRO/U0CRO")) is None


async def test_somebody_of_an_organisation_belongs_to_the_workspaces_slack_names(
    side: SlackSide,
) -> None:
    person = side.slack.add_person("U0PM", team="T0OTHER", organisation="E0SPONSOR")
    assert await own(side) is None
    side.slack.world.people["U0PM"] = replace(person, workspaces=("T0OTHER", "T0SPONSOR"))
    async with slack_side() as other:
        other.slack.world.people.update(side.slack.world.people)
        assert await own(other) is not None


async def test_who_becomes_a_guest_is_none_from_the_moment_slack_tells(side: SlackSide) -> None:
    assert await own(side) is not None
    side.slack.add_person("U0PM", guest=True)
    user = {"id": "U0PM", "team_id": "T0SPONSOR", "is_restricted": True}
    await side.send.event(payloads.event({"type": "user_change", "user": user}))
    assert await own(side) is None


async def test_when_slack_does_not_answer_nothing_is_assumed(side: SlackSide) -> None:
    side.slack.fail("users.info", status=429, retry_after=1)
    with pytest.raises(TryLater):
        await own(side)
