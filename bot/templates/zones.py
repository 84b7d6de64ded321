"""What the zone database says about its zones, read from the `tzdata` package.

`zone.tab` lists a zone of its own for every country, `zone1970.tab` all countries whose clocks
have agreed since 1970; `tzdata.zi` has the older names of zones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class ZoneTables:
    """The tables, as look-ups."""

    zones_of: Mapping[str, tuple[str, ...]]
    """The zones of a country, by its ISO 3166-1 code."""
    country_name: Mapping[str, str]
    """Its name in English, by code."""
    countries_of: Mapping[str, tuple[str, ...]]
    """The countries that use a zone, by every name of the zone."""
    newer_name: Mapping[str, str]
    """Older names, with the name in use today."""
    names: tuple[str, ...]
    """All names of zones that have a region in them, old and new: Asia/Kolkata, US/Pacific."""


@cache
def zone_tables() -> ZoneTables:
    """The tables of the installed zone database."""
    own = [(zone, country) for country, _, zone, *_ in _rows("zone.tab")]
    listed = {zone for zone, _ in own}
    shared = {zone: tuple(codes.split(",")) for codes, _, zone, *_ in _rows("zone1970.tab")}
    links = {
        older: newer
        for kind, newer, older, *_ in (line.split() for line in _lines("tzdata.zi"))
        if kind == "L" and older not in listed
    }
    zones_of: dict[str, tuple[str, ...]] = {}
    countries_of: dict[str, tuple[str, ...]] = {}
    for zone, country in own:
        zones_of[country] = (*zones_of.get(country, ()), zone)
        countries_of[zone] = (*countries_of.get(zone, ()), country)
    for older, newer in links.items():
        countries_of[older] = shared.get(newer, ())
    return ZoneTables(
        zones_of=zones_of,
        country_name={code: name for code, name, *_ in _rows("iso3166.tab")},
        countries_of=countries_of,
        newer_name={older: newer for older, newer in links.items() if newer in listed},
        names=tuple(
            name
            for name in files("tzdata").joinpath("zones").read_text("utf-8").split()
            if "/" in name
        ),
    )


def country_of(zone: str) -> str | None:
    """The ISO 3166-1 code of the country of a zone, when exactly one country uses it."""
    countries = zone_tables().countries_of.get(zone, ())
    return countries[0] if len(countries) == 1 else None


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    text = files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
