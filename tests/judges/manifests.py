"""Judges the two app manifests and the Teams app package before a person uploads them.

Teams: the JSON schema of the manifest's own version, from npm's `@microsoft/app-manifest`.
Slack: its schema is in no package, so the part a bot uses is restated here, and so are the scopes
that a feature cannot work without.
"""

import json
import struct
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator

from tests.judges.node import HOW_TO_INSTALL, MODULES, NodeMissingError
from tests.judges.schema_sentences import sentences

_TEAMS_SCHEMAS = MODULES / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
_ICON_SIZES = {"color": (192, 192), "outline": (32, 32)}
# Color types 4 and 6 of PNG carry transparency in every pixel, 3 in its palette.
_TRANSPARENT = frozenset({3, 4, 6})
_PNG_HEADER = struct.Struct(">8sI4sIIBB")


def judge_teams_manifest(manifest: dict[str, Any]) -> list[str]:
    """Complain about a Teams manifest by the schema of the version it names.

    Raises NodeMissingError where the package with the schemas is not installed.
    """
    if not _TEAMS_SCHEMAS.is_dir():
        raise NodeMissingError(f"the Teams manifest schemas are not installed; {HOW_TO_INSTALL}")
    version = manifest.get("manifestVersion")
    path = _TEAMS_SCHEMAS / f"v{version}" / "MicrosoftTeams.schema.json"
    if not path.is_file():
        return [f"$.manifestVersion: Microsoft publishes no schema {version!r}"]
    return sentences(_teams_schema(path).iter_errors(manifest))


def judge_teams_package(package: Path) -> list[str]:
    """Complain about a zipped Teams app: its files, its manifest and its icons."""
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        if "manifest.json" not in names:
            return ["manifest.json: must lie at the top of the zip file"]
        manifest = json.loads(archive.read("manifest.json"))
        complaints = judge_teams_manifest(manifest)
        icons = {kind: manifest.get("icons", {}).get(kind) for kind in _ICON_SIZES}
        for kind, name in icons.items():
            if name not in names:
                complaints.append(f"icons.{kind}: the zip file has no {name!r}")
                continue
            complaints += _judge_icon(archive.read(name), kind)
    wanted = {"manifest.json", *icons.values()}
    return complaints + [
        f"{name}: does not belong in the package" for name in names if name not in wanted
    ]


def judge_slack_manifest(manifest: dict[str, Any]) -> list[str]:
    """Complain about a Slack app manifest."""
    complaints = sentences(Draft7Validator(_SLACK).iter_errors(manifest))
    return complaints or _judge_slack_coherence(manifest)


def _judge_icon(content: bytes, kind: str) -> list[str]:
    if len(content) < _PNG_HEADER.size or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return [f"icons.{kind}: is not a PNG picture"]
    _, _, _, width, height, _, color_type = _PNG_HEADER.unpack_from(content)
    complaints = []
    if (width, height) != _ICON_SIZES[kind]:
        complaints.append(f"icons.{kind}: is {width}x{height}, must be {_ICON_SIZES[kind]}")
    if kind == "outline" and color_type not in _TRANSPARENT:
        complaints.append("icons.outline: has no transparent background")
    return complaints


def _judge_slack_coherence(manifest: dict[str, Any]) -> list[str]:
    settings = manifest.get("settings", {})
    features = manifest.get("features", {})
    scopes = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
    events = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    needed = {_EVENT_SCOPES[name] for name in events.get("bot_events", []) if name in _EVENT_SCOPES}
    if "slash_commands" in features or "shortcuts" in features:
        needed.add("commands")
    complaints = [
        f"$.oauth_config.scopes.bot: {scope} is missing, a feature of the manifest needs it"
        for scope in sorted(needed - scopes)
    ]
    if settings.get("socket_mode_enabled"):
        return complaints
    # Without Socket Mode, Slack needs an address for each thing it sends.
    if events.get("bot_events") and not events.get("request_url"):
        complaints.append("$.settings.event_subscriptions.request_url: missing")
    if interactivity.get("is_enabled") and not interactivity.get("request_url"):
        complaints.append("$.settings.interactivity.request_url: missing")
    for number, command in enumerate(features.get("slash_commands", [])):
        if "url" not in command:
            complaints.append(f"$.features.slash_commands[{number}].url: missing")
    return complaints


@cache
def _teams_schema(path: Path) -> Draft4Validator:
    return Draft4Validator(json.loads(path.read_text(encoding="utf-8")))


def _text(most: int, fewest: int = 1, **more: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": fewest, "maxLength": most, **more}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], most: int, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most, **more}


_SWITCH: dict[str, Any] = {"type": "boolean"}
_NUMBER: dict[str, Any] = {"type": "integer"}
_URL = _text(3000, pattern="^https?://")
_SCOPES = _list(_text(50), 255, uniqueItems=True)
_EVENTS = _list(_text(50), 100, uniqueItems=True)

# An event without its scope is refused when the manifest is uploaded.
_EVENT_SCOPES = {"app_mention": "app_mentions:read", "message.im": "im:history"}

# What a bot's manifest may hold, by the limits of Slack's manifest schema 2.0.0. Keys of workflow
# apps, hosted functions and AI views are left out on purpose: in Accord's manifest they would be a
# mistake.
_SLACK = _object(
    {
        "_metadata": _object({"major_version": _NUMBER, "minor_version": _NUMBER}),
        "display_information": _object(
            {
                "name": _text(35),
                "description": _text(140),
                "long_description": _text(4000, 175),
                "background_color": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}){1,2}$"},
            },
            "name",
            "description",
        ),
        "features": _object(
            {
                "app_home": _object(
                    {
                        "home_tab_enabled": _SWITCH,
                        "messages_tab_enabled": _SWITCH,
                        "messages_tab_read_only_enabled": _SWITCH,
                    }
                ),
                "bot_user": _object(
                    {"display_name": _text(80), "always_online": _SWITCH}, "display_name"
                ),
                "slash_commands": _list(
                    _object(
                        {
                            "command": _text(32, 2, pattern="^/"),
                            "url": _URL,
                            "description": _text(2000),
                            "usage_hint": _text(1000),
                            "should_escape": _SWITCH,
                        },
                        "command",
                        "description",
                    ),
                    50,
                    minItems=1,
                ),
                "shortcuts": _list(
                    _object(
                        {
                            "name": _text(24),
                            "type": {"enum": ["message", "global"]},
                            "callback_id": _text(255),
                            "description": _text(150),
                        },
                        "name",
                        "type",
                        "callback_id",
                        "description",
                    ),
                    10,
                    minItems=1,
                ),
            }
        ),
        "oauth_config": _object(
            {
                "redirect_urls": _list(_text(2500), 1000, uniqueItems=True),
                "scopes": _object({"bot": _SCOPES, "bot_optional": _SCOPES, "user": _SCOPES}),
            }
        ),
        "settings": _object(
            {
                "event_subscriptions": _object({"request_url": _URL, "bot_events": _EVENTS}),
                "interactivity": _object(
                    {
                        "is_enabled": _SWITCH,
                        "request_url": _URL,
                        "message_menu_options_url": _URL,
                    },
                    "is_enabled",
                ),
                "org_deploy_enabled": _SWITCH,
                "socket_mode_enabled": _SWITCH,
                "token_rotation_enabled": _SWITCH,
            }
        ),
    },
    "display_information",
)
