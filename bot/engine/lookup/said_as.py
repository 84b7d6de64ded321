"""What people say instead of the names in an agreement, as data: `said_as.txt`.

A concept of the field ("temperature excursion") is known by its usual names. Where an item of an
agreement goes by one of them, what people say when it happens ("thawed", "the sun") finds it too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.text import stem, words

_TYPE = "type:"


@dataclass(frozen=True)
class Concept:
    """Something of the field that agreements call by one of a few names."""

    kinds: frozenset[Kind]
    names: tuple[frozenset[str], ...]
    """The stems of each of its usual names."""
    types: frozenset[str]
    """Types of triggers that are the concept whatever they are called."""
    said: tuple[str, ...]
    """What people say instead."""


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, read once."""
    text = files("bot.engine.lookup").joinpath("said_as.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    begun: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(" "):
            begun[-1][1].extend(_split(line))
        else:
            begun.append((line, []))
    return tuple(_concept(head, said) for head, said in begun)


def said_instead(kind: Kind, names: Iterable[str], *, type_: str | None = None) -> tuple[str, ...]:
    """What people say for an item of this kind that goes by these names."""
    found: dict[str, None] = {}
    for stems in {_stems(name) for name in names}:
        for concept, wanted in _near(stems):
            # A name counts when it is most of what the item is called: no "sending slides".
            if kind in concept.kinds and wanted <= stems and len(wanted) * 2 > len(stems):
                found |= dict.fromkeys(concept.said)
    for concept in concepts() if type_ else ():
        if kind in concept.kinds and type_ in concept.types:
            found |= dict.fromkeys(concept.said)
    return tuple(found)


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


def _concept(head: str, said: list[str]) -> Concept:
    kinds, _, names = head.partition("|")
    called = _split(names)
    return Concept(
        kinds=frozenset(Kind(each) for each in kinds.split()),
        names=tuple(_stems(each) for each in called if not each.startswith(_TYPE)),
        types=frozenset(e.removeprefix(_TYPE) for e in called if e.startswith(_TYPE)),
        said=tuple(said),
    )


def _split(line: str) -> list[str]:
    return [each.strip() for each in line.split(";") if each.strip()]


def _stems(text: str) -> frozenset[str]:
    found = words(text)
    return frozenset(stem(word) for word in found if word not in FILLER) or frozenset(found)
