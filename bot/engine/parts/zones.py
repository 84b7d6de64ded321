"""Time zones as people name them: by a city, by a party, or as the zone database does."""

from collections.abc import Iterator

from bot.cards.words import parts as words
from bot.domain.agreement.document import Agreement
from bot.domain.errors import InvalidInput
from bot.templates import zones_near


def place_of(zone: str) -> str:
    """The city of a zone: `Los Angeles`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def read_zone(text: str, agreement: Agreement, *, nearest: str | None = None) -> str:
    """The zone that is meant; what the agreement uses already is meant before anything else.

    Raises:
        InvalidInput: no zone fits, or several do.
    """
    for name, zone in _known(agreement, nearest):
        if _same(name) == _same(text):
            return zone
    found = zones_near(text)
    if len(found) == 1:
        return found[0]
    raise InvalidInput(words.which_place(found) if found else words.NOT_A_PLACE)


def _known(agreement: Agreement, nearest: str | None) -> Iterator[tuple[str, str]]:
    """Names of places and parties in the agreement, with their zones."""
    used = [each.zone for each in agreement.parties]
    used += [each.zone for each in agreement.seats if each.zone]
    for zone in (nearest, *used) if nearest else used:
        yield zone, zone
        yield place_of(zone), zone
    for party in agreement.parties:
        yield party.short, party.zone
        if party.city:
            yield party.city, party.zone
            yield party.city.split(",")[0], party.zone


def _same(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
