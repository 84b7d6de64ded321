"""Many workspaces: installing, installing again, and going."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack.settings import SlackSettings
from bot.cards.card import Card
from bot.cards.form import Form, TextInput
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.inbound import Inbound, LostBecause, TenantLost
from bot.engine.outgoing import TryLater, Unreachable
from bot.engine.platform import Outgoing
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide, slack_side
from tests.fakes.engine import MemoryFacts
from tests.fakes.slack_payloads import app_mention, event
from tests.fakes.slack_world import Workspace

MANY = {
    "bot_token": None,
    "client_id": "1.2",
    "client_secret": "shh",
    "public_url": "https://accord.example.com/",
}
SPONSOR = Workspace(team="T0SPONSOR", token="xoxb-sponsor", bot_user="U0BOT")


async def start_installing(side: SlackSide) -> dict[str, str]:
    async with side.session.get(side.url + "/slack/install", allow_redirects=False) as answer:
        assert answer.status == 302
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert "Secure" in answer.headers["Set-Cookie"]
        to = urlsplit(answer.headers["Location"])
        # The cookie is for https only, so this test's browser carries it by hand.
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    query = {key: values[0] for key, values in parse_qs(to.query).items()}
    assert to.geturl().startswith("https://slack.com/oauth/v2/authorize?")
    return {**query, "cookie": cookie}


async def come_back(side: SlackSide, state: str, cookie: str, **query: str) -> tuple[int, str]:
    async with side.session.get(
        side.url + "/slack/oauth_redirect",
        params={"state": state, **query},
        headers={"Cookie": cookie},
    ) as answer:
        return answer.status, await answer.text()


async def install(side: SlackSide, workspace: Workspace = SPONSOR, code: str = "code-1") -> None:
    side.slack.codes[code] = workspace
    started = await start_installing(side)
    status, text = await come_back(side, started["state"], started["cookie"], code=code)
    assert (status, "Accord is installed" in text) == (200, True)


class TestInstalling:
    async def test_the_browser_is_sent_to_slack_with_the_scopes_of_the_manifest(self) -> None:
        async with slack_side(MANY) as side:
            query = await start_installing(side)
        assert query["client_id"] == "1.2"
        assert query["redirect_uri"] == "https://accord.example.com/slack/oauth_redirect"
        assert "chat:write" in query["scope"].split(",")

    async def test_after_it_commands_events_and_messages_work(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            side.dispatch.always(Response(card=Card("Found")))
            assert (await side.send.slash_command("who")).json["text"] == "Found"
            payload = app_mention("due")
            del payload["authorizations"]
            await side.send.event(payload)
            to = Address.parse("slack:T0SPONSOR/C0STUDY")
            await side.adapter.platform.post(Outgoing(id="1", to=to, card=Card("Hello")))
            assert len(side.slack.messages("C0STUDY")) == 1
            assert side.dispatch.last.text == "due"
            assert side.slack.called("auth.test") == []
            assert "slack-installation/T0SPONSOR" in side.facts.secret

    async def test_another_replica_finds_it(self) -> None:
        facts = MemoryFacts()
        async with slack_side(MANY, facts) as side:
            await install(side)
        async with slack_side(MANY, facts) as other:
            other.dispatch.always(Response(card=Card("Found")))
            assert (await other.send.slash_command("who")).json["text"] == "Found"

    async def test_installing_again_replaces_the_token_everywhere(self) -> None:
        facts = MemoryFacts()
        to = Address.parse("slack:T0SPONSOR/C0STUDY")
        hello = Outgoing(id="1", to=to, card=Card("Hello"))
        async with slack_side(MANY, facts) as side, slack_side(MANY, facts) as other:
            await install(side)
            await other.adapter.platform.post(hello)
            new = Workspace(team="T0SPONSOR", token="xoxb-new", bot_user="U0BOT")
            await install(side, new, "code-2")
            await side.adapter.platform.post(hello)
            other.slack.world.workspaces["T0SPONSOR"] = new
            with pytest.raises(Unreachable, match="invalid_auth"):
                await other.adapter.platform.post(hello)
            await other.adapter.platform.post(hello)
            assert other.slack.calls[-1].token == "xoxb-new"

    async def test_a_state_works_once(self) -> None:
        async with slack_side(MANY) as side:
            side.slack.codes |= {"a": SPONSOR, "b": SPONSOR}
            started = await start_installing(side)
            first = await come_back(side, started["state"], started["cookie"], code="a")
            second = await come_back(side, started["state"], started["cookie"], code="b")
            assert (first[0], second[0]) == (200, 400)
            assert "b" in side.slack.codes

    @pytest.mark.parametrize("state", ["", "made-up"])
    async def test_a_state_that_is_not_ours_is_refused(self, state: str) -> None:
        async with slack_side(MANY) as side:
            cookie = f"accord-slack-state={state}"
            assert (await come_back(side, state, cookie, code="a"))[0] == 400
            assert side.facts.saved == {}

    async def test_a_state_of_another_browser_is_refused(self) -> None:
        async with slack_side(MANY) as side:
            started = await start_installing(side)
            cookie = "accord-slack-state=another"
            assert (await come_back(side, started["state"], cookie, code="a"))[0] == 400

    async def test_a_state_that_is_too_old_is_refused(self) -> None:
        async with slack_side(MANY) as side:
            started = await start_installing(side)
            side.clock.time = instant(side.clock.time + timedelta(minutes=11))
            assert (await come_back(side, started["state"], started["cookie"], code="a"))[0] == 400

    async def test_cancelling_installs_nothing(self) -> None:
        async with slack_side(MANY) as side:
            started = await start_installing(side)
            status, text = await come_back(
                side, started["state"], started["cookie"], error="access_denied"
            )
            assert (status, "Nothing was changed" in text) == (200, True)

    async def test_a_code_slack_refuses_installs_nothing(self) -> None:
        async with slack_side(MANY) as side:
            started = await start_installing(side)
            assert (await come_back(side, started["state"], started["cookie"], code="x"))[0] == 400
            assert side.facts.saved == {}


class TestGoing:
    @pytest.mark.parametrize(
        ("inner", "because"),
        [
            ({"type": "app_uninstalled"}, LostBecause.UNINSTALLED),
            ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, LostBecause.REVOKED),
        ],
    )
    async def test_the_token_is_forgotten_and_the_engine_told(
        self, inner: dict[str, object], because: LostBecause
    ) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            payload = event(inner)
            tokens_at_the_time: list[bool] = []

            def note(_: Inbound) -> Response:
                tokens_at_the_time.append("slack-installation/T0SPONSOR" in side.facts.saved)
                return Response()

            side.dispatch.answer = note
            assert (await side.send.event(payload)).status == 200
            tenant = Address("slack", "T0SPONSOR")
            id_ = f"slack:{payload['event_id']}"
            assert side.dispatch.last == TenantLost(event_id=id_, tenant=tenant, because=because)
            assert tokens_at_the_time == [False]
            to = Address.parse("slack:T0SPONSOR/C0STUDY")
            with pytest.raises(Unreachable, match="not installed"):
                await side.adapter.platform.post(Outgoing(id="1", to=to, card=Card("x")))

    async def test_a_failure_to_store_it_is_sent_again(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            side.dispatch.fails()
            payload = event({"type": "app_uninstalled"})
            assert (await side.send.event(payload)).status == 500
            side.dispatch.always(Response())
            assert (await side.send.event(payload)).status == 200
            assert len(side.dispatch.events) == 2

    async def test_a_revoked_personal_token_changes_nothing(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            await side.send.event(event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}))
            assert "slack-installation/T0SPONSOR" in side.facts.saved
            assert side.dispatch.events == []

    async def test_a_command_from_a_workspace_without_it_is_answered_with_a_sentence(self) -> None:
        async with slack_side(MANY) as side:
            answer = await side.send.slash_command("who")
            assert answer.status == 200
            assert side.dispatch.events == []
            assert "not installed" in side.slack.answers[0]["text"]


class TestExternalPeople:
    person = Address.parse("slack:T0CRO/U0CRO")

    async def test_are_written_to_through_the_installation_that_saw_them(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            await side.send.app_mention("due", user="U0CRO", own_team="T0CRO")
            await side.adapter.platform.post(Outgoing(id="1", to=self.person, card=Card("Hi")))
            assert len(side.slack.messages("U0CRO")) == 1
            assert side.slack.called("users.info") == []

    async def test_another_replica_reaches_them_too(self) -> None:
        facts = MemoryFacts()
        async with slack_side(MANY, facts) as side:
            await install(side)
            await side.send.app_mention("due", user="U0CRO", own_team="T0CRO")
        async with slack_side(MANY, facts) as other:
            await other.adapter.platform.post(Outgoing(id="1", to=self.person, card=Card("Hi")))
            assert len(other.slack.messages("U0CRO")) == 1

    async def test_who_never_spoke_are_looked_for(self) -> None:
        async with slack_side(MANY) as side:
            other = side.slack.add_workspace("T0AAA", token="xoxb-a", bot_user="U0ABOT")
            await install(side, other, "code-a")
            await install(side)
            await side.adapter.platform.post(Outgoing(id="1", to=self.person, card=Card("Hi")))
            assert len(side.slack.messages("U0CRO")) == 1

    async def test_send_forms_through_the_installation_that_opened_them(self) -> None:
        form = Form(action="a", title="t", inputs=(TextInput(key="k", label="l"),))
        async with slack_side(MANY) as side:
            await install(side)
            side.dispatch.always(Response(form=form))
            await side.send.slash_command("update")
            answer = await side.send.view_submission(
                side.slack.views[-1],
                {"k": "done"},
                user="U0CRO",
                own_team="T0CRO",
                names_installing_team=False,
            )
            assert answer.json["response_action"] == "update"
            assert side.dispatch.last.origin.actor == self.person

    async def test_while_slack_is_away_nobody_is_given_up(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            side.slack.fail("users.info", status=429, retry_after=3)
            with pytest.raises(TryLater):
                await side.adapter.platform.post(Outgoing(id="1", to=self.person, card=Card("Hi")))

    async def test_whom_nobody_sees_cannot_be_reached(self) -> None:
        async with slack_side(MANY) as side:
            await install(side)
            stranger = Address.parse("slack:T0FAR/U0FAR")
            with pytest.raises(Unreachable, match="shares a channel"):
                await side.adapter.platform.post(Outgoing(id="1", to=stranger, card=Card("Hi")))


class TestSettings:
    def test_without_any_way_to_a_token_they_are_refused(self) -> None:
        with pytest.raises(ValueError, match="SLACK_BOT_TOKEN"):
            SlackSettings(signing_secret="s", client_id="half")

    def test_without_any_way_in_they_are_refused(self) -> None:
        with pytest.raises(ValueError, match="SLACK_SIGNING_SECRET"):
            SlackSettings(bot_token="xoxb")

    def test_no_secret_shows_in_a_log(self) -> None:
        settings = SlackSettings(signing_secret="secret-1", bot_token="secret-2")
        assert "secret-" not in repr(settings)

    async def test_the_environment_changes_nothing(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        # The variables Bolt reads by itself; two of them are also the names of our own.
        for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_SCOPES"):
            monkeypatch.setitem(os.environ, name, "from-the-environment")
        monkeypatch.setenv("HOME", str(tmp_path))
        async with slack_side() as side:
            side.dispatch.always(Response(card=Card("Found")))
            assert (await side.send.slash_command("who")).json["text"] == "Found"
            await side.send.app_mention("due")
            assert {call.token for call in side.slack.calls} == {"xoxb-sponsor"}
        assert os.listdir(tmp_path) == []  # noqa: PTH208 - a directory nobody wrote to

    async def test_a_token_that_is_refused_at_the_start_stops_nothing_else(self) -> None:
        async with slack_side({"bot_token": "xoxb-wrong"}) as side:
            side.dispatch.always(Response(card=Card("Found")))
            assert (await side.send.slash_command("who")).json["text"] == "Found"
