"""What partners do, as data: `services.txt`, and finding it in what people wrote."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bot.domain.partner_categories import BY_KEY
from bot.engine.lookup.text import american, plain, stem

#: Kinds of details that are not a category of services.
SPECIES, MODALITY, SCALE, PACE = "species", "modality", "scale", "pace"

_PIECE = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)*|\d+")


@dataclass(frozen=True, eq=False)
class Service:
    """Something a partner does, or a detail of it, such as a species."""

    name: str
    """What people read."""
    kind: str
    """Key of its category, or the kind of detail it is."""
    whole: bool
    """Whether it stands for the whole category."""

    @property
    def category(self) -> str | None:
        """Key of the category; none of a detail."""
        return self.kind if self.kind in BY_KEY else None


@dataclass(frozen=True)
class Meaning:
    """What a saying means: a service, and which of the ways to say it have the same sense."""

    service: Service
    sense: int
    """Sayings of one service with the same number say the same; others say something near."""


@dataclass(frozen=True)
class Said:
    """A saying that was found in a text."""

    start: int
    """Number of its first piece."""
    end: int
    """Number of the piece after its last one."""
    meanings: tuple[Meaning, ...]
    """What it may mean; one for most sayings."""


def pieces(text: str) -> tuple[str, ...]:
    """The stems of a text, in one spelling; a number is a piece of its own: "28d" is "28 d"."""
    return tuple(map(_stem, _PIECE.findall(plain(text))))


def found_in(said: Sequence[str]) -> tuple[Said, ...]:
    """The sayings in the pieces of a text; one that lies within a longer one is not meant."""
    all_ = [
        Said(start, start + length, known)
        for start in range(len(said))
        for length in range(1, min(_longest(), len(said) - start) + 1)
        if (known := _sayings().get(tuple(said[start : start + length])))
    ]
    return tuple(each for each in all_ if not any(_within(each, other) for other in all_))


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are spelled, in small letters."""
    return tuple(_PIECE.findall(plain(text)))


@cache
def known_words() -> frozenset[str]:
    """Every word that stands in a saying, as it is spelled."""
    return frozenset(word for line in re.split(r"[;=\n]", _text()) for word in words_of(line))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(american(word))


def _within(one: Said, other: Said) -> bool:
    inside = other.start <= one.start and one.end <= other.end
    return inside and (one.end - one.start) < (other.end - other.start)


@cache
def _sayings() -> Mapping[tuple[str, ...], tuple[Meaning, ...]]:
    found: dict[tuple[str, ...], list[Meaning]] = defaultdict(list)
    for service, sayings in _read(_text()):
        for sense, same in enumerate(sayings):
            for saying in same:
                meaning = Meaning(service, sense if service.category else 0)
                known = found[pieces(saying)]
                if all(each.service is not service for each in known):
                    known.append(meaning)
    return {saying: tuple(meanings) for saying, meanings in found.items() if saying}


@cache
def _text() -> str:
    return files("bot.engine.partner_search").joinpath("services.txt").read_text("utf-8")


@cache
def _longest() -> int:
    return max(map(len, _sayings()))


def _read(text: str) -> Iterator[tuple[Service, list[list[str]]]]:
    kind = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        name, _, sayings = line.partition(":")
        service = Service(name.lstrip("*"), kind, name.startswith("*"))
        yield service, [each.split(" = ") for each in sayings.strip().split(";")]
