"""Putting the answers of a form into an agreement: change, add, remove.

Everything works on a copy of the plain document. What a form does not show stays as it is, and so
does what came back as it was shown. The result is checked as a whole, so that what is returned can
be accepted and stored.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from bot.agreement_file.check import faults_of
from bot.agreement_file.codec import from_document, to_document
from bot.agreement_file.meaning.contact_rules import taken_by
from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault, Path, written
from bot.agreement_file.parts import Part
from bot.agreement_file.reflection import file_fields
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.cadences import ContentItem
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.agreement.parties import Party
from bot.domain.agreement.seats import ALL
from bot.domain.agreement.triggers import BOTH, CLOCK_HOURS, LadderStep, Trigger
from bot.domain.duration import Duration, Unit
from bot.domain.errors import InvalidInput, Refused
from bot.domain.visibility import Reader, view
from bot.engine.parts.complaints import PartMistakes, at_inputs, naming, pointed
from bot.engine.parts.places import Document, Place, fingerprint, locate
from bot.engine.parts.questions import FIRST_SEAT, Question, questions
from bot.export.extract import without_party

#: What a key is made of, the first of these that there is.
_NAMED_BY = ("short", "title", "text")
_LONGEST_KEY = 40
_RESERVED = frozenset({ALL, BOTH, CLOCK_HOURS})
#: Lists whose items come and go with seats, of which some are hidden in a blinded study.
_OF_SEATS = (("seats",), ("cadences",))
_MINUTES = {
    Unit.MINUTES: 1,
    Unit.HOURS: 60,
    Unit.CALENDAR_DAYS: 24 * 60,
    Unit.BUSINESS_DAYS: 24 * 60,
    Unit.WEEKS: 7 * 24 * 60,
}
#: How fast the first seat of a new party answers, until somebody says otherwise.
_FIRST_REPLIES = {"normal": "1bd", "urgent": "1bd"}


def edited(
    document: Document,
    path: Path,
    values: Mapping[str, str],
    *,
    reader: Reader,
    seen: str | None = None,
) -> Document:
    """The document with the answers of a form in it; the form's path may be that of a list.

    `reader` is who filled it in: what does not exist for them is kept. `seen` is what the form
    carried of what it showed.

    Raises:
        PartMistakes: it cannot be used; every mistake by the key of its input.
        Refused: the part is gone or changed while the form was open.
    """
    visible = view(from_document(document), reader)
    place = locate(document, path, visible)
    if seen and not place.is_list and seen != fingerprint(place):
        raise Refused(words.CHANGED_MEANWHILE)
    asked = questions(visible, place, values)
    changed = [each for each in asked if _is_answered_anew(each, values)]
    draft = deepcopy(document)
    if not changed and not place.new:
        return draft
    at = _opened(draft, place)
    mistakes = _put(draft, at, changed, values)
    level = _at(draft, at)
    _prune(level, asked)
    mistakes |= _lacking(level, asked, values, mistakes) | _repeated_topic(draft, place, level)
    if place.new:
        at = _finish(draft, place, level, at, values)
    faults = [each for each in _new_faults(document, draft) if not _told(each, at, mistakes, asked)]
    mistakes |= {
        key: sentence
        for key, sentence in at_inputs(
            faults,
            place=place,
            at=at,
            asked=asked,
            changed={each.key for each in changed},
            document=draft,
            view=visible,
        ).items()
        if key not in mistakes
    }
    if mistakes:
        raise PartMistakes(mistakes)
    return to_document(from_document(draft))


def added(document: Document, path: Path, values: Mapping[str, str], *, reader: Reader) -> Document:
    """The document with something new in it: an item of a section, an entry of a list.

    A new item gets a key made of its title.

    Raises:
        PartMistakes: it cannot be used; every mistake by the key of its input.
        Refused: nothing can be added there.
    """
    if not locate(document, path, view(from_document(document), reader)).new:
        raise Refused(words.GONE)
    return edited(document, path, values, reader=reader)


def removed(document: Document, path: Path, *, reader: Reader, seen: str | None = None) -> Document:
    """The document without an item or an entry. With a party goes all that is its own.

    Raises:
        Refused: other parts still name it, or it cannot be absent; the sentence says which.
    """
    visible = view(from_document(document), reader)
    place = locate(document, path, visible)
    if seen and seen != fingerprint(place):
        raise Refused(words.CHANGED_MEANWHILE)
    entry = isinstance(place.at[-1], int)
    whole = place.path == (place.section.key,) and place.section.optional and place.data
    if not (entry or whole):
        raise Refused(words.NOT_REMOVABLE)
    if place.cls is LadderStep and place.at[-1] == 0:
        raise Refused(words.FIRST_STEP_STAYS)
    draft = deepcopy(document)
    holder = _inside(draft, place.at[:-1])
    del holder[place.at[-1]]
    if place.cls is Party:
        draft = to_document(without_party(from_document(document), place.data["key"]))
    if place.cls is LadderStep:
        _number(holder)
    faults = list(_new_faults(document, draft))
    lists = place.at[:-1]
    if any(each.path == lists for each in faults):
        raise Refused(words.ONE_MUST_STAY)
    if any(each.path[:2] == ("agreement", "history") for each in faults):
        raise Refused(words.ACCEPTED_A_VERSION)
    if faults:
        raise Refused(words.still_named(list(dict.fromkeys(naming(faults, draft, visible)))))
    return to_document(from_document(draft))


def _opened(draft: Document, place: Place) -> Path:
    """Make sure there is something to put answers into; the path to it."""
    at = place.at
    here: Any = draft
    for step, following in zip(at, (*at[1:], None), strict=True):
        empty: Any = [] if isinstance(following, int) else {}
        if following is None and (place.is_list or place.cls is None):
            empty = []
        if isinstance(here, dict):
            here = here.setdefault(step, empty)
            continue
        if place.cls is ContentItem:
            # A text is an item of which only the title is said.
            here[:] = [{"title": each} if isinstance(each, str) else each for each in here]
        here = here[int(step)]
    if not place.is_list:
        return at
    here.append({})
    return (*at, len(here) - 1)


def _inside(draft: Document, at: Path) -> Any:
    here: Any = draft
    for step in at:
        here = here[step]
    return here


def _is_answered_anew(question: Question, values: Mapping[str, str]) -> bool:
    """Whether the answer is not what was shown. The first seat of a party is no part of it."""
    key = question.key
    return key in values and key != FIRST_SEAT and not question.is_shown(values[key])


def _put(
    draft: Document, at: Path, changed: Sequence[Question], values: Mapping[str, str]
) -> dict[str, str]:
    """Put in the answers to questions; what is wrong with them."""
    mistakes: dict[str, str] = {}
    for each in changed:
        try:
            value = each.value(values[each.key].strip())
        except InvalidInput as error:
            mistakes[each.key] = str(error)
            continue
        _set(draft, (*at, *each.steps), value)
    return mistakes


def _set(draft: Document, path: Path, value: Any) -> None:
    """Put a value at a path, making what is missing on the way; none takes away what is there."""
    here: Any = draft
    for step, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(here, list):
            here.extend({} for _ in range(int(step) + 1 - len(here)))
            here = here[int(step)]
        else:
            here = here.setdefault(step, empty)
    if value is not None:
        here[path[-1]] = value
    elif isinstance(here, dict):
        here.pop(path[-1], None)
    else:
        here[path[-1]] = []


def _prune(level: Any, asked: Sequence[Question]) -> None:
    """Take out inner dataclasses in which nothing stands any more, the innermost first."""
    for group in sorted({each.group for each in asked if each.group}, key=len, reverse=True):
        if any(each.required for each in asked if each.group == group):
            continue
        holder = level
        for step in group[:-1]:
            holder = holder.get(step, {}) if isinstance(holder, dict) else {}
        if isinstance(holder, dict) and holder.get(group[-1]) == {}:
            del holder[group[-1]]


def _lacking(
    level: Any,
    asked: Sequence[Question],
    values: Mapping[str, str],
    mistakes: Mapping[str, str],
) -> dict[str, str]:
    """What a form must say and does not: everywhere, or in a group of which something is said."""
    lacking = {}
    for each in asked:
        if not each.needed or each.key in mistakes or each.default is not None:
            continue
        there = values.get(FIRST_SEAT) if each.key == FIRST_SEAT else _at(level, each.steps)
        if (each.required or _at(level, each.group)) and not _says_something(there):
            lacking[each.key] = words.FILL_IN
    return lacking


def _says_something(value: Any) -> bool:
    return value not in (None, [], {}) and (not isinstance(value, str) or bool(value.strip()))


def _repeated_topic(draft: Document, place: Place, level: Any) -> dict[str, str]:
    """A topic is what its item goes by, so it stands once."""
    if place.section.key != "input_wanted" or "topic" not in level:
        return {}
    same = [each for each in draft["input_wanted"] if each.get("topic") == level["topic"]]
    return {"topic": part_labels.RULES["InputWanted.topic"]} if len(same) > 1 else {}


def _at(level: Any, steps: Path) -> Any:
    here = level
    for step in steps:
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def _new_faults(before: Document, after: Document) -> Iterable[Fault]:
    """What is wrong now and was not before."""
    now = faults_of(after)
    # A text without faults needs no look at the one before: checking one takes the longest here.
    old = {(written(each.path, before), each.sentence) for each in faults_of(before)} if now else ()
    for each in now:
        if (written(each.path, after), each.sentence) not in old:
            yield pointed(each)


def _told(fault: Fault, at: Path, mistakes: Mapping[str, str], asked: Sequence[Question]) -> bool:
    """Whether a mistake at an input says already what is wrong or missing there."""
    for each in asked:
        whole = (*at, *each.steps)
        if each.key in mistakes and fault.path in (
            whole[: len(fault.path)],
            (*whole, fault.path[-1]),
        ):
            return True
    return False


def _finish(draft: Document, place: Place, level: Any, at: Path, values: Mapping[str, str]) -> Path:
    """What nobody is asked in something new: keys, numbers of rungs, the seat of a party.

    Gives back where it stands then: a rung goes to where its time belongs.
    """
    if (
        place.is_list
        and place.cls is not None
        and "key" in {f.name for f in file_fields(place.cls)}
    ):
        name = next(each for each in _NAMED_BY if each in {f.name for f in file_fields(place.cls)})
        taken = _keys(_inside(draft, place.at))
        made = key_from if not _may_hide(draft, place.at) else _drawn_key
        level["key"] = made(level.get(name, ""), taken, place.noun)
    for question in level.get("questions", ()):
        question["key"] = key_from(question["text"], _keys(level["questions"]), "question")
    if place.cls is Party:
        _first_seat(draft, level, values)
    if place.cls is Trigger and level.get("ladder"):
        level["ladder"][0] |= {"step": 1, "after": "0h", "if": ["start"]}
    if place.cls is ContactRule:
        rules = _inside(draft, place.at)
        _put_before_what_takes_all(draft, rules)
        return (*place.at, next(i for i, each in enumerate(rules) if each is level))
    if place.cls is LadderStep:
        ladder = _inside(draft, place.at)
        _climb(ladder)
        return (*place.at, next(i for i, each in enumerate(ladder) if each is level))
    return at


def _keys(items: Iterable[Mapping[str, Any]]) -> set[str]:
    return {str(each.get("key")) for each in items}


def key_from(title: str, taken: Iterable[str], otherwise: str) -> str:
    """A key that nobody has to see, made of a title: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    key = re.sub(r"^[0-9_]+", "", key)[:_LONGEST_KEY].strip("_") or otherwise.replace(" ", "_")
    used = {*taken, *_RESERVED}
    number = 2
    found = key
    while found in used:
        found, number = f"{key}_{number}", number + 1
    return found


def _may_hide(draft: Document, at: Path) -> bool:
    """Whether a list may hold items that do not exist for whoever adds another."""
    return at == ("locations",) or (bool(draft["study"].get("blinded")) and at in _OF_SEATS)


def _drawn_key(title: str, taken: Iterable[str], otherwise: str) -> str:
    """A key made of a title and of what nobody can guess.

    One that is counted on because another is taken would tell of the other.
    """
    plain, used = key_from(title, (), otherwise), {*taken}
    drawn = iter(lambda: f"{plain}_{secrets.token_hex(2)}", "")
    return next(each for each in drawn if each not in used)


def _first_seat(draft: Document, party: Mapping[str, Any], values: Mapping[str, str]) -> None:
    """A party needs a seat; its details are changed afterwards."""
    title = values.get(FIRST_SEAT, "").strip()
    if not title:
        return
    method = draft["methods"][0]["key"]
    draft["seats"].append(
        {
            "key": (_drawn_key if _may_hide(draft, ("seats",)) else key_from)(
                title, _keys(draft["seats"]), "seat"
            ),
            "party": party["key"],
            "title": title,
            "contact": {"preferred": method, "urgent": method},
            "reply_within": dict(_FIRST_REPLIES),
        }
    )


def _put_before_what_takes_all(draft: Document, rules: list[dict[str, Any]]) -> None:
    """Put a new contact rule in front of the one that would leave nothing for it."""
    *above, new = [Part(each) for each in rules]
    place = taken_by(new, above, Lookup(Part(draft)))
    if place is not None:
        rules.insert(place, rules.pop())


def _climb(ladder: list[dict[str, Any]]) -> None:
    """Put a new rung where its time belongs, after those of the same length."""
    new = ladder.pop()
    length = _length(new)
    place = next((i for i, each in enumerate(ladder) if i and _length(each) > length), len(ladder))
    ladder.insert(place, new)
    _number(ladder)


def _length(rung: Mapping[str, Any]) -> int:
    after = rung.get("after")
    if after is None:
        return 0
    duration = Duration.parse(after)
    return duration.amount * _MINUTES[duration.unit]


def _number(ladder: list[dict[str, Any]]) -> None:
    for number, rung in enumerate(ladder, start=1):
        rung["step"] = number
