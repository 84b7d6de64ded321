"""What people say instead of the names in an agreement, as data: the files in `said/`.

A concept of the field ("temperature excursion") is known by its usual names. Where an item of an
agreement goes by one of them, what people say when it happens ("thawed", "the sun") finds it too.
A concept that an agreement does not have tells that a question is about something else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.text import stem, words

#: The file whose sayings are chosen so narrowly that one of them tells the concept.
WORD_BY_WORD = "word_by_word.txt"
_TYPE = "type:"
_ASKED = "?"


@dataclass(frozen=True, eq=False)
class Concept:
    """Something of the field that agreements call by one of a few names."""

    file: str
    """Name of the file it stands in."""
    kinds: frozenset[Kind]
    """Kinds of items that can be it; `none` when no working agreement is about it."""
    names: tuple[frozenset[str], ...]
    """The stems of each of its usual names."""
    called: tuple[str, ...]
    """Its usual names, as written."""
    types: frozenset[str]
    """Types of triggers that are the concept whatever they are called."""
    said: tuple[str, ...]
    """What people say instead."""
    asked: tuple[str, ...]
    """Whole questions that people ask about it, or stories they tell."""


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, read once."""
    folder = files("bot.engine.lookup").joinpath("said")
    found = sorted(folder.iterdir(), key=lambda each: each.name)
    return tuple(each for file in found for each in _read(file.name, file.read_text("utf-8")))


def concepts_of(
    kind: Kind, names: Iterable[str], *, type_: str | None = None
) -> tuple[Concept, ...]:
    """The concepts that an item of this kind is, that goes by these names."""
    found: set[Concept] = set()
    for stems in {_stems(name) for name in names}:
        for concept, wanted in _near(stems):
            # A name counts when it is most of what the item is called: no "sending slides".
            if kind in concept.kinds and wanted <= stems and len(wanted) * 2 > len(stems):
                found.add(concept)
    for concept in concepts() if type_ else ():
        if kind in concept.kinds and type_ in concept.types:
            found.add(concept)
    return tuple(sorted(found, key=_places().__getitem__))


def _read(file: str, text: str) -> Iterable[Concept]:
    begun: list[tuple[str, list[str], list[str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            begun.append((line, [], []))
        elif line.lstrip().startswith(_ASKED):
            begun[-1][2].extend(_split(line.lstrip().removeprefix(_ASKED)))
        else:
            begun[-1][1].extend(_split(line))
    return (_concept(file, *each) for each in begun)


@cache
def _places() -> Mapping[Concept, int]:
    """Where each concept stands among all."""
    return {concept: place for place, concept in enumerate(concepts())}


def _near(stems: frozenset[str]) -> Iterable[tuple[Concept, frozenset[str]]]:
    known = _by_stem()
    return (each for one in stems for each in known.get(one, ()))


@cache
def _by_stem() -> Mapping[str, tuple[tuple[Concept, frozenset[str]], ...]]:
    """Concepts and their names by one stem of the name, so that few are compared."""
    found: dict[str, list[tuple[Concept, frozenset[str]]]] = defaultdict(list)
    for concept in concepts():
        for name in concept.names:
            found[min(name)].append((concept, name))
    return {each: tuple(those) for each, those in found.items()}


def _concept(file: str, head: str, said: list[str], asked: list[str]) -> Concept:
    kinds, _, names = head.partition("|")
    called = _split(names)
    named = tuple(each for each in called if not each.startswith(_TYPE))
    return Concept(
        file=file,
        kinds=frozenset(Kind(each) for each in kinds.split()),
        names=tuple(_stems(each) for each in named),
        called=named,
        types=frozenset(e.removeprefix(_TYPE) for e in called if e.startswith(_TYPE)),
        said=tuple(said),
        asked=tuple(asked),
    )


def _split(line: str) -> list[str]:
    return [each.strip() for each in line.split(";") if each.strip()]


def _stems(text: str) -> frozenset[str]:
    found = words(text)
    return frozenset(stem(word) for word in found if word not in FILLER) or frozenset(found)
