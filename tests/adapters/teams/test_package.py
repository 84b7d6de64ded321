import io
import json
import zipfile
from pathlib import Path

import pytest

from adapters.teams import icons, searching
from adapters.teams.package import build_package
from bot.cards.compose.about_messages import FROM_A_MESSAGE
from tests.judges.manifests import judge_teams_package
from tests.judges.node import need_node

APP_ID = "0a0b0c0d-0000-4000-8000-00000000b007"


def test_the_package_is_accepted_by_microsofts_schema(tmp_path: Path) -> None:
    need_node()
    package = tmp_path / "accord.zip"
    package.write_bytes(build_package(APP_ID, "accord.example.com"))
    assert judge_teams_package(package) == []


def test_the_package_is_the_same_each_time() -> None:
    first = build_package(APP_ID, "accord.example.com")
    assert first == build_package(APP_ID, "accord.example.com")


def test_the_manifest_names_app_host_channels_and_commands() -> None:
    package = build_package(APP_ID.upper(), "accord.example.com")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP_ID
    assert manifest["developer"]["websiteUrl"] == "https://accord.example.com/about"
    assert manifest["supportsChannelFeatures"] == "tier1"
    assert manifest["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    commands = manifest["bots"][0]["commandLists"][0]["commands"]
    assert [command["title"] for command in commands] == [
        "help",
        "setup",
        "who",
        "status",
        "due",
        "update",
        "ask",
        "heads-up",
        "agreement",
    ]


def test_the_icons_in_the_package_are_the_ones_the_script_draws() -> None:
    with zipfile.ZipFile(io.BytesIO(build_package(APP_ID, "accord.example.com"))) as archive:
        assert archive.read("color.png") == icons.color_icon()
        assert archive.read("outline.png") == icons.outline_icon()


@pytest.mark.parametrize(
    ("app_id", "host", "named"),
    [
        ("", "accord.example.com", "no app id"),
        ("accord", "accord.example.com", "TEAMS_APP_ID"),
        (APP_ID, "", "no host name"),
        (APP_ID, "https://accord.example.com/", "no host name"),
        (APP_ID, 'a"b', "no host name"),
    ],
)
def test_what_cannot_be_meant_is_refused(app_id: str, host: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        build_package(app_id, host)


def test_what_the_menu_of_a_message_offers_is_what_the_engine_knows() -> None:
    with zipfile.ZipFile(io.BytesIO(build_package(APP_ID, "accord.example.com"))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    (extension,) = manifest["composeExtensions"]
    assert extension["botId"] == APP_ID
    actions = [each for each in extension["commands"] if each["type"] == "action"]
    assert {command["id"] for command in actions} == FROM_A_MESSAGE
    for command in actions:
        assert command["context"] == ["message"]
        assert command["fetchTask"] is True
    (search,) = [each for each in extension["commands"] if each["type"] == "query"]
    assert search["id"] == searching.COMMAND
    assert [each["name"] for each in search["parameters"]] == [searching.TOPIC]
    assert search["initialRun"] is True
