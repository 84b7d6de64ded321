"""From mistakes of the whole document to sentences at the inputs of a form."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.agreement_file.mistakes import Fault, Path
from bot.agreement_file.references import KEYED_LISTS
from bot.agreement_file.reflection import file_fields, is_mapping, item_hint
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.document import Agreement
from bot.domain.errors import AccordError
from bot.domain.visibility import View
from bot.engine.parts.places import Document, Place, item_id, nested, visible
from bot.engine.parts.questions import FIRST_SEAT, Question
from bot.engine.parts.sections import SECTION

#: Mistakes that are put right in another field than the one they were found in.
_PUT_RIGHT_AT = {
    "Location.access": ("access", "seats"),
    "TriggerClock.calendar": ("clock", "business_days"),
    "Trigger": ("ladder", 0, "seats"),
    "Trigger.ladder": ("ladder", 0, "seats"),
    "ContentItem": ("choices",),
    "Party.key": (FIRST_SEAT,),
}
_MISSING = re.compile(r'"(\w+)" is missing')


class PartMistakes(AccordError):
    """A form cannot be used as it was filled in; every mistake at once, by the key of its input."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        self.mistakes = dict(mistakes)
        super().__init__(" ".join(dict.fromkeys(self.mistakes.values())))


def pointed(fault: Fault) -> Fault:
    """A fault about something missing, at the place where it would stand."""
    missing = _MISSING.match(fault.sentence)
    return fault if missing is None else Fault((*fault.path, missing[1]), fault.sentence)


def at_inputs(
    faults: Iterable[Fault],
    *,
    place: Place,
    at: Path,
    asked: Sequence[Question],
    changed: Collection[str],
    document: Document,
    view: View,
) -> dict[str, str]:
    """The mistakes of a document by the input they belong to.

    `at` is where the edited level stands in the document. A mistake in another part is shown at
    the first input that was changed, with the title of that part.
    """
    found: dict[str, str] = {}
    item = place.at[: 2 if place.section.lists else 1]
    fallback = next((q.key for q in asked if q.key in changed), asked[0].key)
    for fault in faults:
        sentence = sentence_of(fault, document, view)
        inside = fault.path[: len(at)] == at
        question = _question(fault, at, asked, changed) if inside else None
        question = question or _namesake(fault, place, asked, changed)
        if question is None and fault.path[: len(item)] != item:
            sentence = words.elsewhere(title_at(fault.path, document, view), sentence)
        found.setdefault(question.key if question else fallback, sentence)
    return found


def sentence_of(fault: Fault, document: Document, view: View) -> str:
    """What is wrong, for people: the rule of the field, or the file's sentence without keys."""
    owner, name = owner_of(fault.path)
    for key in (f"{owner}.{name}", owner if not name else ""):
        if key in part_labels.RULES:
            return part_labels.RULES[key]
    return _in_titles(fault.sentence, document, view)


def plain_sentence(fault: Fault, document: Document, view: View) -> str:
    """What is wrong, as the file says it; none of it where it is about something hidden."""
    item = _item(fault.path, document) if fault.path and fault.path[0] in SECTION else None
    hidden = item is not None and not visible(SECTION[str(fault.path[0])], item, view)
    if hidden or _names_hidden(fault.sentence, document, view):
        return words.SOMETHING_DOES_NOT_FIT
    return fault.sentence


def owner_of(path: Path) -> tuple[str, str]:
    """The class and the field that a path leads to; no field when it leads to the whole of one."""
    cls: type = Agreement
    name = ""
    for step in path:
        if isinstance(step, int):
            continue
        field = next((each for each in file_fields(cls) if each.name == step), None)
        if field is None or is_mapping(field.hint):
            return cls.__name__, field.name if field else name
        items = item_hint(field.hint)
        inner = nested(items if items is not None else field.hint)
        if inner is None:
            return cls.__name__, field.name
        # The path of a list itself leads to the field, that of an entry to the entry.
        whole = step is path[-1]
        if whole and items is not None:
            return cls.__name__, field.name
        if whole and f"{cls.__name__}.{field.name}" in part_labels.RULES:
            return cls.__name__, field.name
        cls, name = inner, ""
    return cls.__name__, name


def title_at(path: Path, document: Document, view: View) -> str:
    """The title of the part a path lies in; that of its section when the item is hidden."""
    section = SECTION[str(path[0])]
    item = _item(path, document)
    if item is None or not visible(section, item, view):
        return section.title
    return str(item.get("title") or item.get("short") or item_id(item))


def _item(path: Path, document: Document) -> Mapping[str, Any] | None:
    index = path[1] if len(path) > 1 else None
    if not isinstance(index, int) or not SECTION[str(path[0])].lists:
        return None
    found: Mapping[str, Any] = document[str(path[0])][index]
    return found


def naming(faults: Iterable[Fault], document: Document, view: View) -> Iterator[str]:
    """The parts that faults lie in, each with the field: what still names something."""
    for fault in faults:
        section = SECTION[str(fault.path[0])]
        item = _item(fault.path, document)
        if item is not None and not visible(section, item, view):
            yield words.ANOTHER_PART
            continue
        owner, name = owner_of(fault.path)
        title = title_at(fault.path, document, view)
        yield words.named_by(section.noun, title, part_labels.label(owner, name or section.key))


def _question(
    fault: Fault, at: Path, asked: Sequence[Question], changed: Collection[str]
) -> Question | None:
    """The question whose value the fault lies in, or one of those it is about."""
    rest = fault.path[len(at) :]
    owner, name = owner_of(fault.path)
    moved = _PUT_RIGHT_AT.get(f"{owner}.{name}" if name else owner)
    if moved is not None:
        about = [each for each in asked if each.steps[: len(moved)] == moved]
        if about:
            return about[0]
    holding = [each for each in asked if each.steps and rest[: len(each.steps)] == each.steps]
    if holding:
        return max(holding, key=lambda each: len(each.steps))
    below = [each for each in asked if each.steps[: len(rest)] == rest]
    return next((each for each in below if each.key in changed), below[0] if below else None)


def _namesake(
    fault: Fault, place: Place, asked: Sequence[Question], changed: Collection[str]
) -> Question | None:
    """A name claimed twice is complained about at the later item; here it was claimed just now."""
    if fault.path[0] != place.section.key or place.cls is None:
        return None
    owner, name = owner_of(fault.path)
    return next(
        (
            each
            for each in asked
            if owner == place.cls.__name__ and each.steps == (name,) and each.key in changed
        ),
        None,
    )


def _in_titles(sentence: str, document: Document, view: View) -> str:
    """A sentence of the file check with titles instead of keys; none of it when one is hidden."""
    if _names_hidden(sentence, document, view):
        return words.DOES_NOT_FIT
    titles = {
        item["key"]: str(item.get("short") or item.get("title"))
        for name in KEYED_LISTS
        for item in document.get(name, [])
    }
    said = re.sub(
        r'"([a-z][a-z0-9_]*)"', lambda m: f"“{titles[m[1]]}”" if m[1] in titles else m[0], sentence
    )
    return f"{said[:1].upper()}{said[1:]}."


def _names_hidden(sentence: str, document: Document, view: View) -> bool:
    return any(
        re.search(rf"\b{re.escape(item['key'])}\b", sentence) is not None
        and not visible(SECTION[name], item, view)
        for name in KEYED_LISTS
        for item in document.get(name, [])
    )
