"""What Slack sends, as its documentation and its SDK's own tests show it."""

from itertools import count
from typing import Any

_numbers = count(1)
APP = "A0ACCORD"


def slash_command(
    text: str,
    *,
    user: str = "U0PM",
    team: str = "T0SPONSOR",
    channel: str = "C0STUDY",
    channel_name: str = "study",
    trigger_id: str | None = None,
    response_url: str = "",
) -> dict[str, str]:
    """The fields of a slash command; external members cannot send one."""
    return {
        "token": "verification",
        "team_id": team,
        "team_domain": team.lower(),
        "channel_id": channel,
        "channel_name": channel_name,
        "user_id": user,
        "user_name": "somebody",
        "command": "/accord",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id or f"{next(_numbers)}.trigger",
    }


def event(
    inner: dict[str, Any],
    *,
    team: str = "T0SPONSOR",
    bot: str = "U0BOT",
    shared: bool = False,
    event_id: str | None = None,
) -> dict[str, Any]:
    """The envelope of an event."""
    return {
        "token": "verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_numbers):08d}",
        "event_time": 1796000000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": "4-context",
    }


def app_mention(
    text: str,
    *,
    user: str = "U0PM",
    channel: str = "C0STUDY",
    own_team: str | None = None,
    thread_ts: str | None = None,
    bot: str = "U0BOT",
    **envelope: Any,
) -> dict[str, Any]:
    """A message that calls Accord; `own_team` makes the author an external member."""
    team = envelope.get("team", "T0SPONSOR")
    inner: dict[str, Any] = {
        "type": "app_mention",
        "user": user,
        "text": f"<@{bot}> {text}",
        "ts": f"1795000000.{next(_numbers):06d}",
        "team": own_team or team,
        "channel": channel,
        "event_ts": "1795000000.000100",
    }
    if own_team:
        inner |= {"user_team": own_team, "source_team": own_team}
    if thread_ts:
        inner["thread_ts"] = thread_ts
    return event(inner, bot=bot, shared=own_team is not None, **envelope)


def direct_message(
    text: str,
    *,
    user: str = "U0PM",
    channel: str = "D0PM",
    own_team: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A message in the chat with Accord."""
    inner: dict[str, Any] = {
        "type": "message",
        "channel_type": "im",
        "channel": channel,
        "user": user,
        "text": text,
        "ts": f"1795000000.{next(_numbers):06d}",
        "team": own_team or "T0SPONSOR",
    }
    return event({**inner, **more}, shared=own_team is not None)


def member_joined(
    *,
    user: str = "U0BOT",
    inviter: str | None = "U0PM",
    channel: str = "C0STUDY",
    own_team: str = "T0SPONSOR",
) -> dict[str, Any]:
    """Somebody was added to a channel."""
    inner = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel,
        "channel_type": "C",
        "team": own_team,
    }
    return event(inner | ({"inviter": inviter} if inviter else {}))


def member_left(
    *, user: str, channel: str = "C0STUDY", own_team: str = "T0SPONSOR"
) -> dict[str, Any]:
    """Somebody left a channel, or was taken out of it."""
    inner = {
        "type": "member_left_channel",
        "user": user,
        "channel": channel,
        "channel_type": "C",
        "team": own_team,
    }
    return event(inner)


def user_change(user: str, *, team: str = "T0SPONSOR", **changes: Any) -> dict[str, Any]:
    """Something about a person changed; most often it is of no interest."""
    person = {
        "id": user,
        "team_id": team,
        "name": "somebody",
        "real_name": "Somebody",
        "deleted": False,
        "is_bot": False,
        "profile": {"real_name": "Somebody", "display_name": ""},
    }
    return event({"type": "user_change", "user": person | changes, "cache_ts": 1796000000})


def find_button(
    message: dict[str, Any], *, label: str | None = None, action: str | None = None
) -> tuple[dict[str, Any], str]:
    """A button of a message with the id of its block."""
    for block in message["blocks"]:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            named = action and element["action_id"].rpartition("#")[0] == action
            if named or (label and element["text"]["text"] == label):
                return element, block.get("block_id", "b1")
    raise LookupError(f"no button {label or action!r} in {message['blocks']}")


def button_press(
    message: dict[str, Any],
    *,
    label: str | None = None,
    action: str | None = None,
    user: str = "U0PM",
    own_team: str | None = None,
    trigger_id: str | None = None,
    response_url: str = "",
    ephemeral: bool = False,
) -> dict[str, Any]:
    """A press on a button of a message that the fake Slack holds, or that only one person saw."""
    button, block_id = find_button(message, label=label, action=action)
    # Slack tells of a press on a link as well, without a value.
    value = {"value": button["value"]} if "value" in button else {}
    team, channel = message["team"], message["channel"]
    return {
        "type": "block_actions",
        "user": {
            "id": user,
            "username": "somebody",
            "name": "somebody",
            "team_id": own_team or team,
        },
        "api_app_id": APP,
        "token": "verification",
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
            "is_ephemeral": ephemeral,
        },
        "trigger_id": trigger_id or f"{next(_numbers)}.trigger",
        "team": {"id": team, "domain": team.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "study"},
        # Slack sends no message along that it does not keep.
        **({} if ephemeral else {"message": message}),
        "response_url": response_url,
        "actions": [
            {
                "type": "button",
                "action_id": button["action_id"],
                "block_id": block_id,
                "text": button["text"],
                **value,
                "action_ts": f"1795000000.{next(_numbers):06d}",
            }
        ],
    }


def message_action(
    callback_id: str,
    text: str,
    *,
    user: str = "U0PM",
    team: str = "T0SPONSOR",
    channel: str = "C0STUDY",
    author: str = "U0OTHER",
    names_own_team: bool = True,
    thread_ts: str | None = None,
    trigger_id: str | None = None,
    response_url: str = "",
) -> dict[str, Any]:
    """What somebody chose in the menu of a message, of whichever author.

    The fields are those of Slack's page "Shortcuts interaction payloads" and of the types of its
    SDKs; not all payloads name the person's team.
    """
    number = next(_numbers)
    ts = f"1795000000.{number:06d}"
    return {
        "type": "message_action",
        "token": "verification",
        "action_ts": f"1796000000.{number:06d}",
        "team": {"id": team, "domain": team.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": user,
            "username": "somebody",
            "name": "somebody",
            **({"team_id": team} if names_own_team else {}),
        },
        "channel": {"id": channel, "name": "study"},
        "callback_id": callback_id,
        "trigger_id": trigger_id or f"{number}.trigger",
        "response_url": response_url,
        "message_ts": ts,
        "message": {
            "type": "message",
            "user": author,
            "team": team,
            "text": text,
            "ts": ts,
            **({"thread_ts": thread_ts} if thread_ts else {}),
        },
    }


def global_shortcut(
    callback_id: str,
    *,
    user: str = "U0PM",
    team: str = "T0SPONSOR",
    names_own_team: bool = True,
    trigger_id: str | None = None,
    response_url: str = "",
) -> dict[str, Any]:
    """What somebody chose in the search bar, where there is no channel and no `response_url`."""
    del response_url
    number = next(_numbers)
    return {
        "type": "shortcut",
        "token": "verification",
        "action_ts": f"1796000000.{number:06d}",
        "team": {"id": team, "domain": team.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": user,
            "username": "somebody",
            **({"team_id": team} if names_own_team else {}),
        },
        "callback_id": callback_id,
        "trigger_id": trigger_id or f"{number}.trigger",
    }


def block_suggestion(
    view: dict[str, Any], typed: str, *, user: str = "U0PM", team: str | None = None
) -> dict[str, Any]:
    """What somebody has typed into the menu of a modal that asks for its options."""
    installing = view["app_installed_team_id"]
    (block,) = [
        each
        for each in view["blocks"]
        if each["type"] == "input" and each["element"]["type"] == "external_select"
    ]
    return {
        "type": "block_suggestion",
        "user": {"id": user, "username": "somebody", "team_id": team or installing},
        "team": {"id": installing, "domain": installing.lower()},
        "api_app_id": APP,
        "token": "verification",
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "action_id": block["element"]["action_id"],
        "block_id": block["block_id"],
        "value": typed,
    }


def press_in_view(
    view: dict[str, Any], label: str, *, user: str = "U0PM", trigger_id: str | None = None
) -> dict[str, Any]:
    """A press on a button in a modal."""
    buttons = [
        (block, element)
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    named = [each for each in buttons if each[1]["text"]["text"] == label]
    if not named:
        raise LookupError(f"no {label!r} among {[b['text']['text'] for _, b in buttons]}")
    (_, button), number = named[0], next(_numbers)
    team = view["app_installed_team_id"]
    action = {"type": "button", "action_id": button["action_id"], "value": button.get("value", "")}
    return {
        "type": "block_actions",
        "user": {"id": user, "username": "somebody", "team_id": team},
        "team": {"id": team, "domain": team.lower()},
        "api_app_id": APP,
        "token": "verification",
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id or f"{number}.trigger",
        "view": view,
        "actions": [{**action, "action_ts": f"1795000000.{number:06d}"}],
    }


def view_submission(
    view: dict[str, Any],
    values: dict[str, str],
    *,
    user: str = "U0PM",
    own_team: str | None = None,
    names_installing_team: bool = True,
) -> dict[str, Any]:
    """A modal sent with values by input key; unnamed inputs keep what they were opened with.

    For an external person `team` and `view.team_id` are their own, and the installing workspace
    stands in `view.app_installed_team_id`, which some payloads leave out.
    """
    installing = view["app_installed_team_id"]
    team = own_team or installing
    sent = {**view, "team_id": team, "state": {"values": _state(view, values)}}
    if not names_installing_team:
        del sent["app_installed_team_id"]
    return {
        "type": "view_submission",
        "team": {"id": team, "domain": team.lower()},
        "user": {"id": user, "username": "somebody", "name": "somebody", "team_id": team},
        "api_app_id": APP,
        "token": "verification",
        "trigger_id": f"{next(_numbers)}.trigger",
        "view": sent,
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _state(view: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    if unknown := set(values) - set(inputs):
        raise LookupError(f"the view has no inputs {sorted(unknown)}; it has {sorted(inputs)}")
    return {
        key: {block["element"]["action_id"]: _filled(block["element"], values.get(key))}
        for key, block in inputs.items()
    }


def _filled(element: dict[str, Any], value: str | None) -> dict[str, Any]:
    kind = element["type"]
    if kind == "external_select":
        option = {"text": {"type": "plain_text", "text": "chosen"}, "value": value}
        return {"type": kind, "selected_option": option if value else None}
    if kind == "static_select":
        chosen = element.get("initial_option") if value is None else _option(element, value)
        return {"type": kind, "selected_option": chosen}
    if kind == "multi_static_select":
        several = element.get("initial_options", [])
        if value is not None:
            several = [_option(element, one) for one in value.split(",") if one]
        return {"type": kind, "selected_options": several}
    if kind == "datepicker":
        return {"type": kind, "selected_date": value or element.get("initial_date")}
    return {"type": kind, "value": element.get("initial_value") if value is None else value}


def options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything a menu offers, in groups or not."""
    groups = element.get("option_groups", [])
    return element.get("options") or [option for group in groups for option in group["options"]]


def _option(element: dict[str, Any], wanted: str) -> dict[str, Any]:
    """The option with a value, or with the label that a person reads."""
    for option in options_of(element):
        if wanted in (option["value"], option["text"]["text"]):
            return option
    raise LookupError(f"the menu does not offer {wanted!r}")
