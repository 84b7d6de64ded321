"""Whether an escalation was acknowledged before it had to climb."""

from datetime import timedelta

from bot.domain.acknowledged_times import Acknowledged, acknowledged
from bot.domain.escalation import Acknowledgement, Because, By, Escalation, Rung
from bot.domain.instant import Instant, instant
from bot.domain.ladder import Case
from tests.builders import an_agreement, at

RAISED = at("2027-01-14T12:00")


def after(minutes: int) -> Instant:
    return instant(RAISED + timedelta(minutes=minutes))


def raised(
    *, said: int | None = None, climbed: int | None = None, by: str = "sponsor", run: int = 1
) -> Escalation:
    acknowledgement = (
        ()
        if said is None
        else (Acknowledgement(by=By(person="p", party=by), at=after(said), run=run),)
    )
    rung = (
        ()
        if climbed is None
        else (Rung(step=2, run=1, at=after(climbed), because=Because.NOT_ACKNOWLEDGED),)
    )
    return Escalation(
        id="c/escalation/1",
        collaboration="c",
        number=1,
        version=1,
        trigger=None,
        happened_at=RAISED,
        known_at=RAISED,
        raised_at=RAISED,
        raised_by=By(person="q", party="cro"),
        clock_start=RAISED,
        acknowledgements=acknowledgement,
        rungs=rung,
    )


def found(*escalations: Escalation, party: str = "sponsor") -> Acknowledged:
    cases = [Case(agreement=an_agreement(), escalation=each) for each in escalations]
    return acknowledged(cases, party=party, since=RAISED, until=after(1))


def test_before_it_climbed_is_in_time_and_after_is_not() -> None:
    assert found(raised(said=5), raised(said=5, climbed=9)) == Acknowledged(counted=2, in_time=2)
    assert found(raised(said=9, climbed=5)) == Acknowledged(counted=1, in_time=0)
    assert found(raised(climbed=5)) == Acknowledged(counted=1, in_time=0)


def test_what_still_waits_counts_for_nothing() -> None:
    assert found(raised()) == Acknowledged(counted=0, in_time=0)


def test_only_who_has_to_react_counts_and_only_the_first_run() -> None:
    assert found(raised(said=5, by="cro")).counted == 0
    assert found(raised(said=5, run=2)).counted == 0
    assert found(raised(said=5), party="cro").counted == 0


def test_what_was_due_when_it_was_raised_is_not_the_fault_of_who_heard_of_it_then() -> None:
    assert found(raised(said=5, climbed=0)) == Acknowledged(counted=1, in_time=1)
