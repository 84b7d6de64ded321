"""Updates that are promised because something was completed."""

from datetime import datetime, time
from typing import Any

import pytest

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff, Rule
from bot.domain.duration import Duration
from bot.domain.errors import BadAgreement
from bot.domain.instant import local
from bot.domain.occurrences import Occurrence, milestone_occurrence, next_occurrence
from tests.builders import HYDERABAD, a_cadence, an_agreement, at

AGREEMENT = an_agreement()


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def at_milestones(*, within: str | None = "2bd", **overrides: Any) -> Cadence:
    rule = Rule(
        every=Every.MILESTONE,
        areas=("necropsy", "histopathology"),
        within=Duration.parse(within) if within else None,
        at=overrides.pop("wall_time", None),
    )
    default = {"from_": "study_director", "if_day_off": IfDayOff.NEXT_WORKING_DAY}
    return a_cadence("data_drop", rule=rule, **(default | overrides))


def test_a_milestone_rule_gives_nothing_by_itself() -> None:
    assert next_occurrence(AGREEMENT, at_milestones(), after=at("2026-12-14T00:00")) is None


def test_a_milestone_starts_a_clock_on_the_sender_s_calendar() -> None:
    completed = at("2026-12-24T16:20", HYDERABAD)

    assert milestone_occurrence(AGREEMENT, at_milestones(), "necropsy", completed) == Occurrence(
        cadence="data_drop",
        wall=wall("2026-12-28T16:20"),
        due=at("2026-12-28T16:20", HYDERABAD),
        area="necropsy",
    )


def milestone_due(cadence: Cadence, completed: str) -> str:
    found = milestone_occurrence(AGREEMENT, cadence, "necropsy", at(completed, HYDERABAD))
    assert found is not None
    return f"{local(found.due, HYDERABAD):%a %m-%d %H:%M}"


def test_a_milestone_rule_with_a_wall_time_is_due_at_it() -> None:
    cadence = at_milestones(wall_time=time(17))

    assert milestone_due(cadence, "2026-12-21T10:00") == "Wed 12-23 17:00"


def test_a_wall_time_before_the_completion_is_not_waited_for_in_the_past() -> None:
    cadence = at_milestones(within="0bd", wall_time=time(9))

    assert milestone_due(cadence, "2026-12-21T10:00") == "Mon 12-21 10:00"


def test_a_milestone_that_ends_on_a_day_off_is_moved() -> None:
    previous = at_milestones(within="2cd", if_day_off=IfDayOff.PREVIOUS_WORKING_DAY)

    assert milestone_due(at_milestones(within="4h"), "2026-12-25T10:00") == "Sat 12-26 14:00"
    assert milestone_due(previous, "2026-12-23T10:00") == "Thu 12-24 10:00"


def test_a_milestone_is_never_due_before_it_was_reached() -> None:
    cadence = at_milestones(within="4h", if_day_off=IfDayOff.PREVIOUS_WORKING_DAY)

    assert milestone_due(cadence, "2026-12-25T10:00") == "Sat 12-26 14:00"


def test_what_is_no_milestone_of_the_rule_promises_nothing() -> None:
    completed = at("2026-12-21T10:00")
    in_reporting = at_milestones(phases=("reporting",))

    assert milestone_occurrence(AGREEMENT, at_milestones(), "inlife", completed) is None
    assert milestone_occurrence(AGREEMENT, a_cadence(), "necropsy", completed) is None
    assert milestone_occurrence(AGREEMENT, in_reporting, "necropsy", completed) is None


def test_a_milestone_rule_must_say_how_soon() -> None:
    with pytest.raises(BadAgreement, match="needs within"):
        milestone_occurrence(
            AGREEMENT, at_milestones(within=None), "necropsy", at("2026-12-21T10:00")
        )
