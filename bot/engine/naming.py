"""From what somebody typed to what they mean: a promised update, people who are called by name."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.cards.words.reception import unknown_update
from bot.domain.address import Address
from bot.domain.agreement.cadences import Cadence
from bot.domain.errors import Refused
from bot.engine.directory import Directory

_NEAR = 70
#: How an adapter hands in that somebody is called: the address between marks.
_CALLED = re.compile(r"@<([^<>]*)>")


def nearest_cadence(cadences: Sequence[Cadence], text: str) -> Cadence | None:
    """The update whose title or key is nearest to a text, if one is near."""
    names = {name: c for c in cadences for name in (c.title.lower(), c.key.replace("_", " "))}
    found = process.extractOne(
        text.lower().replace("_", " "), list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    return names[found[0]] if found else None


def named(cadences: Sequence[Cadence], text: str) -> Cadence:
    """The update somebody means.

    Raises:
        Refused: none is near; the message names them all.
    """
    found = nearest_cadence(cadences, text)
    if found is None:
        raise Refused(unknown_update(text[:60], ", ".join(c.title for c in cadences)))
    return found


def with_names(directory: Directory, text: str) -> str:
    """What was typed, with the names of those who were called in place of their addresses."""
    return _CALLED.sub(lambda found: _name(directory, found[1]), text)


def _name(directory: Directory, written: str) -> str:
    try:
        person = directory.person_at(Address.parse(written))
    except ValueError:
        person = None
    return person.name if person else "somebody"
