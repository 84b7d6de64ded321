"""Judges the look-up by the labelled questions: `make eval`.

Prints, for the questions nobody tuned on and for those that were, how often the answer is right,
wrong or missing, which kinds are taken for which, and every error of the tuned part. The errors of
the unseen part are listed only when asked for: whoever reads them can no longer judge by them.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import Found, Kind, build_index, look_up
from tests.unit.engine.examples import EXAMPLES, example
from tests.unit.engine.labelled_questions import HOLD_OUT, TUNING, Question

INDEXES = {name: build_index(view(example(name), EVERYTHING)) for name in EXAMPLES}


@dataclass(frozen=True)
class Judged:
    """A question and what the look-up made of it."""

    question: Question
    found: Found

    @property
    def right(self) -> bool:
        keys = {each.key for each in self.found.candidates}
        return self.question.is_right(self.found.kind, self.found.key, keys)

    @property
    def offered(self) -> bool:
        """Whether the right thing is the answer or among those offered."""
        shown = self.found.candidates
        return self.right or any(self.question.is_about(e.kind, e.key) for e in shown)

    @property
    def names_one(self) -> bool:
        return self.found.kind not in {Kind.AMBIGUOUS, Kind.NONE}


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Shares of 1 over some questions."""

    right: float
    """Answered as labelled, of those that have an answer: the recall."""
    offered: float
    """Answered as labelled, or among the several that were offered."""
    wrong_thing: float
    """One thing named, and not the right one, of those that have an answer."""
    precision: float
    """Right, of all questions that got any answer."""
    recognised: float
    """Told that it is not in the agreement, of those without an answer."""


def judge(questions: Iterable[Question]) -> list[Judged]:
    """Ask the look-up every question, as somebody who may know everything."""
    return [Judged(each, look_up(INDEXES[each.example], each.text)) for each in questions]


def rates(judged: Sequence[Judged]) -> Rates:
    """How often the look-up was right, and in which way it was not."""
    answerable = [each for each in judged if each.question.answerable]
    silent = [each for each in judged if not each.question.answerable]
    answered = [each for each in judged if each.found.kind is not Kind.NONE]
    return Rates(
        right=_share(each.right for each in answerable),
        offered=_share(each.offered for each in answerable),
        wrong_thing=_share(each.names_one and not each.right for each in answerable),
        precision=_share(each.right for each in answered),
        recognised=_share(each.right for each in silent),
    )


def confusion(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often a question for one kind got an answer of another; right answers count as asked."""
    return Counter(
        (each.question.kind, each.question.kind if each.right else str(each.found.kind))
        for each in judged
    )


def _share(happened: Iterable[bool]) -> float:
    counted = list(happened)
    return sum(counted) / len(counted)


def _print_part(title: str, questions: Sequence[Question], *, errors: bool) -> None:
    judged = judge(questions)
    print(f"\n{title}: {len(judged)} questions")
    _print_rates("all", judged)
    for name in EXAMPLES:
        _print_rates(name, [each for each in judged if each.question.example == name])
    print("  asked for (down), answered with (across)")
    counted = confusion(judged)
    print("  " + " " * 11 + "".join(f"{kind:>11}" for kind in Kind))
    for asked in Kind:
        numbers = "".join(f"{counted[asked, answered] or '.':>11}" for answered in Kind)
        print(f"  {asked:<11}{numbers}")
    for each in judged if errors else ():
        if not each.right:
            _print_error(each)


def _print_rates(name: str, judged: Sequence[Judged]) -> None:
    found = rates(judged)
    print(
        f"  {name:<24} right {found.right:6.1%}   right or offered {found.offered:6.1%}"
        f"   wrong thing {found.wrong_thing:5.1%}   precision {found.precision:6.1%}"
        f"   unanswerable recognised {found.recognised:6.1%}"
    )


def _print_error(judged: Judged) -> None:
    wanted = " or ".join(judged.question.accepted)
    got = ", ".join(f"{e.kind}:{e.key} ({e.score})" for e in judged.found.candidates) or "none"
    print(f"  {judged.question.example[:2]} {judged.question.text}\n     {wanted} | got {got}")


def main() -> None:
    """Print the evaluation."""
    parser = argparse.ArgumentParser(prog="make eval", description="Judge the look-up.")
    parser.add_argument("--unseen-errors", action="store_true", help="list those too")
    unseen_errors: bool = parser.parse_args().unseen_errors
    _print_part("Tuned on", TUNING, errors=True)
    _print_part("Unseen", HOLD_OUT, errors=unseen_errors)


if __name__ == "__main__":
    main()
