"""Whatever is in an agreement comes back; whatever is in a file is read or refused with words."""

import copy
import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.agreement_file import (
    AgreementFileError,
    Bindings,
    dump_bindings_yaml,
    dump_yaml,
    from_document,
    read_agreement,
    to_document,
)
from bot.agreement_file.codec import bindings_from_document
from bot.agreement_file.reflection import as_dataclass, file_fields, is_mapping, item_hint
from bot.agreement_file.source import read_source
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration, Unit
from tests.unit.agreement_file.texts import SMALL

RELAXED = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
) | st.sampled_from(["NO", "yes", "17:00", "a: b", "# x", "1.5", "~", "two words", "it's", "x, y"])
TIMES = st.times().map(lambda value: value.replace(second=0, microsecond=0))
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(1, 10_000),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False, width=32),
    dt.date: st.dates(),
    dt.time: TIMES,
    Duration: st.builds(Duration, st.integers(0, 9999), st.sampled_from(Unit)),
    OfficeHours: st.builds(OfficeHours, TIMES, TIMES),
    Address: st.sampled_from(["slack:T0", "teams:t/19:x@thread.tacv2"]).map(Address.parse),
}


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    if hint in SCALARS:
        return SCALARS[hint]
    if is_mapping(hint):
        return st.dictionaries(st.sampled_from(["sponsor", "cro", "no"]), TEXTS, max_size=2)
    items = item_hint(hint)
    if items is not None:
        return st.lists(strategy(items), max_size=2).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    cls = as_dataclass(hint)
    assert cls is not None
    return records(cls)


@cache
def records(cls: type) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, whether it makes sense or not, fields at their default too."""
    required = {each.attribute: strategy(each.hint) for each in file_fields(cls) if each.required}
    optional = {
        each.attribute: strategy(each.hint) for each in file_fields(cls) if not each.required
    }
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: cls(**given))


@RELAXED
@given(records(Agreement))
def test_any_agreement_comes_back_from_plain_data(agreement: Agreement) -> None:
    document = json.loads(json.dumps(to_document(agreement)))
    assert from_document(document) == agreement


@RELAXED
@given(records(Agreement))
def test_any_agreement_comes_back_from_yaml(agreement: Agreement) -> None:
    source = read_source(dump_yaml(agreement))
    assert source.mistakes == []
    assert isinstance(source.data, Mapping)
    assert from_document(source.data) == agreement


@RELAXED
@given(records(Bindings))
def test_any_bindings_come_back_from_yaml(bindings: Bindings) -> None:
    data = read_source(dump_bindings_yaml(bindings)).data
    assert isinstance(data, Mapping)
    assert bindings_from_document(data) == bindings


DOCUMENT = to_document(read_agreement(SMALL))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    steps = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for step in steps:
        found += places(value[step], (*path, step))
    return found


PLACES = places(DOCUMENT)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
    | st.sampled_from(["vet", "cro", "dosing", "4h", "2027-01-01", "17:00", "week", "all", "both"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def mutated(path: tuple[Any, ...], value: Any, *, drop: bool) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    if drop:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return document


def read_or_refuse(text: str | bytes) -> None:
    outcome = read(text)
    if isinstance(outcome, Agreement):
        assert read_agreement(dump_yaml(outcome)) == outcome
    else:
        assert outcome.mistakes
        assert all(each.line >= 1 and each.sentence for each in outcome.mistakes)
        assert str(outcome)


def read(text: str | bytes) -> Agreement | AgreementFileError:
    try:
        return read_agreement(text)
    except AgreementFileError as error:
        return error


@settings(RELAXED, max_examples=150)
@given(st.sampled_from(PLACES), VALUES, st.booleans())
def test_a_changed_document_is_read_or_refused_with_words(
    path: tuple[Any, ...], value: Any, drop: bool
) -> None:
    read_or_refuse(json.dumps(mutated(path, value, drop=drop), ensure_ascii=False))


@settings(RELAXED, max_examples=200)
@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 40),
    st.text(max_size=6) | st.sampled_from("\t:-[]{}#&*!|>'\"%@`,?"),
)
def test_a_changed_text_is_read_or_refused_with_words(start: int, length: int, new: str) -> None:
    read_or_refuse(SMALL[:start] + new + SMALL[start + length :])


@settings(RELAXED, max_examples=200)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_is_refused_with_words(text: str | bytes) -> None:
    assume(text)
    read_or_refuse(text)
