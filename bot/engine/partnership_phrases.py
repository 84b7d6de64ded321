"""What people say of working well together: thanks, ideas, answer times, the pulse, looking back.

Data for `phrases`, which says how it is read. A question that only sounds like an idea opens the
form, or says how to suggest it: nothing goes to the other side that was not meant for it.
"""

import re
from collections.abc import Mapping

_SOME_PEOPLE = r"(?:we|they|you|both sides|the cro|the sponsor|the other side|our cro|our sponsor)"
_MONTH = (
    r"((?:last|this) month|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?)"
)
_TIMES = r"(?:answer|answering|reply|response|responding) times?"

SAID: Mapping[str, tuple[str, ...]] = {
    "thanks": (
        "who thanked us",
        "who thanked me",
        "who was thanked",
        "recent thanks",
        "latest thanks",
        "say thanks",
        "say thank you",
        "give thanks",
        "great job",
        "good job",
        "nice job",
        "great work",
        "good work",
        "nice work",
        "well done",
        "great job everyone",
        "good job everyone",
        "great work everyone",
        "good work everyone",
        "well done everyone",
    ),
    "suggest": (
        "i have an idea",
        "i have a suggestion",
        "we have an idea",
        "we have a suggestion",
        "new idea",
        "new suggestion",
        "make a suggestion",
        "suggest something",
        "an idea",
    ),
    "suggestions": (
        "what was suggested",
        "what did they suggest",
        "what has been suggested",
        "any suggestions",
        "any ideas",
    ),
    "suggestions mine": (
        "my ideas",
        "my idea",
        "my suggestions",
        "my suggestion",
        "what did i suggest",
        "what did we suggest",
    ),
    "responsiveness file": (
        "responsiveness as csv",
        "responsiveness as xlsx",
        "responsiveness as excel",
        "responsiveness in excel",
        "responsiveness as a file",
        "responsiveness as file",
        "responsiveness as files",
        "answer times as a file",
        "response times as a file",
    ),
    "pulse": (
        "survey",
        "survey results",
        "results of the survey",
        "results of the pulse",
        "mood",
        "sentiment",
        "how are we working together",
        "how do we work together",
        "how is working together",
        "how is the collaboration",
        "how is the relationship",
        "are they happy with us",
        "are we happy with them",
    ),
    "retrospective": (
        "lessons learned",
        "lessons learnt",
        "lesson learned",
        "lessons",
        "post mortem",
        "post-mortem",
        "postmortem",
        "debrief",
        "after action review",
        "what went well",
        "what went wrong",
        "what did not go well",
        "what worked",
        "what should we change",
        "what could we do better",
        "what can we do better",
        "what did we learn",
        "what have we learnt",
        "what have we learned",
    ),
    "retrospective start": (
        "start a retro",
        "start a retrospective",
        "start retro",
        "start retrospective",
        "run a retro",
        "run a retrospective",
    ),
    "agreement input wanted": (
        "how much input do they want",
        "how much input do we want",
        "how much input is wanted",
        "what input is wanted",
        "input levels",
    ),
}

#: Sentences with a free place, and the command with what stood there.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{pattern}$"), line)
    for pattern, line in (
        (
            (
                r"(?:show |see |open |read |adopt |accept |answer |decline |reject )?"
                r"suggestion (?:number |no\.? |#)?(r?\d+)"
            ),
            r"suggestions \1",
        ),
        (rf"(?:could|can|shall|should) {_SOME_PEOPLE} (?:not )?(?:instead|rather) .+", "suggest"),
        (rf"(?:could|can|shall|should) {_SOME_PEOPLE} .+ instead\b.*", "suggest"),
        (r"how about (?:we .+|\w+ing .+)", "suggest"),
        (r"i propose .+", "propose"),
        (r"(?:it|that) (?:would|might|may) be (?:better|easier|faster|good) .+", "suggest"),
        (
            (
                rf"how (?:fast|quick|quickly|soon|long) (?:do|does|did|are|is) {_SOME_PEOPLE}"
                r"(?: (?:get|give|take|need|usually))*"
                r" (?:to )?(?:answer|repl|respon)\w*"
            ),
            "responsiveness",
        ),
        (
            (
                rf"(?:why )?are {_SOME_PEOPLE} (?:so |too )?(?:slow|fast|quick|responsive)"
                r"(?: (?:to|in|at|with) (?:answer|repl|respond)\w*)?"
            ),
            "responsiveness",
        ),
        (rf"(?:responsiveness|{_TIMES}) (?:of |for |in )?{_MONTH}", r"responsiveness \1"),
        (
            rf"how (?:happy|satisfied|pleased) (?:are|is) {_SOME_PEOPLE}(?: with .+)?",
            "pulse",
        ),
    )
)

_PRAISE = r"(?:great|good|nice|excellent|amazing|fantastic) (?:job|work)|well done"

#: The same, where what stood there is kept as it was written.
AS_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{pattern}$", re.IGNORECASE | re.DOTALL), line)
    for pattern, line in (
        (r"(?:say |send |give )(?:many |a big )?(?:thanks|thank you|kudos) to (.+)", r"thanks \1"),
        (r"(?:i |we )?thank (?!you\b|god\b|goodness\b)(.+)", r"thanks \1"),
        (rf"(?:{_PRAISE}),? (?:on|with|for|in) (.+)", r"thanks for \1"),
        (
            rf"(?:{_PRAISE})(?:,| by| from| to)? (.+?),? (?:on|with|for) (.+)",
            r"thanks \1 for \2",
        ),
        (
            (
                r"(?:i|we)(?:['\u2019]d| would)?(?: like to| want to)? suggest"
                r"(?! (?:a |an |another |other )?(?:change|wording|amendment)\b)"
                r"(?: that)?[:,]? (.+)"
            ),
            r"suggest \1",
        ),
        (r"(?:well done|(?:great|good|nice|excellent) job)\b.*", "thanks"),
        (r"my (?:idea|suggestion)(?: is| would be)?[:,]? (?:to |that )?(.+)", r"suggest \1"),
    )
)
