"""How typed text becomes a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.grammar import BY_WORD, COMMANDS, NotUnderstood, Parsed, parse
from bot.engine.phrases import MEANS


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
    ("command", "sentences"),
    [
        ("setup", ["set up", "Set up please", "start", "new collaboration", "set up a new study"]),
        (
            "agreement",
            [
                "whats in the agreement",
                "What\u2019s in the agreement?",
                "show me the agreement",
                "the agreement",
                "agreement please",
                "What did we agree on?",
            ],
        ),
        ("agreement cadences", ["open cadences", "agreement updates"]),
        (
            "agreement history",
            [
                "who accepted v1",
                "who accepted version 1?",
                "who signed",
                "history",
                "show history",
                "agreement v1",
                "When was it agreed?",
                "what changed",
            ],
        ),
        ("agreement diff 1 2", ["diff 1 2", "what changed between version 1 and 2?"]),
        (
            "propose",
            [
                "show proposals",
                "pending",
                "yes",
                "no",
                "ok",
                "I agree",
                "I don't accept",
                "propose a change",
                "send it",
                "edit",
                "suggest other wording",
                "the draft",
            ],
        ),
        ("propose accept", ["accept", "accept it", "approve", "accept the proposal"]),
        ("propose accept 3", ["accept 3", "accept proposal 3", "approve #3", "accept number 3"]),
        ("propose 3", ["proposal 3", "show proposal 3"]),
        ("propose decline 3 Too late", ["decline 3 Too late", "reject proposal 3 Too late"]),
        (
            "propose weekly written status",
            ["edit weekly written status", "please propose weekly written status"],
        ),
        (
            "seats",
            [
                "people",
                "roles",
                "who is who",
                "who leads",
                "I am the lead",
                "make Mo a lead",
                "assign Dev as study pathologist",
                "i'm leaving next week",
            ],
        ),
        ("seats fill", ["fill", "fill seats", "please fill the seats"]),
        ("seats fill study director", ["fill study director", "replace the study director"]),
        (
            "seats claim study dir",
            ["i am study dir.", "im the study dir", "I'm a study dir!", "claim study dir"],
        ),
        ("seats claim PM", ["im PM", "I am the PM"]),
        ("connect code", ["invite", "new code", "invite the other company"]),
        ("connect check", ["check everything", "does it work?", "doctor"]),
        ("connect here", ["move here", "Please connect here"]),
        (
            "connect ab1cd-ef2gh",
            [
                "join code AB1CD-EF2GH",
                "connect code: AB1CD-EF2GH",
                "AB1CD-EF2GH",
                "the code is ab1cd-ef2gh",
                "connect with code ab1cd-ef2gh",
            ],
        ),
        ("pause pause", ["pls pause", "pause please", "Please pause!"]),
        ("pause resume", ["unpause", "resume", "go on"]),
        ("pause close", ["close", "pause close", "please close"]),
        (
            "help pause",
            ["end the collaboration", "close the study", "close it", "stop", "stop reminders"],
        ),
        ("due", ["what is due", "whats next", "this week"]),
        ("actions", ["todo", "to do list", "who does what?", "Open actions", "action items"]),
        ("actions mine", ["my actions", "show my todos"]),
        ("actions late", ["overdue actions"]),
        ("whoami", ["Who am I?", "whoami", "what do I own?", "What's mine", "my role", "my seats"]),
        ("action done 7", ["done action 7", "please done action 7"]),
        ("action 7 done", ["mark action 7 as done", "action 7 done"]),
        ("action move 7 to friday", ["Move action 7 to Friday"]),
        ("decisions", ["what did we decide?", "what have we decided", "decision log"]),
        (
            "decisions vehicle",
            [
                "what did we decide about vehicle?",
                "What was decided on the vehicle",
                "any decisions about the vehicle?",
            ],
        ),
        ("status", ["whats late", "How are we doing?", "show status"]),
        ("update", ["my update", "send update"]),
        ("update weekly status", ["send weekly status", "send the weekly status"]),
        ("export", ["print", "pdf", "send me the file", "give me a copy"]),
        ("help", ["what can you do?", "Who are you?"]),
    ],
)
def test_people_in_a_hurry_are_understood(command: str, sentences: list[str]) -> None:
    word, _, rest = command.partition(" ")
    for sentence in sentences:
        found = parse(sentence)
        assert isinstance(found, Parsed), sentence
        assert found.word == word, sentence
        assert found.rest.casefold() == rest.casefold(), sentence


@pytest.mark.parametrize(
    "text",
    [
        "close the freezer",
        "reject the batch",
        "stop the dosing of group 3",
        "I am in the lab",
        "I'm late",
        "open the door",
        "start dosing",
        "no animals were lost",
    ],
)
def test_everyday_speech_is_no_command(text: str) -> None:
    assert isinstance(parse(text), NotUnderstood)


@pytest.mark.parametrize(
    "text",
    [
        "who signed the protocol?",
        "who accepted the slides",
        "what changed in the protocol",
        "who is the study director",
        "what is due to the archive",
        "Change orders?",
        "when is the report due",
    ],
)
def test_a_question_about_the_work_stays_one(text: str) -> None:
    assert parse(text) == Parsed("who", text)


@pytest.mark.parametrize("text", ["reach the vet", "Reach: VP of R&D", "where raw data"])
def test_whom_to_reach_and_where_something_is_are_looked_up_whole(text: str) -> None:
    assert parse(text) == Parsed("who", text)


@given(sentence=st.sampled_from(sorted(MEANS)))
def test_every_sentence_that_means_a_command_is_read_as_it(sentence: str) -> None:
    line = MEANS[sentence]
    found = parse(sentence)
    assert isinstance(found, Parsed)
    assert found == parse(line)
    assert parse(f"Please {sentence}, thanks!") == found


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
