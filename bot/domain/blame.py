"""Phrases that name a person's failing where an event would do, with what says the same without.

The list is of whole phrases, none of which is a word of the field: a pump has a fault, a batch is
rejected, an animal is lying down. It knows British and American words and those of a hurry.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_FACT = "what happened, and when it was noticed"
_NEED = "what you need, and by when"
_OFTEN = "how often, with the days"
_UNDONE = "it has not come, or it was not done"
_MEANS = "what it means for the study"
_STEP = "the step that was left out"

_STUDY = (
    "table|tables|list|lists|log|logs|rate|rates|bar|bars|report|reports|message|messages|margin"
    "|handling|codes?|correction"
)
#: `{who}` is somebody who is spoken to or a party by name, `{your}` what is theirs.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"{your} (?:own )?fault|{your} (?:mistake|error)(?! (?:{study}))", _FACT),
    (r"{your} (?:own )?(?:mess|screw[- ]?up|carelessness|incompetence|negligence)", _FACT),
    (
        (
            r"whose (?:fault|mistake)|who(?: is|'s| was) (?:to blame|at fault)"
            r"|who (?:screwed|messed|botched)"
            r"|who(?: is|'s| was) responsible for (?:this|that|the) (?:mess|disaster|shambles)"
        ),
        _FACT,
    ),
    (r"{who}(?:'re| is| are| was| were) (?:to blame|at fault|guilty)|(?:i|we) blame", _FACT),
    (r"(?:i|we) (?:hold|held) {who} (?:responsible|accountable)", _FACT),
    (
        (
            r"they {adverb}(?:messed|screwed|botched)"
            r"|(?:{who}|he|she|whoever)(?:'ve| have| has|'d| had)? {adverb}"
            r"(?:failed(?! to find)|forgot|forgotten|neglected|messed|screwed|botched|ruined"
            r"|ignored|blew it|did nothing|lost (?:the|our|my|all|those|these))"
        ),
        _UNDONE,
    ),
    (
        (
            r"dropped the ball|let (?:us|me|the study|every(?:one|body)) down|asleep at the wheel"
            r"|get your act together|you had one job|your failure"
            r"|{who}(?:'ve| have| has)? made (?:this|that|the same|another) mistake"
        ),
        _UNDONE,
    ),
    (
        (
            r"{who} caused (?:this|that|the|it|all)|because of you"
            r"|(?:that|this|it)(?:'s| is) on you(?! to)"
        ),
        _FACT,
    ),
    (
        (
            r"expected (?:better|more) (?:from|of) {who}|explain yourself|explain yourselves"
            r"|can(?:'t|not) (?:rely on|trust|work with) {who}|always the same with {who}"
            r"|is it too much to ask|what are {who} (?:even )?(?:doing|thinking)"
            r"|why (?:do|does|must|is|are) {who} always|don't you dare|how dare you"
            r"|{who} (?:would|do|does|did)(?:n't|nt| not) listen"
        ),
        _NEED,
    ),
    (
        (
            r"{who}(?:'re| are| is|'s|'ve been| have been| has been| were| was)"
            r" (?:just |simply |really |so )?"
            r"(?:an? )?(?:disappoint\w+|incapable|incompetent|hopeless|useless|impossible"
            r"|wasting|unreliable)"
            r"|a competent (?:cro|sponsor|lab|site|team|clinic)|should be ashamed"
        ),
        _MEANS,
    ),
    (
        r"{who} should(?:'ve| have|a) (?:known|noticed|checked|told|seen|been)",
        "what would help next",
    ),
    (r"how (?:on earth |the hell )?(?:could|can) you|how hard can it be", _FACT),
    (
        (
            r"why (?:on earth |the hell )?(?:did|have|could|can|do)"
            r"(?:n't|'t| you not|not) (?:you|just|anyone|anybody|your)"
            r"|why (?:did|have|could) you not"
        ),
        _NEED,
    ),
    (
        (
            r"{who} {adverb}never (?:answer|repl|send|check|tell|listen|respond|read"
            r"|deliver|care|get it|do|bother|ship|learn|change)\w{0,4}"
            r"|{who} (?:are |is )?always [^.!?\n]{0,20}?(?:late|wrong|excuses|missing)"
            r"|{who} keeps? (?:on )?(?:making|forgetting|missing|losing"
            r"|sending (?:us )?(?:the )?wrong)"
        ),
        _OFTEN,
    ),
    (
        (
            r"{who} (?:clearly |obviously |just |simply )?(?:do|does|did)(?:n't|nt| not)"
            r" (?:even|bother|care)"
            r"|{who} (?:clearly|obviously) (?:do|did|can|have)(?:n't|nt|not| not|'t)"
            r"|(?:nobody|no one|no-one|somebody|someone) (?:on|at|in) {your}? ?"
            r"(?:side|site|end|team|lab) (?:obviously|clearly|seems? to care|cares|can(?:'t|not) )"
        ),
        _UNDONE,
    ),
    (
        (
            r"{who} (?:have|has|had) no (?:idea|clue) (?:what|how)"
            r"|{who} (?:do|does)(?:n't|nt| not) know what (?:you|they)"
            r"|{who} can(?:'t|not) even|do you even|what(?:'s| is) wrong with {who}"
            r"|{who} (?:were|are|was|is)(?:n't|nt| not) paying attention"
        ),
        _STEP,
    ),
    (r"if {who} had (?:just |only )?(?:done|read|checked|told|followed|listened|looked)", _STEP),
    (r"learn (?:how )?to (?:read|count|spell|listen|label)|do your job|your job for once", _NEED),
    (r"can(?:'t|not|t) believe {who}", _FACT),
    (
        (
            r"careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce|tly)|amateurish"
            r"|shoddy|slapdash"
        ),
        _STEP,
    ),
    (
        (
            r"sloppy|sloppiness|lazy|laziness|stupid(?:ity)?(?! question)|idiot(?:s|ic)?|clueless"
            r"|moron(?:s|ic)?"
        ),
        _FACT,
    ),
    (
        r"unprofessional(?:ly)?|inexcusable|disgrace(?:ful)?|outrageous|appall(?:ing|ed)|ridiculous",
        _MEANS,
    ),
    (
        (
            r"your [\w ]{1,25}? (?:is|are|was|were) (?:just |really |simply |completely |totally )?"
            r"(?:useless|hopeless|incapable|a joke|pathetic|a mess|a shambles|a disaster)"
        ),
        _MEANS,
    ),
    (
        (
            r"(?:this|that|it) is (?:simply |just |totally |completely )?unacceptable"
            r"(?! (?:under|by|per|to glp))"
            r"|unacceptable (?:behaviou?r|performance|attitude|delays?)"
        ),
        _MEANS,
    ),
    (
        (
            r"(?:late|wrong|missing|nothing) as (?:usual|always)"
            r"|as (?:usual|always),? [^.!?\n]{0,20}?(?:late|wrong|nothing|missing)|same old story"
        ),
        _OFTEN,
    ),
    (
        r"(?:yet|once) again [^.!?\n]{0,30}?\b(?:late|wrong|missed|missing|forgotten)",
        _OFTEN,
    ),
    (
        (
            r"(?:stop making|no more|enough) excuses"
            r"|(?:sick(?: and tired)?|fed up|tired) (?:of|with) (?:{your}|chasing|waiting)"
            r"|should be (?:fired|sacked)|heads (?:must|should|will) roll"
        ),
        _NEED,
    ),
    (r"(?:f[u*]ck\w*|bull ?shit|screw[- ]?up|wtf|liars?|lied to us)", _FACT),
)
_OTHERS = (
    "you|u|your (?:team|people|side|lab|company|clinic|site|staff|group|guys|monitors?|qa|cra)"
    "|you (?:guys|people|lot|all)"
)
_ADVERB = (
    "(?:again |once again |yet again |just |simply |totally |completely |clearly |obviously )?"
)
#: “Nobody is at fault” and “described, not blamed” are the opposite of blame.
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|without|nobody|none|neither|nor)\b|n't)[^.,;:!?\n]{0,25}$", re.IGNORECASE
)


def blaming(text: str, parties: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a text blames somebody: from where until before where, and what to write instead.

    Args:
        text: the draft.
        parties: what the organisations are called; they are blamed as people are.
    """
    plain = text.replace("\u2019", "'")
    for phrase, instead in _phrases(tuple(parties)):
        for match in phrase.finditer(plain):
            if not _DENIED.search(plain, max(0, match.start() - 40), match.start()):
                yield *match.span(), instead


@lru_cache(maxsize=256)
def _phrases(parties: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    names = "|".join(map(re.escape, parties))
    who = f"(?:{_OTHERS}|{names})" if names else f"(?:{_OTHERS})"
    theirs = f"|(?:{names})'s" if names else ""
    put_in = {
        "{who}": who,
        "{your}": f"(?:your|ur|yr|his|her|their{theirs})",
        "{adverb}": _ADVERB,
        "{study}": _STUDY,
    }
    found = []
    for phrase, instead in _PHRASES:
        shape = phrase
        for mark, meaning in put_in.items():
            shape = shape.replace(mark, meaning)
        found.append((re.compile(rf"(?<!\w)(?:{shape})(?!\w)", re.IGNORECASE), instead))
    return tuple(found)
