"""What is kept of the answers while a round of the pulse runs: sums of each side, and no answer.

An answer is added to the tally of its side and is then gone: a tally has a sum for each question
and the comments in the order of the alphabet, so nothing in it tells which came first or which came
together. That somebody answered is kept as their place among those asked, because an answer counts
once; it is forgotten with the tallies when the round ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.agreement.pulse import Comments, Pulse, PulseQuestion, Scale
from bot.domain.errors import Refused

LOWEST, HIGHEST = 1, 5
LONGEST_COMMENT = 300
#: With one answer the average is that answer, whatever was agreed.
FEWEST = 2


@dataclass(frozen=True, kw_only=True)
class PulseAnswer:
    """What one person says; never kept as such."""

    scale: Mapping[str, int]
    """From 1 to 5, by the key of each question with a scale."""
    comments: Mapping[str, str]
    """By the key of the question; those that are empty say nothing."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """All that is kept of the answers of one side while a round runs."""

    count: int = 0
    sums: Mapping[str, int]
    """By the key of each question with a scale."""
    comments: Mapping[str, tuple[str, ...]]
    """By the key of each open question, in the order of the alphabet."""

    @classmethod
    def empty(cls, questions: tuple[PulseQuestion, ...]) -> "Tally":
        """Of nobody."""
        return cls(
            sums={each.key: 0 for each in questions if each.scale is Scale.ONE_TO_FIVE},
            comments={each.key: () for each in questions if each.scale is Scale.TEXT},
        )

    def with_answer(self, answer: PulseAnswer) -> "Tally":
        """With one more."""
        return Tally(
            count=self.count + 1,
            sums={key: total + answer.scale[key] for key, total in self.sums.items()},
            comments={
                key: _in_order(*said, answer.comments.get(key, ""))
                for key, said in self.comments.items()
            },
        )


@dataclass(frozen=True, kw_only=True)
class PulseBox:
    """What is locked away while a round runs."""

    tallies: Mapping[str, Tally]
    """By the key of the party."""
    answered: frozenset[int] = frozenset()
    """Places, among those asked, of who has answered."""

    def with_answer(self, place: int, party: str, answer: PulseAnswer) -> "PulseBox":
        """With the answer of somebody asked.

        Raises:
            Refused: they have answered before.
        """
        if place in self.answered:
            raise Refused("Your answer to this round is counted. It stays as it is.")
        tallies = {**self.tallies, party: self.tallies[party].with_answer(answer)}
        return replace(self, tallies=tallies, answered=self.answered | {place})


@dataclass(frozen=True, kw_only=True)
class PulseRules:
    """The agreed rules of the answers of a round."""

    questions: tuple[PulseQuestion, ...]
    """Those that are asked: without open ones where comments are never shown."""
    least: int
    """Answers, and comments, of a side before anything of it is shown."""

    @classmethod
    def of(cls, pulse: Pulse) -> "PulseRules":
        """What is agreed; what could be shown to nobody is not asked."""
        asked = tuple(
            each
            for each in pulse.questions
            if each.scale is Scale.ONE_TO_FIVE or pulse.comments is not Comments.NEVER
        )
        return cls(questions=asked, least=max(pulse.minimum_answers, FEWEST))

    @property
    def scales(self) -> tuple[PulseQuestion, ...]:
        """The questions answered from 1 to 5."""
        return tuple(each for each in self.questions if each.scale is Scale.ONE_TO_FIVE)

    @property
    def texts(self) -> tuple[PulseQuestion, ...]:
        """The open questions."""
        return tuple(each for each in self.questions if each.scale is Scale.TEXT)


def one_line(text: str) -> str:
    """A comment as it is kept: one line, of what can be seen, and no longer than is asked for."""
    seen = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(seen.split())[:LONGEST_COMMENT].strip()


def _in_order(*comments: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, comments), key=lambda each: (each.casefold(), each)))
