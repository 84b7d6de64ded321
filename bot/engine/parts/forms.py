"""The forms of the editor: choosing a part, and changing or adding one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from bot.cards.card import subtle
from bot.cards.compose.parts import PART_CHOSEN, SEND_PART, entry_line
from bot.cards.form import ChoiceInput, Form, Input, Option
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.errors import Refused
from bot.domain.visibility import View
from bot.engine.parts.entries import entries
from bot.engine.parts.places import (
    Path,
    Place,
    document_of,
    fingerprint,
    item_id,
    locate,
    pack,
    unpack,
    visible,
)
from bot.engine.parts.questions import questions
from bot.engine.parts.sections import SECTION, SECTIONS, Section

WHICH, WHAT = "which", "what"
OPEN, CHANGE, REMOVE = "open", "change", "remove"

#: Longest value of an option on every platform.
_OPTION = 75
_LONGEST_INTRO = 200
#: In the context of the form that lists everything.
_ALL = "all"
_SEPARATOR = ":"
_NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What was chosen in a `choose_form`."""

    path: Path
    what: str
    """OPEN, CHANGE or REMOVE."""


def part_form(
    view: View,
    path: Path,
    *,
    values: Mapping[str, str] | None = None,
    about: Mapping[str, str] = _NOTHING_MORE,
) -> Form:
    """The form for one level of the agreement; with the path of a list, for something new in it.

    `values` stand in the inputs instead of what is agreed, by input key. `about` comes back with
    the answers, beside `path` (see `unpack`) and `seen` (hand it to `edited`).

    Raises:
        Refused: nothing stands at the path, or there is nothing yet that it could name.
    """
    place = locate(document_of(view), path, view)
    asked = questions(view, place, values)
    for each in asked:
        if each.empty and each.required:
            raise Refused(words.nothing_to_choose(each.label))
    inputs = [each.input() for each in asked if not each.empty]
    cls = place.cls.__name__ if place.cls else ""
    intro = [part_labels.INTROS[cls]] if cls in part_labels.INTROS else []
    title = _within(place, view)
    return Form(
        action=SEND_PART,
        title=words.form_title(place.noun, new=place.new),
        submit=words.SAVE,
        intro=tuple(subtle(each) for each in ([title] if title else []) + intro),
        inputs=tuple(_with(values or {}, each) for each in inputs),
        context={**about, "path": pack(path), "seen": fingerprint(place)},
    )


def _with(values: Mapping[str, str], asked: Input) -> Input:
    return replace(asked, value=values.get(asked.key, asked.value))


def choose_form(
    view: View,
    section: str | None = None,
    item: str | None = None,
    *,
    editable: bool = False,
    about: Mapping[str, str] = _NOTHING_MORE,
) -> Form:
    """Which part, which item of a section, or which entry in the lists of an item, and what then.

    Raises:
        Refused: there is nothing to choose from.
    """
    what: tuple[Option, ...] = ()
    place = None if section is None else _holder(view, section, item)
    if place is None:
        options = [Option(each.key, each.title) for each in SECTIONS]
        title, label = words.OPEN_A_PART, words.WHICH_PART
    else:
        options = list(_options(view, place))
        doing = (CHANGE, REMOVE) if item or not place.is_list else (OPEN, CHANGE, REMOVE)
        if editable:
            what = tuple(Option(each, words.DO[each]) for each in doing)
        title = words.choose(place.section.noun if item is None else words.ENTRY)
        label = words.WHICH_ONE
    if not options:
        raise Refused(words.NOTHING_HERE)
    which = ChoiceInput(key=WHICH, label=label, options=tuple(options), value=options[0].value)
    do = ChoiceInput(
        key=WHAT, label=words.WHAT_TO_DO, options=what, value=what[0].value if what else ""
    )
    # Entries go by their number, so that the numbers must still be those that were shown.
    seen = fingerprint(place) if place is not None and not place.is_list else None
    place_of_it = {"section": section, "item": item, "seen": seen}
    return Form(
        action=PART_CHOSEN,
        title=title,
        submit=words.SAVE,
        inputs=(which, do) if what else (which,),
        context={**about, **{name: value for name, value in place_of_it.items() if value}},
    )


def change_form(view: View, *, about: Mapping[str, str] = _NOTHING_MORE) -> Form:
    """Everything that can be changed, in one list: one press less than part after part."""
    options: list[Option] = []
    for section in SECTIONS:
        if not section.lists:
            options.append(Option(section.key, section.title))
            continue
        items = document_of(view).get(section.key, [])
        titles = {item_id(each): _title(each, section, view) for each in items}
        options += [
            Option(_within_part(section, each), words.of_part(section.title, titles[each]))
            for each in _items(view, section)
        ]
        options.append(Option(section.key, words.of_part(section.title, words.SOMETHING_NEW)))
    which = ChoiceInput(key=WHICH, label=words.WHICH_ONE, options=tuple(options))
    return Form(
        action=PART_CHOSEN,
        title=words.CHANGE_WHAT,
        submit=words.NEXT,
        inputs=(which,),
        context={**about, _ALL: "yes"},
    )


def _to_change(view: View, which: str) -> Chosen:
    """What was picked in a `change_form`."""
    key = which.partition(_SEPARATOR)[0]
    section = SECTION.get(key)
    if section is None:
        raise Refused(words.GONE)
    if which == key:
        return Chosen(path=(key,), what=CHANGE)
    for each in _items(view, section):
        if _within_part(section, each) == which:
            return Chosen(path=(key, each), what=CHANGE)
    raise Refused(words.GONE)


def _within_part(section: Section, id_: str) -> str:
    """What an item goes by in an option beside items of other parts."""
    whole = f"{section.key}{_SEPARATOR}{id_}"
    if len(whole) <= _OPTION:
        return whole
    return f"{whole[:50]}{sha256(id_.encode()).hexdigest()[:12]}"


def chosen(view: View, values: Mapping[str, str], context: Mapping[str, str]) -> Chosen:
    """What a `choose_form` was answered with.

    Raises:
        Refused: it is not there any more.
    """
    which, what = values.get(WHICH, ""), values.get(WHAT, OPEN)
    section, item = context.get("section"), context.get("item")
    if _ALL in context:
        return _to_change(view, which)
    if section is None:
        if which not in SECTION:
            raise Refused(words.GONE)
        return Chosen(path=(which,), what=OPEN)
    place = _holder(view, section, item)
    if item is None and place.is_list:
        for each in _items(view, place.section):
            if _short(each) == which:
                return Chosen(path=(section, each), what=what)
        raise Refused(words.GONE)
    if context.get("seen", "") != fingerprint(place):
        raise Refused(words.CHANGED_MEANWHILE)
    return Chosen(path=(*place.path, *unpack(which)), what=what)


def _holder(view: View, section: str, item: str | None) -> Place:
    path = (section,) if item is None else (section, item)
    return locate(document_of(view), path, view)


def _options(view: View, place: Place) -> list[Option]:
    if place.is_list:
        document = document_of(view)
        items = document.get(place.section.key, [])
        titles = {item_id(each): _title(each, place.section, view) for each in items}
        return [Option(_short(each), titles[each]) for each in _items(view, place.section)]
    return [
        Option(pack((*group.steps, index)), words.entry(group.noun, entry_line(view, entry)))
        for group in entries(view, place)
        for index, entry in enumerate(group.items)
    ]


def _items(view: View, section: Section) -> list[str]:
    found = document_of(view).get(section.key, [])
    return [item_id(each) for each in found if visible(section, each, view)]


def _title(item: Mapping[str, str], section: Section, view: View) -> str:
    title = item.get("title") or item.get("short") or item_id(item)
    if section.key != "seats":
        return title
    return words.of_party(view.agreement.party[item["party"]].short, title)


def _short(id_: str) -> str:
    """What an item goes by in an option: a topic may be too long for one."""
    if len(id_) <= _OPTION:
        return id_
    return f"{id_[:50]}{sha256(id_.encode()).hexdigest()[:12]}"


def _within(place: Place, view: View) -> str:
    """The title of the item that an entry belongs to."""
    inner = len(place.path) > 1 and place.section.lists
    if not inner:
        return ""
    document = document_of(view)
    item = locate(document, place.path[:2], view).data
    return _title(item, place.section, view)[:_LONGEST_INTRO]
