"""Every place of the shipped agreements that can be opened in a form."""

from collections.abc import Iterator
from functools import lru_cache

from bot.agreement_file import to_document
from bot.domain.agreement.document import Agreement
from bot.domain.visibility import EVERYTHING, View, view
from bot.engine.parts import SECTIONS, Document, Path
from bot.engine.parts.entries import entries
from bot.engine.parts.places import document_of, item_id, locate, visible
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example

NAMES = (RAT, ANTIBODY, PHASE_1)


@lru_cache
def agreements() -> dict[str, Agreement]:
    return {name: example(name) for name in NAMES}


def document(name: str) -> Document:
    return dict(to_document(agreements()[name]))


def seen_by_all(name: str) -> View:
    return view(agreements()[name], EVERYTHING)


def levels(shown: View) -> Iterator[Path]:
    """Paths of every part, item and entry that exists for a reader."""
    data = document_of(shown)
    for section in SECTIONS:
        paths: list[Path] = [(section.key,)]
        if section.lists:
            held = [each for each in data.get(section.key, ()) if visible(section, each, shown)]
            paths = [(section.key, item_id(each)) for each in held]
        if section.optional and not data.get(section.key):
            continue
        for path in paths:
            yield path
            for group in entries(shown, locate(data, path, shown)):
                yield from ((*path, *group.steps, i) for i in range(len(group.items)))


def lists(shown: View) -> Iterator[Path]:
    """Paths of every list that something can be added to."""
    data = document_of(shown)
    for section in SECTIONS:
        if section.lists:
            yield (section.key,)
    for path in levels(shown):
        for group in entries(shown, locate(data, path, shown)):
            yield (*path, *group.steps)


EVERY_LEVEL = [(name, path) for name in NAMES for path in levels(seen_by_all(name))]
EVERY_LIST = [(name, path) for name in NAMES for path in lists(seen_by_all(name))]
