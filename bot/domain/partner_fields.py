"""What people write about a partner, in a form or in a file, and how it is written back.

A field that holds several things has them apart by semicolons or on lines of their own. What is
written back reads the same again, so that a file that was exported changes nothing when imported.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from typing import TypeVar

from bot.domain.errors import InvalidInput
from bot.domain.partner_texts import (
    TEXT_LIMIT,
    accreditation_written,
    category_written,
    contact_written,
    day_written,
    found_written,
    read_accreditations,
    read_categories,
    read_contacts,
    read_found,
    read_last_day,
    read_name,
    read_regions,
    read_text,
    together_too_long,
)
from bot.domain.partners import Entered, Frame, Partner

T = TypeVar("T")


#: Names of the fields people write, one text for each; `frame` is two days.
WRITTEN = (
    "name",
    "categories",
    "services",
    "regions",
    "accreditations",
    "contacts",
    "msa_until",
    "rate_card_until",
    "found",
    "notes",
)


def entered_in(partner: Partner) -> Entered:
    """What an entry says now."""
    return Entered(**{each.name: getattr(partner, each.name) for each in fields(Entered)})


def changed_fields(before: Entered, after: Entered) -> tuple[str, ...]:
    """Names of the fields that differ, in the order in which they are written."""
    names = (each.name for each in fields(Entered))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def fingerprint(entered: Entered) -> str:
    """What tells one state of an entry from another."""
    return hashlib.sha256(repr(entered).encode(errors="replace")).hexdigest()[:20]


def written(entered: Entered) -> dict[str, str]:
    """Every field as a text, as it is read again."""
    return {
        "name": entered.name,
        "categories": "; ".join(category_written(each) for each in entered.categories),
        "services": entered.services,
        "regions": "; ".join(entered.regions),
        "accreditations": "; ".join(map(accreditation_written, entered.accreditations)),
        "contacts": "; ".join(map(contact_written, entered.contacts)),
        "msa_until": day_written(entered.frame.msa_until),
        "rate_card_until": day_written(entered.frame.rate_card_until),
        "found": "; ".join(map(found_written, entered.found)),
        "notes": entered.notes,
    }


def read_entered(
    said: Mapping[str, str], own: Collection[str] = ()
) -> tuple[Entered | None, Mapping[str, str]]:
    """What people wrote, by the names of `WRITTEN`; a field that is not there is empty.

    Args:
        said: the texts.
        own: categories that the organisation uses besides the known ones.

    Returns:
        What it says, and no mistakes; or None, and what to do instead by the name of the field.
    """
    mistakes: dict[str, str] = {}

    def read(name: str, reading: Callable[[str], T], otherwise: T) -> T:
        try:
            return reading(said.get(name, ""))
        except InvalidInput as wrong:
            mistakes[name] = str(wrong)
            return otherwise

    entered = Entered(
        name=read("name", read_name, ""),
        categories=read("categories", lambda text: read_categories(text, own), ()),
        services=read("services", read_text, ""),
        regions=read("regions", read_regions, ()),
        accreditations=read("accreditations", read_accreditations, ()),
        contacts=read("contacts", read_contacts, ()),
        frame=Frame(
            msa_until=read("msa_until", read_last_day, None),
            rate_card_until=read("rate_card_until", read_last_day, None),
        ),
        found=read("found", read_found, ()),
        notes=read("notes", read_text, ""),
    )
    # Written back it has to fit into the input of a form, also where it was typed shorter.
    for name, text in written(entered).items():
        if name != "categories" and len(text) > TEXT_LIMIT:
            mistakes.setdefault(name, together_too_long(len(text)))
    return (None if mistakes else entered), mistakes
