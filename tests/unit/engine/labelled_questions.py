"""Questions as people type them in chat, with the answer they should get.

`HOLD_OUT` was written before the look-up was run on any of it and is never looked at while it is
tuned: only the rates of the whole are read. `TUNING` may be looked at. The tables are the text
files in `questions/`, one per example. One line is one question: the question, `=>`, then the
right answer as `kind:key`. Several answers on a line are all right; `ambiguous:a+b` wants both
named.
"""

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
    def answerable(self) -> bool:
        return self.accepted != (NONE,)

    def is_right(self, kind: str, key: str | None, candidates: set[str]) -> bool:
        return any(self._matches(each, kind, key, candidates) for each in self.accepted)

    @staticmethod
    def _matches(accepted: str, kind: str, key: str | None, candidates: set[str]) -> bool:
        wanted_kind, _, wanted_key = accepted.partition(":")
        if wanted_kind == "ambiguous":
            named = set(wanted_key.split("+")) if wanted_key else set()
            return kind == "ambiguous" and named <= candidates
        return kind == wanted_kind and (wanted_kind == NONE or key == wanted_key)


def _read(part: str) -> tuple[Question, ...]:
    return tuple(
        Question(file.stem, text.strip(), tuple(right.split()))
        for file in sorted((_FOLDER / part).glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
        for text, right in [line.rsplit("=>", 1)]
    )


_FOLDER = Path(__file__).parent / "questions"

HOLD_OUT = _read("hold_out")
TUNING = _read("tuning")
