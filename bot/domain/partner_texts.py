"""How people write each thing about a partner, and how it is written back."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches

from bot.domain.errors import InvalidInput
from bot.domain.partner_categories import CATEGORIES, category_name, known_category
from bot.domain.partners import ACCREDITATIONS, Accreditation, Contact, Found, FoundBy

#: What stands before a category that an organisation adds to the known ones.
OWN = "own:"
#: Most characters of a name and of each of a field's things, and of a text; most things of a field.
NAME_LIMIT, TEXT_LIMIT, MOST = 120, 1500, 40


def read_name(text: str) -> str:
    """The name of a partner.

    Raises:
        InvalidInput: there is none, or it is too long.
    """
    name = _line(text)
    if not any(mark.isalnum() for mark in name):
        raise InvalidInput("Write the name of the organisation.", field="name")
    if len(name) > NAME_LIMIT:
        raise InvalidInput(f"Write a name of at most {NAME_LIMIT} characters.", field="name")
    return name


def read_last_day(text: str) -> date | None:
    """`2027-06-30`, `30 Jun 2027`, `2027-06` and `2027`, each until its end; empty for none.

    Raises:
        InvalidInput: it is no day.
    """
    said = _line(text).removesuffix(" 00:00:00")
    if not said:
        return None
    found = _day(said)
    if found is None:
        raise InvalidInput(f"“{said[:40]}” is no day. Write it like 2027-06-30, 2027-06 or 2027.")
    return found


def accreditation_written(accreditation: Accreditation) -> str:
    """`GLP until 2027-06-30`."""
    until = f" until {accreditation.expires.isoformat()}" if accreditation.expires else ""
    return f"{accreditation.kind}{until}"


def contact_written(contact: Contact) -> str:
    """`Name, role, e-mail, phone`, without what is not known."""
    return ", ".join(filter(None, (contact.name, contact.role, contact.email, contact.phone)))


def found_written(found: Found) -> str:
    """`marketplace: Name, RFQ-7`."""
    number = f", {found.number}" if found.number else ""
    return f"{found.by.value}: {found.name}{number}".rstrip(": ")


def together_too_long(length: int) -> str:
    """What to do where several things are too long together."""
    return (
        f"That is {length} characters in all. Write at most {TEXT_LIMIT}, and say where the rest is"
        " kept."
    )


def cleaned(text: str) -> str:
    """A text without what no file and no database takes: control marks and halves of characters."""
    kept = (
        mark
        for mark in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if mark == "\n" or unicodedata.category(mark) not in ("Cc", "Cs", "Cn")
    )
    return "".join(kept).strip()


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def read_text(text: str) -> str:
    """A text of several lines.

    Raises:
        InvalidInput: it is too long; the message says how long it may be.
    """
    said = cleaned(text)
    if len(said) > TEXT_LIMIT:
        raise InvalidInput(together_too_long(len(said)))
    return said


def _things(text: str, apart: str = r"[;\n]") -> list[str]:
    said = [thing for piece in re.split(apart, cleaned(text)) if (thing := _line(piece))]
    found = list(dict.fromkeys(said))
    if len(found) > MOST:
        raise InvalidInput(f"Write at most {MOST}; there are {len(found)} here.")
    if long := next((thing for thing in found if len(thing) > 2 * NAME_LIMIT), None):
        raise InvalidInput(
            f"“{long[:30]}…” is longer than {2 * NAME_LIMIT} characters. Put a semicolon between"
            " two things, and move long texts to the notes."
        )
    return found


def read_categories(text: str, own: Collection[str]) -> tuple[str, ...]:
    """Categories by number, key or name; one that is new begins with `own:`.

    Raises:
        InvalidInput: one is not known; the message offers the nearest.
    """
    found: dict[str, None] = {}
    for thing in _things(text):
        known = known_category(thing, own)
        if known is None and thing.casefold().startswith(OWN) and (name := _line(thing[4:])):
            known = known_category(name, own) or name
        if known is None:
            raise InvalidInput(_no_category(thing, own))
        found[known] = None
    return tuple(found)


def _no_category(said: str, own: Iterable[str]) -> str:
    names = {name.casefold(): name for name in (*(each.name for each in CATEGORIES), *own)}
    near = get_close_matches(said.casefold(), names, n=1, cutoff=0.6)
    meant = f" Did you mean “{names[near[0]]}”?" if near else ""
    return (
        f"“{said[:60]}” is none of the categories.{meant} Write a number from 1 to"
        f" {len(CATEGORIES)} or a name, or {OWN} {said[:60]} to add a category of your own."
    )


def category_written(category: str) -> str:
    """The name of a category, as it is read again."""
    name = category_name(category)
    return f"{OWN} {name}" if known_category(category) is None else name


def read_regions(text: str) -> tuple[str, ...]:
    """Countries and parts of the world; commas may stand between them as well.

    Raises:
        InvalidInput: there are too many, or one is too long.
    """
    return tuple(_things(text, r"[;,\n]"))


_UNTIL = re.compile(
    r"^(?P<kind>.+?)[\s,(]+(?:valid\s+)?(?:until|till|through|expires|exp\.?)\s*:?\s+"
    r"(?P<day>\S.*?)\)?$",
    re.IGNORECASE,
)


def read_accreditations(text: str) -> tuple[Accreditation, ...]:
    """`GLP until 2027-06; AAALAC`; of one that is named twice the last counts.

    Raises:
        InvalidInput: what stands behind `until` is no day.
    """
    found: dict[str, Accreditation] = {}
    for thing in _things(text):
        until = _UNTIL.match(thing)
        kind = _kind(until["kind"] if until else thing)
        found[kind] = Accreditation(
            kind=kind, expires=read_last_day(until["day"]) if until else None
        )
    return tuple(found.values())


def _kind(said: str) -> str:
    plain = re.sub(r"iso/iec", "iso", said.casefold())
    bare = re.sub(r"[\s:-]+", "", plain)
    return next((kind for kind in ACCREDITATIONS if kind.casefold().replace(" ", "") == bare), said)


_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
_PHONE = re.compile(r"\+?[\d\s()/.-]*\d[\d\s()/.-]{3,}(?:\s*(?:ext|x)\.?\s*\d+)?")


def read_contacts(text: str) -> tuple[Contact, ...]:
    """`Name, role, e-mail, phone`; e-mail and phone are known by how they look.

    Raises:
        InvalidInput: one has no name.
    """
    return tuple(_contact(thing) for thing in _things(text))


def _contact(said: str) -> Contact:
    words = [piece for part in said.split(",") if (piece := part.strip())]
    email = next((word for word in words if _EMAIL.fullmatch(word)), "")
    phone = next((word for word in words if _PHONE.fullmatch(word)), "")
    others = [word for word in words if word not in (email, phone)]
    if not others or "@" in others[0]:
        raise InvalidInput(
            f"“{said[:40]}” names nobody. Write a contact as: name, role, e-mail, phone."
        )
    return Contact(name=others[0], role=", ".join(others[1:]), email=email, phone=phone)


_FOUND = re.compile(
    r"^(?P<by>directory|marketplace|colleague)\b\s*:?\s*(?P<rest>.*)$", re.IGNORECASE
)


_ORDERED = re.compile(
    r"^(?P<name>.*?)\b(?P<number>(?:order|request|rfq|quote)\b[^,]*\d[^,]*)$", re.IGNORECASE
)


def read_found(text: str) -> tuple[Found, ...]:
    """`directory: name`, `marketplace: name, number`, `colleague: name`.

    Raises:
        InvalidInput: one begins otherwise.
    """
    return tuple(_place(thing) for thing in _things(text))


def _place(said: str) -> Found:
    read = _FOUND.match(said)
    if read is None:
        raise InvalidInput(
            f"“{said[:40]}” does not say how. Write directory: and its name, marketplace: its name,"
            " and the number of the request or order, or colleague: and who."
        )
    by, rest = FoundBy(read["by"].lower()), read["rest"]
    name, comma, number = rest.rpartition(",")
    if by is FoundBy.MARKETPLACE and comma and any(mark.isdigit() for mark in number):
        return Found(by=by, name=name.strip(), number=number.strip())
    if by is FoundBy.MARKETPLACE and (ordered := _ORDERED.match(rest)):
        return Found(by=by, name=ordered["name"].strip(" ,"), number=ordered["number"])
    return Found(by=by, name=rest)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?(?:[T ]00:00.*)?")
_SAID = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.IGNORECASE
)


def _day(said: str) -> date | None:
    if iso := _ISO.fullmatch(said):
        month = int(iso["month"]) if iso["month"] else None
        return _last(int(iso["year"]), month, int(iso["day"]) if iso["day"] else None)
    if named := _SAID.fullmatch(said):
        month_said = named["month"].lower()[:3]
        if month_said in _MONTHS:
            day = int(named["day"]) if named["day"] else None
            return _last(int(named["year"]), _MONTHS.index(month_said) + 1, day)
    return None


def _last(year: int, month: int | None, day: int | None) -> date | None:
    """The day, or the last one of a month or year."""
    month = month or 12
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def day_written(day: date | None) -> str:
    """As it is read again; nothing for none."""
    return day.isoformat() if day else ""
