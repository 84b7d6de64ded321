"""Who is in a room, for Accord's own pickers."""

from dataclasses import dataclass, replace

import pytest

from adapters.slack.api import SlackApi
from adapters.slack.installations import Installations
from adapters.slack.people import People
from adapters.slack.roster import Roster
from bot.cards.card import Card
from bot.domain.address import Address
from bot.engine.outgoing import TryLater, Unreachable
from bot.engine.platform import Outgoing
from tests.adapters.slack.test_installing import MANY, install
from tests.adapters.slack.world import SlackSide, slack_side
from tests.fakes import slack_payloads as payloads
from tests.fakes.engine import MemoryFacts
from tests.fakes.slack_world import Workspace

ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")


async def names(side: SlackSide, room: Address = ROOM) -> dict[str, str]:
    return {str(one.address): one.name for one in await side.adapter.platform.members(room)}


class TestMembers:
    async def test_people_of_both_companies_have_their_own_addresses(self, side: SlackSide) -> None:
        assert await names(side) == {
            "slack:T0CRO/U0CRO": "Client manager",
            "slack:T0SPONSOR/U0PM": "Somebody",
        }

    async def test_bots_slackbot_and_closed_accounts_are_left_out(self, side: SlackSide) -> None:
        side.slack.add_person("U0APP", is_bot=True)
        side.slack.add_person("USLACKBOT", name="Slackbot")
        side.slack.add_person("U0GONE", deleted=True)
        side.slack.add_channel("C0STUDY", "U0PM", "U0APP", "USLACKBOT", "U0GONE", "U0HIDDEN")
        assert set(await names(side)) == {"slack:T0SPONSOR/U0PM"}

    async def test_they_stand_in_the_order_of_their_names(self, side: SlackSide) -> None:
        for number, name in enumerate(("zora", "Änne", "Bo", "adam")):
            side.slack.add_person(f"U0{number}", name=name)
        side.slack.add_channel("C0STUDY", "U00", "U01", "U02", "U03")
        shown = [one.name for one in await side.adapter.platform.members(ROOM)]
        assert shown == ["adam", "Bo", "zora", "Änne"]

    async def test_an_organisation_is_told_apart_as_when_its_people_act(
        self, side: SlackSide
    ) -> None:
        side.slack.add_person("W0CRO", team="T0CRO", organisation="E0CRO")
        side.slack.add_person("W0PM", organisation="E0SPONSOR")
        side.slack.add_channel("C0STUDY", "W0CRO", "W0PM")
        assert set(await names(side)) == {"slack:E0CRO/W0CRO", "slack:T0SPONSOR/W0PM"}

    async def test_a_large_room_is_read_in_pages_and_only_once(self, side: SlackSide) -> None:
        users = [f"U{number:04d}" for number in range(450)]
        for user in users:
            side.slack.add_person(user, name=f"Person {user}")
        side.slack.add_channel("C0STUDY", *users)
        assert len(await names(side)) == 450
        assert len(side.slack.called("conversations.members")) == 3
        calls = len(side.slack.calls)
        assert len(await names(side)) == 450
        assert len(side.slack.calls) == calls

    async def test_external_people_can_be_written_to_afterwards(self) -> None:
        facts = MemoryFacts()
        async with slack_side(MANY, facts) as side:
            await install(side)
            await names(side)
        async with slack_side(MANY, facts) as other:
            person = Address.parse("slack:T0CRO/U0CRO")
            await other.adapter.platform.post(Outgoing(id="1", to=person, card=Card("Hi")))
            assert len(other.slack.messages("U0CRO")) == 1
            assert other.slack.called("users.info") == []

    async def test_when_slack_is_busy_the_next_time_asks_only_for_the_rest(
        self, side: SlackSide
    ) -> None:
        users = [f"U0{number:02d}" for number in range(30)]
        for user in users:
            side.slack.add_person(user)
        side.slack.add_channel("C0STUDY", *users)
        side.slack.fail("users.info", status=429, retry_after=1)
        with pytest.raises(TryLater):
            await names(side)
        side.slack.calls.clear()
        assert len(await names(side)) == 30
        assert len(side.slack.called("users.info")) == 1

    async def test_a_permission_that_is_missing_is_no_empty_room(self) -> None:
        async with slack_side() as side:
            world = side.slack.world
            workspace = world.workspaces["T0SPONSOR"]
            scopes = workspace.scopes - {"users:read"}
            world.workspaces["T0SPONSOR"] = replace(workspace, scopes=scopes)
            with pytest.raises(Unreachable, match="missing_scope"):
                await names(side)

    async def test_of_a_room_accord_cannot_see_nobody_is_told(self, side: SlackSide) -> None:
        with pytest.raises(Unreachable, match="channel_not_found"):
            await names(side, Address.parse("slack:T0SPONSOR/C0NOWHERE"))

    async def test_of_a_workspace_without_accord_nobody_is_told(self) -> None:
        async with slack_side(MANY) as side:
            with pytest.raises(Unreachable, match="not installed"):
                await names(side)


class TestChanges:
    async def test_who_joins_and_leaves_is_seen_at_once(self, side: SlackSide) -> None:
        await names(side)
        side.slack.add_person("U0NEW")
        side.slack.add_channel("C0STUDY", "U0NEW")
        await side.send.event(payloads.member_joined(user="U0NEW"))
        assert set(await names(side)) == {"slack:T0SPONSOR/U0NEW"}
        side.slack.add_channel("C0STUDY", "U0PM")
        await side.send.event(payloads.member_left(user="U0NEW"))
        assert set(await names(side)) == {"slack:T0SPONSOR/U0PM"}

    async def test_a_new_name_and_a_closed_account_are_seen_at_once(self, side: SlackSide) -> None:
        await names(side)
        await side.send.event(payloads.user_change("U0CRO", team="T0CRO", deleted=True))
        await side.send.event(payloads.user_change("U0PM", real_name="Program manager"))
        assert await names(side) == {"slack:T0SPONSOR/U0PM": "Program manager"}
        assert len(side.slack.called("users.info")) == 2

    async def test_a_change_of_somebody_never_asked_about_costs_nothing(
        self, side: SlackSide
    ) -> None:
        await side.send.event(payloads.user_change("U0PM", real_name="Early"))
        assert (await names(side))["slack:T0SPONSOR/U0PM"] == "Somebody"


@dataclass
class Stopwatch:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_what_is_known_of_a_room_is_a_minute_old_at_most(side: SlackSide) -> None:
    watch = Stopwatch()
    api, facts = SlackApi(side.slack.api_url), MemoryFacts()
    installations = Installations(facts, api, "xoxb-sponsor")
    people = People(api, installations, facts, watch)
    roster = Roster(api, installations, people, watch)
    try:
        assert "U0PM" in await roster.people(ROOM)
        side.slack.add_channel("C0STUDY", "U0CRO")
        watch.seconds = 59
        assert "U0PM" in await roster.people(ROOM)
        watch.seconds = 61
        assert "U0PM" not in await roster.people(ROOM)
    finally:
        await api.close()


async def test_a_workspace_that_took_its_token_back_is_asked_for_the_new_one() -> None:
    async with slack_side(MANY) as side:
        old = Workspace(team="T0SPONSOR", token="xoxb-old", bot_user="U0BOT")
        await install(side, old)
        new = replace(old, token="xoxb-new")
        side.slack.world.workspaces["T0SPONSOR"] = new
        saved = {"token": "xoxb-new", "bot_user": "U0BOT"}
        await side.facts.save("slack-installation/T0SPONSOR", dict(saved), secret=True)
        with pytest.raises(Unreachable, match="invalid_auth"):
            await names(side)
        assert len(await names(side)) == 2
