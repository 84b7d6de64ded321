"""Reads the JSON of an activity. Pure and total: what Accord does not serve becomes `Ignored`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adapters.teams import dialogs, searching
from adapters.teams.activity import (
    Json,
    Place,
    Sender,
    activity_key,
    digest,
    mapping,
    read_place,
    read_sender,
    text,
)
from adapters.teams.changes import Change, read_accounts, read_change
from adapters.teams.characters import clean
from adapters.teams.form import ACCORD, FormSheet
from adapters.teams.mentions import Named, Said, read_text
from adapters.teams.quotes import quoted_words, replied_to, without_quotes
from adapters.teams.searching import Query


@dataclass(frozen=True)
class Message:
    """Typed text."""

    pieces: tuple[Said | Named, ...]


@dataclass(frozen=True)
class Press:
    """A pressed button."""

    action: str
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """A sent form, with the sheet it was on."""

    sheet: FormSheet
    values: Mapping[str, str]


@dataclass(frozen=True)
class Added:
    """Accord was added to the conversation."""


What: TypeAlias = Message | Press | Answers | Query | Added


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An activity that Accord serves."""

    event_id: str
    place: Place
    sender: Sender
    what: What
    immediate: bool
    dialog: bool = False
    """Whether it happened in a dialog, or opens one."""
    replies_to: str | None = None
    """Id of the message it quotes, or in whose thread it stands."""
    quoted: str = ""
    """The words of the message it quotes, as far as Teams hands them in."""
    pressed_on: str | None = None
    """Id of the message whose button it is: a form takes its place for who opens it."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something that became of a place or of the people in it; nobody waits for an answer."""

    event_id: str
    place: Place
    sender: Sender | None
    change: Change


@dataclass(frozen=True)
class Ignored:
    """An activity that Accord does not serve, with the reason for the log."""

    reason: str


@dataclass(frozen=True)
class Misshapen:
    """A press whose data is not what Accord's cards send."""


def read_activity(body: Json) -> Heard | Told | Ignored | Misshapen:
    """Say what an activity is about."""
    place = read_place(body)
    sender = read_sender(body.get("from"))
    if place is None:
        return Ignored("it names no conversation")
    change = None if _adds_accord(body, place) else read_change(body, place)
    if change is not None:
        event_id = activity_key(body, place)
        return Told(event_id=event_id, place=place, sender=sender, change=change)
    if sender is None:
        return Ignored("it names no sender")
    if sender.id == place.bot_id:
        return Ignored("Accord wrote it itself")
    what, data = _what(body, place)
    if not isinstance(what, (Message, Press, Answers, Query, Added)):
        return what
    return Heard(
        event_id=_event_id(body, place, what, data),
        place=place,
        sender=sender,
        what=what,
        immediate=body.get("type") == "invoke",
        dialog=dialogs.is_dialog(body),
        replies_to=replied_to(body, place) if isinstance(what, Message) else None,
        quoted=quoted_words(body) if isinstance(what, Message) else "",
        pressed_on=text(body.get("replyToId")) if isinstance(what, Press | Answers) else None,
    )


def _what(body: Json, place: Place) -> tuple[What | Ignored | Misshapen, Json | None]:
    match body.get("type"):
        case "message":
            value = body.get("value")
            if isinstance(value, dict) and ACCORD in value:
                return _pressed(None, value), value
            said = without_quotes(text(body.get("text")) or "")
            return Message(read_text(said, body.get("entities"), place.bot_id)), None
        case "invoke":
            return _invoked(body.get("name"), mapping(body.get("value")))
        case "installationUpdate" | "conversationUpdate":
            if _adds_accord(body, place):
                return Added(), None
            return Ignored("nothing in the change of the conversation matters to Accord"), None
        case other:
            return Ignored(f"activities of type {other!r} are not served"), None


def _invoked(name: object, value: Json) -> tuple[What | Ignored | Misshapen, Json | None]:
    match name:
        case "adaptiveCard/action":
            action = mapping(value.get("action"))
            return _pressed(action.get("verb"), mapping(action.get("data"))), action
        case dialogs.FETCH:
            found = dialogs.chosen(value)
            return (Press(*found) if found else Misshapen()), None
        case dialogs.SUBMIT:
            data = mapping(value.get("data"))
            return _pressed(None, data), data
        case searching.QUERY:
            return searching.asked(value) or Misshapen(), None
        case other:
            return Ignored(f"invokes of the name {other!r} are not served"), None


def _pressed(verb: object, data: Json) -> Press | Answers | Misshapen:
    ours = mapping(data.get(ACCORD))
    action = verb or ours.get("action")
    if not isinstance(action, str) or not ours:
        return Misshapen()
    if "form" not in ours:
        return Press(action, _strings(ours.get("value")))
    sheet = FormSheet.read(ours["form"])
    if sheet is None:
        return Misshapen()
    return Answers(sheet, {key: _typed(data.get(key)) for key in sheet.keys})


def _adds_accord(body: Json, place: Place) -> bool:
    if body.get("type") == "installationUpdate":
        return str(body.get("action")).startswith("add")
    added = body.get("membersAdded")
    return body.get("type") == "conversationUpdate" and any(
        account.id == place.bot_id for account in read_accounts(added)
    )


def _event_id(body: Json, place: Place, what: What, data: Json | None) -> str:
    if isinstance(what, Added):
        # The installation and the change of members both report it, in any order.
        return f"teams:{place.conversation_id}/added"
    written = activity_key(body, place)
    # A second press on the same card must not pass for a repeat of the first.
    return written if data is None else f"{written}/{digest(data)}"


def _typed(value: object) -> str:
    match value:
        case str():
            return clean(value).strip()
        case float() if value.is_integer():
            return str(int(value))
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case _:
            return ""


def _strings(value: object) -> dict[str, str]:
    return {key: clean(said) for key, said in mapping(value).items() if isinstance(said, str)}
