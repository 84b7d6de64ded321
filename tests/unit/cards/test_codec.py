"""Cards survive being stored: what was written is read back equal."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Chart,
    Fact,
    Facts,
    Look,
    Mention,
    Moment,
    Series,
    Strong,
    Text,
    Tone,
)
from bot.cards.codec import VERSION, from_json, to_json
from bot.domain.address import Address
from bot.domain.instant import instant

#: Anything Python calls a text, NUL and half surrogate pairs included.
_TEXT = st.text(st.characters())
_ADDRESSES = st.builds(Address, _TEXT, _TEXT, st.none() | _TEXT)
_MOMENTS = st.datetimes(timezones=st.just(UTC)).map(instant)
_PARTS = st.lists(
    _TEXT
    | st.builds(Strong, _TEXT)
    | st.builds(Mention, _ADDRESSES, _TEXT)
    | st.builds(Moment, _MOMENTS, _TEXT),
    max_size=4,
).map(tuple)
# Kept apart by their texts, so 0 and -0, which are equal, are one.
_VALUES = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
_BLOCKS = (
    st.builds(Text, _PARTS, st.sampled_from(Tone))
    | st.builds(Facts, st.lists(st.builds(Fact, _TEXT, _PARTS), max_size=3).map(tuple))
    | st.builds(Bullets, st.lists(_PARTS, max_size=3).map(tuple))
    | st.builds(
        Chart,
        _TEXT,
        st.lists(_TEXT, max_size=3).map(tuple),
        st.lists(
            st.builds(Series, _TEXT, st.lists(_VALUES, max_size=3).map(tuple)), max_size=2
        ).map(tuple),
        _TEXT,
        _TEXT,
    )
)
_BUTTONS = st.builds(
    Button,
    _TEXT,
    _TEXT,
    st.dictionaries(_TEXT, _TEXT, max_size=3),
    st.sampled_from(Look),
    st.booleans(),
    _TEXT,
)
_CARDS = st.builds(
    Card,
    _TEXT,
    st.lists(_BLOCKS, max_size=4).map(tuple),
    st.lists(_BUTTONS, max_size=3).map(tuple),
    _TEXT,
)


@given(_CARDS)
def test_any_card_comes_back_equal(card: Card) -> None:
    assert from_json(to_json(card)) == card


@given(_CARDS, _CARDS)
def test_cards_are_equal_exactly_when_their_texts_are(one: Card, other: Card) -> None:
    assert (to_json(one) == to_json(other)) == (one == other)
    assert to_json(from_json(to_json(one))) == to_json(one)


def test_the_order_of_a_buttons_values_does_not_matter() -> None:
    one = Card("A", buttons=(Button("B", "b", {"x": "1", "y": "2"}),))
    other = Card("A", buttons=(Button("B", "b", {"y": "2", "x": "1"}),))
    assert to_json(one) == to_json(other)


def test_a_button_written_before_there_were_links_is_read_and_written_the_same() -> None:
    button = {"label": "B", "action": "b", "value": {}, "look": "normal", "opens_form": False}
    written = {"version": 1, "title": "A", "summary": "", "blocks": [], "buttons": [button]}
    text = json.dumps(written, sort_keys=True, separators=(",", ":"))
    assert from_json(text) == Card("A", buttons=(Button("B", "b"),))
    assert to_json(from_json(text)) == text


def test_the_text_carries_a_version_and_is_plain_ascii() -> None:
    at = instant(datetime(2026, 12, 4, 11, 30, tzinfo=UTC))
    text = to_json(Card("Zürich", (Text((Moment(at, "Asia/Kolkata"),)),)))
    assert text.isascii()
    assert json.loads(text)["version"] == VERSION


@pytest.mark.parametrize("text", ['{"version": 2}', "{}", "[]"])
def test_a_card_of_another_version_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ValueError, match="run that version"):
        from_json(text)


@pytest.mark.parametrize("block", [{"type": "image"}, {"type": "text", "tone": "normal"}])
def test_a_block_that_is_none_is_named(block: dict[str, str]) -> None:
    written = {"version": VERSION, "title": "A", "summary": "", "blocks": [block], "buttons": []}
    with pytest.raises(ValueError, match="No such block"):
        from_json(json.dumps(written))


def test_a_part_that_is_none_is_named() -> None:
    block = {"type": "bullets", "items": [[{"type": "image"}]]}
    written = {"version": VERSION, "title": "A", "summary": "", "blocks": [block], "buttons": []}
    with pytest.raises(ValueError, match="No such part"):
        from_json(json.dumps(written))
