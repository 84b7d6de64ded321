"""Slack payloads as inbound events. Pure and total: what is not for Accord becomes None.

The same payloads come over HTTP and Socket Mode.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from adapters.slack import alone, form, news, reading
from adapters.slack import capabilities as limit
from adapters.slack.acting import (
    actor_id,
    carried_by,
    event_id,
    installing_team,
    own_team,
    place_in,
    place_of,
)
from adapters.slack.ids import NativeRef, address
from adapters.slack.payload import Payload, carried_json, deep, text_at
from adapters.slack.place import Place
from adapters.slack.render import action_name, opens_link
from bot.cards.compose.about_messages import FROM_A_MESSAGE, WORDS
from bot.cards.compose.found import SEARCH, SEARCH_FORM
from bot.domain.address import Address
from bot.engine.inbound import BotAdded, Inbound, Origin, Pressed, Searched, Submitted, Typed

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
    if payload.get("type") == "event_callback":
        return _event(payload, bot, teams)
    read = _INTERACTIONS.get(str(payload.get("type")))
    return read(payload, teams) if read else None


def actor_to_look_up(payload: Payload, bot: str | None) -> str | None:
    """The one who acted, when only Slack can tell their own team.

    It decides what they may see and do, so it is never guessed.
    """
    event = payload.get("event")
    if isinstance(event, dict):
        is_news = text_at(event, "type") not in _SAID or news.subject(event, bot) is not None
        if is_news:
            return None
    actor = actor_id(payload)
    return actor if actor != bot and own_team(payload) is None else None


def people_to_look_up(payload: Payload, bot: str | None) -> set[str]:
    """The people mentioned, or who came and went, whose own teams make their addresses."""
    event = payload.get("event")
    source: object = event if isinstance(event, dict) else payload
    if payload.get("type") == "message_action":
        source = deep(payload, "message")
    found: set[str | None] = set(reading.people_in(text_at(source, "text") or ""))
    if isinstance(event, dict):
        found.update(reading.people_in(reading.passed_on(event)))
        found.add(news.subject(event, bot))
    return {user for user in found if user and user != bot}


def _command(payload: Payload, teams: Teams) -> Typed | None:
    place = place_in(payload, text_at(payload, "channel_id"))
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
    place = place_in(payload, text_at(event, "channel"), thread)
    quoted = _read(payload, reading.passed_on(event), teams)
    origin = _origin(payload, place, teams, about=_replied_to(place, event), quoted=quoted)
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
    origin = _origin(payload, place_in(payload, text_at(event, "channel")), teams)
    return BotAdded(origin=origin) if origin else None


def _pressed(payload: Payload, teams: Teams) -> Pressed | None:
    action_id = text_at(payload, "actions", 0, "action_id")
    channel = text_at(payload, "channel", "id") or text_at(payload, "container", "channel_id")
    thread = text_at(payload, "message", "thread_ts") or text_at(payload, "container", "thread_ts")
    name = text_at(payload, "user", "name") or text_at(payload, "user", "username")
    if action_id is None or opens_link(action_id):
        return None
    in_modal = isinstance(payload.get("view"), dict)
    place = place_of(payload) if in_modal else place_in(payload, channel, thread)
    # What only one person sees is answered to that person alone.
    immediate = in_modal or alone.asks(payload)
    origin = _origin(payload, place, teams, name=name, immediate=immediate, can_open_form=True)
    if origin is None:
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


def _from_anywhere(payload: Payload, teams: Teams) -> Pressed | None:
    """What was chosen in the search bar or the box people write in; Slack names no channel."""
    name = text_at(payload, "user", "name") or text_at(payload, "user", "username")
    origin = _origin(payload, place_in(payload, None), teams, name=name, immediate=True)
    action = text_at(payload, "callback_id")
    return Pressed(origin=origin, action=action) if origin and action == SEARCH else None


def _searched(payload: Payload, teams: Teams) -> Searched | None:
    """What somebody types into a menu that asks for its options."""
    origin = _origin(payload, place_of(payload), teams, immediate=True)
    if origin is None or text_at(payload, "view", "callback_id") != SEARCH_FORM:
        return None
    text = text_at(payload, "value") or ""
    return Searched(origin=origin, text=text, count=limit.OPTIONS, to_post=False)


def _submitted(payload: Payload, teams: Teams) -> Submitted | None:
    view = payload.get("view")
    if not isinstance(view, dict):
        return None
    carried = carried_by(view)
    place = Place.unpacked(carried.get("place")) or place_in(payload, None)
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
    quoted: str = "",
) -> Origin | None:
    user = actor_id(payload)
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
        quoted=quoted,
        immediate=immediate,
        can_open_form=can_open_form or immediate,
    )


def _read(payload: Payload, text: str | None, teams: Teams) -> str:
    here = installing_team(payload) or ""

    def person(user: str) -> Address:
        return address(teams.get(user, here), user)

    return reading.plain(text or "", person)


def _strings(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {key: item for key, item in pairs if isinstance(item, str)}


_INTERACTIONS: Mapping[str, Callable[[Payload, Teams], Inbound | None]] = {
    "block_actions": _pressed,
    "block_suggestion": _searched,
    "message_action": _from_a_message,
    "shortcut": _from_anywhere,
    "view_submission": _submitted,
}
