"""Slack payloads as inbound events. Pure and total: what is not for Accord becomes None.

The same payloads come over HTTP and Socket Mode. Who acted and through which installation follows
docs.slack.dev/apis/slack-connect and what bolt's own extractors get wrong (see `own_team`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.slack import alone, form, news, reading
from adapters.slack.ids import NativeRef, address
from adapters.slack.payload import Payload, carried_json, deep, text_at
from adapters.slack.place import Place
from adapters.slack.render import action_name, opens_link
from bot.cards.compose.about_messages import FROM_A_MESSAGE, WORDS
from bot.domain.address import Address
from bot.engine.inbound import BotAdded, Inbound, Origin, Pressed, Submitted, Typed

_SAID = frozenset({"app_mention", "message", "member_joined_channel"})
"""Events somebody caused who gets an answer."""

Teams = Mapping[str, str]
"""Own teams of people, by user id, where a payload does not tell."""


def parse(payload: Payload, *, bot: str | None, teams: Teams) -> Inbound | None:
    """What a payload says happened; None when it is nothing Accord acts on.

    Args:
        payload: the body of a request, or of a Socket Mode envelope.
        bot: the user id of Accord itself in the installing workspace, for events.
        teams: see `people_to_look_up`; without the one who acted nothing can be parsed.
    """
    if "command" in payload:
        return _command(payload, teams)
    match payload.get("type"):
        case "event_callback":
            return _event(payload, bot, teams)
        case "block_actions":
            return _pressed(payload, teams)
        case "view_submission":
            return _submitted(payload, teams)
        case "message_action":
            return _from_a_message(payload, teams)
        case _:
            return None


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
        carried = _carried(view).get("place")
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


def actor_to_look_up(payload: Payload, bot: str | None) -> str | None:
    """The one who acted, when only Slack can tell their own team.

    It decides what they may see and do, so it is never guessed.
    """
    event = payload.get("event")
    if isinstance(event, dict):
        is_news = text_at(event, "type") not in _SAID or news.subject(event, bot) is not None
        if is_news:
            return None
    actor = _actor_id(payload)
    return actor if actor != bot and own_team(payload) is None else None


def people_to_look_up(payload: Payload, bot: str | None) -> set[str]:
    """The people mentioned, or who came and went, whose own teams make their addresses."""
    event = payload.get("event")
    source: object = event if isinstance(event, dict) else payload
    if payload.get("type") == "message_action":
        source = deep(payload, "message")
    found: set[str | None] = set(reading.people_in(text_at(source, "text") or ""))
    if isinstance(event, dict):
        found.add(news.subject(event, bot))
    return {user for user in found if user and user != bot}


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
        if team is None and payload.get("type") == "message_action":
            # Nor can they use the menu of a message.
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


def _command(payload: Payload, teams: Teams) -> Typed | None:
    place = _place(payload, text_at(payload, "channel_id"))
    origin = _origin(payload, place, teams, name=text_at(payload, "user_name"), immediate=True)
    if origin is None:
        return None
    return Typed(origin=origin, text=_read(payload, text_at(payload, "text"), teams))


def _event(payload: Payload, bot: str | None, teams: Teams) -> Inbound | None:
    event = payload.get("event")
    if not isinstance(event, dict):
        return None
    if event.get("type") == "member_joined_channel" and bot and event.get("user") == bot:
        return _joined(payload, event, teams)
    if not _is_said_to_accord(event):
        team = installing_team(payload)
        if team is None:
            return None
        return news.parse(event, id_=event_id(payload), team=team, bot=bot, teams=teams)
    in_channel = event.get("type") == "app_mention"
    thread = text_at(event, "thread_ts") or (text_at(event, "ts") if in_channel else None)
    place = _place(payload, text_at(event, "channel"), thread)
    origin = _origin(payload, place, teams, about=_replied_to(place, event))
    text = text_at(event, "text") or ""
    if bot:
        text = reading.without_mention(text, bot)
    return Typed(origin=origin, text=_read(payload, text, teams)) if origin else None


def _replied_to(place: Place | None, event: Payload) -> str | None:
    """The message whose thread something is said in."""
    thread = text_at(event, "thread_ts")
    if place is None or place.channel is None or thread is None:
        return None
    return NativeRef(place.team, place.channel, thread).pack()


def _is_said_to_accord(event: Payload) -> bool:
    """Leave out what bots said, what was edited, and what Slack itself writes (subtypes)."""
    if any(event.get(key) for key in ("bot_id", "bot_profile", "subtype", "edited", "hidden")):
        return False
    personal = event.get("channel_type") == "im" or str(event.get("channel")).startswith("D")
    return event.get("type") == "app_mention" or (event.get("type") == "message" and personal)


def _joined(payload: Payload, event: Payload, teams: Teams) -> BotAdded | None:
    origin = _origin(payload, _place(payload, text_at(event, "channel")), teams)
    return BotAdded(origin=origin) if origin else None


def _pressed(payload: Payload, teams: Teams) -> Pressed | None:
    action_id = text_at(payload, "actions", 0, "action_id")
    channel = text_at(payload, "channel", "id") or text_at(payload, "container", "channel_id")
    thread = text_at(payload, "message", "thread_ts") or text_at(payload, "container", "thread_ts")
    name = text_at(payload, "user", "name") or text_at(payload, "user", "username")
    place = _place(payload, channel, thread)
    # What only one person sees may ask for something; the room is not to read the answer.
    immediate = alone.asks(payload)
    origin = _origin(payload, place, teams, name=name, immediate=immediate, can_open_form=True)
    if origin is None or action_id is None or opens_link(action_id):
        return None
    if not immediate and alone.stands_instead(payload):
        origin = replace(origin, instead_of=_pressed_message(payload, place))
    value = carried_json(text_at(payload, "actions", 0, "value"))
    return Pressed(origin=origin, action=action_name(action_id), value=_strings(value))


def _pressed_message(payload: Payload, place: Place | None) -> str | None:
    at = text_at(payload, "container", "message_ts")
    if place is None or place.channel is None or at is None:
        return None
    return NativeRef(place.team, place.channel, at).pack()


def _from_a_message(payload: Payload, teams: Teams) -> Pressed | None:
    """What was chosen in the menu of a message, with its words.

    Slack gives no address of the message; its own page on a message needs another request.
    """
    name = text_at(payload, "user", "name") or text_at(payload, "user", "username")
    origin = _origin(payload, place_of(payload), teams, name=name, immediate=True)
    action = text_at(payload, "callback_id")
    if origin is None or action not in FROM_A_MESSAGE:
        return None
    said = _read(payload, text_at(payload, "message", "text"), teams)
    return Pressed(origin=origin, action=action, value={WORDS: said})


def _submitted(payload: Payload, teams: Teams) -> Submitted | None:
    view = payload.get("view")
    if not isinstance(view, dict):
        return None
    carried = _carried(view)
    place = Place.unpacked(carried.get("place")) or _place(payload, None)
    name = text_at(payload, "user", "name") or text_at(payload, "user", "username")
    origin = _origin(payload, place, teams, name=name, can_open_form=True)
    action, state = text_at(view, "callback_id"), view.get("state")
    if origin is None or action is None:
        return None
    carried_heads = carried.get("heads")
    heads = [str(head) for head in (carried_heads if isinstance(carried_heads, list) else [])]
    values = form.answers(state if isinstance(state, dict) else {}, heads)
    context = _strings(carried.get("context"))
    return Submitted(origin=origin, action=action, values=values, context=context)


def _origin(
    payload: Payload,
    place: Place | None,
    teams: Teams,
    *,
    name: str | None = None,
    immediate: bool = False,
    can_open_form: bool = False,
    about: str | None = None,
) -> Origin | None:
    user = _actor_id(payload)
    if place is None or user is None:
        return None
    actor = address(own_team(payload) or teams.get(user, place.team), user)
    return Origin(
        event_id=event_id(payload),
        actor=actor,
        actor_name=name,
        conversation=place.conversation(actor),
        personal=place.personal,
        thread=place.thread,
        about=about,
        immediate=immediate,
        can_open_form=can_open_form or immediate,
    )


def place_of(payload: Payload) -> Place | None:
    """Where an interaction happened, for the form opened as its answer."""
    view = payload.get("view")
    if isinstance(view, dict):
        return Place.unpacked(_carried(view).get("place")) or _place(payload, None)
    channel = (
        text_at(payload, "channel_id")
        or text_at(payload, "channel", "id")
        or text_at(payload, "container", "channel_id")
    )
    thread = text_at(payload, "message", "thread_ts") or text_at(payload, "container", "thread_ts")
    return _place(payload, channel, thread)


def event_id(payload: Payload) -> str:
    """An id that is the same when the same thing is delivered again.

    Events carry one. Commands, presses and submissions do not; a replayed request is the same to
    the last byte, and two real ones always differ in `trigger_id`, so the content names it.
    """
    if given := text_at(payload, "event_id"):
        return f"slack:{given}"
    content = repr(sorted(payload.items())).encode(errors="replace")
    return f"slack:{hashlib.sha256(content).hexdigest()}"


def _actor_id(payload: Payload) -> str | None:
    event = payload.get("event")
    if not isinstance(event, dict):
        return text_at(payload, "user", "id") or text_at(payload, "user_id")
    if event.get("type") == "member_joined_channel":
        return text_at(event, "inviter") or text_at(event, "user")
    return text_at(event, "user")


def _place(payload: Payload, channel: str | None, thread: str | None = None) -> Place | None:
    team = installing_team(payload)
    return Place(team=team, channel=channel, thread=thread) if team else None


def _read(payload: Payload, text: str | None, teams: Teams) -> str:
    here = installing_team(payload) or ""

    def person(user: str) -> Address:
        return address(teams.get(user, here), user)

    return reading.plain(text or "", person)


def _carried(view: Payload) -> dict[str, Any]:
    return carried_json(text_at(view, "private_metadata"))


def _strings(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: item for key, item in pairs if isinstance(item, str)}
