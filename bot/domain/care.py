"""Words that blame somebody, and content that the parties keep out of chat, in a draft.

A hint is for whoever writes, before anything is sent; it stops nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.agreement.document import Agreement
from bot.domain.blame import blaming
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
    names = sorted(
        {name for party in agreement.parties for name in (party.short, party.name) if name}
    )
    rule = next((rule for rule in agreement.ground_rules if _RULE_ON_BLAME.search(rule)), "")
    for start, end, instead in blaming(text, names):
        yield Hint(
            concern=Concern.BLAME,
            start=start,
            end=end,
            found=text[start:end],
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
