"""What people in a hurry say instead of a command, and the command they mean.

Only what is clear is here: a whole sentence that can mean one thing. Whatever would end something
for both sides leads to the help about it, never to the deed.
"""

import re
from collections.abc import Iterator, Mapping

from bot.engine import daily_phrases, partnership_phrases
from bot.engine.partner_phrases import partners_meant

#: Said before what is meant: “pls”, “show me”, “can you”, “open”.
_COURTESY = re.compile(
    r"^(?:hi|hello|hey|please|pls|plz|can you|could you|can i|let me|let's|show me|show|see|view"
    r"|read|open|list|give me|get me|send me|get|(?:i|we)(?: want to|'d like to| would like to"
    r"| need to))\b[\s,:]*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s,]+(?:please|pls|plz|now|thanks|thank you)$")
_ARTICLE = re.compile(r"^(?:(?:the|my|our|all|a|an)\s+)+")
_SHORT_FORMS = {
    short: f"{word} is"
    for word in ("what", "who", "when", "where")
    for short in (f"{word}'s", f"{word}s")
} | {"im": "i am", "i'm": "i am", "tmrw": "tomorrow", "tmr": "tomorrow", "tomorow": "tomorrow"}

_SAID: Mapping[str, tuple[str, ...]] = {
    "help": (
        "what can you do",
        "what do you do",
        "what can i do",
        "what can i ask",
        "what can i type",
        "what is this",
        "what are you",
        "who are you",
        "how does this work",
        "how do i use this",
    ),
    "help connect": ("i have a code", "we have a code", "they gave me a code"),
    "help pause": ("stop everything", "delete everything", "turn it off", "turn off"),
    "setup": ("set up", "start", "begin", "get started", "start over"),
    "agreement": (
        "agreement",
        "what did we agree",
        "what did we agree on",
        "what have we agreed",
        "what is agreed",
        "what is in force",
        "what is in it",
        "parts",
        "terms",
    ),
    "agreement history": (
        "history",
        "versions",
        "version history",
        "since when",
        "since when is it agreed",
        "since when is it in force",
        "when was it agreed",
        "what changed",
        "what has changed",
    ),
    "propose": (
        "yes",
        "no",
        "ok",
        "okay",
        "agree",
        "agreed",
        "i agree",
        "we agree",
        "disagree",
        "i disagree",
        "i do not agree",
        "i don't agree",
        "i do not accept",
        "i don't accept",
        "looks good",
        "pending",
        "what is pending",
        "what is waiting",
        "proposal",
        "proposals",
        "open proposals",
        "pending proposals",
        "draft",
        "first version",
        "send",
        "send it",
        "send draft",
        "send the draft",
        "send proposal",
        "send the proposal",
        "discard",
        "discard it",
        "discard draft",
        "discard the draft",
        "edit",
        "change",
        "change something",
        "propose a change",
        "propose changes",
        "propose something",
        "make a change",
        "suggest other wording",
        "suggest a change",
        "counter",
        "counter proposal",
    ),
    "whoami": (
        "who am i",
        "who am i here",
        "what do i own",
        "what am i responsible for",
        "what do i answer for",
        "what do i own and owe",
        "what is mine",
        "what is my role",
        "what are my roles",
        "mine",
        "my role",
        "my roles",
        "my seat",
        "my seats",
        "my areas",
    ),
    "seats": (
        "seats",
        "people",
        "persons",
        "team",
        "teams",
        "roles",
        "members",
        "lead",
        "leads",
        "who leads",
        "who is lead",
        "who is the lead",
        "i am lead",
        "i am the lead",
        "add lead",
        "add a lead",
        "new lead",
        "change lead",
        "who holds what",
        "who is who",
        "who is on the team",
        "who is in the team",
        "who sits where",
    ),
    "actions": (
        "actions",
        "action items",
        "open actions",
        "action list",
        "action log",
        "to do",
        "to do list",
        "todo",
        "todo list",
        "todos",
        "who does what",
        "who does what by when",
        "what is to be done",
        "what is there to do",
    ),
    "actions mine": (
        "my actions",
        "my action items",
        "my to do",
        "my todo",
        "my todos",
        "my to do list",
        "what should i do",
    ),
    "actions late": ("late actions", "overdue actions", "which actions are late"),
    "actions done": ("done actions", "finished actions", "closed actions"),
    "decisions": (
        "decisions",
        "decision log",
        "what did we decide",
        "what have we decided",
        "what was decided",
        "what is decided",
    ),
    "seats fill": ("fill seats", "fill the seats", "fill our seats", "fill my seats", "fill seat"),
    "connect code": (
        "code",
        "new code",
        "another code",
        "pairing code",
        "invite",
        "invite them",
        "invite company",
        "invite the company",
        "invite other company",
        "invite the other company",
        "invite other side",
        "invite the other side",
        "invite cro",
        "invite the cro",
        "invite sponsor",
        "invite the sponsor",
    ),
    "connect check": (
        "check",
        "check everything",
        "check all",
        "check connections",
        "doctor",
        "test",
        "does it work",
        "does everything work",
        "is everything ok",
    ),
    "connect here": ("move here", "move to this channel", "use this channel"),
    "pause resume": ("unpause", "continue", "go on", "restart", "start again", "resume"),
    "agenda": (
        "agendas",
        "next meeting",
        "next agenda",
        "when is the next meeting",
        "what is on the agenda",
        "what is on the next agenda",
        "add a point",
        "add to the agenda",
        "add something to the agenda",
        "put something on the agenda",
    ),
    "due": (
        "due",
        "next",
        "upcoming",
        "today",
        "this week",
        "calendar",
        "schedule",
        "what is due",
        "what is next",
        "what is coming",
        "what is coming up",
        "what comes next",
    ),
    "due me": ("what do i owe", "what is due from me", "my tasks", "tasks", "what do i have to do"),
    "status": (
        "status",
        "late",
        "overdue",
        "what is late",
        "what is open",
        "what is missing",
        "how are we doing",
        "how is it going",
        "any problems",
        "problems",
        "gaps",
    ),
    "update": (
        "update",
        "send update",
        "send an update",
        "send my update",
        "send report",
        "send my report",
    ),
    "export report": ("closing report", "final report", "report of the collaboration"),
    "export": ("export", "print", "pdf", "download", "copy", "our copy", "file", "yaml", "record"),
}
#: What each sentence means, as if typed.
MEANS: Mapping[str, str] = {
    said: line
    for every in (_SAID, daily_phrases.SAID, partnership_phrases.SAID)
    for line, sentences in every.items()
    for said in sentences
}

#: Sentences with a free place: what they look like, and the command with what stood there.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{pattern}$"), line)
    for pattern, line in (
        (
            (
                r"(?:set ?up|start|begin|create|new|add)(?: (?:a|an|the|our|new|another))*"
                r" (?:collaboration|study|project|agreement)"
            ),
            "setup",
        ),
        (
            (
                r"(?:join|connect|pair|use|code)(?: (?:with|using|the|my|our|this|code|is))*[ :]+"
                r"(?=\S*[-\d])([0-9a-z]{5}-?[0-9a-z]{5})"
            ),
            r"connect \1",
        ),
        (r"((?=\D*\d)[0-9a-z]{5}-[0-9a-z]{5})", r"connect \1"),
        (
            (
                r"(?:who|when)(?: has| have| did| was| were)?(?: it| we| they)?"
                r" (?:accept|sign|agree|approv)(?:e?d)?(?: to| on)?"
                r"(?: it| this| (?:the |our )?(?:agreement|version|draft)|"
                r" (?:the )?(?:v|ver|version) ?\d+)?"
            ),
            "agreement history",
        ),
        (r"(?:agreement )?(?:v|ver|version) ?\d+", "agreement history"),
        (r"what (?:is|stands) in (?:the|our) agreement", "agreement"),
        (
            r"(?:diff|compare|what changed (?:from|between))\D*(\d+)\D+(\d+)",
            r"agreement diff \1 \2",
        ),
        (r"what changed (?:in|with|since) (?:v|version) ?\d+", "agreement history"),
        (r"(?:agreement )?(?:diff|compare)", "agreement history"),
        (r"agreement (?:updates?|promises|reports)", "agreement cadences"),
        (
            (
                r"(cadences|areas|triggers|methods|locations|phases|parties|ground rules"
                r"|input wanted|never in chat|ownership|next review)"
            ),
            r"agreement \1",
        ),
        (r"(?:(?:show|the|our|latest) )*pulse(?: results?| survey| numbers)?", "pulse"),
        (
            (
                r"(?:what|when|who|why|did|have|has) (?:did |have |had |was |is |it )?"
                r"(?:we |it |they )?(?:(?:already )?decided?)(?: it| this)?"
                r"(?: (?:about|on|for|regarding|with) (?:the )?(.+))?"
            ),
            r"decisions \1",
        ),
        (r"(?:any |the )?decisions? (?:about|on|for|regarding) (?:the )?(.+)", r"decisions \1"),
        (r"agreement people", "seats"),
        (r"(?:assign|appoint) .+|make \w+ (?:a|the) lead|i(?: am|'?m) leaving\b.*", "seats"),
        (r"replace (?:the )?(.+)", r"seats fill \1"),
        (
            r"send (?:(?:the|my|our|an?) )?(.+ (?:status|update|report|note|table|minutes))",
            r"update \1",
        ),
        (
            (
                r"(?:stop|end|finish|terminate|delete|cancel|mute|suspend|close|archive)"
                r"(?: (?:it|this|the|our|all|collaboration|study|project|agreement|work|reminders"
                r"|updates|messages))+"
            ),
            "help pause",
        ),
        (r"(?:stop|end|finish|terminate|delete|suspend)", "help pause"),
        (
            (
                r"(?:mute|quiet(?: hours| time)?|dnd|do not disturb|shut up|leave me alone"
                r"|(?:too many|fewer|less|my) (?:messages|reminders|notifications|settings)"
                r"|(?:stop|mute) (?:asking|reminding|nagging|messaging) me|stop nagging)"
            ),
            "settings",
        ),
        (
            r"(?:call off|cancel|skip) (?:(?:the|our) )?(.+ (?:call|meeting|committee))",
            r"excuse \1",
        ),
        (r"i(?: am|'?m) (?:back|no longer away)(?: (?:at work|from .+|today|again))?", "away back"),
        (
            r"i(?: am|'?ll be| will be|'?m) (?:away|out|off|on holiday|on vacation|on leave) (.+)",
            r"away \1",
        ),
    )
)


def meant_by(text: str) -> str | None:
    """The command that a sentence means, as if typed; none when it is not one of these."""
    plain = list(_plain(text))
    for said in plain:
        if said in MEANS:
            return MEANS[said]
    for written in _written(text):
        for pattern, line in (*daily_phrases.AS_WRITTEN, *partnership_phrases.AS_WRITTEN):
            if found := pattern.match(written):
                return found.expand(line)
        if (partners := partners_meant(written)) is not None:
            return partners
    for said in plain:
        for pattern, line in (*_PATTERNS, *daily_phrases.PATTERNS, *partnership_phrases.PATTERNS):
            if found := pattern.match(said):
                return found.expand(line)
    return None


def about_partners(text: str) -> bool:
    """Whether somebody looks for a partner without the word that the directory goes by."""
    return any(partners_meant(written) is not None for written in _written(text))


def _written(text: str) -> Iterator[str]:
    """As it was written, then with less and less before it."""
    return _bared(_AFTER.sub("", text.strip(" .!?")))


def without_courtesy(text: str) -> str:
    """Without “please”, “show me” and the like in front; empty when there is nothing else."""
    *_, bare = _bared(text.strip())
    return bare


def _plain(said: str) -> Iterator[str]:
    """A sentence without what does not matter: as it stands, then with less and less before it."""
    words = said.lower().replace("\u2019", "'").strip(" .!?").split()
    whole = " ".join(_SHORT_FORMS.get(word, word) for word in words)
    for text in (whole, _AFTER.sub("", whole)):
        for bare in _bared(text):
            yield bare
            yield _ARTICLE.sub("", bare)


def _bared(text: str) -> Iterator[str]:
    """The text, and what is left of it after each courtesy in front."""
    yield text
    while (shorter := _COURTESY.sub("", text)) != text:
        yield shorter
        text = shorter
