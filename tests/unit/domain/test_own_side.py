"""What a side may change alone, and what it may not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.changes import Change, changes_between
from bot.domain.own_side import is_own, split_own
from tests.unit.domain.texts import item, rat_tox, text_of

TEXT = text_of(rat_tox())
Edit = Callable[[dict[str, Any]], object]


def seat(text: dict[str, Any], key: str) -> Any:
    return item(text, "seats", key)


def party(text: dict[str, Any], key: str) -> Any:
    return item(text, "parties", key)


def rung(text: dict[str, Any], number: int) -> Any:
    return item(text, "triggers", "unexpected_death")["ladder"][number - 1]


def the_change(edit: Edit) -> Change:
    newer = copy.deepcopy(TEXT)
    edit(newer)
    (change,) = changes_between(TEXT, newer)
    return change


OWN_OF_CRO: dict[str, Edit] = {
    "phone": lambda text: seat(text, "study_director")["contact"].update(phone="+91 1"),
    "no quirks": lambda text: seat(text, "study_director")["contact"].pop("quirks"),
    "when not reachable": lambda text: seat(text, "study_director").pop("unavailable"),
    "who is asked then": lambda text: seat(text, "study_director")["unavailable"][0].update(
        instead="cro_pm"
    ),
    "deputy": lambda text: seat(text, "study_director").update(deputy="site_head"),
    "no deputy": lambda text: seat(text, "study_director").pop("deputy"),
    "days off": lambda text: party(text, "cro")["holidays"].pop(),
    "calendar": lambda text: party(text, "cro").update(holiday_calendar={"country": "IN"}),
    "extra days": lambda text: party(text, "cro").update(
        extra_working_days=[{"date": "2027-01-17"}]
    ),
    "cover": lambda text: party(text, "cro")["days_off_cover"].update(seat="cro_pm"),
    "own seat on a rung": lambda text: rung(text, 2)["seats"].update(cro="site_head"),
}
SHARED: dict[str, Edit] = {
    "answers slower": lambda text: seat(text, "study_director")["reply_within"].update(
        normal="2bd"
    ),
    "on call": lambda text: seat(text, "study_director")["on_call"].update(hours="07:00-22:00"),
    "another party": lambda text: seat(text, "study_director").update(party="sponsor"),
    "title": lambda text: seat(text, "study_director").update(title="Director"),
    "deputy of the other side": lambda text: seat(text, "study_director").update(
        deputy="program_manager"
    ),
    "the other side is asked": lambda text: seat(text, "study_director")["unavailable"][0].update(
        instead="program_manager"
    ),
    "cover by the other side": lambda text: party(text, "cro")["days_off_cover"].update(
        seat="program_manager"
    ),
    "hours": lambda text: party(text, "cro").update(hours="10:00-18:00"),
    "week": lambda text: party(text, "cro")["working_week"].pop(),
    "seat of both on a rung": lambda text: rung(text, 2)["seats"].update(
        cro="site_head", sponsor="vp_rd"
    ),
    "time of a rung": lambda text: rung(text, 2).update(
        after="6h", seats={"sponsor": "tox_consultant", "cro": "site_head"}
    ),
    "off a rung": lambda text: rung(text, 2)["seats"].pop("cro"),
    "seat of the other side for the own": lambda text: rung(text, 2)["seats"].update(cro="vp_rd"),
    "another rung": lambda text: item(text, "triggers", "unexpected_death")["ladder"].append(
        {"step": 4, "after": "24h", "seats": {"cro": "site_head"}, "if": ["always"]}
    ),
    "first notice": lambda text: item(text, "triggers", "unexpected_death")["first_notice"].update(
        {"from": "cro_pm"}
    ),
    "a seat more": lambda text: text["seats"].append({**seat(text, "cro_pm"), "key": "new"}),
    "a seat less": lambda text: text["seats"].remove(seat(text, "qau_manager")),
    "area": lambda text: item(text, "areas", "protocol").update(accountable="cro_pm"),
    "cadence": lambda text: item(text, "cadences", "weekly_status").update(grace="8h"),
    "method": lambda text: item(text, "methods", "email").update(formal=False),
    "ground rules": lambda text: text["ground_rules"].pop(),
    "study": lambda text: text["study"].update(regime="GCP"),
}


@pytest.mark.parametrize("edit", OWN_OF_CRO.values(), ids=OWN_OF_CRO)
def test_a_side_changes_its_own_alone_and_the_other_side_cannot(edit: Edit) -> None:
    change = the_change(edit)
    assert is_own(change, "cro", TEXT)
    assert not is_own(change, "sponsor", TEXT)
    assert not is_own(change, "lab", TEXT)


@pytest.mark.parametrize("edit", SHARED.values(), ids=SHARED)
def test_what_was_promised_needs_both(edit: Edit) -> None:
    change = the_change(edit)
    assert not is_own(change, "cro", TEXT)
    assert not is_own(change, "sponsor", TEXT)


def past_work(before: list[str], after: list[str]) -> Change:
    """One change of who may keep the numbers of the CRO; a list with nothing in it is not there."""
    return Change(
        section="parties",
        item="cro",
        field=("past_work_shown_to",),
        before=before or None,
        after=after or None,
    )


def test_numbers_of_past_work_are_given_by_all_and_taken_back_alone() -> None:
    given, widened = past_work([], ["sponsor"]), past_work(["sponsor"], ["sponsor", "lab"])
    exchanged = past_work(["sponsor"], ["lab"])
    assert not any(is_own(each, "cro", TEXT) for each in (given, widened, exchanged))
    for back in (past_work(["sponsor", "lab"], ["lab"]), past_work(["sponsor"], [])):
        assert is_own(back, "cro", TEXT)
        assert not is_own(back, "sponsor", TEXT)


def test_changes_are_split_and_none_is_lost() -> None:
    own = tuple(the_change(edit) for edit in OWN_OF_CRO.values())
    shared = tuple(the_change(edit) for edit in SHARED.values())
    mixed = (*shared[:3], *own, *shared[3:])
    assert split_own(mixed, "cro", TEXT) == (own, shared)
    assert split_own(mixed, "sponsor", TEXT) == ((), mixed)


def test_an_added_seat_of_an_unknown_document_is_shared() -> None:
    change = Change(section="seats", item="cro_pm", field=("contact", "phone"), after="1")
    assert not is_own(change, "cro", {})
