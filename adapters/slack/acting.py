"""Who acted, through which installation and where, as each kind of payload tells it. Pure.

Follows docs.slack.dev/apis/slack-connect and what bolt's own extractors get wrong (see `own_team`).
"""

import hashlib
from typing import Any

from adapters.slack.payload import Payload, carried_json, deep, text_at
from adapters.slack.place import Place


def installing_team(payload: Payload) -> str | None:
    """The workspace whose installation the payload came through.

    In a submission by an external person `team` is *their* workspace. The installing one is in
    `view.app_installed_team_id` (bolt-js#1614), and where that is missing in what the view
    carries since it was opened here.
    """
    if "command" in payload:
        return text_at(payload, "team_id") or text_at(payload, "enterprise_id")
    view = payload.get("view")
    if isinstance(view, dict):
        carried = carried_by(view).get("place")
        place = Place.unpacked(carried)
        return text_at(view, "app_installed_team_id") or (
            place.team if place else text_at(payload, "team", "id")
        )
    return (
        text_at(payload, "team", "id")
        or text_at(payload, "authorizations", 0, "team_id")
        or text_at(payload, "team_id")
        or text_at(payload, "enterprise", "id")
        or text_at(payload, "enterprise_id")
    )


def bot_user(payload: Payload) -> str | None:
    """Accord's own user id, where the envelope of an event names it."""
    if deep(payload, "authorizations", 0, "is_bot") is True:
        return text_at(payload, "authorizations", 0, "user_id")
    return None


def own_team(payload: Payload) -> str | None:
    """The workspace or organisation of the person who acted; None when the payload does not tell.

    Bolt's `context.actor_team_id` is right for events only; for presses and submissions from
    outside it gives the installing team. An `E` id of the installing organisation means the
    installing workspace, so that a person has one address whatever they use.
    """
    if "command" in payload:
        # External people cannot use slash commands, so it is the installing workspace.
        return installing_team(payload)
    event = payload.get("event")
    if not isinstance(event, dict):
        team = text_at(payload, "user", "team_id")
        if team is None and payload.get("type") in ("message_action", "shortcut"):
            # Nor can they use shortcuts.
            team = installing_team(payload)
        if team is None and payload.get("type") == "view_submission":
            team = text_at(payload, "team", "id")
    elif event.get("type") == "member_joined_channel":
        return None  # `team` is the channel's, not the inviter's
    else:
        team = text_at(event, "user_team") or text_at(event, "team")
        if team is None and payload.get("is_ext_shared_channel") is not True:
            team = installing_team(payload)
    organisation = text_at(payload, "enterprise", "id") or text_at(payload, "enterprise_id")
    return installing_team(payload) if team and team == organisation else team


def place_of(payload: Payload) -> Place | None:
    """Where an interaction happened, for the form opened as its answer."""
    view = payload.get("view")
    if isinstance(view, dict):
        return Place.unpacked(carried_by(view).get("place")) or place_in(payload, None)
    channel = (
        text_at(payload, "channel_id")
        or text_at(payload, "channel", "id")
        or text_at(payload, "container", "channel_id")
    )
    thread = text_at(payload, "message", "thread_ts") or text_at(payload, "container", "thread_ts")
    return place_in(payload, channel, thread)


def event_id(payload: Payload) -> str:
    """An id that is the same when the same thing is delivered again.

    Events carry one. Commands, presses and submissions do not; a replayed request is the same to
    the last byte, and two real ones always differ in `trigger_id`, so the content names it.
    """
    if given := text_at(payload, "event_id"):
        return f"slack:{given}"
    content = repr(sorted(payload.items())).encode(errors="replace")
    return f"slack:{hashlib.sha256(content).hexdigest()}"


def actor_id(payload: Payload) -> str | None:
    """The user id of the one who acted."""
    event = payload.get("event")
    if not isinstance(event, dict):
        return text_at(payload, "user", "id") or text_at(payload, "user_id")
    if event.get("type") == "member_joined_channel":
        return text_at(event, "inviter") or text_at(event, "user")
    return text_at(event, "user")


def place_in(payload: Payload, channel: str | None, thread: str | None = None) -> Place | None:
    """A conversation of the installing workspace; none where that is not told."""
    team = installing_team(payload)
    return Place(team=team, channel=channel, thread=thread) if team else None


def carried_by(view: Payload) -> dict[str, Any]:
    """What a view has carried since it was opened here; it may be anybody's."""
    return carried_json(text_at(view, "private_metadata"))
