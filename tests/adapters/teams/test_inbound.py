from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.inbound import Heard, Ignored, Misshapen, Told, read_activity

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "action", "data", "accord", "form", "value", "inputs", "type"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate", "typing"])
FIELDS = st.sampled_from(
    [
        "id",
        "from",
        "conversation",
        "recipient",
        "channelData",
        "text",
        "entities",
        "value",
        "name",
        "membersAdded",
        "membersRemoved",
        "action",
        "serviceUrl",
    ]
)


def activity(kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "id": "1",
        "name": "adaptiveCard/action",
        "from": {"id": "29:ann"},
        "conversation": {"id": "19:x@thread.tacv2;messageid=1", "conversationType": "channel"},
        "recipient": {"id": "28:bot"},
        "value": {"action": {"verb": "x", "data": {"accord": {"value": {}}}}},
    }


@settings(deadline=None)
@given(kind=KINDS, changes=st.dictionaries(FIELDS, JSON, max_size=4))
def test_any_json_is_read_or_ignored_and_nothing_raises(kind: str, changes: dict[str, Any]) -> None:
    read = read_activity({**activity(kind), **changes})
    assert isinstance(read, (Heard, Told, Ignored, Misshapen))


CHANGES = st.sampled_from(
    ["channelDeleted", "channelUnshared", "channelRenamed", "channelRestored", "teamDeleted",
     "teamArchived", "teamRenamed", "channelMemberAdded", "teamMemberRemoved"]
)  # fmt: skip
PARTS = st.sampled_from(["channel", "team", "tenant", "unsharedFromTeams"])
PEOPLE = st.fixed_dictionaries(
    {}, optional={"membersAdded": st.lists(JSON), "membersRemoved": st.lists(JSON)}
)


@settings(deadline=None)
@given(kind=CHANGES, data=st.dictionaries(PARTS, JSON), people=PEOPLE)
def test_any_change_is_told_or_ignored(kind: str, data: Any, people: Any) -> None:
    change = {**people, "channelData": {"eventType": kind, **data}}
    read = read_activity({**activity("conversationUpdate"), **change})
    assert isinstance(read, (Told, Ignored))


@settings(deadline=None)
@given(action=JSON)
def test_any_action_is_a_press_or_misshapen(action: Any) -> None:
    read = read_activity({**activity("invoke"), "value": {"action": action}})
    assert isinstance(read, (Heard, Misshapen))


def test_an_id_that_fits_no_address_is_ignored() -> None:
    for broken in ("", "with space", "x" * 401, 7, None):
        read = read_activity({**activity("message"), "conversation": {"id": broken}})
        assert isinstance(read, Ignored)
