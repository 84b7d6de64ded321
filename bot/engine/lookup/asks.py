"""What kind of question it is, read from how it is put.

All patterns read small letters in one spelling (a double l is one), as `text.words` gives them.
"""

import re
from enum import StrEnum


class Asks(StrEnum):
    """What is asked for."""

    WHO_DOES = "who_does"
    WHO_IS = "who_is"
    REACH = "reach"
    WHERE = "where"
    WHAT_IF = "what_if"
    WHEN = "when"
    HOW_OFTEN = "how_often"
    HAPPENED = "happened"
    ANYTHING = "anything"


#: Questions about what comes round: a call or something written.
COMES_ROUND = frozenset({Asks.HOW_OFTEN, Asks.WHEN})
#: Something that happened or may happen is told.
STORIES = frozenset({Asks.WHAT_IF, Asks.HAPPENED})


# A story that may happen, and what people add to one that did: "what now".
_WHAT_IF = re.compile(
    r"\bwhat (if|happens|now|next|do (i|we|you) do|to do|should (i|we) do|did we agree)\b"
    r"|\bwhat is the (rule|procedure|path|process)\b"
    r"|\b(if|when|whenever) (a|an|the|my|our|some\w*|there|we|i|it|one|two)\b"
    r"|^(in case|if|suppose)\b"
    r"|\b(next step|procedure|must i|must we|are we alowed|do we have to stop)$"
    r"|\b(must|should|do) (i|we) (tell|inform|report|call|raise|escalate|stop)\b"
    r"|\bwho (needs|has|ought) to (be told|know|be informed|be caled)\b"
    r"|\bwho (must|should) be (told|informed|caled)\b|\bwho gets (caled|told|informed)\b"
)
# "who do I call when the alarm goes off" is about the alarm, "who decides if we go on" is not.
_OCCURS = re.compile(r"\b(if|when|whenever) (a|an|the|my|our|some\w*|there)\b|\bin case\b")
_WHERE = re.compile(
    r"\bwhere(abouts)?\b|\bwhich (folder|system|place|tank|drive)\b"
    r"|\b(ca|can|could) not find\b|\b(i|we) look for\b|\blooking for the\b"
    r"|\bthe (place|thing|folder) (to|where|for)\b"
    r"|^(hi |hello )?(i|we) (need|want)( to see)? (the|a copy of|our)\b"
    r"(?!.*\b(by|before|done|who|whom|whose)\b)"
    r"|\blet me in\b|\bhow do (i|we) (get|log) in\b"
)
_WHEN = re.compile(
    r"\b(how often|how frequently|how regularly|every how many|how soon|due date)\b"
    r"|\bnext (meeting|call|update|report)\b"
    r"|\b(what|which) (time|day|date|hour|evening|morning|week)\b"
    r"|\bwhen (is|are|do|does|did|will|was|can|should|would|must)\b|^when\b|\bwhen$"
    r"|\b(is|are) the (call|meeting|report|update) (still )?(on|at)\b"
)
# What comes round, and not on one day.
_ROUTINE = re.compile(
    r"\b(how (often|frequently|regularly)|how many (days|weeks|months)|hear|know|read|see|tell"
    r"|(what|which) (day|hour|evening|morning|time)|posted|summary|overview"
    r"|reported|sent|call|meeting|note|mail|telco|talk|speak|meet|each|every|next|sit)\b"
)
_REACH = re.compile(
    r"\b(reach|get hold|get (me )?in touch|get me|contact|phone|page|ring|e ?mail|tel|telephone"
    r"|mobile)\b|\bnumber (of|for)\b|\bnumber$|^call\b|\bto call\b"
    r"|\bhow (do|can|could|should) (i|we) (talk|speak|write)\b|\b(need|want) (someone|somebody)\b"
)
# However somebody was described before.
_TO_THEM = re.compile(
    r"\b(write|talk|speak|get) to (her|him|them)\b|\b(reach|call|phone|contact) (her|him|them)\b"
    r"|\b(her|his|their) (e ?mail|mail|number|phone|address)\b"
)
_WHO = re.compile(
    r"\b(who|whom|whose|owner|owns|responsible|accountable|in charge)\b"
    r"|\b(someone|somebody|anyone|anybody) "
    r"(should|has to|must|can|could|needs to|to|for|here|keeping|\w+ing)\b"
    r"|^(is|are|does|do|has|have|can|could) (we have |there )?"
    r"(someone|somebody|anyone|anybody)\b"
)
# "who says if someone may take it" asks for permission.
_MAY = re.compile(r"\bif \w+ (may|can|could|might|is alowed|are alowed)\b")
# "the nurse told me who got placebo" asks for nobody.
_KNOWS_WHO = re.compile(
    r"\b(told|knew|knows|saw|learnt|learned|found out)( (me|us|him|her|them))? who\b"
)
_WHO_IS = re.compile(r"\bwho (is|are) (?!(\w+ing|responsible|accountable|in charge|on)\b)")
# A story told rather than a question asked.
_HAPPENED = re.compile(
    r"\b(is|are|was|were|has|have|had|did|does|do|got|went|came|says|said|shows|showed|gives|gave"
    r"|wants?|fell|lost|broke|saw|looks?|sat|not|still|only|gone|i m|we re|am|will|since|after|over"
    r"|out of|can|percent|degrees|money|milliseconds|gram|centimeters|\w{3,}ed)\b"
)
_ASKED = re.compile(r"(what|which|how|is|are|do|does|did|can|could|would|should|may|has|have)\b")
_SHORTEST_STORY = 3
_AUXILIARIES = frozenset({"is", "are", "do", "does", "did", "will", "was", "can", "should"})


def what_it_asks(flat: str) -> Asks:
    """The kind of a question, given its words in one spelling with a blank between them."""
    who = None if _KNOWS_WHO.search(flat) else _WHO.search(flat)
    where = _WHERE.search(flat)
    if where and not (who and who.start() < where.start()):
        return Asks.WHERE
    if _tells_of_an_occurrence(flat, who):
        return Asks.WHAT_IF
    if who and not _TO_THEM.search(flat):
        return Asks.WHO_IS if _WHO_IS.search(flat) else Asks.WHO_DOES
    if _WHEN.search(flat):
        return Asks.HOW_OFTEN if _ROUTINE.search(flat) else Asks.WHEN
    if _REACH.search(flat) or _TO_THEM.search(flat):
        return Asks.REACH
    return Asks.HAPPENED if _is_told(flat) else Asks.ANYTHING


def _tells_of_an_occurrence(flat: str, who: re.Match[str] | None) -> bool:
    what_if = _WHAT_IF.search(flat)
    if what_if is None or _is_when_question(flat):
        return False
    later = who is not None and who.start() < what_if.start()
    return not later or (_OCCURS.search(flat) is not None and not _MAY.search(flat))


def _is_when_question(flat: str) -> bool:
    # "when the freezer fails" is an occurrence, "when is the call" a date
    first = flat.split(maxsplit=2)[:2]
    return first[0] == "when" and len(first) > 1 and first[1] in _AUXILIARIES


def _is_told(flat: str) -> bool:
    if len(flat.split()) < _SHORTEST_STORY or _ASKED.match(flat):
        return False
    return _HAPPENED.search(flat) is not None
