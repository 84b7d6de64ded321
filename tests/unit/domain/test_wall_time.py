"""Wall times become moments: once a day, also on the two odd days of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.instant import local
from bot.domain.wall_time import resolve_wall
from tests.builders import HYDERABAD, at
from tests.unit.domain import naive_calendar

BERLIN = "Europe/Berlin"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_ordinary_wall_time_is_read_in_its_zone() -> None:
    assert resolve_wall(wall("2026-12-24T17:00"), HYDERABAD) == at("2026-12-24T11:30")


@pytest.mark.parametrize("skipped", ["02:00", "02:00:00.000001", "02:30", "02:59:59.5"])
def test_a_skipped_wall_time_means_the_first_minute_after_the_gap(skipped: str) -> None:
    moment = resolve_wall(wall(f"2026-03-29T{skipped}"), BERLIN)

    assert local(moment, BERLIN).isoformat() == "2026-03-29T03:00:00+02:00"


def test_a_wall_time_that_comes_twice_means_the_first_pass() -> None:
    assert resolve_wall(wall("2026-10-25T02:30"), BERLIN) == at("2026-10-25T00:30")


def test_which_pass_a_wall_time_claims_to_be_makes_no_difference() -> None:
    second = wall("2026-10-25T02:30").replace(fold=1)

    assert resolve_wall(second, BERLIN) == at("2026-10-25T00:30")


def test_a_half_hour_gap_ends_half_an_hour_later() -> None:
    moment = resolve_wall(wall("2026-10-04T02:10"), "Australia/Lord_Howe")

    assert local(moment, "Australia/Lord_Howe").isoformat() == "2026-10-04T02:30:00+11:00"


def test_a_gap_at_midnight_stays_on_its_day() -> None:
    moment = resolve_wall(wall("2026-04-24T00:30"), "Africa/Cairo")

    assert local(moment, "Africa/Cairo").isoformat() == "2026-04-24T01:00:00+03:00"


def test_a_day_that_never_was_becomes_the_start_of_the_next() -> None:
    moment = resolve_wall(wall("2011-12-30T09:00"), "Pacific/Apia")

    assert local(moment, "Pacific/Apia").isoformat() == "2011-12-31T00:00:00+14:00"


def test_a_time_with_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="not a wall time"):
        resolve_wall(wall("2026-12-24T17:00+05:30"), HYDERABAD)


def changes(zone: str) -> list[datetime]:
    """Naive wall times just before the clock changes, 2024 to 2030, to the hour."""
    tz = ZoneInfo(zone)
    found = []
    moment, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    offset = moment.astimezone(tz).utcoffset()
    while moment < end:
        later = moment + timedelta(days=1)
        if later.astimezone(tz).utcoffset() != offset:
            while (moment + timedelta(hours=1)).astimezone(tz).utcoffset() == offset:
                moment += timedelta(hours=1)
            found.append(moment.astimezone(tz).replace(tzinfo=None, fold=0))
            offset = later.astimezone(tz).utcoffset()
        moment = later.replace(hour=0)
    return found


def test_every_change_of_every_zone_is_read_as_a_naive_calculation_reads_it() -> None:
    compared = 0
    seen: set[tuple[str, ...]] = set()
    for zone in sorted(available_timezones()):
        odd = changes(zone)
        signature = tuple(str(resolve_wall(each, zone)) for each in odd)
        if not odd or signature in seen:  # an alias, or a neighbour with the same clock
            continue
        seen.add(signature)
        for change in odd:
            for minutes in (-61, -60, -30, 0, 1, 29, 30, 59, 60, 61, 90, 119, 120, 121):
                asked = change + timedelta(minutes=minutes)
                assert resolve_wall(asked, zone) == naive_calendar.moment(asked, zone), (
                    zone,
                    asked,
                )
                compared += 1
    assert compared > 1000
