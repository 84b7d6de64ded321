"""What people say in the days of their updates: about being asked, being away, meetings, digests.

Data for `phrases`, which says how it is read.
"""

import re
from collections.abc import Mapping

#: Words behind a wish that say only for how long.
_THIS_TIME = (
    r"(?: (?:for |on )?(?:this|next) (?:time|week|month)"
    r"| (?:on )?(?:today|tomorrow|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)?"
)
_MEETING = r".*(?:call|meeting|committee)"
#: Some days: they begin with a number, a weekday, a month, or a word for a stretch of days.
_DAYS = (
    r"((?:(?:from|on|for|until|till|the rest of|this|next) )*(?:\d|today|tomorrow|week|the \d"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b).*)"
)
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_WRITING = (
    r"(?:\w+ )?(?:messag\w*|remind\w*|nudg\w*|notify\w*|notifications?|ping\w*|ask|asking|nag\w*"
    r"|contact\w*|writ(?:e|ing)|writing to|write to|bother\w*|disturb\w*)"
)
_WHEN = r"(?: (?:at|on|in|after|before|during|outside|so|this|these|again|every)(?: .+)?)?"
_DIGEST = r"(?:weekly )?(?:digest|summary)"

SAID: Mapping[str, tuple[str, ...]] = {
    "snooze": (
        "not now",
        "later",
        "ask later",
        "remind me",
        "remind me again",
        "running late",
        "sorry running late",
        "give me a moment",
        "give me more time",
        "i need more time",
        "need more time",
    ),
    "due": (
        "due this week",
        "due today",
        "due next week",
        "what is due this week",
        "what is due next week",
        "what is due today",
        "what is due tomorrow",
        "when is the next update",
        "when is the next update due",
        "next update",
    ),
    "suggestions mine": (
        "my suggestions",
        "my ideas",
        "what became of my suggestion",
        "what became of my suggestions",
        "what became of my idea",
        "what happened to my suggestion",
        "what happened to my idea",
    ),
    "due me": (
        "what do i owe today",
        "what do i owe this week",
        "what do i owe next",
        "what should i send",
        "what do i have to send",
        "my updates",
        "my list",
        "i already sent it",
        "already sent",
        "i sent it",
        "got it",
        "will do",
        "on it",
        "noted",
    ),
    "status": (
        "who is away",
        "who is off",
        "who is out",
        "anyone away",
        "is anyone away",
        "is anybody away",
        "are they late",
        "are we late",
        "is anything late",
        "what have they not sent",
        "confirm holiday",
        "confirm the holiday",
        "confirm holidays",
    ),
    "kept": (
        "chart",
        "charts",
        "trend",
        "trends",
        "statistics",
        "stats",
        "are we on time",
        "are they on time",
        "how did we do",
        "how are they doing",
    ),
    "kept last month": ("how did we do last month", "how did they do last month"),
    "responsiveness": (
        "how fast do we answer",
        "how fast do they answer",
        "how fast do you answer",
        "how quickly do we answer",
        "how quickly do they answer",
        "how fast do we reply",
        "how fast do they reply",
        "how quickly do they reply",
        "how responsive are we",
        "how responsive are they",
        "how long do answers take",
        "answer times",
        "reply times",
        "response time",
        "response times",
    ),
    "numbers": ("numbers",),
    "digest": ("weekly digest", "weekly summary", "digest now", "this week's digest"),
    "digest short on": (
        "five lines",
        "5 lines",
        "short digest",
        "short summary",
        "short version",
        "exec summary",
        "executive summary",
        "executive version",
    ),
    "digest short off": (
        "stop the five lines",
        "stop five lines",
        "no more five lines",
        "stop the digest",
        "stop the summary",
    ),
    "agenda": (
        "who writes the minutes",
        "where are the minutes",
        "take back my point",
        "remove my point",
        "remove my point from the agenda",
        "delete my point",
    ),
    "update": (
        "send minutes",
        "send the minutes",
        "write minutes",
        "write the minutes",
        "edit my update",
        "edit my last update",
        "fix my update",
        "fix my last update",
        "correct my update",
        "correct my last update",
        "change my update",
        "change my last update",
    ),
    "settings": ("unsubscribe", "notifications off", "turn off notifications"),
}

#: Sentences with a free place, and the command with what stood there.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{pattern}$"), line)
    for pattern, line in (
        (r"snooze(?: it| this)?(?: for| until| till)? (.+)", r"snooze \1"),
        (
            (
                r"(?:remind|ask|nudge) me(?: again)?(?: in| for| on| at)? (.*\b(?:later|tomorrow"
                r"|morning|min|mins|minutes?|h|hours?|hr|hrs|an hour)\b.*)"
            ),
            r"snooze \1",
        ),
        (
            (
                r"(?:i |i'?ll |i will |will |can i )?(?:send|do|write) (?:it|this|that)"
                r" (later|tomorrow|in .+)"
            ),
            r"snooze \1",
        ),
        (
            (
                rf"(?:stop|quit|no more) {_WRITING}(?: me)?{_WHEN}"
                rf"|(?:don't|dont|do not|never) {_WRITING} me{_WHEN}"
            ),
            "settings",
        ),
        (
            (
                r"(?:no|fewer|less|only|just|max|at most|\d+|one|two|three)"
                r" (?:more )?(?:messages?|reminders?|nudges?|notifications?|pings?)"
                r"(?: (?:at|on|in|after|before|during|outside|a|per|every) .+)?"
            ),
            "settings",
        ),
        (
            rf"{_DIGEST}(?: to come)? (?:on |every )?{_WEEKDAY}(?: morning)?(?:,? (?:at )?(.+))?",
            r"digest \1 \2",
        ),
        (
            rf"(?:move|change) (?:the |our )?{_DIGEST} to {_WEEKDAY}(?:,? (?:at )?(.+))?",
            r"digest \1 \2",
        ),
        (
            r"what is on the agenda (?:of|for) (?:the )?(?:next )?(.*(?:call|meeting|committee))",
            r"agenda \1",
        ),
        (r"what is on the agenda .+|remove .+ from the agenda", "agenda"),
        (
            (
                rf"(?:can we |shall we |could we )?(?:call off|cancel|skip|drop) (?:(?:the|our) )?"
                rf"({_MEETING}){_THIS_TIME}"
            ),
            r"excuse \1",
        ),
        (
            (
                r"we (?:don'?t|do not) need (?:(?:the|your|an?) )?(.*(?:status|update|report|note"
                r"|table|minutes|forecast|call|meeting))(?: (?:this|for this|today|tomorrow)\b.*)?"
            ),
            r"excuse \1",
        ),
        (
            (
                r"(?:(?:is )?(?:anyone|anybody)|who is) (?:away|off|out|on leave|on holiday)"
                r"(?: (?:now|today|tomorrow|this|next|over|on|in|at)\b.*)?"
            ),
            "status",
        ),
        (
            (
                r"(?:move|change|shift|reschedule|switch) (?!action\b)(?:the |our )?(.+?)"
                r" (?:to|from) .*"
                r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d ?[ap]m|\d:\d\d)\b.*"
            ),
            r"propose \1",
        ),
        (
            (
                rf"(?:i(?: am|'?ll be| will be) )?(?:ooo|out of (?:the )?office|on leave|on holiday"
                rf"|on vacation|on annual leave|on pto|vacation|pto) {_DAYS}"
            ),
            r"away \1",
        ),
        (rf"(?:i(?: am|'?ll be| will be) )?(?:off )?(?:sick|ill) {_DAYS}", r"away \1"),
        (rf"(?:i(?: am|'?ll be| will be) )?taking {_DAYS} off", r"away \1"),
        (rf"i (?:don't|dont|do not) work {_DAYS}", r"away \1"),
        (
            r"(?:is|are) (?:.+) (?:an? )?(?:public )?(?:holidays?|days? off)(?: .+)?",
            "agreement parties",
        ),
        (r"back(?: at work| from .+| in the office| today| again)", "away back"),
    )
)

#: The same, where what stood there is kept as it was written.
AS_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{pattern}$", re.IGNORECASE | re.DOTALL), line)
    for pattern, line in (
        (r"agenda: ?([^:]+)", r"agenda : \1"),
        (
            r"(?:add|put)(?: a point)? (?:to|on) (?:the |our )?(?:next )?agenda ?[:-] ?(.+)",
            r"agenda : \1",
        ),
        (
            rf"(?:add|put) (.+) (?:to|on|onto) (?:the )?agenda (?:of|for) (?:the )?({_MEETING})",
            r"agenda \2: \1",
        ),
        (r"(?:add|put) (.+) (?:to|on|onto) (?:the |our )?(?:next )?agenda", r"agenda : \1"),
    )
)
