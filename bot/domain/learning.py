"""What people meant by words that the agreement does not know, and when a lead is asked about it.

Nothing is learnt without consent: words that are meant again and again become a suggestion, and a
lead says whether they become a name. Who asked is kept as a mark that only tells two people apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant

#: How long what somebody meant counts, and is kept.
KEPT_FOR = timedelta(days=90)
#: A lead's side is asked about so many suggestions in so many days; the others wait.
MOST_ASKED, ASKED_WITHIN = 3, timedelta(days=7)
#: So often must the same be meant, where nobody said that the answer was wrong.
_OFTEN = 2
#: So many people must have asked for something that is not agreed.
_PEOPLE = 2


class How(StrEnum):
    """How it came out what somebody meant."""

    CORRECTED = "corrected"
    """The answer was about another thing, and they said which one they meant."""
    PICKED = "picked"
    """Nothing was found, and they picked what they meant."""
    CHOSEN = "chosen"
    """Several things were found, and they chose one."""
    CONFIRMED = "confirmed"
    """The answer was not sure, and they said that it was right."""
    MISSED = "missed"
    """Nothing was found, or they said that what they asked for is not in the agreement."""


@dataclass(frozen=True, kw_only=True)
class Meant:
    """What one person meant by some words on one day."""

    collaboration: str
    words: str
    """The words in the form in which they are compared."""
    said: str
    """The words as they were typed last."""
    section: str
    """Section of the agreement that the item stands in; empty when it is not in the agreement."""
    item: str
    """Key of the item; empty likewise."""
    how: How
    asker: str
    """Tells two people apart, and says nothing else about them."""
    party: str
    """Key of the party of whoever asked."""
    day: str
    """The day, as `2026-12-04` in UTC: meaning the same twice on a day is meaning it once."""
    at: Instant

    @property
    def missing(self) -> bool:
        """Whether the agreement has nothing by these words."""
        return not self.item


class NameState(StrEnum):
    """How far a suggestion is."""

    WAITING = "waiting"
    """For its turn, or for somebody's hours."""
    ASKED = "asked"
    """A lead has it."""
    PROPOSED = "proposed"
    """The lead said yes: the name is proposed, or in force where nobody else has to accept."""
    NOT_NOW = "not_now"
    """The lead said no; it is not asked about again."""
    PASSED = "passed"
    """It needs no answer any more: the item is gone, or goes by the name already."""


#: Suggestions in these states are forgotten after a while. What a lead has stays open, and what
#: they put aside stays known, so that they are not asked again.
FORGOTTEN = frozenset({NameState.WAITING, NameState.PROPOSED, NameState.PASSED})


@dataclass(frozen=True, kw_only=True)
class SuggestedName:
    """Words that may become a name of an item, or that ask for something missing."""

    id: str
    collaboration: str
    words: str
    said: str
    section: str
    """Empty when what is asked for is not in the agreement."""
    item: str
    party: str
    """Key of the party whose lead is asked."""
    times: int
    """How often it was meant when it was suggested."""
    people: int
    """How many people meant it."""
    since: Instant
    state: NameState = NameState.WAITING
    lead: str | None = None
    """Id of the lead who was asked."""
    asked_at: Instant | None = None
    ended_at: Instant | None = None

    @property
    def missing(self) -> bool:
        """Whether it is about something that the agreement does not have."""
        return not self.item

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.state in (NameState.WAITING, NameState.ASKED)

    def asked(self, lead: str, at: Instant) -> "SuggestedName":
        """With the lead who is asked now."""
        return replace(self, state=NameState.ASKED, lead=lead, asked_at=at)

    def ended(self, state: NameState, at: Instant) -> "SuggestedName":
        """At its end.

        Raises:
            Refused: it has ended already.
        """
        self.refuse_ended()
        return replace(self, state=state, ended_at=at)

    def refuse_ended(self) -> None:
        """Say what became of it.

        Raises:
            Refused: it has ended.
        """
        if not self.open:
            raise Refused(_OVER[self.state])


_OVER = {
    NameState.PROPOSED: "This name was proposed already. Type propose to see how far it is.",
    NameState.NOT_NOW: (
        "This was put aside already, and is not asked again. To add a name all the same, type"
        " propose."
    ),
    NameState.PASSED: "This needs no answer any more. To add another name, type propose.",
}


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What is worth to be suggested."""

    section: str
    item: str
    times: int
    people: int
    latest: Meant
    """The last time it was meant."""


def worth_suggesting(meant: Iterable[Meant], now: Instant) -> Worth | None:
    """What a lead may be asked about some words, if anything.

    One correction is enough, and else the same meant twice; never where people mean different
    things as often. What nobody found, and nobody meant by it anything that is agreed, when two
    people asked for it.

    Args:
        meant: what was meant by the same words; older things do not count.
        now: the moment.
    """
    counted = sorted(
        (each for each in meant if each.at > instant(now - KEPT_FOR)), key=lambda each: each.at
    )
    found = [each for each in counted if not each.missing]
    if not found:
        worth = _worth(counted)
        return worth if worth is not None and worth.people >= _PEOPLE else None
    often = Counter((each.section, each.item) for each in found).most_common(2)
    (best, times), others = often[0], often[1:]
    if others and others[0][1] == times:
        return None
    same = [each for each in found if (each.section, each.item) == best]
    corrected = any(each.how is How.CORRECTED for each in same)
    return _worth(same) if corrected or times >= _OFTEN else None


def may_ask_at(asked: Iterable[SuggestedName], party: str, now: Instant) -> Instant:
    """When the next suggestion may be shown to the leads of a party: now, or when its week allows.

    Args:
        asked: all suggestions of the collaboration.
        party: key of the party.
        now: the moment.
    """
    before = sorted(
        each.asked_at
        for each in asked
        if each.party == party and each.asked_at and each.asked_at > instant(now - ASKED_WITHIN)
    )
    return instant(before[-MOST_ASKED] + ASKED_WITHIN) if len(before) >= MOST_ASKED else now


def _worth(same: Sequence[Meant]) -> Worth | None:
    if not same:
        return None
    latest = same[-1]
    return Worth(
        section=latest.section,
        item=latest.item,
        times=len(same),
        people=len({each.asker for each in same}),
        latest=latest,
    )
