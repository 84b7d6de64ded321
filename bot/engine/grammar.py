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
        usage="agreement [history|diff 2 4|<part>]",
        purpose="what is agreed, part by part; who accepted which version; what a version changed",
        example="agreement history",
    ),
    Command(
        word="propose",
        usage="propose [number] [accept|decline <reason>|withdraw]",
        purpose="change something both sides agreed; see, accept or decline a proposal",
        example="propose 3 accept",
    ),
    Command(
        word="seats",
        usage="seats [fill|claim|<seat> [on <date>]]",
        purpose="who holds which seat, now or on a day; fill a seat or say that it is yours",
        example="seats study director on 3 March 2027",
    ),
    Command(
        word="connect",
        usage="connect [code|<code>|here|check]",
        purpose="invite or join the other company, move to this channel, check that all will work",
        example="connect code",
    ),
    Command(
        word="export",
        usage="export",
        purpose="the agreement as a file and as a page to print",
        example="export",
    ),
    Command(
        word="setup",
        usage="setup",
        purpose="begin a new collaboration in this channel",
        example="setup",
    ),
    Command(
        word="pause",
        usage="pause",
        purpose="stop the updates for a while; resume, close and archive work the same way",
        example="pause",
    ),
    Command(
        word="away",
        usage="away <dates> [cover @person]",
        purpose="send what comes for you to your deputy for some days; end it with I am back",
        example="away 24-31 Dec",
    ),
    Command(
        word="settings",
        usage="settings",
        purpose="your quiet hours, when you are asked, how many messages you take a day",
        example="settings",
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
    "seat": "seats",
    "claim": "seats",
    "fill": "seats",
    "join": "connect",
    "pair": "connect",
    "preflight": "connect",
    "accept": "propose",
    "decline": "propose",
    "withdraw": "propose",
    "proposals": "propose",
    "amend": "propose",
    "resume": "pause",
    "close": "pause",
    "archive": "pause",
    "reopen": "pause",
    "preferences": "settings",
    "quiet": "settings",
    "notifications": "settings",
    "back": "away",
}
#: Synonyms that say what to do with it, so the word itself stays in front of the rest.
_KEPT = frozenset(
    {"claim", "fill", "accept", "decline", "withdraw", "pause", "resume", "close", "archive"}
    | {"reopen", "back"}
)

#: Words of everyday speech that are a command only when nothing follows: “close the freezer”.
_ALONE = frozenset({"open", "resume", "close", "archive", "reopen", "back"})

#: “I am the study director” claims a seat.
_CLAIM = re.compile(
    r"^(?:hi|hello|hey)?\W*i(?:['\u2019]?m| am)\s+(?:the|our|your)\s+(?P<seat>.+)$", re.IGNORECASE
)

_QUESTION = re.compile(
    r"^(?:\W*(?:hi|hello|hey|quick one|quick question|please|so|and)\b\W*)*"
    r"(?:who|who's|whose|whom|where|where's|what|what's|when|how|which|do|does|is|are|can)\b",
    re.IGNORECASE,
)
_NEAR = 75


#: “Who was the study director on 3 March 2027?” asks for a seat's history.
_THEN = re.compile(
    r"^who\s+(?:was|were|held|had|sat in)\s+(?:the\s+)?(?P<seat>.+?)(?:\s+seat)?"
    r"\s+(?:on|in|at)\s+(?P<day>.*\d.*)$",
    re.IGNORECASE,
)


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
    if about_a_seat := _about_a_seat(text.strip()):
        return about_a_seat
    first = words[0].lower().rstrip("?!.,:") or words[0]
    rest = text.split(maxsplit=1)[1].strip() if len(words) > 1 else ""
    if first in BY_WORD:
        # A whole question keeps its first word: "who is doing" reads differently from "who does".
        return Parsed(first, {"who": text.strip(), "pause": "pause"}.get(first, rest))
    if first not in _SYNONYMS or (rest and first in _ALONE):
        return parse_sentence(text, text)
    if _SYNONYMS[first] == "help" and rest:
        return parse_sentence(text, rest)
    return Parsed(_SYNONYMS[first], f"{first} {rest}".strip() if first in _KEPT else rest)


def _about_a_seat(text: str) -> Parsed | None:
    """“I am the study director”, and “who was it on 3 March?”."""
    if claimed := _CLAIM.match(text):
        return Parsed("seats", f"claim {claimed['seat'].rstrip('.!')}")
    if then := _THEN.match(text):
        return Parsed("seats", f"{then['seat']} on {then['day'].rstrip('?!. ')}")
    return None


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
