"""When each party reads the digest, and whose moment its words are written at."""

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DigestTime, Weekday
from bot.domain.digest_week import A_WEEK, last_digest, next_digest, written_for
from bot.domain.instant import Instant, instant, local
from tests.builders import a_cro, a_party, a_sponsor, an_agreement, at

TIMES = st.builds(
    DigestTime, day=st.sampled_from(Weekday), at=st.times().map(lambda t: time(t.hour, t.minute))
)
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: instant(at("2026-01-01T00:00") + timedelta(minutes=minutes))
)
ZONES = st.sampled_from(
    ["America/Los_Angeles", "Asia/Kolkata", "Europe/Zurich", "Australia/Lord_Howe", "UTC"]
)


def read_at(*times: DigestTime) -> Agreement:
    whole = an_agreement(parties=(a_sponsor(), a_cro(), a_party("lab", zone="Europe/Zurich")))
    parties = (replace(p, digest=t) for p, t in zip(whole.parties, times, strict=False))
    return replace(whole, parties=tuple(parties))


@given(TIMES, ZONES, MOMENTS)
def test_a_digest_comes_every_week_at_its_wall_time(
    chosen: DigestTime, zone: str, moment: Instant
) -> None:
    party = a_sponsor(digest=chosen, zone=zone)
    found = next_digest(party, moment)
    before = last_digest(party, moment)
    assert before <= moment < found
    assert next_digest(party, before) == found
    assert last_digest(party, found) == found
    for each in (before, found):
        there = local(each, zone)
        assert there.weekday() == chosen.day.number
        # An hour that does not exist becomes the first valid minute after it.
        assert (
            timedelta()
            <= there.replace(tzinfo=None)
            - there.replace(tzinfo=None, hour=chosen.at.hour, minute=chosen.at.minute)
            < timedelta(hours=2)
        )
    assert abs(found - before - A_WEEK) <= timedelta(hours=1)


@given(TIMES, TIMES, MOMENTS)
def test_with_two_parties_nobody_waits_longer_than_half_a_week(
    one: DigestTime, other: DigestTime, moment: Instant
) -> None:
    agreement = read_at(one, other)
    first = written_for(agreement, moment)
    written = last_digest(first, moment)
    for party in agreement.parties:
        wait = next_digest(party, instant(written - timedelta(seconds=1))) - written
        assert wait <= A_WEEK / 2 + timedelta(hours=1)


def test_it_is_written_for_whom_the_others_follow_soonest() -> None:
    agreement = read_at(
        DigestTime(day=Weekday.MON), DigestTime(day=Weekday.FRI), DigestTime(day=Weekday.WED)
    )
    assert written_for(agreement, at("2026-12-04T12:00")).key == "sponsor"
    agreement = read_at(DigestTime(day=Weekday.MON), DigestTime(day=Weekday.SAT))
    assert written_for(agreement, at("2026-12-04T12:00")).key == "cro"
