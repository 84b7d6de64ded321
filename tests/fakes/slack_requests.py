"""Slack's requests, signed and posted over HTTP."""

import hashlib
import hmac
import io
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession

from tests.fakes import slack_payloads as payloads
from tests.fakes.slack_server import FakeSlack

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class HttpAnswer:
    """What came back."""

    status: int
    text: str

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON; nothing when it is empty."""
        found = json.loads(self.text) if self.text else {}
        assert isinstance(found, dict)
        return found


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class SlackRequests:
    """Posts what people do in Slack to Accord, as Slack would.

    Give it the fake Slack to have fresh trigger_ids and response_urls from there.
    """

    def __init__(
        self, url: str, secret: str, session: ClientSession, slack: FakeSlack | None = None
    ) -> None:
        self._url = url
        self._secret = secret
        self._session = session
        self._slack = slack

    async def slash_command(self, text: str, **details: Any) -> HttpAnswer:
        """`/accord text`."""
        return await self.form(payloads.slash_command(text, **{**self._fresh(), **details}))

    async def app_mention(self, text: str, **details: Any) -> HttpAnswer:
        """`@Accord text` in a channel."""
        return await self.event(payloads.app_mention(text, **details))

    async def direct_message(self, text: str, **details: Any) -> HttpAnswer:
        """A message to Accord."""
        return await self.event(payloads.direct_message(text, **details))

    async def button_press(self, message: dict[str, Any], **details: Any) -> HttpAnswer:
        """A press on a button of a recorded message, by `label` or `action`."""
        pressed = payloads.button_press(message, **{**self._fresh(), **details})
        return await self.interaction(pressed)

    async def message_action(self, callback_id: str, text: str, **details: Any) -> HttpAnswer:
        """Something chosen in the menu of a message."""
        chosen = payloads.message_action(callback_id, text, **{**self._fresh(), **details})
        return await self.interaction(chosen)

    async def global_shortcut(self, callback_id: str, **details: Any) -> HttpAnswer:
        """Something chosen in the search bar."""
        chosen = payloads.global_shortcut(callback_id, **{**self._fresh(), **details})
        return await self.interaction(chosen)

    async def suggestions(
        self, view: dict[str, Any], typed: str, **details: Any
    ) -> dict[str, list[dict[str, Any]]]:
        """What a menu offers for what is typed: its options by the label of their group."""
        answer = await self.interaction(payloads.block_suggestion(view, typed, **details))
        assert answer.status == 200, answer
        groups = answer.json.get("option_groups", [])
        assert groups or answer.json == {"options": []}, answer
        return {group["label"]["text"]: group["options"] for group in groups}

    async def press_in_view(self, view: dict[str, Any], label: str, **details: Any) -> HttpAnswer:
        """A press on a button in a modal."""
        trigger = {"trigger_id": self._slack.trigger()} if self._slack else {}
        return await self.interaction(payloads.press_in_view(view, label, **{**trigger, **details}))

    async def view_submission(
        self, view: dict[str, Any], values: dict[str, str], **details: Any
    ) -> HttpAnswer:
        """A modal that was opened, sent with values by input key.

        What the answer puts in its place is in `slack.views`, as if it had been opened.
        """
        answer = await self.interaction(payloads.view_submission(view, values, **details))
        if self._slack and answer.json.get("response_action") == "update":
            self._slack.replace_view(view, answer.json["view"])
        return answer

    async def event(self, payload: dict[str, Any]) -> HttpAnswer:
        """Any event."""
        return await self.post(json.dumps(payload).encode(), JSON)

    async def interaction(self, payload: dict[str, Any]) -> HttpAnswer:
        """Any interaction."""
        return await self.form({"payload": json.dumps(payload)})

    async def form(self, fields: dict[str, str]) -> HttpAnswer:
        """Any form."""
        return await self.post(urlencode(fields).encode(), FORM)

    async def post(
        self,
        body: bytes,
        content_type: str,
        *,
        age: float = 0,
        secret: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        """Any body; headers given here replace the right ones, and an empty one is left out."""
        timestamp = str(int(time.time() - age))
        right = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(secret or self._secret, timestamp, body),
        }
        sent = {key: value for key, value in {**right, **(headers or {})}.items() if value}
        async with self._session.post(self._url, data=io.BytesIO(body), headers=sent) as answer:
            return HttpAnswer(answer.status, await answer.text())

    def _fresh(self) -> dict[str, str]:
        if self._slack is None:
            return {}
        return {"trigger_id": self._slack.trigger(), "response_url": self._slack.response_url()}
