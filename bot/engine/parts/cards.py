"""The cards of the editor: all parts, one part, one item."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.cards.card import Bullets, Button, Card, Fact, Look, Strong
from bot.cards.compose import parts as compose
from bot.cards.words import parts as words
from bot.domain.visibility import View
from bot.engine.parts.entries import at, entries
from bot.engine.parts.places import Place, document_of, fingerprint, item_id, locate, pack, visible
from bot.engine.parts.questions import questions
from bot.engine.parts.sections import SECTIONS, Section

#: What the title of an item's card says already.
_IN_THE_TITLE = frozenset({"title", "short", "topic"})
_NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


def overview_card(view: View, *, editable: bool, about: Mapping[str, str] = _NOTHING_MORE) -> Card:
    """Every part with how much stands in it, and a button each.

    The first button opens a choice of all parts, for platforms that show only a few buttons.
    `about` is carried by every button, beside what the button is about.
    """
    lines = [
        (Strong(each.title), f": {compose.part_line(view, each.key, _shown(view, each))}")
        for each in SECTIONS
    ]
    first = Button(words.OPEN_A_PART, compose.CHOOSE_PART, {**about}, Look.PRIMARY, opens_form=True)
    rest = [
        Button(each.title, compose.SHOW_PART, {**about, "section": each.key}) for each in SECTIONS
    ]
    how = words.OVERVIEW_HOW if editable else words.OVERVIEW_HOW_READER
    return compose.overview(view, lines, [first, *rest], how=how)


def section_card(
    view: View, section: str, *, editable: bool, about: Mapping[str, str] = _NOTHING_MORE
) -> Card:
    """One part: its items in words, or the part itself when it is one thing.

    Raises:
        Refused: there is no such part.
    """
    place = locate(document_of(view), (section,), view)
    found = place.section
    if found.cls is not None and not found.lists:
        return _item_card(view, place, editable=editable, about=about)
    back = Button(words.OVERVIEW, compose.SHOW_PART, {**about})
    shown = _shown(view, found)
    if found.cls is None:
        edit = _edit(place, about, words.EDIT, Look.PRIMARY)
        texts = [Bullets(tuple((each,) for each in shown))] if shown else []
        last = (edit, back) if editable else (back,)
        return compose.listing(found.title, found.description, texts, last)
    buttons = (
        *((_open_one(found, about, editable=editable),) if shown else ()),
        *((_edit(place, about, words.add(found.noun)),) if editable else ()),
        back,
    )
    blocks = compose.items_in_words(view, shown)
    return compose.listing(found.title, found.description, blocks, buttons)


def part_card(
    view: View,
    section: str,
    item: str,
    *,
    editable: bool,
    about: Mapping[str, str] = _NOTHING_MORE,
) -> Card:
    """One item in words, with the entries of its lists.

    Raises:
        Refused: there is no such item.
    """
    place = locate(document_of(view), (section, item), view)
    return _item_card(view, place, editable=editable, about=about)


def _shown(view: View, section: Section) -> Any:
    """What stands in a part, as far as it exists for the reader."""
    found = at(view, (section.key,))
    if not section.lists:
        return found
    document = document_of(view).get(section.key, [])
    pairs = zip(found, document, strict=True)
    return tuple(each for each, data in pairs if visible(section, data, view))


def _item_card(view: View, place: Place, *, editable: bool, about: Mapping[str, str]) -> Card:
    facts = [
        Fact(each.label, (said,))
        for each in ([] if place.new else questions(view, place))
        if not (place.section.lists and each.key in _IN_THE_TITLE) and (said := each.in_words())
    ]
    groups = entries(view, place)
    lists = [
        compose.EntryList(
            heading=group.heading,
            lines=tuple(compose.entry_line(view, each) for each in group.items),
        )
        for group in groups
    ]
    title = place.section.title
    if place.section.lists:
        title = compose.title_of(at(view, place.at))
    buttons = _buttons(view, place, about) if editable else ()
    to_section = {"section": place.section.key} if place.section.lists else {}
    back = Button(
        words.BACK if to_section else words.OVERVIEW, compose.SHOW_PART, {**about, **to_section}
    )
    how = words.ENTRIES_HOW if editable and any(each.lines for each in lists) else ""
    return compose.item(title, facts, lists, (*buttons, back), how)


def _buttons(view: View, place: Place, about: Mapping[str, str]) -> tuple[Button, ...]:
    """Change, add to its lists, change in its lists, remove."""
    if place.new:
        return (_edit(place, about, words.SET_UP, Look.PRIMARY),)
    groups = entries(view, place)
    item = item_id(place.data) if place.section.lists else None
    which = {"section": place.section.key, **({"item": item} if item else {})}
    adding = [
        Button(
            words.add(each.noun),
            compose.EDIT_PART,
            {**about, "path": pack((*place.path, *each.steps))},
            opens_form=True,
        )
        for each in groups
    ]
    choosing = Button(words.CHANGE_ENTRY, compose.CHOOSE_PART, {**about, **which}, opens_form=True)
    removing = Button(
        words.REMOVE,
        compose.REMOVE_PART,
        {**about, "path": pack(place.path), "seen": fingerprint(place)},
        Look.DANGER,
    )
    removable = place.section.lists or place.section.optional
    return (
        _edit(place, about, words.EDIT, Look.PRIMARY),
        *((choosing,) if any(each.items for each in groups) else ()),
        *adding,
        *((removing,) if removable else ()),
    )


def _edit(place: Place, about: Mapping[str, str], label: str, look: Look = Look.NORMAL) -> Button:
    value = {**about, "path": pack(place.path)}
    return Button(label, compose.EDIT_PART, value, look, opens_form=True)


def _open_one(section: Section, about: Mapping[str, str], *, editable: bool) -> Button:
    return Button(
        words.OPEN_OR_CHANGE if editable else words.OPEN_ONE,
        compose.CHOOSE_PART,
        {**about, "section": section.key},
        Look.PRIMARY,
        opens_form=True,
    )
