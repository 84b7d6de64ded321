"""Mistakes in a file: where they are, what is wrong and what to write instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from bot.domain.errors import BadAgreement

#: A place in the document: keys of mappings and indexes of lists, from the top.
Step = str | int
Path = tuple[Step, ...]

#: How alike two words are, of 100: one may be meant for the other, or is surely a misspelling.
NEAR = 60.0
VERY_NEAR = 85.0

_MOST_COMPARED = 1000  # an absurdly long file must not cost minutes
_LONGEST_LIST = 24
_SHORT_LIST = 8
_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Fault:
    """Something wrong at a path, before its line is known."""

    path: Path
    """Where it is."""
    sentence: str
    """What is wrong; what to write instead."""
    on_key: bool = False
    """Whether the key is wrong rather than the value behind it."""


@dataclass(frozen=True, order=True)
class Mistake:
    """Something wrong in a file, with its place."""

    line: int
    column: int
    path: str
    sentence: str

    def in_file(self, name: str) -> str:
        """The line a person reads: `agreement.yaml:12: seats[cro_pm].deputy: no seat ...`."""
        where = f"{name}:{self.line}: "
        return where + (f"{self.path}: " if self.path else "") + self.sentence


class AgreementFileError(BadAgreement):
    """A file cannot be used; every mistake in it is listed, in the order of its lines."""

    def __init__(self, name: str, mistakes: Iterable[Mistake]) -> None:
        self.name = name
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(mistake.in_file(name) for mistake in self.mistakes))


def written(path: Path, data: object) -> str:
    """A path as a person reads it: an item with a key is named by it, `areas[protocol].kind`."""
    text = ""
    here = data
    for step in path:
        here = inside(here, step)
        if isinstance(step, int):
            key = here.get("key") if isinstance(here, dict) else None
            text += f"[{key if isinstance(key, str) and key else step}]"
        else:
            text += f".{step}" if text else step
    return text


def quoted(value: object) -> str:
    """A value from the file as a sentence shows it, shortened when it is long."""
    text = str(value)
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1] + "…"
    return f'"{text}"'


def nearest(word: str, known: Iterable[str], at_least: float = NEAR) -> str | None:
    """The known word a misspelt one was probably meant to be."""
    found = process.extractOne(
        word.casefold(),
        {each: each.casefold() for each in islice(known, _MOST_COMPARED)},
        scorer=fuzz.ratio,
        score_cutoff=at_least,
    )
    return None if found is None else str(found[2])


def instead(word: str, known: Sequence[str]) -> str:
    """What to write instead of an unknown word: the nearest one, and those there are."""
    near = nearest(word, known)
    listed = ", ".join(known[:_LONGEST_LIST]) + (", …" if len(known) > _LONGEST_LIST else "")
    if not known:
        return "there is none to choose from yet"
    if near is None:
        return f"write one of: {listed}"
    if len(known) == 1:
        return f'write "{near}"'
    return f'did you mean "{near}"?' + (f" Known: {listed}" if len(known) <= _SHORT_LIST else "")


def inside(data: object, step: Step) -> object:
    """What stands one step further down; None where there is nothing."""
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
