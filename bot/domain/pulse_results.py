"""What both sides read of a round: averages of a side with enough answers, gaps, and comments.

An average is kept as it is shown, rounded to one digit, and that is what is compared with what was
agreed: everybody can follow it, and nothing finer is left anywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.agreement.pulse import PulseActs
from bot.domain.pulse_tally import PulseRules, Tally


@dataclass(frozen=True, kw_only=True)
class SideResult:
    """What is shown of one side."""

    party: str
    """Key of the party."""
    averages: Mapping[str, float]
    """With one digit, by the key of the question."""
    comments: Mapping[str, tuple[str, ...]]
    """Without names, by the key of the question; only where enough people wrote one."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """How far two sides are apart in one question: those that are furthest."""

    size: float
    low: str
    """Key of the party with the lower average."""
    high: str


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that is left of a round when it is over."""

    questions: Mapping[str, str]
    """The questions as they were asked, by key, in their order."""
    asked: tuple[str, ...]
    """Keys of the parties that were asked."""
    least: int
    """Fewer answers than these are not shown."""
    sides: tuple[SideResult, ...] = ()
    """Those with enough answers, in the order of the agreement."""
    unreadable: bool = False
    """Whether the answers could not be opened any more, because the key was gone."""

    def side(self, party: str) -> SideResult | None:
        """What is shown of a party; none when too few answered."""
        return next((each for each in self.sides if each.party == party), None)

    def averages(self, question: str) -> dict[str, float]:
        """The average of each side that is shown, by party."""
        return {
            each.party: each.averages[question] for each in self.sides if question in each.averages
        }

    def gap(self, question: str) -> Gap | None:
        """The gap in one question; none where fewer than two sides are shown."""
        found = self.averages(question)
        if len(found) < 2:  # noqa: PLR2004 - a gap is between two
            return None
        low, high = min(found, key=lambda key: found[key]), max(found, key=lambda key: found[key])
        return Gap(size=_tenths(found[high] - found[low]), low=low, high=high)

    def to_talk_about(self, acts: PulseActs) -> Iterator[str]:
        """Keys of the questions with an average under, or a gap over, what was agreed."""
        for question in self.questions:
            averages, gap = self.averages(question).values(), self.gap(question)
            low = any(each < acts.average_under for each in averages)
            if low or (gap is not None and gap.size > acts.gap_over):
                yield question


def results_of(tallies: Mapping[str, Tally], rules: PulseRules) -> Results:
    """What is shown of the tallies of all sides, by party in the order of the agreement."""
    return Results(
        questions={each.key: each.text for each in rules.questions},
        asked=tuple(tallies),
        least=rules.least,
        sides=tuple(
            SideResult(
                party=party,
                averages={key: _average(total, tally.count) for key, total in tally.sums.items()},
                comments={
                    key: said for key, said in tally.comments.items() if len(said) >= rules.least
                },
            )
            for party, tally in tallies.items()
            if tally.count >= rules.least
        ),
    )


def _average(total: int, count: int) -> float:
    """Rounded to one digit, half of it up, in whole numbers so that no float decides."""
    return (20 * total + count) // (2 * count) / 10


def _tenths(value: float) -> float:
    return round(value * 10) / 10
