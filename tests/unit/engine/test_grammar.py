"""How typed text becomes a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.grammar import BY_WORD, COMMANDS, NotUnderstood, Parsed, parse


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "help", ""),
        ("   ", "help", ""),
        ("help", "help", ""),
        ("HELP update", "help", "update"),
        ("hi", "help", ""),
        ("Hello!", "help", ""),
        ("status", "status", ""),
        ("Status?", "status", ""),
        ("due me", "due", "me"),
        ("update weekly status", "update", "weekly status"),
        ("agreement", "agreement", ""),
        ("who owns the slides?", "who", "who owns the slides?"),
        (
            "hi, quick one - who do I ask about the slides?",
            "who",
            "quick one - who do I ask about the slides?",
        ),
        ("Where is the protocol", "who", "Where is the protocol"),
        ("whose job is SEND?", "who", "whose job is SEND?"),
        ("what happens if a rat dies", "who", "what happens if a rat dies"),
        ("the slides?", "who", "the slides?"),
        ("kept weekly status march 2027", "kept", "weekly status march 2027"),
        ("Track record?", "kept", ""),
        ("our track record of the weekly status", "kept", "the weekly status"),
        ("on time", "kept", ""),
        ("kept promises", "kept", ""),
        ("punctuality last month", "kept", "last month"),
    ],
)
def test_what_people_type_is_understood(text: str, word: str, rest: str) -> None:
    assert parse(text) == Parsed(word, rest)


@pytest.mark.parametrize(
    ("text", "first"),
    [("statsu", "status"), ("updaet weekly", "update"), ("agrement", "agreement")],
)
def test_a_misspelt_command_is_named(text: str, first: str) -> None:
    found = parse(text)
    assert isinstance(found, NotUnderstood)
    assert found.nearest[0].word == first


def test_nonsense_gets_the_most_useful_commands() -> None:
    found = parse("xyzzy plugh")
    assert isinstance(found, NotUnderstood)
    assert len(found.nearest) == 3


@given(st.text())
def test_any_text_is_either_a_command_or_not_understood(text: str) -> None:
    found = parse(text)
    assert isinstance(found, NotUnderstood) or found.word in BY_WORD


def test_every_command_says_what_it_is_for_and_shows_an_example_that_parses() -> None:
    for command in COMMANDS:
        assert command.purpose
        found = parse(command.example)
        assert isinstance(found, Parsed)
        assert found.word == command.word
