"""Judges the matching of partners by the labelled needs: `make eval`.

A need is met when one of the entries an expert would name is among the first three; a need that
nobody meets when nobody is named. The needs that nobody tuned on are reported alone, and listed
only when asked for: whoever reads them can no longer judge by them.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.engine.partner_search import Search
from tests.unit.engine.partners.directory import TODAY, Labelled, needs, whole

TUNING, UNSEEN = "needs.yaml", "needs_unseen.yaml"
TOP = 3


@dataclass(frozen=True)
class Judged:
    """A need and who was found for it."""

    labelled: Labelled
    search: Search

    @property
    def named(self) -> list[str]:
        """Names of the first ones."""
        return [each.partner.name for each in self.search.found[:TOP]]

    @property
    def right(self) -> bool:
        """Whether somebody right is among them, or nobody is where nobody should be."""
        if not self.labelled.best:
            return not self.search.found
        return bool(set(self.labelled.best) & set(self.named))


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Counts over some needs."""

    hits: int
    """Needs somebody meets, with somebody right among the first three."""
    of: int
    silent: int
    """Needs nobody meets, for which nobody was named."""
    of_nobody: int
    false_silence: int
    """Needs somebody meets, for which nobody was named."""


def judge(labelled: Iterable[Labelled]) -> list[Judged]:
    """Search for every need."""
    return [Judged(each, whole().search(each.need, TODAY)) for each in labelled]


def rates(judged: Sequence[Judged]) -> Rates:
    """How often the search was right."""
    met = [each for each in judged if each.labelled.best]
    nobody = [each for each in judged if not each.labelled.best]
    return Rates(
        hits=sum(each.right for each in met),
        of=len(met),
        silent=sum(each.right for each in nobody),
        of_nobody=len(nobody),
        false_silence=sum(not each.search.found for each in met),
    )


def report(title: str, judged: Sequence[Judged], *, listed: bool) -> str:
    """The rates in words, and each miss where it may be listed."""
    found = rates(judged)
    head = (
        f"{title}: top {TOP} hit rate {found.hits}/{found.of} ({found.hits / found.of:.0%});"
        f" nobody named where nobody fits {found.silent}/{found.of_nobody};"
        f" nobody named where somebody fits {found.false_silence}/{found.of}"
    )
    missed = [each for each in judged if not each.right] if listed else []
    lines = [
        f"  missed: {each.labelled.need!r}: named {', '.join(each.named) or 'nobody'};"
        f" expected {', '.join(each.labelled.best) or 'nobody'}"
        for each in missed
    ]
    return "\n".join((head, *lines))


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="list the misses of the unseen part")
    unseen_too = parser.parse_args().unseen
    print("Finding partners")
    print(report("Needs nobody tuned on", judge(needs(UNSEEN)), listed=unseen_too))
    print(report("Needs tuned on", judge(needs(TUNING)), listed=True))


if __name__ == "__main__":
    main()
