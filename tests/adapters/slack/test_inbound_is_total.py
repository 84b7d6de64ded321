"""Whatever Slack may send one day, parsing it does not break."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import acting, inbound
from bot.engine.inbound import Inbound
from tests.fakes import slack_payloads as payloads

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
words = st.sampled_from(
    [
        "event",
        "type",
        "user",
        "id",
        "team",
        "team_id",
        "view",
        "actions",
        "value",
        "text",
        "channel",
    ]
)
junk: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
kinds = st.sampled_from(
    [
        "event_callback",
        "block_actions",
        "view_submission",
        "message_action",
        "shortcut",
        "block_suggestion",
        "new_kind",
    ]
)


def parsed(payload: dict[str, Any]) -> Inbound | None:
    acting.place_of(payload)
    acting.bot_user(payload)
    inbound.people_to_look_up(payload, "U0BOT")
    inbound.actor_to_look_up(payload, "U0BOT")
    return inbound.parse(payload, bot="U0BOT", teams={})


@settings(deadline=None, max_examples=300)
@given(kinds, st.dictionaries(words, junk, max_size=8))
def test_anything_is_an_event_or_nothing(kind: str, content: dict[str, Any]) -> None:
    parsed({**content, "type": kind})
    parsed({**content, "command": "/accord"})


CHOSEN = payloads.message_action("message.heads_up", "thanks <@U0CRO>")
MENTION = payloads.app_mention("thanks <@U0CRO>")
PRESS = payloads.button_press(
    {
        "team": "T0SPONSOR",
        "channel": "C0STUDY",
        "ts": "1.1",
        "blocks": [
            {
                "type": "actions",
                "block_id": "b",
                "elements": [
                    {"action_id": "act#0", "value": "{}", "text": {"text": "Press"}},
                ],
            }
        ],
    },
    label="Press",
)


_ELEMENT = {"type": "external_select", "action_id": "answer"}
_MODAL = {
    "id": "V1",
    "callback_id": "found.searched",
    "app_installed_team_id": "T0SPONSOR",
    "private_metadata": '{"place":{"team":"T0SPONSOR"}}',
    "blocks": [
        {"type": "input", "block_id": "topic", "element": _ELEMENT},
        {
            "type": "actions",
            "elements": [{"action_id": "ask#0", "value": "{}", "text": {"text": "Press"}}],
        },
    ],
}
_SHARED = {"is_share": True, "text": "thanks <@U0CRO>"}
_FORWARDED = payloads.app_mention("who?")
SEARCHED = [
    payloads.global_shortcut("found.search"),
    payloads.block_suggestion(_MODAL, "histo"),
    payloads.press_in_view(_MODAL, "Press"),
    {**_FORWARDED, "event": {**_FORWARDED["event"], "attachments": [_SHARED]}},
]
NEWS = [
    payloads.member_joined(user="U0PM"),
    payloads.member_left(user="U0CRO", own_team="T0CRO"),
    payloads.user_change("U0PM", deleted=True),
    payloads.event({"type": "channel_rename", "channel": {"id": "C1", "name": "n"}}),
    payloads.event({"type": "channel_id_changed", "old_channel_id": "G1", "new_channel_id": "C1"}),
    payloads.event({"type": "channel_unshared", "channel": "C1", "is_ext_shared": False}),
    payloads.event({"type": "group_archive", "channel": "C1"}),
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from([MENTION, PRESS, CHOSEN, *SEARCHED, *NEWS]), st.data(), junk)
def test_a_real_payload_with_one_thing_changed_is_an_event_or_nothing(
    payload: dict[str, Any], data: st.DataObject, replacement: object
) -> None:
    parsed(_changed(payload, data, replacement))


def _changed(node: Any, data: st.DataObject, replacement: object) -> Any:
    if not isinstance(node, dict) or not node or data.draw(st.integers(0, 4)) == 0:
        return replacement if not isinstance(node, dict) else {}
    key = data.draw(st.sampled_from(sorted(node)))
    return {**node, key: _changed(node[key], data, replacement)}
