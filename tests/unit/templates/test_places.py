"""What people type as a place gives the zones that they may mean."""

from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreement_file.meaning.lookup import zone_faults
from bot.agreement_file.parts import Part
from bot.templates import zones_near
from bot.templates.zones import zone_tables

ROWS = [
    line.split("\t")
    for line in files("bot.templates")
    .joinpath("files", "places.tsv")
    .read_text("utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
CITIES = [
    (name, set(zones.split()))
    for kind, names, zones in ROWS
    if kind == "city"
    for name in names.split("|")
]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        # zones
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("asia/kolkata", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("America/Los Angeles", "America/Los_Angeles"),
        ("US/Pacific", "America/Los_Angeles"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("UTC", "UTC"),
        # cities of the zone database
        ("New York", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("Zürich", "Europe/Zurich"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("Saigon", "Asia/Ho_Chi_Minh"),
        # cities it does not name
        ("Basel", "Europe/Zurich"),
        ("San Diego", "America/Los_Angeles"),
        ("Boston", "America/New_York"),
        ("Hyderabad", "Asia/Kolkata"),
        ("Bengaluru", "Asia/Kolkata"),
        ("Leiden", "Europe/Amsterdam"),
        ("Köln", "Europe/Berlin"),
        ("St. Louis", "America/Chicago"),
        ("Haifa", "Asia/Jerusalem"),
        # one name, several places
        ("Cambridge", "Europe/London America/New_York"),
        ("Cambridge, UK", "Europe/London"),
        ("cambridge uk", "Europe/London"),
        ("Cambridge, MA", "America/New_York"),
        ("Cambridge (Massachusetts, USA)", "America/New_York"),
        ("Portland, OR", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("London, Ontario", "America/Toronto"),
        # countries and states
        ("Switzerland", "Europe/Zurich"),
        ("Germany", "Europe/Berlin"),
        ("South Korea", "Asia/Seoul"),
        ("uk", "Europe/London"),
        ("California", "America/Los_Angeles"),
        ("USA", "America/New_York America/Chicago America/Denver America/Los_Angeles"),
        ("Springfield, Massachusetts", "America/New_York"),
        ("Hinterdorf, Switzerland", "Europe/Zurich"),
        # clocks
        ("IST", "Asia/Kolkata Asia/Jerusalem"),
        ("Pacific Time", "America/Los_Angeles"),
        # typing mistakes
        ("san deigo", "America/Los_Angeles"),
        ("Hyderbad", "Asia/Kolkata"),
        ("Hyderbad, India", "Asia/Kolkata"),
        ("Zurch", "Europe/Zurich"),
        ("Detriot, US", "America/Detroit"),
        # nothing that fits
        ("", ""),
        (" , ", ""),
        ("xyzzy", ""),
        ("our office", ""),
        ("Europe", ""),
        ("Nowhere/Land", ""),
        ("GMT+1", ""),
    ],
)
def test_what_people_type_gives_the_zones_they_mean(typed: str, zones: str) -> None:
    assert zones_near(typed) == tuple(zones.split())


def test_central_european_time_offers_cities_that_keep_it() -> None:
    found = zones_near("CET")
    assert found[0] == "Europe/Berlin"
    assert {datetime(2027, 1, 1, tzinfo=ZoneInfo(zone)).tzname() for zone in found} == {"CET"}


def test_every_zone_and_country_of_the_table_exists() -> None:
    for kind, names, values in ROWS:
        for value in values.split():
            if kind == "country":
                assert value in zone_tables().zones_of, names
            else:
                assert zone_faults(Part({"zone": value})) == [], names
        if kind == "main":
            assert set(values.split()) <= set(zone_tables().zones_of[names])


def test_every_country_with_people_in_it_is_found_by_its_name() -> None:
    tables = zone_tables()
    missed = {
        name
        for code, name in tables.country_name.items()
        if code in tables.zones_of and not zones_near(name)
    }
    # Without a main zone: hardly anybody's office.
    assert missed == {
        "Antarctica",
        "Congo (Dem. Rep.)",
        "French Polynesia",
        "Greenland",
        "Kiribati",
        "Marshall Islands",
        "Micronesia",
        "Mongolia",
        "Palestine",
        "Papua New Guinea",
        "US minor outlying islands",
    }


@pytest.mark.parametrize(("name", "zones"), CITIES)
def test_every_city_of_the_table_is_found(name: str, zones: set[str]) -> None:
    assert zones <= set(zones_near(name))


@settings(deadline=None)  # the first example reads the files
@given(city=st.sampled_from([each for each in CITIES if len(each[0]) >= 10]), at=st.integers(1, 8))
def test_two_letters_in_the_wrong_order_do_not_hide_a_city(
    city: tuple[str, set[str]], at: int
) -> None:
    name, zones = city
    typed = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert zones <= set(zones_near(typed))


@settings(deadline=None)  # the first example reads the files
@given(st.text(max_size=60))
def test_whatever_is_typed_gives_zones_that_an_agreement_accepts(text: str) -> None:
    found = zones_near(text)
    assert len(set(found)) == len(found)
    assert all(zone_faults(Part({"zone": zone})) == [] for zone in found)
