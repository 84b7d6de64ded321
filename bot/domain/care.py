"""Words that blame somebody, and content that the parties keep out of chat, in a draft.

A hint is for whoever writes, before anything is sent; it stops nothing. The list of blaming words
is short on purpose: each stands for a phrase that names a person's failing where an event would do,
and none is a word of the field (a pump has a fault, a batch is rejected, an animal is lying down).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.agreement.document import Agreement
from bot.domain.never_in_chat import Content, found_in

#: As much of a draft as is looked at; nothing people write in chat is longer.
LONGEST = 6000


class Concern(StrEnum):
    """What a hint is about."""

    BLAME = "blame"
    NEVER_IN_CHAT = "never_in_chat"


@dataclass(frozen=True, kw_only=True)
class Hint:
    """One place in a draft that the writer may want to look at again."""

    concern: Concern
    start: int
    end: int
    """The place: from its first character until before its last."""
    found: str
    """The words there."""
    rule: str = ""
    """What the parties agreed, in their words; empty when they agreed nothing on it."""
    instead: str = ""
    """For blame: what to write instead."""
    content: Content | None = None
    """For content that is kept out of chat: what it looks like."""


_FACT = "what happened, and when it was noticed"
_NEED = "what you need, and by when"
#: A phrase that blames, and what says the same without. `{who}` is somebody who is spoken to or a
#: party by name.
_BLAMING: tuple[tuple[str, str], ...] = (
    (r"(?:your|his|her|their|{whose}) (?:own )?fault", _FACT),
    (r"whose (?:fault|mistake)|who(?: is|'s| was) (?:to blame|at fault)", _FACT),
    (r"{who} (?:is|are|was|were) (?:to blame|at fault|guilty)|(?:i|we) blame", _FACT),
    (r"(?:your|his|her|their|{whose}) (?:mistake|error|mess|screw[- ]?up|carelessness)", _FACT),
    (
        (
            r"{who} (?:have |has |had )?(?:again |once again |yet again |just |simply )?"
            r"(?:failed|forgot|forgotten|neglected|messed|screwed|botched|ruined|ignored)"
        ),
        "it has not come, or it was not done",
    ),
    (r"{who} should(?:'ve| have) (?:known|noticed|checked|told|seen|been)", "what would help next"),
    (r"how (?:could|can) you", _FACT),
    (r"why (?:did(?:n't| you not)|have(?:n't| you not)|could(?:n't| you not))(?: you)?", _NEED),
    (
        r"careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce|tly)",
        "the step that was left out",
    ),
    (
        r"sloppy|sloppiness|lazy|laziness|stupid(?:ity)?|idiot(?:s|ic)?|clueless|moron(?:s|ic)?",
        _FACT,
    ),
    (r"unprofessional(?:ly)?|inexcusable|disgraceful|outrageous", "what it means for the study"),
    (
        (
            r"(?:this|that|it) is (?:simply |just |totally |completely )?unacceptable"
            r"|unacceptable (?:behaviou?r|performance|attitude|delays?)"
        ),
        "what it means for the study",
    ),
    (r"(?:late|wrong|missing|nothing) as (?:usual|always)", "how often, with the days"),
    (
        r"(?:yet|once) again [^.!?\n]{0,30}?\b(?:late|wrong|missed|missing|forgotten)",
        "how often, with the days",
    ),
    (r"(?:stop making|no more|enough) excuses", _NEED),
    (r"(?:f[u*]ck\w*|bull ?shit|screw[- ]?up|wtf|liars?|lied to us)", _FACT),
)
#: “Nobody is at fault” and “described, not blamed” are the opposite of blame.
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|without|nobody|none|neither|nor)\b|n't)[^.,;:!?\n]{0,25}$", re.IGNORECASE
)
_RULE_ON_BLAME = re.compile(
    r"\b(?:blam\w*|fault|criticis\w*|criticiz\w*|guilt\w*)\b", re.IGNORECASE
)


def hints(text: str, agreement: Agreement) -> tuple[Hint, ...]:
    """What the writer may want to look at again before it is sent, in the order of the text.

    Args:
        text: the draft.
        agreement: whose ground rules are quoted, and which content it keeps out of chat.
    """
    said = text[:LONGEST]
    kept: list[Hint] = []
    for hint in sorted(_never(said, agreement), key=_place):
        if not kept or hint.start >= kept[-1].end:
            kept.append(hint)
        elif hint.end > kept[-1].end:
            # Of two that overlap no piece stays when what is kept out of chat is left out.
            whole = kept.pop()
            found = said[whole.start : hint.end]
            kept.append(replace(whole, end=hint.end, found=found))
    for hint in sorted(_blame(said, agreement), key=_place):
        if all(hint.end <= each.start or each.end <= hint.start for each in kept):
            kept.append(hint)
    return tuple(sorted(kept, key=_place))


def without(text: str, hints: tuple[Hint, ...], mark: str) -> str:
    """The draft with a mark in place of whatever is kept out of chat; blame is left as it is."""
    for hint in sorted(hints, key=_place, reverse=True):
        if hint.concern is Concern.NEVER_IN_CHAT:
            text = f"{text[: hint.start]}{mark}{text[hint.end :]}"
    return text


def _place(hint: Hint) -> tuple[int, int]:
    return hint.start, -hint.end


def _blame(text: str, agreement: Agreement) -> Iterator[Hint]:
    plain = text.replace("\u2019", "'")
    parties = "|".join(
        re.escape(name) for party in agreement.parties for name in {party.short, party.name} if name
    )
    who = rf"(?:you|your (?:team|people|side|lab|company)|you (?:guys|people|lot|all)|{parties})"
    whose = rf"(?:{parties})'s"
    rule = next((rule for rule in agreement.ground_rules if _RULE_ON_BLAME.search(rule)), "")
    for pattern, instead in _BLAMING:
        shape = pattern.replace("{whose}", whose).replace("{who}", who)
        for match in re.finditer(rf"(?<!\w)(?:{shape})(?!\w)", plain, re.IGNORECASE):
            if not _DENIED.search(plain, max(0, match.start() - 40), match.start()):
                yield Hint(
                    concern=Concern.BLAME,
                    start=match.start(),
                    end=match.end(),
                    found=text[match.start() : match.end()],
                    rule=rule,
                    instead=instead,
                )


def _never(text: str, agreement: Agreement) -> Iterator[Hint]:
    for each in found_in(text, agreement):
        yield Hint(
            concern=Concern.NEVER_IN_CHAT,
            start=each.start,
            end=each.end,
            found=text[each.start : each.end],
            rule=each.line,
            content=each.content,
        )
