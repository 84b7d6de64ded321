"""Texts of agreements for tests of changes: the examples as plain data, and ways to edit them."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bot.agreement_file import read_agreement, to_document
from bot.agreement_file.reflection import as_dataclass, file_fields, item_hint
from bot.domain.agreement.document import Agreement
from bot.domain.changes import ITEM_NAMES
from tests.unit.agreement_file.test_properties import records, strategy
from tests.unit.agreement_file.texts import PHASE_1, RAT_TOX, example


@cache
def _read(name: str) -> Agreement:
    return read_agreement(example(name))


def rat_tox() -> Agreement:
    return _read(RAT_TOX)


def text_of(agreement: Agreement) -> dict[str, Any]:
    return copy.deepcopy(to_document(agreement))


def item(text: Mapping[str, Any], section: str, name: str) -> Any:
    """An item of a text, to read or to alter."""
    return next(each for each in text[section] if each[ITEM_NAMES[section]] == name)


def without_order(text: Mapping[str, Any]) -> dict[str, Any]:
    """A text to compare: the order of items and the bookkeeping of versions do not count."""
    plain = {
        section: {each[ITEM_NAMES[section]]: each for each in value}
        if section in ITEM_NAMES
        else value
        for section, value in text.items()
    }
    kept = plain.pop("agreement", {})
    plain.pop("schema_version", None)
    return plain | {"next_review": kept.get("next_review")}


@st.composite
def edited(draw: st.DrawFn) -> Agreement:
    """An example with fields altered, items taken out, added and moved; sense does not matter."""
    agreement = draw(st.sampled_from([RAT_TOX, PHASE_1]).map(_read))
    sections = {each.attribute: each for each in file_fields(Agreement)}
    for section in draw(st.lists(st.sampled_from(list(ITEM_NAMES)), max_size=3, unique=True)):
        cls: Any = item_hint(sections[section].hint)
        items: Any = draw(_edited_items(section, cls, getattr(agreement, section)))
        agreement = replace(agreement, **{section: items})
    whole = ["study", "amendments", "ground_rules", "never_in_chat", "pulse"]
    for section in draw(st.lists(st.sampled_from(whole), max_size=2, unique=True)):
        value = draw(_edited_value(sections[section].hint, getattr(agreement, section)))
        if section == "pulse" and draw(st.booleans()):
            value = None
        agreement = replace(agreement, **{section: value})
    if draw(st.booleans()):
        review = draw(st.none() | st.dates())
        agreement = replace(agreement, agreement=replace(agreement.agreement, next_review=review))
    return agreement


@st.composite
def _edited_items(
    draw: st.DrawFn, section: str, cls: Any, items: tuple[Any, ...]
) -> tuple[Any, ...]:
    name = ITEM_NAMES[section]
    fewest = min(len(items), max(1, len(items) - 2))
    left = draw(st.permutations(items))[: draw(st.integers(fewest, len(items)))]
    changed = draw(st.sets(st.integers(0, len(left) - 1), max_size=2)) if left else set()
    left = [
        replace(draw(_edited_value(cls, each)), **{name: getattr(each, name)})
        if number in changed
        else each
        for number, each in enumerate(left)
    ]
    new = [
        replace(each, **{name: f"new_{number}"})
        for number, each in enumerate(draw(st.lists(records(cls), max_size=2)))
    ]
    return (*left, *new)


@st.composite
def _edited_value(draw: st.DrawFn, hint: Any, value: Any) -> Any:
    """One field altered, however deep; anything that has no fields is another value."""
    cls = as_dataclass(hint)
    if cls is None or value is None or not hasattr(value, "__dataclass_fields__"):
        return draw(strategy(hint))
    chosen = draw(st.sampled_from(file_fields(cls)))
    inner = getattr(value, chosen.attribute)
    if not chosen.required and inner is not None and draw(st.booleans()):
        default = next(f for f in value.__dataclass_fields__.values() if f.name == chosen.attribute)
        new = default.default_factory() if callable(default.default_factory) else default.default
    else:
        new = draw(_edited_value(chosen.hint, inner))
    return replace(value, **{chosen.attribute: new})
