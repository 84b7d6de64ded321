"""Proves that the manifest judges and the check of the generated Slack schemas can fail."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.judges import node
from tests.judges.manifests import (
    judge_slack_manifest,
    judge_teams_manifest,
    judge_teams_package,
)
from tests.judges.node import JUDGES, NodeMissingError, ScriptFailedError, need_node, run_node

Payload = dict[str, Any]
Breaking = Callable[[Payload], Any]


def a_slack_manifest() -> Payload:
    """Give a manifest like Accord's; nothing is wrong with it."""
    url = "https://accord.example.com/slack/events"
    return {
        "_metadata": {"major_version": 2},
        "display_information": {"name": "Accord", "description": "Keeps a working agreement."},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Accord", "always_online": True},
            "slash_commands": [{"command": "/accord", "description": "Ask Accord", "url": url}],
            "shortcuts": [
                {
                    "name": "Find the owner",
                    "type": "message",
                    "callback_id": "find_owner",
                    "description": "Who owns what this message is about",
                }
            ],
        },
        "oauth_config": {
            "scopes": {"bot": ["app_mentions:read", "chat:write", "commands", "im:history"]}
        },
        "settings": {
            "event_subscriptions": {
                "request_url": url,
                "bot_events": ["app_mention", "message.im"],
            },
            "interactivity": {"is_enabled": True, "request_url": url},
            "socket_mode_enabled": False,
        },
    }


def a_teams_manifest() -> Payload:
    """Give a manifest like Accord's; nothing is wrong with it."""
    return {
        "manifestVersion": "1.25",
        "version": "1.0.0",
        "id": "5b1c0f3e-0000-4000-8000-000000000001",
        "developer": {
            "name": "Accord",
            "websiteUrl": "https://accord.example.com",
            "privacyUrl": "https://accord.example.com/privacy",
            "termsOfUseUrl": "https://accord.example.com/terms",
        },
        "name": {"short": "Accord", "full": "Accord"},
        "description": {"short": "Keeps an agreement.", "full": "Keeps a working agreement."},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F4E79",
        "bots": [
            {
                "botId": "5b1c0f3e-0000-4000-8000-000000000002",
                "scopes": ["team", "personal", "groupChat"],
            }
        ],
        "supportsChannelFeatures": "tier1",
    }


BROKEN_SLACK: dict[str, tuple[Breaking, str]] = {
    "no name": (lambda m: m["display_information"].pop("name"), "'name' is a required property"),
    "long name": (lambda m: m["display_information"].update(name="x" * 36), "is too long"),
    "unknown key": (lambda m: m.update(colour="red"), "'colour' was unexpected"),
    "command without slash": (
        lambda m: m["features"]["slash_commands"][0].update(command="accord"),
        "does not match",
    ),
    "unknown kind of shortcut": (
        lambda m: m["features"]["shortcuts"][0].update(type="channel"),
        "is not one of ['message', 'global']",
    ),
    "long shortcut": (
        lambda m: m["features"]["shortcuts"][0].update(name="x" * 25),
        "is too long",
    ),
    "eleven shortcuts": (
        lambda m: m["features"].update(shortcuts=m["features"]["shortcuts"] * 11),
        "is too long",
    ),
    "address that is none": (
        lambda m: m["settings"]["interactivity"].update(request_url="accord"),
        "does not match",
    ),
    "event twice": (
        lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("app_mention"),
        "non-unique",
    ),
    "event without its scope": (
        lambda m: m["oauth_config"]["scopes"]["bot"].remove("im:history"),
        "im:history is missing",
    ),
    "command without its scope": (
        lambda m: m["oauth_config"]["scopes"]["bot"].remove("commands"),
        "commands is missing",
    ),
    "events without address": (
        lambda m: m["settings"]["event_subscriptions"].pop("request_url"),
        "$.settings.event_subscriptions.request_url: missing",
    ),
    "buttons without address": (
        lambda m: m["settings"]["interactivity"].pop("request_url"),
        "$.settings.interactivity.request_url: missing",
    ),
    "command without address": (
        lambda m: m["features"]["slash_commands"][0].pop("url"),
        "$.features.slash_commands[0].url: missing",
    ),
}

BROKEN_TEAMS: dict[str, tuple[Breaking, str]] = {
    "no icons": (lambda m: m.pop("icons"), "'icons' is a required property"),
    "long name": (lambda m: m["name"].update(short="x" * 31), "is too long"),
    "misspelt scope": (lambda m: m["bots"][0].update(scopes=["groupchats"]), "$.bots[0].scopes[0]"),
    "no bot id": (lambda m: m["bots"][0].pop("botId"), "'botId' is a required property"),
    "gone property": (lambda m: m.update(packageName="accord"), "'packageName' was unexpected"),
    "no such version": (lambda m: m.update(manifestVersion="0.9"), "publishes no schema '0.9'"),
}


def _png(width: int, height: int, *, color_type: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


def _package(folder: Path, **changes: bytes | None) -> Path:
    content: dict[str, bytes | None] = {
        "manifest.json": json.dumps(a_teams_manifest()).encode(),
        "color.png": _png(192, 192, color_type=2),
        "outline.png": _png(32, 32, color_type=6),
        **{name.replace("__", "."): data for name, data in changes.items()},
    }
    package = folder / "accord.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
    return package


def test_a_good_slack_manifest_has_no_complaints() -> None:
    assert judge_slack_manifest(a_slack_manifest()) == []


def test_socket_mode_needs_no_addresses() -> None:
    manifest = a_slack_manifest()
    manifest["settings"]["socket_mode_enabled"] = True
    del manifest["settings"]["interactivity"]["request_url"]
    assert judge_slack_manifest(manifest) == []


@pytest.mark.parametrize("broken", BROKEN_SLACK)
def test_each_fault_of_a_slack_manifest_is_named(broken: str) -> None:
    breaking, complaint = BROKEN_SLACK[broken]
    manifest = a_slack_manifest()
    breaking(manifest)
    assert complaint in "\n".join(judge_slack_manifest(manifest))


def test_a_good_teams_manifest_has_no_complaints() -> None:
    need_node()
    assert judge_teams_manifest(a_teams_manifest()) == []


@pytest.mark.parametrize("broken", BROKEN_TEAMS)
def test_each_fault_of_a_teams_manifest_is_named(broken: str) -> None:
    need_node()
    breaking, complaint = BROKEN_TEAMS[broken]
    manifest = a_teams_manifest()
    breaking(manifest)
    assert complaint in "\n".join(judge_teams_manifest(manifest))


def test_a_good_teams_package_has_no_complaints(tmp_path: Path) -> None:
    need_node()
    assert judge_teams_package(_package(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("manifest__json", None, "must lie at the top"),
        ("color__png", None, "the zip file has no 'color.png'"),
        ("color__png", b"GIF89a", "is not a PNG picture"),
        ("color__png", _png(96, 96, color_type=2), "is 96x96"),
        ("outline__png", _png(32, 32, color_type=2), "no transparent background"),
        ("notes__txt", b"", "notes.txt: does not belong"),
    ],
)
def test_each_fault_of_a_teams_package_is_named(
    tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    need_node()
    assert complaint in "\n".join(judge_teams_package(_package(tmp_path, **{name: content})))


def test_the_committed_slack_schemas_are_what_the_pinned_packages_give() -> None:
    need_node()
    run_node(JUDGES / "generate_slack_schemas.cjs", "--check")


def test_the_lock_file_names_no_download_address() -> None:
    lock = json.loads((JUDGES / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []


def test_a_missing_node_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "MODULES", JUDGES / "not_installed")
    with pytest.raises(NodeMissingError, match="npm ci --prefix tests/judges"):
        run_node(JUDGES / "render_card.cjs")


def test_a_script_that_breaks_is_not_taken_for_a_verdict() -> None:
    need_node()
    with pytest.raises(ScriptFailedError, match=r"render_card\.cjs ended with 1"):
        run_node(JUDGES / "render_card.cjs", stdin="not json\n")
