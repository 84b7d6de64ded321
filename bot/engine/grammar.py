"""The command table and the one parser. Help is generated from the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process


@dataclass(frozen=True, kw_only=True)
class Command:
    """A word people can type, and what help says about it."""

    word: str
    usage: str
    """The word with its arguments."""
    purpose: str
    """What it does, in half a sentence."""
    example: str


COMMANDS: tuple[Command, ...] = (
    Command(
        word="who",
        usage="who <topic>",
        purpose="who owns something, their counterpart, and how to reach them now",
        example="who owns the histo slides?",
    ),
    Command(
        word="update",
        usage="update [cadence]",
        purpose="send or edit the update you owe",
        example="update weekly status",
    ),
    Command(
        word="due",
        usage="due [me]",
        purpose="what falls due in the next two weeks, for everybody or for you",
        example="due me",
    ),
    Command(
        word="status",
        usage="status",
        purpose="what is open, late or missing right now",
        example="status",
    ),
    Command(
        word="agreement",
        usage="agreement",
        purpose="what is agreed, in short, and since when",
        example="agreement",
    ),
    Command(
        word="help",
        usage="help [command]",
        purpose="what you can type here",
        example="help update",
    ),
)

BY_WORD = {command.word: command for command in COMMANDS}

#: Longest text a person can sensibly type as a command; more is refused with a sentence.
LONGEST = 2000

#: Other ways to say a command. Questions are understood as `who`, which reads them whole.
_SYNONYMS = {
    "hi": "help",
    "hello": "help",
    "hey": "help",
    "?": "help",
    "commands": "help",
    "owner": "who",
    "deadlines": "due",
    "todo": "due",
    "open": "status",
    "report": "update",
    "overview": "agreement",
}

_QUESTION = re.compile(
    r"^(?:\W*(?:hi|hello|hey|quick one|quick question|please|so|and)\b\W*)*"
    r"(?:who|who's|whose|whom|where|where's|what|what's|when|how|which|do|does|is|are|can)\b",
    re.IGNORECASE,
)
_NEAR = 75


@dataclass(frozen=True)
class Parsed:
    """A command and what stands behind the word."""

    word: str
    rest: str


@dataclass(frozen=True)
class NotUnderstood:
    """No command and no question; the nearest commands, best first."""

    text: str
    nearest: tuple[Command, ...]


def parse(text: str) -> Parsed | NotUnderstood:
    """Read what a person typed. Empty text asks for help; a question is looked up whole."""
    words = text.split()
    if not words:
        return Parsed("help", "")
    first = words[0].lower().rstrip("?!.,:") or words[0]
    rest = text.split(maxsplit=1)[1].strip() if len(words) > 1 else ""
    if first in BY_WORD:
        # A whole question keeps its first word: "who is doing" reads differently from "who does".
        return Parsed(first, text.strip() if first == "who" else rest)
    if first in _SYNONYMS and (not rest or first != "open"):
        if _SYNONYMS[first] == "help" and rest:
            return parse_sentence(text, rest)
        return Parsed(_SYNONYMS[first], rest)
    return parse_sentence(text, text)


def parse_sentence(text: str, question: str) -> Parsed | NotUnderstood:
    """Read a sentence that does not begin with a command."""
    if _QUESTION.match(question) or question.rstrip().endswith("?"):
        return Parsed("who", question.strip())
    return NotUnderstood(text, nearest(text))


def nearest(text: str, limit: int = 3) -> tuple[Command, ...]:
    """The commands nearest to what was typed; the most useful ones when nothing is near."""
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    found: Sequence[tuple[str, float, int]] = process.extract(
        first, list(BY_WORD), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=limit
    )
    close = tuple(BY_WORD[word] for word, _, _ in found)
    return close or COMMANDS[:limit]
