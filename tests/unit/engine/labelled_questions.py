"""Questions as people type them in chat, with the answer they should get.

`HOLD_OUT` was written before the look-up was run on any of it and is never looked at while it is
tuned: only the rates of the whole are read. `TUNING` may be looked at. The tables are the text
files in `questions/`, one per example. One line is one question: the question, `=>`, then the
right answer as `kind:key`. Several answers on a line are all right; `ambiguous:a+b` wants both
named. `none` is a question without an answer; what stands after it says why it is asked all the
same: `none:near` for a thing of the field that this work does not have, `none:elsewhere` for other
people's business, `none:talk` for what is no question to an agreement.

`LEARNING` was written like the hold-out, without sight of the look-up; how the look-up
weighs its evidence is learnt from it, and its questions are then added to what people ask.

`REACH_HOLD_OUT` and `REACH_TUNING` ask how to get hold of somebody. A line ends with one or more
seats, then `urgent` or `normal` (whether the words say that it cannot wait), then the hour asked
about: now, night, hour (a time of day), weekday, weekend, holiday, or `-` for none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NONE = "none"


@dataclass(frozen=True)
class Question:
    """One question to one of the examples and the answers that are right."""

    example: str
    text: str
    accepted: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What is asked for: the kind of the answer that is written first."""
        return self.accepted[0].partition(":")[0]

    @property
    def answerable(self) -> bool:
        return any(each.partition(":")[0] != NONE for each in self.accepted)

    def is_right(self, kind: str, key: str | None, candidates: set[str]) -> bool:
        return any(self._matches(each, kind, key, candidates) for each in self.accepted)

    def is_about(self, kind: str, key: str) -> bool:
        """Whether the thing is a right answer, or one of those that all belong in it."""
        return any(
            accepted == f"{kind}:{key}"
            or (accepted.startswith("ambiguous:") and key in accepted.partition(":")[2].split("+"))
            for accepted in self.accepted
        )

    @staticmethod
    def _matches(accepted: str, kind: str, key: str | None, candidates: set[str]) -> bool:
        wanted_kind, _, wanted_key = accepted.partition(":")
        if wanted_kind == "ambiguous":
            named = set(wanted_key.split("+")) if wanted_key else set()
            return kind == "ambiguous" and named <= candidates
        return kind == wanted_kind and (wanted_kind == NONE or key == wanted_key)


@dataclass(frozen=True)
class Reach:
    """One question how to get hold of somebody."""

    example: str
    text: str
    seats: tuple[str, ...]
    """Keys of the seats that are right."""
    urgent: bool
    hour: str
    """The hour asked about, as in the file."""


def _lines(part: str) -> Iterator[tuple[str, str, list[str]]]:
    """Example, question and labels of each line."""
    for file in sorted((_FOLDER / part).glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, right = line.rsplit("=>", 1)
                yield file.stem, text.strip(), right.split()


def _read(part: str) -> tuple[Question, ...]:
    return tuple(Question(example, text, tuple(right)) for example, text, right in _lines(part))


def _read_reach(part: str) -> tuple[Reach, ...]:
    return tuple(
        Reach(
            example,
            text,
            seats=tuple(seat.removeprefix("seat:") for seat in seats),
            urgent={"urgent": True, "normal": False}[urgency],
            hour=hour,
        )
        for example, text, (*seats, urgency, hour) in _lines(f"reach/{part}")
    )


_FOLDER = Path(__file__).parent / "questions"

HOLD_OUT = _read("hold_out")
LEARNING = _read("learning")
TUNING = _read("tuning")
REACH_HOLD_OUT = _read_reach("hold_out")
REACH_TUNING = _read_reach("tuning")
