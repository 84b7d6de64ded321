"""How fresh an answer is: the version, since when the item stands so, when it was confirmed."""

from datetime import date

from bot.cards.compose.answer_parts import Telling
from bot.cards.words import answers as words
from bot.domain.changes import Part
from bot.domain.instant import local
from bot.domain.owned import Owned


def in_force(telling: Telling) -> str:
    """The version that the answer is from."""
    version = telling.agreement.agreement.version
    return words.since(version, _effective(telling, version))


def item_in_force(telling: Telling, section: str, key: str) -> str:
    """The version that the answer is from, and the one since which the item stands so."""
    version = telling.agreement.agreement.version
    part: Part = (section, key)
    since = telling.around.stands_since(part)
    if since is None or version == 1:
        return in_force(telling)
    stands = words.stands_since(since, _effective(telling, since), newest=since == version)
    return f"{in_force(telling)} {stands}"


def confirmed(telling: Telling, owned: Owned) -> str:
    """When its owner last said that it is still right; an empty text where nobody did."""
    at = telling.around.confirmed_at(owned)
    if at is None or telling.view.seat(owned.accountable) is None:
        return ""
    zone = telling.agreement.party_of(owned.accountable).zone
    return words.confirmed(local(at, zone).date())


def _effective(telling: Telling, version: int) -> date | None:
    history = telling.agreement.agreement.history
    return next((each.effective for each in history if each.version == version), None)
