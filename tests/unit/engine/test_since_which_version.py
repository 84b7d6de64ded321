"""An answer says since which version what it says stands, and when its owner last confirmed it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.agreement.study import HistoryEntry, Versions
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.changes import Change
from bot.domain.stands_since import stands_since
from bot.domain.visibility import A_ROOM, EVERYTHING, seated
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import accept, propose
from tests.unit.engine.stage import (
    BEGIN,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.test_ownership import a_fresh_stage, questions

NEWEST = "What is said here was last changed in this version."


def from_the_beginning() -> Agreement:
    """Example 1 as if its first version was the one that was written down here."""
    first = HistoryEntry(
        version=1,
        effective=date(2026, 11, 12),
        agreed_by=("program_manager", "cro_pm"),
        reason="kick-off",
    )
    return replace(example(RAT), agreement=Versions(version=1, history=(first,)))


async def in_version_2() -> Stage:
    """The weekly status has more grace since version 2."""
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    stage = await a_stage_for(from_the_beginning(), bound, begin=BEGIN)
    await accept(stage, PM, await propose(stage, SPONSOR_PM))
    return stage


async def says(stage: Stage, question: str, who: Address = SPONSOR_PM) -> str:
    await stage.say(who, question)
    return stage.last_text(who)


async def test_what_changed_and_what_did_not_are_told_apart() -> None:
    stage = await in_version_2()
    now = "Agreement version 2, in force since Fri 4 Dec 2026. "
    assert now + NEWEST in await says(stage, "when is the weekly status?")
    stands = "What is said here stands since version 1, Thu 12 Nov 2026."
    for question in (
        "who owns histo?",
        "reach the vet",
        "where is the portal?",
        "what if a rat dies?",
    ):
        assert now + stands in await says(stage, question)
    assert "stands since" not in await says(stage, "who owns the coffee machine?")


async def test_the_answer_to_a_slash_command_says_the_same() -> None:
    stage = await in_version_2()
    said = await stage.say(SPONSOR_PM, "who owns histo?", SPONSOR_ROOM, immediate=True)
    assert said.card is not None
    assert "stands since version 1" in str(said.card)


async def test_of_a_first_version_and_of_one_agreed_elsewhere_nothing_more_is_said() -> None:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    for stage in (await a_stage_for(from_the_beginning(), bound, begin=BEGIN), await a_stage()):
        said = await says(stage, "who owns histo?")
        assert "Agreement version" in said
        assert "What is said here" not in said


async def test_of_what_came_from_elsewhere_only_what_changed_here_is_known() -> None:
    stage = await a_stage()
    await accept(stage, PM, await propose(stage, SPONSOR_PM))
    assert NEWEST in await says(stage, "when is the weekly status?")
    assert "What is said here" not in await says(stage, "who owns histo?")


# ---- who may know of a change


def made(*changes: Change, version: int) -> Amendment:
    return Amendment(
        id=f"a{version}",
        collaboration="c",
        number=version,
        base=version - 1,
        party="cro",
        person="p",
        changes=changes,
        state=AmendmentState.IN_FORCE,
        created_at=BEGIN,
        version=version,
    )


DISPENSING = ("areas", "dispensing")


def doer(before: str, after: str) -> Change:
    return Change(
        section="areas", item="dispensing", field=("responsible",), before=before, after=after
    )


def test_a_change_from_one_hidden_seat_to_another_is_none_for_who_may_not_know() -> None:
    agreement = example(PHASE_1)
    wording = replace(doer("Pharmacy", "Pharmacy storage"), field=("title",))
    hidden = doer("unblinded_statistician", "unblinded_pharmacist")
    since = stands_since([made(wording, version=2), made(hidden, version=3)], 3)
    assert since.of(DISPENSING, agreement, A_ROOM) == 2
    assert since.of(DISPENSING, agreement, seated("cro_pm")) == 2
    assert since.of(DISPENSING, agreement, seated("unblinded_pharmacist")) == 3
    assert since.of(DISPENSING, agreement, EVERYTHING) == 3


def test_neither_is_one_that_names_a_hidden_seat_which_was_taken_out_since() -> None:
    agreement = example(PHASE_1)
    gone = Change(section="seats", item="second_pharmacist", before={"key": "x", "blinded": False})
    was = doer("second_pharmacist", "unblinded_pharmacist")
    since = stands_since([made(was, version=2), made(gone, version=3)], 3)
    assert since.of(DISPENSING, agreement, A_ROOM) == 1
    assert since.of(DISPENSING, agreement, seated("unblinded_statistician")) == 2


def test_how_a_hidden_seat_gives_notice_is_not_there_either() -> None:
    """Its method goes with the seat in an answer, so a change of it does."""
    agreement = example(PHASE_1)
    trigger = next(
        each
        for each in agreement.triggers
        if {each.first_notice.from_, each.first_notice.to}.intersection(
            ("unblinded_pharmacist", "unblinded_statistician")
        )
    )
    changed = Change(
        section="triggers",
        item=trigger.key,
        field=("first_notice", "method"),
        before="phone",
        after="unblinded_email",
    )
    since = stands_since([made(changed, version=2)], 2)
    assert since.of(("triggers", trigger.key), agreement, A_ROOM) == 1
    assert since.of(("triggers", trigger.key), agreement, seated("unblinded_pharmacist")) == 2


def test_of_a_list_what_is_seen_of_it_counts() -> None:
    agreement = example(PHASE_1)
    informed = Change(
        section="areas",
        item="dispensing",
        field=("informed",),
        before=["unblinded_pharmacist"],
        after=["unblinded_pharmacist", "unblinded_statistician"],
    )
    since = stands_since([made(informed, version=2)], 2)
    assert since.of(DISPENSING, agreement, A_ROOM) == 1
    more = replace(informed, after=["unblinded_pharmacist", "cro_pm"])
    assert stands_since([made(more, version=2)], 2).of(DISPENSING, agreement, A_ROOM) == 2


def test_what_was_added_stands_since_then_whatever_it_names() -> None:
    whole = {"key": "dispensing", "responsible": "unblinded_pharmacist"}
    added = Change(section="areas", item="dispensing", after=whole)
    since = stands_since([made(added, version=4)], 4)
    assert since.of(DISPENSING, example(PHASE_1), A_ROOM) == 4


@given(
    touched=st.lists(st.sets(st.sampled_from(("protocol", "histopathology", "inlife"))), max_size=6)
)
def test_it_is_the_last_version_that_touched_the_item(touched: list[set[str]]) -> None:
    """Of versions 2, 3, … each changes the titles of some areas."""
    made_ = [
        made(
            *(
                Change(section="areas", item=key, field=("title",), before="a", after=str(number))
                for key in keys
            ),
            version=number,
        )
        for number, keys in enumerate(touched, 2)
    ]
    since = stands_since(reversed(made_), len(touched) + 1)
    for key in ("protocol", "histopathology", "inlife"):
        known = 1
        for number, keys in enumerate(touched, 2):
            known = number if key in keys else known
        assert since.of(("areas", key), example(RAT), A_ROOM) == known


# ---- confirmed by its owner


@pytest.mark.parametrize(
    ("question", "confirms"),
    [
        ("who owns histo?", seat_address("study_director")),
        ("where is the sponsor's box folder?", SPONSOR_PM),
    ],
)
async def test_when_its_owner_last_confirmed_it(question: str, confirms: Address) -> None:
    stage = await a_fresh_stage()
    confirmed = "Confirmed as still right on Thu 1 Apr 2027."
    assert "Confirmed" not in await says(stage, question)
    await stage.until("2027-04-01T22:00")
    await stage.press(confirms, questions(stage, confirms)[-1], "All still right")
    assert confirmed in await says(stage, question)


async def test_what_somebody_else_confirmed_before_them_counts_no_more() -> None:
    stage = await a_fresh_stage(ownership=Ownership(confirmed_every=Rhythm.QUARTER))
    director = seat_address("study_director")
    await stage.until("2027-04-01T09:00")
    await stage.press(director, questions(stage, director)[-1], "All still right")
    assert "Confirmed as still right" in await says(stage, "who owns histo?")
    stage.clock.set(at("2027-04-05T12:00"))
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        (held,) = [
            each
            for each in directory.holdings(stage.collaboration.id)
            if each.seat == "study_director"
        ]
        await tx.directory.end_holding(held, stage.clock.now())
        deputy = directory.person_at(seat_address("deputy_study_director"))
        assert deputy is not None
        new = replace(held, person=deputy.id, since=stage.clock.now())
        await tx.directory.appoint(new)
    assert "Confirmed as still right" not in await says(stage, "who owns histo?")


async def test_nor_what_was_confirmed_of_it_for_another_seat() -> None:
    stage = await a_fresh_stage()
    director = seat_address("study_director")
    await stage.until("2027-04-01T09:00")
    await stage.press(director, questions(stage, director)[-1], "All still right")
    other = {"accountable": "deputy_study_director"}
    await accept(stage, PM, await propose(stage, SPONSOR_PM, ("areas", "histopathology"), other))
    said = await says(stage, "who owns histo?")
    assert "Answers for it: Deputy study director" in said
    assert "Confirmed as still right" not in said
