"""From what somebody typed to the promised update they mean."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.cards.words.reception import unknown_update
from bot.domain.agreement.cadences import Cadence
from bot.domain.errors import Refused

_NEAR = 70


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
