"""What people do in Slack and Teams, as requests that are ready to send."""

import hashlib
import hmac
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from time import time
from urllib.parse import urlencode

from adapters.slack import form
from adapters.slack.place import Place
from bench.http import post
from bench.names import BOT, PERSON, SIGNING_SECRET, TENANT
from bench.world import ROOMS, agreement, room
from bot.cards.compose.checkin_form import update_form
from bot.cards.compose.checkins import Promise
from bot.domain.checkin import CheckIn
from tests.fakes.slack_payloads import slash_command, view_submission

_FORM = "application/x-www-form-urlencoded"
_PATH = "/slack/events"
_NUMBER = "NUMBERHERE"
_ASKED = (
    "who owns the {}?",
    "who is doing {}",
    "who is responsible for {}?",
    "who signs the {}",
    "who owns {} now, please?",
)


def questions() -> list[str]:
    """Different questions, right and misspelt, known and unknown, in a mixed order."""
    agreed = agreement()
    names = [name for area in agreed.areas for name in (area.title, *area.aliases)]
    names += [seat.title for seat in agreed.seats]
    names += ["coffee machine", "parking permits", "holiday party"]
    chance = random.Random(1)
    # One in ten is typed in a hurry.
    spelt = [*names, *(_misspelt(name, chance) for name in names[::10])]
    found = [asked.format(name) for asked in _ASKED for name in spelt]
    chance.shuffle(found)
    return ["who owns the histo slides?", *dict.fromkeys(found)]


def look_ups() -> Iterator[bytes]:
    """Slash commands with ever other questions, signed."""
    for number, text in enumerate(itertools.cycle(questions())):
        body = urlencode(slash_command(text, trigger_id=f"{number}.trigger")).encode()
        yield signed(body)


def updates(checkins: Sequence[CheckIn]) -> Iterator[bytes]:
    """Answers to the check-ins, in turn, each with other words, signed."""
    bodies = [_submission(checkin) for checkin in checkins]
    for number, body in enumerate(itertools.cycle(bodies)):
        yield signed(body.replace(_NUMBER.encode(), b"%08d" % number))


def mentions(upstream: int) -> Iterator[tuple[str, bytes]]:
    """Questions in ever other channels of Teams, with the conversation that the answer goes to."""
    asked = itertools.cycle(questions())
    for number in itertools.count():
        channel = room(number % ROOMS)
        conversation = f"{channel};messageid={number}"
        yield conversation, _mention(channel, conversation, number, next(asked), upstream)


def signed(body: bytes) -> bytes:
    """A form as Slack sends it."""
    timestamp = str(int(time()))
    base = b"v0:" + timestamp.encode() + b":" + body
    signature = hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
    return post(
        _PATH,
        body,
        Content_Type=_FORM,
        X_Slack_Request_Timestamp=timestamp,
        X_Slack_Signature=f"v0={signature}",
    )


def _submission(checkin: CheckIn) -> bytes:
    asked = update_form(Promise(agreement=agreement(), checkin=checkin), values={})
    place = Place(team="T0SPONSOR", channel="C0STUDY")
    view = {**form.view(asked, place, lambda _: False), "app_installed_team_id": "T0SPONSOR"}
    values = {
        "health": "at_risk",
        "item_0": f"Protocol draft {_NUMBER} sent",
        "item_1": "IAEC meeting on Wednesday",
        "item_2": "none",
        "item_3": "Dose volume for the top group?",
        "item_4": "12 %",
        "help": "An answer on the dose volume by Tuesday",
    }
    sent = view_submission(view, values, user="U0CRO", own_team="T0CRO")
    sent["trigger_id"] = f"{_NUMBER}.trigger"
    return urlencode({"payload": json.dumps(sent)}).encode()


def _mention(channel: str, conversation: str, number: int, text: str, upstream: int) -> bytes:
    activity = {
        "type": "message",
        "id": str(number),
        "timestamp": "2026-11-27T11:35:00.000Z",
        "channelId": "msteams",
        "serviceUrl": f"http://127.0.0.1:{upstream}/amer/",
        "from": {"id": "29:asker", "name": "Somebody", "aadObjectId": PERSON},
        "conversation": {
            "id": conversation,
            "conversationType": "channel",
            "tenantId": TENANT,
            "isGroup": True,
        },
        "recipient": {"id": BOT, "name": "Accord"},
        "channelData": {
            "tenant": {"id": TENANT},
            "team": {"id": "19:team@thread.tacv2"},
            "channel": {"id": channel},
        },
        "textFormat": "plain",
        "text": f"<at>Accord</at> {text}",
        "entities": [
            {
                "type": "mention",
                "text": "<at>Accord</at>",
                "mentioned": {"id": BOT, "name": "Accord"},
            }
        ],
    }
    return post("/api/messages", json.dumps(activity).encode(), Content_Type="application/json")


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(2, len(name) - 1))
    return name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]
