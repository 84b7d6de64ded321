"""Sentences of finding a partner: who fits, and every reason for it."""

from collections.abc import Iterable
from datetime import date

from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.cards.words.partners import category
from bot.domain.partner_fit import Fit, Held, Holds, Wishes
from bot.domain.partner_regions import Located

FORM_TITLE, FIND = "Find a partner", "Find"
SEARCH_AGAIN, MORE = "Look for something else", "More"
ASKED = {
    "need": "What you need",
    "category": "Only in this category",
    "region": "Where",
    "accreditations": "With",
}
HINTS = {
    "need": "As you would say it to a colleague: small batches, 28-day rat, can start soon",
    "region": "For example: EU, or UK or Switzerland",
}
SAY_ONE = "Say what you need, where, or choose something."
HOW = (
    "Type partners find and what you need in your own words, for example: partners find cell line"
    " development, small batch, EU. Or choose below."
)
ORDER = (
    "Who does most of it comes first; recommendations and past work count a little, and of equal"
    " ones what was changed last. Who cannot be as you wish is left out."
)
NOBODY = (
    "Nobody in your directory does this. Ask your colleagues whom they know, and add who you find."
)
PARTLY = "Nobody in your directory surely does all of this. Nearest:"
ASK_OR_ADD = "If none of them is right, ask your colleagues whom they know, and add who you find."
ADD = "Add a partner"

#: What people write in capitals, and behind which words.
_PLACES = {
    "eu": "the EU",
    "eea": "the EEA",
    "uk": "the UK",
    "usa": "the US",
    "apac": "APAC",
    "emea": "EMEA",
    "cee": "CEE",
    "dach": "DACH",
    "uae": "the UAE",
    "worldwide": "worldwide",
    "netherlands": "the Netherlands",
}
#: After so many days it is said how old an entry is.
_OLD = 365


def title(need: str) -> str:
    """Above what was found."""
    return f"Partners for: {need}" if need else "Partners"


def summary(need: str, count: int) -> str:
    """What was found, in a sentence."""
    if not count:
        return f"Nobody found for: {need}"
    return f"{count} {'partner' if count == 1 else 'partners'} found for: {need}"


def shown(first: int, last: int, count: int) -> str:
    """Above a page."""
    if count == 1:
        return "One fits."
    return f"{first} to {last} of {count}, the best first."


def show(name: str) -> str:
    """On a button."""
    return f"Show {name}"


def recommend(name: str) -> str:
    """On a button."""
    return f"Recommend {name}"


def place(name: str) -> str:
    """A place as people write it."""
    return _PLACES.get(name) or " ".join(
        word if word in ("and", "of") else word.capitalize() for word in name.split()
    )


def places(names: Iterable[str]) -> str:
    """`the EU or the UK`."""
    named = [place(name) for name in names]
    return " or ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def reasons(fit: Fit, wishes: Wishes, today: date) -> str:
    """Why an entry is where it is, what speaks against it included.

    Args:
        fit: the entry beside the need.
        wishes: what must hold.
        today: the day it is read.
    """
    wanted, avoided = wishes.places, wishes.avoided
    said = [category(key) for key in fit.categories]
    if fit.says:
        said.append("says " + join([f"“{each}”" for each in fit.says]))
    if wanted:
        said.append(_where(fit, wanted))
    elif avoided and fit.partner.regions:
        said.append(f"in {', '.join(fit.partner.regions)}")
    said += [accreditation(each) for each in fit.held]
    said.append(_recommended(fit.recommended_by))
    if fit.on_time is not None and fit.on_time[1]:
        said.append(on_time(*fit.on_time))
    changed = fit.partner.updated_at.date()
    if (today - changed).days > _OLD:
        said.append(f"entry last changed on {day(changed)}")
    return "; ".join(said)


def _where(fit: Fit, wanted: Iterable[str]) -> str:
    regions = ", ".join(fit.regions)
    match fit.located:
        case Located.YES:
            return f"in {regions}"
        case Located.MAYBE if regions:
            return f"in {regions}, which may not be {places(wanted)}"
        case Located.MAYBE:
            return "where it is is not written"
        case Located.NO:
            own = ", ".join(fit.partner.regions)
            return f"in {own}, not in {places(wanted)}"


def accreditation(held: Held) -> str:
    """`GLP until …`, that it is over, or that none is written."""
    match held.holds:
        case Holds.YES:
            return f"{held.kind} until {day(held.expires)}" if held.expires else held.kind
        case Holds.EXPIRED if held.expires:
            return f"{held.kind} expired on {day(held.expires)}"
        case _:
            return f"no {held.kind} written"


def _recommended(count: int) -> str:
    if not count:
        return "nobody recommends it yet"
    return f"{count} {'colleague recommends' if count == 1 else 'colleagues recommend'} it"


def on_time(kept: int, of: int) -> str:
    """`94 % of 118 updates on time`."""
    return f"{round(100 * kept / of)} % of {of} {'update' if of == 1 else 'updates'} on time"


def nobody_meets(kinds: Iterable[str], wanted: Iterable[str], avoided: Iterable[str]) -> str:
    """Somebody does it, and nobody of them is as wished."""
    wishes = [f"has {kind}" for kind in kinds]
    wishes += [f"is in {places(wanted)}"] if (wanted := list(wanted)) else []
    wishes += [f"is outside {places(avoided)}"] if (avoided := list(avoided)) else []
    return f"Nobody here who does this {join(wishes)}. Nearest:"
