"""Makes the labelled questions that may be looked at into questions of the look-up's bank."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import bot.engine.lookup
from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.naming import ALIAS, named_items
from bot.engine.lookup.text import stem, words
from tests.unit.engine.examples import EXAMPLES, example
from tests.unit.engine.labelled_questions import LEARNING, NONE, TUNING, Question

ASKED_BEFORE, ASKED_SINCE = "asked_before.txt", "asked_since.txt"
SOURCES = {ASKED_BEFORE: TUNING, ASKED_SINCE: LEARNING}
FOLDER = Path(bot.engine.lookup.__file__).parent / "said"

_HEADING = "# Questions that people asked, by what they were about. Made by `make learn`."
#: Nothing in any working agreement; what only this one does not have says nothing about others.
_NOT_OURS = frozenset({"none:elsewhere", "none:talk"})
_MOST_NAMES, _MOST_WORDS, _WIDTH = 8, 3, 106


def asked(questions: Iterable[Question]) -> str:
    """The text of a file of the bank, made from labelled questions."""
    about: dict[str, list[str]] = defaultdict(list)
    names = _names_of_things()
    parties = _parties()
    for each in questions:
        head = names.get(_subject(each))
        if head is not None:
            about[head].append(_without(parties, each.text))
    return "\n".join([_HEADING, *_concepts(about)]) + "\n"


def write_asked() -> None:
    """Write both files anew."""
    for file, questions in SOURCES.items():
        (FOLDER / file).write_text(asked(questions), encoding="utf-8")


def _subject(question: Question) -> tuple[str, str, str]:
    kind, _, key = question.accepted[0].partition(":")
    if kind == NONE:
        return ("", NONE, "" if question.accepted[0] in _NOT_OURS else "near")
    return (question.example, kind, key)


def _names_of_things() -> dict[tuple[str, str, str], str]:
    """Example, kind and key to the line that begins the concept."""
    found = {("", NONE, ""): f"{NONE} | other business"}
    for name in EXAMPLES:
        for item, named in named_items(view(example(name), EVERYTHING)):
            called = (text for text, trust in named if trust >= ALIAS)
            heading = f"{item.kind} | {'; '.join(_short(called))}"
            found[name, item.kind, item.key] = heading
    return found


def _short(called: Iterable[str]) -> Sequence[str]:
    """Names of few telling words; longer ones would match nothing else."""
    kept: dict[frozenset[str], str] = {}
    for name in called:
        telling = frozenset(stem(word) for word in words(name) if word not in FILLER)
        if 0 < len(telling) <= _MOST_WORDS:
            kept.setdefault(telling, re.sub(r"[;|]", " ", name))
    return list(kept.values())[:_MOST_NAMES]


def _parties() -> re.Pattern[str]:
    """What the parties are called and where they are: no concept of the field."""
    said = {
        word
        for name in EXAMPLES
        for party in example(name).parties
        for full in (party.short, party.city or party.short)
        for word in (full, full.split()[0])
    }
    names = "|".join(sorted(map(re.escape, said), key=lambda each: (-len(each), each)))
    return re.compile(rf"\b(at |from |by |of )?({names})('s)?\b", re.IGNORECASE)


def _without(parties: re.Pattern[str], text: str) -> str:
    return " ".join(parties.sub("", text).replace(";", ",").split())


def _concepts(about: dict[str, list[str]]) -> Iterator[str]:
    for head, questions in about.items():
        yield ""
        yield head
        line: list[str] = []
        for text in questions:
            if line and len(" ; ".join([*line, text])) > _WIDTH:
                yield f"  ? {' ; '.join(line)}"
                line = []
            line.append(text)
        yield f"  ? {' ; '.join(line)}"
