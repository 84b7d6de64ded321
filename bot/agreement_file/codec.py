"""Agreement <-> plain data, exactly: what goes out comes back equal.

The plain data is what the YAML file holds and what the storage keeps as JSON. Fields that stand
at their default are left out; the others keep the order of the dataclass.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from cattrs import BaseValidationError, Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.reflection import as_dataclass, file_fields, item_hint
from bot.domain.address import Address
from bot.domain.agreement.cadences import ContentItem
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration
from bot.domain.errors import BadAgreement

T = TypeVar("T")

Document = dict[str, object]

#: What structuring raises at data of another shape.
_UNFIT = (
    BaseValidationError,
    ForbiddenExtraKeysError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)

#: Left in the file although it is the default, so that a later format can tell itself apart.
_ALWAYS_WRITTEN = "schema_version"


def to_document(agreement: Agreement) -> Document:
    """The agreement as plain data that JSON and YAML can hold."""
    return dict(_converter().unstructure(agreement))


def from_document(data: Mapping[str, object]) -> Agreement:
    """The agreement that plain data describes.

    Raises:
        BadAgreement: the data does not have the shape of an agreement. A file from people goes
            through `read_agreement`, which says where each mistake is.
    """
    return _structured(data, Agreement)


def bindings_to_document(bindings: Bindings) -> Document:
    """The bindings as plain data."""
    return dict(_converter().unstructure(bindings))


def bindings_from_document(data: Mapping[str, object]) -> Bindings:
    """The bindings that plain data describes.

    Raises:
        BadAgreement: the data does not have the shape of bindings.
    """
    return _structured(data, Bindings)


def _structured(data: Mapping[str, object], cls: type[T]) -> T:
    try:
        return _converter().structure(data, cls)
    except _UNFIT as error:
        raise BadAgreement(
            f"This is no {cls.__name__} in the form version this program reads ({error}). Check the"
            " file with accord agreement check."
        ) from error


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    _add_scalars(converter)
    for root in (Agreement, Bindings):
        for cls in _dataclasses(root):
            _add_dataclass(converter, cls)
            if cls is ContentItem:
                _add_content_item(converter)
    return converter


def _add_scalars(converter: Converter) -> None:
    def read_date(value: str, _: type) -> dt.date:
        return dt.date.fromisoformat(value)

    def read_time(value: str, _: type) -> dt.time:
        return dt.time.fromisoformat(value)

    converter.register_structure_hook(dt.date, read_date)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(dt.time, read_time)
    converter.register_unstructure_hook(dt.time, lambda value: f"{value:%H:%M}")
    converter.register_structure_hook(Duration, lambda value, _: Duration.parse(value))
    converter.register_structure_hook(OfficeHours, lambda value, _: OfficeHours.parse(value))
    converter.register_structure_hook(Address, lambda value, _: Address.parse(value))
    for cls in (Duration, OfficeHours, Address):
        converter.register_unstructure_hook(cls, str)
    # A whole number is written as one: 15, not 15.0.
    converter.register_unstructure_hook(
        float, lambda value: int(value) if value.is_integer() else value
    )


def _add_dataclass(converter: Converter, cls: type) -> None:
    names: dict[str, Any] = {
        each.attribute: override(
            rename=each.name,
            omit_if_default=each.attribute != _ALWAYS_WRITTEN,
        )
        for each in file_fields(cls)
    }
    order = [each.name for each in file_fields(cls)]
    write: Callable[[object], Document] = make_dict_unstructure_fn(cls, converter, **names)

    def write_in_order(value: object) -> Document:
        # cattrs puts what it may leave out at the end; the file keeps the order of the fields.
        written = write(value)
        return {name: written[name] for name in order if name in written}

    converter.register_unstructure_hook(cls, write_in_order)
    converter.register_structure_hook(
        cls, make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **names)
    )


def _add_content_item(converter: Converter) -> None:
    """An item of which only the title is said is written as that title."""
    read = converter.get_structure_hook(ContentItem)
    write = converter.get_unstructure_hook(ContentItem)

    def read_item(value: object, cls: type) -> ContentItem:
        item: ContentItem = read({"title": value} if isinstance(value, str) else value, cls)
        return item

    def write_item(item: ContentItem) -> object:
        written = write(item)
        return item.title if set(written) == {"title"} else written

    converter.register_structure_hook(ContentItem, read_item)
    converter.register_unstructure_hook(ContentItem, write_item)


def _dataclasses(cls: type) -> list[type]:
    """A dataclass and those inside it, the innermost first: cattrs binds hooks when it is told."""
    found: list[type] = []
    for each in file_fields(cls):
        items = item_hint(each.hint)
        nested = as_dataclass(items if items is not None else each.hint)
        if nested is not None and not _is_scalar(nested):
            found += [inner for inner in _dataclasses(nested) if inner not in found]
    return [*found, cls]


def _is_scalar(cls: type) -> bool:
    return cls in {Duration, OfficeHours, Address} or issubclass(cls, Enum)
