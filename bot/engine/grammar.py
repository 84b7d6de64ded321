"""The command table and the one parser. Help is generated from the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.engine.action_order import speaks_of_an_action
from bot.engine.partner_words import FIRST as PARTNERS
from bot.engine.partner_words import is_of_partners
from bot.engine.phrases import meant_by, without_courtesy


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
        usage="who|reach|where <topic>",
        purpose="who owns something, their counterpart, how to reach them now, where things are",
        example="who owns the histo slides?",
    ),
    Command(
        word="raise",
        usage="raise <text>",
        purpose="something happened that you agreed to consult about: see what was agreed,"
        " then tell",
        example="raise freezer alarm",
    ),
    Command(
        word="escalations",
        usage="escalations",
        purpose="what was raised and is not over, with what happens to the work until decided",
        example="escalations",
    ),
    Command(
        word="report",
        usage="report <measure> <number>",
        purpose="a number that was measured, held against the limits you agreed",
        example="report minutes out of range 45",
    ),
    Command(
        word="update",
        usage="update [cadence]",
        purpose="send or edit the update you owe, also before it is due",
        example="update weekly status",
    ),
    Command(
        word="done",
        usage="done <area> [on <date>]",
        purpose="say that something is completed, so that what is promised for it begins",
        example="done necropsy on 3 Dec 2026",
    ),
    Command(
        word="excuse",
        usage="excuse [update]",
        purpose="say that an update your side waits for is not needed this time",
        example="excuse weekly status",
    ),
    Command(
        word="agenda",
        usage="agenda [meeting][: point]",
        purpose="what is on the agenda of the next meeting; add a point to it",
        example="agenda project call: vial labels, 10 min",
    ),
    Command(
        word="numbers",
        usage="numbers [update]",
        purpose="the numbers that updates gave so far, with their days",
        example="numbers dosing note",
    ),
    Command(
        word="actions",
        usage="actions [mine|late|done]",
        purpose="who does what by when, on every side",
        example="actions mine",
    ),
    Command(
        word="action",
        usage="action <what> for <seat or person> by <day>",
        purpose="add something to do; action 7 done|move <day>|drop says how one stands",
        example="action send the dosing plan for study director by Friday",
    ),
    Command(
        word="decisions",
        usage="decisions [word]",
        purpose="what was decided by whom, the newest first",
        example="decisions vehicle",
    ),
    Command(
        word="decision",
        usage="decision <what was decided>|<number>",
        purpose="write a decision down; who may decide confirms it with one press",
        example="decision dose levels as in the protocol",
    ),
    Command(
        word="heads-up",
        usage="heads-up <text>",
        purpose="say early that something may be coming; it asks for nothing but to be seen",
        example="heads-up the slides may be a few days late",
    ),
    Command(
        word="ask",
        usage="ask [urgent] <topic>: <question>",
        purpose="ask the owner on another side, who answers within the agreed time",
        example="ask histo slides: when do they ship?",
    ),
    Command(
        word="answer",
        usage="answer [<number>: <text>]",
        purpose="the questions that wait for you, and your answer to one",
        example="answer 3: on Monday, with the courier",
    ),
    Command(
        word="thanks",
        usage="thanks [privately] <who> for <what>",
        purpose="thank somebody of any side, in the rooms or privately; alone, what was said"
        " lately",
        example="thanks study director for the quick answer",
    ),
    Command(
        word="suggest",
        usage="suggest [anonymously] [topic:] <idea>",
        purpose="an idea for another side, who adopts it, says not now or no, and why",
        example="suggest histo slides: one shipment instead of two",
    ),
    Command(
        word="suggestions",
        usage="suggestions [mine]",
        purpose="the ideas that wait for an answer, the oldest first, and what became of others",
        example="suggestions mine",
    ),
    Command(
        word="due",
        usage="due [me]",
        purpose="what falls due in the next two weeks, for everybody, or for you in all you are in",
        example="due me",
    ),
    Command(
        word="whoami",
        usage="who am I",
        purpose="your seats, what you own and owe, and what waits for you, in all you are in",
        example="who am I",
    ),
    Command(
        word="status",
        usage="status",
        purpose="what is open, late or missing right now",
        example="status",
    ),
    Command(
        word="digest",
        usage="digest [short|<day> <time>]",
        purpose="the weekly digest as of now; get it in five lines; choose when your side reads it",
        example="digest Monday 9:00",
    ),
    Command(
        word="why",
        usage="why [<update>] [on <day>]",
        purpose="why something was asked for, or why it was not",
        example="why no nudge on 25 December?",
    ),
    Command(
        word="kept",
        usage="kept [update] [month]",
        purpose="how promised updates were kept: on time, late, missed, with the trend",
        example="kept weekly status",
    ),
    Command(
        word="pulse",
        usage="pulse",
        purpose="how the sides find working together: the latest results, and your answer while a"
        " round is open",
        example="pulse",
    ),
    Command(
        word="responsiveness",
        usage="responsiveness [month|side]",
        purpose="how fast each side answers, month by month, the same numbers for all",
        example="responsiveness last month",
    ),
    Command(
        word="retrospective",
        usage="retrospective [start|<number>][: point]",
        purpose="what worked and what to change, as every side said it; start one; add a point",
        example="retrospective 2: the dose notes came in time since",
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
        purpose="change something that was agreed; see, accept or decline a proposal",
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
        purpose="make a code for the other company, join with one, move to this channel, check that"
        " all will work",
        example="connect 4K7QX-M2W9T",
    ),
    Command(
        word="export",
        usage="export [report]",
        purpose="the agreement, or the closing report, as a file and as a page to print",
        example="export report",
    ),
    Command(
        word="setup",
        usage="setup",
        purpose="begin a new collaboration in this channel",
        example="setup",
    ),
    Command(
        word="pause",
        usage="pause|resume|close|archive",
        purpose="stop the updates for a while and go on; end the collaboration, and put it away",
        example="pause",
    ),
    Command(
        word="away",
        usage="away <dates> [cover @person]",
        purpose="send what comes for you to your deputy for some days; end it with I am back",
        example="away 24-31 Dec",
    ),
    Command(
        word="snooze",
        usage="snooze [2 h|tomorrow]",
        purpose="be asked again later for an update that waits for you",
        example="snooze 2 h",
    ),
    Command(
        word="settings",
        usage="settings",
        purpose="your quiet hours, when you are asked, how many messages you take a day",
        example="settings",
    ),
    Command(
        word="partners",
        usage="partners [find|add|show|recommend|link|import|export]",
        purpose="your organisation's own directory of CROs and other providers, which no other"
        " company reads",
        example="partners find cell line development, small batch, EU",
    ),
    Command(
        word="help",
        usage="help [command|all]",
        purpose="what you can type here, in short, one command, or all of them explained",
        example="help update",
    ),
)

BY_WORD = {command.word: command for command in COMMANDS}

#: Longest text a person can sensibly type as a command; more is refused with a sentence.
LONGEST = 2000

#: Other ways to say a command, with what stands in front of the rest then.
_SYNONYMS = {
    "hi": "help",
    "hello": "help",
    "hey": "help",
    "?": "help",
    "commands": "help",
    "owner": "who",
    "reach": "who",
    "where": "who",
    "meeting": "agenda",
    "meetings": "agenda",
    "minutes": "update",
    "deadlines": "due",
    "todo": "actions",
    "todos": "actions",
    "to-do": "actions",
    "to-dos": "actions",
    "decide": "decision",
    "decided": "decision",
    "escalate": "raise",
    "escalation": "escalations",
    "open": "status",
    "report": "update",
    "punctuality": "kept",
    "headsup": "heads-up",
    "fyi": "heads-up",
    "questions": "answer",
    "reply": "answer",
    "idea": "suggest",
    "suggestion": "suggest",
    "ideas": "suggestions",
    "promises": "kept",
    "responsive": "responsiveness",
    "retro": "retrospective",
    "retrospectives": "retrospective",
    "summary": "digest",
    "overview": "agreement",
    "seat": "seats",
    "claim": "seats claim",
    "fill": "seats fill",
    "join": "connect",
    "pair": "connect",
    "invite": "connect code",
    "preflight": "connect",
    "accept": "propose accept",
    "approve": "propose accept",
    "decline": "propose decline",
    "reject": "propose decline",
    "withdraw": "propose withdraw",
    "proposal": "propose",
    "proposals": "propose",
    "amend": "propose",
    "edit": "propose",
    "change": "propose",
    "resume": "pause resume",
    "close": "pause close",
    "archive": "pause archive",
    "reopen": "pause reopen",
    "preferences": "settings",
    "quiet": "settings",
    "notifications": "settings",
    "back": "away back",
}

#: A whole question keeps its first word: “who is doing” reads differently from “who does”.
_LOOKED_UP = frozenset({"who", "reach", "where"})

#: Words of everyday speech that are a command only when nothing follows: “close the freezer”.
_ALONE = frozenset({"open", "resume", "close", "archive", "reopen", "back"})

#: Words about much else: a command only alone or before a number. “Reject the batch” is none.
_OF_A_NUMBER = frozenset({"approve", "reject", "proposal"})

#: “accept proposal 3” and “accept it”: what may stand between the word and the number, or alone.
_WHICH_PROPOSAL = re.compile(
    r"^(?:(?:the|this)\s+)?(?:proposal|number|no\.?|#)\s*(?=\d)"
    r"|^(?:it|this|(?:(?:the|this)\s+)?(?:proposal|change|changes|draft|first version))[.!]*$",
    re.IGNORECASE,
)

#: “I am the study director” claims a seat, and so does “im PM”.
_CLAIM = re.compile(
    r"^(?:hi|hello|hey)?\W*i(?:['\u2019]?m| am)\s+"
    r"(?:(?:the|our|your)\s+(?P<seat>.+)|(?:an?\s+)?(?P<short>[\w-]+(?:\s+[\w-]+){0,3}\W*))$",
    re.IGNORECASE,
)
#: “I am in the lab” and “I am leaving” are about something else.
_NO_SEAT = re.compile(
    r"^(?:not|no|on|in|at|out|off|away|back|here|there|late|early|sick|ill|sorry|sure|done|new|from"
    r"|with|very|so|still|just|also|ready|fine|ok|okay|happy|\w+ing)\b",
    re.IGNORECASE,
)

#: `report` is about a number only where one is said; else it is another word for `update`.
_A_NUMBER = re.compile(r"[^\d\s].*[\s:=]-?\d+(?:[.,]\d+)?(?:\s*[^\d\s]\S*)?$", re.DOTALL)

_QUESTION = re.compile(
    r"^(?:\W*(?:hi|hello|hey|quick one|quick question|please|so|and)\b\W*)*"
    r"(?:who|who'?s|whose|whom|where|where'?s|what|what'?s|when|when'?s|how|how'?s|which|do|does|is"
    r"|are|can)\b",
    re.IGNORECASE,
)
#: What can stand behind `pause`, as the words themselves do.
_CHANGES_OF_LIFE = frozenset({"resume", "close", "archive", "reopen"})
_NEAR = 75


#: “Who was the study director on 3 March 2027?” asks for a seat's history.
_THEN = re.compile(
    r"^who\s+(?:was|were|held|had|sat in)\s+(?:the\s+)?(?P<seat>.+?)(?:\s+seat)?"
    r"\s+(?:on|in|at)\s+(?P<day>.*\d.*)$",
    re.IGNORECASE,
)

#: “Heads up: …” is two words; “heads-up” with whatever mark behind it is one.
_HEADS_UP = re.compile(
    r"^(?:(?:a |just a |quick )?heads?[- ]up|early warning|f\.?y\.?i\.?)"
    r"(?:\s*[:,.!-]+\s*|\s+|$)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)

#: “Thank you so much”, and whatever mark or word stands between it and the name.
_THANKS = re.compile(
    r"^(?:(?:many|big|huge|a big)\s+)?(?:thanks|thank you|thank u|thx|kudos)\b"
    r"(?:\s+(?:so much|very much|a lot))?[\s,:!.]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TO_SOMEBODY = re.compile(r"(?:^|\s)for\s|^privately\b", re.IGNORECASE)

#: “Track record” and “on time” ask for the same in two words.
_TRACK_RECORD = re.compile(
    r"^(?:(?:our|the)\s+)?(?:track[- ]record|on[- ]time|kept[- ]promises)\b[?!.,:]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
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
    said = text.strip()
    if not said:
        return Parsed("help", "")
    understood = (
        _thanks(said)
        or _heads_up(said)
        or _meant(said)
        or _about_a_seat(said)
        or _about_an_action(said)
        or _track_record(said)
        or _command(said)
    )
    if understood is None and (bare := without_courtesy(said)):
        understood = _command(bare)
    if understood is not None:
        return understood
    first, _, rest = said.partition(" ")
    greeted = _SYNONYMS.get(_word(first)) == "help" and rest
    return parse_sentence(text, rest.strip() if greeted else text)


def _thanks(said: str) -> Parsed | None:
    """Thanks to somebody, or thanks alone; a question or command behind a courtesy is read."""
    found = _THANKS.match(said)
    if found is None:
        return None
    rest = found["rest"].strip()
    if not rest or (("@<" in rest or _TO_SOMEBODY.search(rest)) and not rest.endswith("?")):
        return Parsed("thanks", rest)
    behind = parse(rest)
    return behind if isinstance(behind, Parsed) else Parsed("thanks", rest)


def command_for(word: str) -> Command | None:
    """The command that a word is, or is another word for."""
    return BY_WORD.get(word) or BY_WORD.get(_SYNONYMS.get(word, "").partition(" ")[0])


def _meant(said: str) -> Parsed | None:
    line = meant_by(said)
    return _command(line) if line else None


def _command(said: str) -> Parsed | None:
    """A command with what stands behind its word; none when the first word is none."""
    written, *more = said.split(maxsplit=1)
    first, rest = _word(written), more[0].strip() if more else ""
    if first in _LOOKED_UP:
        return Parsed("who", said)
    if first in BY_WORD and _is_meant(first, rest):
        if first == "pause":
            return Parsed(first, rest if rest in _CHANGES_OF_LIFE else "pause")
        return Parsed(first, rest)
    means = _SYNONYMS.get(first)
    # “Change orders?” asks for something.
    if means is None or (rest and (first in _ALONE or means == "help" or said.endswith("?"))):
        return None
    word, _, before = means.partition(" ")
    if word == "propose":
        rest = _WHICH_PROPOSAL.sub("", rest)
    if first in _OF_A_NUMBER and rest and not rest[0].isdigit():
        return None
    return Parsed(word, f"{before} {rest}".strip())


def _is_meant(first: str, rest: str) -> bool:
    """Whether what stands behind a word leaves it a command."""
    if first == "report":
        return _A_NUMBER.search(rest) is not None
    return first != PARTNERS or is_of_partners(rest)


def _word(written: str) -> str:
    return written.lower().rstrip("?!.,:") or written


def _about_a_seat(text: str) -> Parsed | None:
    """“I am the study director”, and “who was it on 3 March?”."""
    if claimed := _CLAIM.match(text):
        seat = claimed["seat"] or claimed["short"]
        if claimed["seat"] or not _NO_SEAT.match(seat):
            return Parsed("seats", f"claim {seat.rstrip('.!? ')}")
    if then := _THEN.match(text):
        return Parsed("seats", f"{then['seat']} on {then['day'].rstrip('?!. ')}")
    return None


def _about_an_action(text: str) -> Parsed | None:
    """“Move action 7 to Friday”."""
    order = speaks_of_an_action(text)
    return Parsed("action", order) if order else None


def _heads_up(text: str) -> Parsed | None:
    """“Heads up: the slides may be late”, “FYI the courier is on strike”."""
    given = _HEADS_UP.match(text)
    return Parsed("heads-up", given["rest"].strip()) if given else None


def _track_record(text: str) -> Parsed | None:
    """“Track record of the weekly status”."""
    asked = _TRACK_RECORD.match(text)
    return (
        Parsed("kept", re.sub(r"^\s*(?:of|for)\s+", "", asked["rest"]).strip()) if asked else None
    )


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
