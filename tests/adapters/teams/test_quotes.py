"""Which message somebody replies to, in a thread and by quoting, in old clients and in new ones."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.activity import read_place
from adapters.teams.inbound import Heard, Message, read_activity
from adapters.teams.mentions import plain
from adapters.teams.quotes import replied_to


def activity(**more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "id": "1800000000002",
        "text": "why",
        "serviceUrl": "https://smba.example/",
        "from": {"id": "29:pm", "name": "Client project manager", "aadObjectId": "9d2e"},
        "recipient": {"id": "28:bot", "name": "Accord"},
        "conversation": {"id": "a:chat", "conversationType": "personal", "tenantId": "t"},
        **more,
    }


def in_html(id_: str) -> dict[str, Any]:
    quote = (
        f'<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="{id_}">'
        '<strong itemprop="mri" itemid="28:bot">Accord</strong><p itemprop="preview">Status</p>'
        "</blockquote><p>why</p>"
    )
    return {"attachments": [{"contentType": "text/html", "content": quote}]}


def in_entity(id_: str) -> dict[str, Any]:
    return {
        "text": f'<quoted messageId="{id_}"/> why',
        "entities": [{"type": "quotedReply", "quotedReply": {"messageId": id_}}],
    }


@pytest.mark.parametrize("quote", [in_html, in_entity])
def test_a_quoted_message_is_the_one_that_is_meant(quote: Any) -> None:
    heard = read_activity(activity(**quote("1800000000001")))
    assert isinstance(heard, Heard)
    assert heard.replies_to == "1800000000001"
    assert isinstance(heard.what, Message)
    assert plain(heard.what.pieces, {}).strip() == "why"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (in_html("1"), "Status"),
        (in_entity("1"), ""),
        (
            {
                "entities": [
                    {
                        "type": "quotedReply",
                        "quotedReply": {"messageId": "1", "preview": "The <b>slides</b> &amp; co"},
                    }
                ]
            },
            "The  slides  & co",
        ),
        ({}, ""),
        ({"attachments": [{"contentType": "text/html", "content": "<blockquote>x"}]}, ""),
        (
            {
                "attachments": [
                    {
                        "contentType": "text/html",
                        "content": '<blockquote><p itemprop="preview">no reply</p></blockquote>',
                    }
                ]
            },
            "",
        ),
    ],
)
def test_the_words_of_what_is_quoted_come_along(more: dict[str, Any], words: str) -> None:
    heard = read_activity(activity(**more))
    assert isinstance(heard, Heard)
    assert heard.quoted == words


def test_in_a_channel_it_is_the_one_whose_thread_it_stands_in() -> None:
    thread = {"id": "19:x@thread.tacv2;messageid=1800000000001", "conversationType": "channel"}
    answer = read_activity(activity(conversation=thread))
    assert isinstance(answer, Heard)
    assert answer.replies_to == "1800000000001"
    own = {"id": "19:x@thread.tacv2;messageid=1800000000002", "conversationType": "channel"}
    first = read_activity(activity(conversation=own))
    assert isinstance(first, Heard)
    assert first.replies_to is None


def test_what_is_no_reply_is_none() -> None:
    block = '<blockquote itemid="7">a quotation of a book</blockquote>'
    for more in (
        {},
        {"attachments": [{"contentType": "text/html", "content": block}]},
        {"attachments": [{"contentType": "text/html", "content": "<p>why</p>"}]},
        {"entities": [{"type": "clientInfo", "locale": "en-US"}]},
    ):
        heard = read_activity(activity(**more))
        assert isinstance(heard, Heard)
        assert heard.replies_to is None


ANYTHING = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "quotedReply", "messageId", "contentType", "content"]), inner
        )
    ),
    max_leaves=8,
)


@given(ANYTHING, ANYTHING)
def test_whatever_stands_there_is_read_without_an_error(entities: Any, attachments: Any) -> None:
    body = activity(entities=entities, attachments=attachments)
    place = read_place(body)
    assert place is not None
    found = replied_to(body, place)
    assert found is None or isinstance(found, str)


@pytest.mark.parametrize("said", ["<blockquote>", "<blockquote ", "<p ", '<p itemprop="preview">'])
def test_a_message_made_to_be_slow_is_read_at_once(said: str) -> None:
    reply = '<blockquote itemtype="http://schema.skype.com/Reply">'
    content = reply + said * 20_000
    attachments = [{"contentType": "text/html", "content": content}]
    begun = time.perf_counter()
    assert isinstance(read_activity(activity(attachments=attachments)), Heard)
    assert time.perf_counter() - begun < 1
