"""The people of a fake Teams at work: what they type and press reaches the bot, signed."""

import itertools
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import FakeTeams, Shown


@dataclass(frozen=True)
class Answer:
    """What the bot answered."""

    status: int
    body: Any

    @property
    def card(self) -> dict[str, Any]:
        """The card that takes the place of the pressed one."""
        assert self.body["type"] == "application/vnd.microsoft.card.adaptive", self.body
        card: dict[str, Any] = self.body["value"]
        return card

    @property
    def dialog(self) -> dict[str, Any]:
        """The card of the dialog that is open after the answer."""
        assert self.body["task"]["type"] == "continue", self.body
        card: dict[str, Any] = self.body["task"]["value"]["card"]["content"]
        return card

    @property
    def told(self) -> str:
        """The sentence a dialog says."""
        assert self.body["task"]["type"] == "message", self.body
        return str(self.body["task"]["value"])

    @property
    def found(self) -> list[dict[str, Any]]:
        """What a search lists, each with its preview and the card that is posted."""
        assert self.body["composeExtension"]["type"] == "result", self.body
        attachments: list[dict[str, Any]] = self.body["composeExtension"]["attachments"]
        return attachments

    @property
    def none_because(self) -> str:
        """Why a search lists nothing."""
        assert self.body["composeExtension"]["type"] == "message", self.body
        return str(self.body["composeExtension"]["text"])

    @property
    def sentence(self) -> str:
        """The text shown to the one who pressed."""
        assert self.body["type"] == "application/vnd.microsoft.activity.message", self.body
        return str(self.body["value"])


class TeamsRequests:
    """Builds activities and posts them to the bot."""

    def __init__(self, teams: FakeTeams, bot_url: str) -> None:
        self.teams = teams
        self.messages_url = f"{bot_url.rstrip('/')}/api/messages"
        self._numbers = itertools.count(1)

    def activity(
        self, room: TeamsRoom, user: TeamsPerson, *, thread: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """What all activities have in common."""
        number = f"18{next(self._numbers):011}"
        root = f";messageid={thread or number}" if room.kind == "channel" else ""
        channel_data: dict[str, Any] = {"tenant": {"id": room.tenant}}
        if room.kind == "channel":
            channel_data["team"] = {"id": "19:team@thread.tacv2"}
            kind = {"type": "shared"} if room.shared else {}
            channel_data["channel"] = {"id": room.id, **kind}
        return {
            "id": number,
            "timestamp": "2026-11-24T12:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url,
            "from": {"id": user.account, "name": user.name, "aadObjectId": user.object_id},
            "conversation": {
                "id": f"{room.id}{root}",
                "conversationType": room.kind,
                "tenantId": room.tenant,
                "isGroup": room.kind != "personal",
            },
            "recipient": {"id": self.teams.bot_id, "name": self.teams.bot_name},
            "channelData": channel_data,
            **more,
        }

    def mention(self, who: TeamsPerson | None = None) -> tuple[str, dict[str, Any]]:
        """A mention as text and entity; of the bot where nobody is named."""
        name, account = (who.name, who.account) if who else (self.teams.bot_name, self.teams.bot_id)
        text = f"<at>{name}</at>"
        entity = {"type": "mention", "text": text, "mentioned": {"id": account, "name": name}}
        return text, entity

    async def personal_message(self, user: TeamsPerson, text: str) -> Answer:
        """Somebody writes to the bot alone."""
        room = self.teams.chat_with(user)
        return await self.post(
            self.activity(room, user, type="message", text=text, textFormat="plain")
        )

    async def message(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        text: str,
        *,
        thread: str | None = None,
        mentions: tuple[TeamsPerson, ...] = (),
    ) -> Answer:
        """Somebody mentions the bot in a group chat or channel; `{0}` stands for a mention."""
        bot_text, bot_entity = self.mention()
        others = [self.mention(person) for person in mentions]
        written = f"{bot_text} {text.format(*(text for text, _ in others)) if others else text}"
        return await self.post(
            self.activity(
                room,
                user,
                thread=thread,
                type="message",
                text=written,
                entities=[bot_entity, *(entity for _, entity in others)],
            )
        )

    async def press(
        self,
        shown: Shown,
        title: str,
        *,
        user: TeamsPerson,
        inputs: Mapping[str, str] | None = None,
        card: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Somebody presses a button of a message, or of the card that took its place for them."""
        action = pressed(card or shown.card, title, inputs or {})
        room = self.teams.rooms[shown.conversation]
        return await self.post(self.invoke(room, user, action, reply_to=shown.id))

    async def choose(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        command: str,
        html: str,
        *,
        message: str = "1795000000000",
        **changes: Any,
    ) -> Answer:
        """Somebody chooses a command in the menu of a message."""
        return await self.post(self.chosen(room, user, command, html, message=message) | changes)

    def chosen(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        command: str,
        html: str,
        *,
        message: str = "1795000000000",
    ) -> dict[str, Any]:
        """The activity of it, as Teams documents it ("Create and send dialogs")."""
        payload: dict[str, Any] = {
            "linkToMessage": f"https://teams.microsoft.com/l/message/{room.id}/{message}",
            "id": message,
            "replyToId": None,
            "createdDateTime": "2026-11-24T11:52:24.833Z",
            "lastModifiedDateTime": None,
            "deleted": False,
            "importance": "normal",
            "locale": "en-us",
            "body": {"contentType": "html", "content": html},
            "from": {"user": {"userIdentityType": "aadUser", "displayName": "Somebody"}},
            "reactions": [],
            "mentions": [],
            "attachments": [],
        }
        value = {
            "commandId": command,
            "commandContext": "message",
            "requestId": f"request-{next(self._numbers)}",
            "messagePayload": payload,
            "context": {"theme": "default"},
        }
        return self._in_dialog(room, user, message, "composeExtension/fetchTask", value)

    async def send_dialog(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        card: Mapping[str, Any],
        title: str,
        inputs: Mapping[str, str] | None = None,
        *,
        message: str = "1795000000000",
    ) -> Answer:
        """Somebody sends the dialog that is open."""
        action = pressed(card, title, inputs or {})
        assert action["type"] == "Action.Submit", "Nothing else gives back inputs in a dialog."
        value = {
            "commandId": "message.heads_up",
            "commandContext": "message",
            "context": {"theme": "default"},
            "data": action["data"],
        }
        return await self.post(
            self._in_dialog(room, user, message, "composeExtension/submitAction", value)
        )

    async def search(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        typed: str | None,
        *,
        skip: int = 0,
        count: int = 25,
        **changes: Any,
    ) -> Answer:
        """Somebody types beside the box they write in; None before they have typed anything."""
        return await self.post(self.searched(room, user, typed, skip=skip, count=count) | changes)

    def searched(
        self,
        room: TeamsRoom,
        user: TeamsPerson,
        typed: str | None,
        *,
        skip: int = 0,
        count: int = 25,
    ) -> dict[str, Any]:
        """The activity of it, as Teams documents it ("Respond to search command")."""
        first = {"name": "initialRun", "value": "true"}
        value = {
            "commandId": "find.owner",
            "commandContext": "compose",
            "parameters": [first if typed is None else {"name": "topic", "value": typed}],
            "queryOptions": {"skip": skip, "count": count},
            "context": {"theme": "default"},
        }
        name = "composeExtension/query"
        return self.activity(room, user, type="invoke", name=name, value=value)

    def _in_dialog(
        self, room: TeamsRoom, user: TeamsPerson, message: str, name: str, value: dict[str, Any]
    ) -> dict[str, Any]:
        activity = self.activity(room, user, thread=message, type="invoke", name=name, value=value)
        return activity | {"id": f"f:{activity['id']}"}

    def invoke(
        self, room: TeamsRoom, user: TeamsPerson, action: Mapping[str, Any], *, reply_to: str
    ) -> dict[str, Any]:
        """The activity of a press."""
        return self.activity(
            room,
            user,
            thread=reply_to,
            type="invoke",
            name="adaptiveCard/action",
            value={"action": dict(action), "trigger": "manual"},
            replyToId=reply_to,
        )

    async def install(self, room: TeamsRoom, user: TeamsPerson) -> list[Answer]:
        """Somebody adds the bot; Teams reports it twice."""
        room.bot_inside = True
        added = [{"id": self.teams.bot_id}]
        return [
            await self.post(self.activity(room, user, type="installationUpdate", action="add")),
            await self.post(
                self.activity(room, user, type="conversationUpdate", membersAdded=added)
            ),
        ]

    async def remove(self, room: TeamsRoom, user: TeamsPerson) -> list[Answer]:
        """Somebody removes the bot; Teams reports it twice, and the bot may do nothing there."""
        room.bot_inside = False
        removed = [{"id": self.teams.bot_id}]
        return [
            await self.post(self.activity(room, user, type="installationUpdate", action="remove")),
            await self.post(
                self.activity(room, user, type="conversationUpdate", membersRemoved=removed)
            ),
        ]

    async def come(self, room: TeamsRoom, *people: TeamsPerson, by: TeamsPerson) -> Answer:
        """Somebody brings people into a room."""
        room.members.extend(people)
        return await self.post(self._change_of_members(room, by, "Added", people))

    async def leave(self, room: TeamsRoom, *people: TeamsPerson, by: TeamsPerson) -> Answer:
        """People leave a room, or somebody takes them out."""
        room.members = [member for member in room.members if member not in people]
        return await self.post(self._change_of_members(room, by, "Removed", people))

    async def tell(
        self, room: TeamsRoom, user: TeamsPerson, kind: str, **channel_data: Any
    ) -> Answer:
        """Teams tells what became of a room or team."""
        told = self.activity(room, user, type="conversationUpdate")
        told["channelData"] |= {"eventType": kind, **channel_data}
        return await self.post(told)

    def _change_of_members(
        self, room: TeamsRoom, user: TeamsPerson, change: str, people: tuple[TeamsPerson, ...]
    ) -> dict[str, Any]:
        named = [{"id": person.account, "aadObjectId": person.object_id} for person in people]
        told = self.activity(room, user, type="conversationUpdate")
        told[f"members{change}"] = named
        owner = "channel" if room.shared else "team"
        told["channelData"]["eventType"] = f"{owner}Member{change}"
        return told

    async def post(
        self, activity: Mapping[str, Any], *, token: str | None = None, **claims: Any
    ) -> Answer:
        """Send an activity, signed as Teams does unless a token is given."""
        headers = {}
        if token is None and self.teams.authenticated:
            token = self.teams.identity.sign(self.teams.service_url, **claims)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return await self.send(json.dumps(activity).encode(), headers)

    async def send(
        self,
        body: bytes | AsyncIterator[bytes],
        headers: Mapping[str, str],
        kind: str | None = "application/json",
    ) -> Answer:
        """Send any bytes."""
        typed = {**headers, "Content-Type": kind} if kind else dict(headers)
        skip = None if kind else ["Content-Type"]
        async with (
            aiohttp.ClientSession(skip_auto_headers=skip) as session,
            session.post(self.messages_url, data=body, headers=typed) as answer,
        ):
            text = await answer.text()
            return Answer(answer.status, json.loads(text) if text else None)


def buttons_of(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a card in order: those in its body, then those in its foot."""
    rows = [part["actions"] for part in card["body"] if part["type"] == "ActionSet"]
    return [*(button for row in rows for button in row), *card.get("actions", ())]


def pressed(card: Mapping[str, Any], title: str, inputs: Mapping[str, str]) -> dict[str, Any]:
    """The action a client sends for a button, with the inputs it has checked."""
    buttons = {button["title"]: button for button in buttons_of(card)}
    assert title in buttons, f"There is no button {title!r} among {sorted(buttons)}."
    button = buttons[title]
    asked = {part["id"]: part for part in card["body"] if part["type"].startswith("Input.")}
    assert set(inputs) <= set(asked), f"Inputs are {sorted(asked)}, not {sorted(inputs)}."
    values = {key: part["value"] for key, part in asked.items() if "value" in part}
    values |= inputs
    for key, part in asked.items():
        _check_choice(key, part, str(values.get(key, "")))
        value = str(values.get(key, ""))
        assert value or not part.get("isRequired"), part["errorMessage"]
        assert len(value) <= part.get("maxLength", len(value)), f"{key} is too long."
    verb = {"verb": button["verb"]} if "verb" in button else {}
    return {"type": button["type"], "title": title, **verb, "data": {**button["data"], **values}}


def _check_choice(key: str, part: Mapping[str, Any], value: str) -> None:
    """Nothing can be chosen that is not offered; in a filtered list anything can be typed."""
    if part["type"] != "Input.ChoiceSet" or part["style"] == "filtered":
        return
    offered = {choice["value"] for choice in part["choices"]}
    chosen = value.split(",") if part.get("isMultiSelect") else [value]
    assert not value or set(chosen) <= offered, f"{key} offers {sorted(offered)}, not {chosen}."
