"""Keys and names: no key twice in a list, no name that leads to two items."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part
from bot.agreement_file.references import KEYED_LISTS
from bot.domain.agreement.seats import ALL
from bot.domain.agreement.triggers import BOTH, CLOCK_HOURS

_NAMED_LISTS = ("seats", "areas", "locations", "triggers")
_RESERVED = {"parties": (BOTH, CLOCK_HOURS), "phases": (ALL,)}
#: Unblinded seats know of each other, whichever they are.
_UNBLINDED = frozenset({"unblinded"})


def normalised(text: str) -> str:
    """A name as people may type it: case, accents' form, punctuation and spacing do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def name_faults(document: Part) -> Iterator[Fault]:
    """Duplicate and reserved keys, aliases claimed twice."""
    for name, item in KEYED_LISTS.items():
        yield from _key_faults(document, name, item)
    pulse = document.part("pulse")
    if pulse is not None:
        yield from _key_faults(pulse, "questions", "question")
    yield from _topic_faults(document)
    for name in _NAMED_LISTS:
        yield from _alias_faults(document, name)


def _key_faults(document: Part, name: str, item: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for part in document.parts(name):
        key = part.text("key")
        if key is None:
            continue
        if key in seen:
            sentence = f'two {name} have the key "{key}"; give this {item} a key of its own'
            yield part.fault("key", sentence)
        if key in _RESERVED.get(name, ()):
            yield part.fault("key", f'"{key}" has a meaning of its own; choose another key')
        seen.add(key)


def _topic_faults(document: Part) -> Iterator[Fault]:
    """A topic is how people know an input level, so it is like a key."""
    seen: set[str] = set()
    for wanted in document.parts("input_wanted"):
        topic = wanted.text("topic")
        if topic in seen:
            yield wanted.fault(
                "topic", f'the topic "{topic}" has a level already; keep one of them'
            )
        seen |= {topic} if topic is not None else set()


def _alias_faults(document: Part, name: str) -> Iterator[Fault]:
    """A name must lead to one item, or the answer to a question would be a guess.

    Only among items that the same people may know of: that a name is taken would tell everybody
    else of what has it. Who knows of both is asked which one they mean.
    """
    circles: dict[frozenset[str] | None, list[tuple[int, Part]]] = {}
    for index, part in enumerate(document.parts(name)):
        circles.setdefault(_known_to(document, name, part), []).append((index, part))
    for circle in circles.values():
        yield from _faults_among(circle, name)


def _known_to(document: Part, name: str, part: Part) -> frozenset[str] | None:
    """The seats that may know of an item; none stands for everybody."""
    match name:
        case "seats":
            study = document.part("study")
            blinded = study is not None and study.flag("blinded")
            return _UNBLINDED if blinded and part.data.get("blinded") is False else None
        case "locations" if part.flag("restricted"):
            access = part.part("access")
            return frozenset(seat for _, seat in access.texts("seats")) if access else frozenset()
        case _:
            return None


def _faults_among(circle: Sequence[tuple[int, Part]], name: str) -> Iterator[Fault]:
    item = KEYED_LISTS[name]
    claimed: dict[str, tuple[int, str]] = {}
    for index, part in circle:
        for field in ("key", "title"):
            own = part.text(field)
            if own is not None:
                claimed.setdefault(normalised(own), (index, _called(part, index)))
    titles: set[str] = set()
    for index, part in circle:
        title = normalised(part.text("title") or "")
        if title and title in titles:
            sentence = f'two {name} have the title "{part.text("title")}"; change one of them'
            yield part.fault("title", sentence)
        titles.add(title)
        listed: set[str] = set()
        for path, alias in part.texts("aliases"):
            word = normalised(alias)
            owner, called = claimed.setdefault(word, (index, _called(part, index)))
            if owner != index:
                sentence = f'the name "{alias}" belongs to the {item} {called} already; a name'
                yield Fault(path, f"{sentence} may lead to one {item} only, take one of them away")
            elif word in listed:
                yield Fault(path, f'the alias "{alias}" stands here twice; once is enough')
            listed.add(word)


def _called(part: Part, index: int) -> str:
    return part.text("key") or part.text("title") or f"number {index + 1}"
