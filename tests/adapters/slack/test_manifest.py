"""The manifest asks for what the code needs, and for nothing else."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from adapters.slack import oauth
from adapters.slack.app import EVENTS_PATH
from bot.cards.compose.about_messages import FROM_A_MESSAGE
from bot.cards.compose.found import SEARCH
from tests.judges.manifests import judge_slack_manifest

MANIFEST = Path(oauth.__file__).with_name("manifest.yaml")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded = YAML(typ="safe", pure=True).load(MANIFEST.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_judge_has_nothing_against_it(manifest: dict[str, Any]) -> None:
    assert judge_slack_manifest(manifest) == []


def test_scopes_are_those_of_the_installation(manifest: dict[str, Any]) -> None:
    assert tuple(manifest["oauth_config"]["scopes"]["bot"]) == oauth.SCOPES


def test_every_address_is_a_route_of_ours(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    addresses = [
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        settings["interactivity"]["message_menu_options_url"],
        manifest["features"]["slash_commands"][0]["url"],
    ]
    assert all(address.endswith(EVENTS_PATH) for address in addresses)
    (redirect,) = manifest["oauth_config"]["redirect_urls"]
    assert redirect.endswith(oauth.REDIRECT_PATH)


def test_events_are_those_that_are_handled(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "channel_id_changed",
        "channel_left",
        "channel_rename",
        "channel_unshared",
        "group_archive",
        "group_deleted",
        "group_left",
        "group_rename",
        "member_joined_channel",
        "member_left_channel",
        "message.im",
        "tokens_revoked",
        "user_change",
    ]


def test_what_the_menu_of_a_message_offers_is_what_the_engine_knows(
    manifest: dict[str, Any],
) -> None:
    shortcuts = manifest["features"]["shortcuts"]
    offered = {each["callback_id"] for each in shortcuts if each["type"] == "message"}
    assert offered == FROM_A_MESSAGE
    (anywhere,) = [each for each in shortcuts if each["type"] == "global"]
    assert anywhere["callback_id"] == SEARCH
    assert all(len(each["name"]) <= 24 for each in shortcuts)


def test_names_fit(manifest: dict[str, Any]) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"].split()) <= 10
    assert 174 <= len(shown["long_description"]) <= 4000
    command = manifest["features"]["slash_commands"][0]
    assert command["command"] == "/accord"
    assert command["should_escape"] is True
