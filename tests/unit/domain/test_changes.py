"""What differs between two texts of an agreement, and putting it into one."""

import copy
import hashlib
import json
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings

from bot.agreement_file import from_document
from bot.domain.agreement.document import Agreement
from bot.domain.changes import (
    ITEM_NAMES,
    Change,
    Overtaken,
    applied,
    changes_between,
    changes_from_json,
    changes_to_json,
    fingerprint,
    rebased,
)
from bot.domain.errors import BadAgreement
from tests.unit.domain.texts import edited, item, rat_tox, text_of, without_order

RELAXED = settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WEEKLY_TIME = Change(
    section="cadences", item="weekly_status", field=("rule", "at"), before="17:00", after="16:00"
)


@pytest.fixture
def text() -> dict[str, Any]:
    return text_of(rat_tox())


@pytest.fixture
def newer(text: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(text)


def test_a_field_is_the_smallest_piece(text: dict[str, Any], newer: dict[str, Any]) -> None:
    item(newer, "cadences", "weekly_status")["rule"]["at"] = "16:00"
    assert changes_between(text, newer) == (WEEKLY_TIME,)


def test_a_list_inside_an_item_is_one_value(text: dict[str, Any], newer: dict[str, Any]) -> None:
    trigger = item(newer, "triggers", "unexpected_death")
    trigger["ladder"][1]["after"] = "6h"
    (change,) = changes_between(text, newer)
    assert (change.part, change.field) == (("triggers", "unexpected_death"), ("ladder",))
    assert change.before == item(text, "triggers", "unexpected_death")["ladder"]
    assert change.after == trigger["ladder"]


def test_items_come_and_go_as_a_whole(text: dict[str, Any], newer: dict[str, Any]) -> None:
    gone = newer["areas"].pop(3)
    newer["areas"].append({**newer["areas"][0], "key": "new_area"})
    assert changes_between(text, newer) == (
        Change(section="areas", item=gone["key"], before=gone),
        Change(section="areas", item="new_area", after=newer["areas"][-1]),
    )


def test_an_input_level_is_known_by_its_topic(text: dict[str, Any], newer: dict[str, Any]) -> None:
    item(newer, "input_wanted", "Dose levels")["level"] = "decide"
    (change,) = changes_between(text, newer)
    assert (change.item, change.field) == ("Dose levels", ("level",))


def test_sections_that_are_one_thing_have_no_item(
    text: dict[str, Any], newer: dict[str, Any]
) -> None:
    newer["ground_rules"] = newer["ground_rules"][:2]
    newer["study"]["contract"]["value"] = "USD 500,000"
    newer["pulse"]["minimum_answers"] = 4
    assert [(each.part, each.field) for each in changes_between(text, newer)] == [
        (("study", None), ("contract", "value")),
        (("ground_rules", None), ()),
        (("pulse", None), ("minimum_answers",)),
    ]


def test_another_order_of_items_is_no_change(text: dict[str, Any], newer: dict[str, Any]) -> None:
    for section in ITEM_NAMES:
        newer.get(section, []).reverse()
    assert changes_between(text, newer) == ()


def test_versions_and_their_history_are_never_proposed(
    text: dict[str, Any], newer: dict[str, Any]
) -> None:
    newer["schema_version"] = 2
    newer["agreement"] = {"version": 3, "next_review": "2027-02-01"}
    assert changes_between(text, newer) == (
        Change(
            section="agreement",
            field=("next_review",),
            before="2027-01-04",
            after="2027-02-01",
        ),
    )


def test_when_nothing_is_in_force_everything_is_new(text: dict[str, Any]) -> None:
    changes = changes_between({}, text)
    assert all(each.before is None for each in changes)
    assert {each.field for each in changes} == {(), ("next_review",)}
    first = applied({}, changes)
    assert from_document(first).agreement.version == 1
    assert without_order(first) == without_order(text)


def test_no_list_of_items_is_forgotten() -> None:
    hints = get_type_hints(Agreement)
    lists = {
        each.name
        for each in fields(Agreement)
        if (args := get_args(hints[each.name])) and ... in args and args[0] is not str
    }
    assert set(ITEM_NAMES) == lists


def test_two_items_of_one_name_are_refused_with_words(text: dict[str, Any]) -> None:
    text["input_wanted"].append(dict(text["input_wanted"][0]))
    with pytest.raises(BadAgreement, match="Two items under input_wanted have the same topic"):
        changes_between({}, text)


@pytest.mark.parametrize(
    "change",
    [
        Change(section="cadences", item="weekly_status", field=("rule", "at"), after="16:00"),
        Change(section="cadences", item="weekly_status", before={"key": "weekly_status"}),
        Change(section="cadences", item="weekly_status", after={"key": "weekly_status"}),
        Change(section="cadences", item="gone", field=("rule", "at"), after="16:00"),
        Change(section="cadences", item="weekly_status", field=("minutes", "by"), after="cro_pm"),
        Change(section="ground_rules", before=["another"], after=["new"]),
    ],
)
def test_what_no_longer_fits_is_told_and_nothing_is_put_in(
    text: dict[str, Any], change: Change
) -> None:
    fits = Change(section="study", field=("product",), before="LKB-117, oral small molecule")
    with pytest.raises(Overtaken, match="propose it again") as caught:
        applied(text, [fits, change])
    assert caught.value.changes == (change,)
    assert text == text_of(rat_tox())


def test_the_last_item_of_a_list_takes_the_list_with_it(text: dict[str, Any]) -> None:
    gone = [Change(section="areas", item=each["key"], before=each) for each in text["areas"]]
    assert "areas" not in applied(text, gone)


def test_what_is_put_in_shares_nothing_with_what_was_given(text: dict[str, Any]) -> None:
    new = {"key": "qa", "title": "QA", "aliases": ["q"]}
    result: Any = applied(text, [Change(section="areas", item="qa", after=new)])
    item(result, "areas", "qa")["aliases"].append("x")
    item(result, "seats", "cro_pm")["title"] = "other"
    assert new["aliases"] == ["q"]
    assert text == text_of(rat_tox())


def test_a_wish_is_carried_to_a_newer_text(text: dict[str, Any]) -> None:
    item(text, "cadences", "weekly_status")["rule"]["at"] = "18:00"
    (again,) = rebased([WEEKLY_TIME], text)
    assert (again.before, again.after) == ("18:00", "16:00")
    assert item(applied(text, [again]), "cadences", "weekly_status")["rule"]["at"] == "16:00"


def test_a_wish_that_came_true_or_lost_its_item_drops_out(text: dict[str, Any]) -> None:
    weekly = item(text, "cadences", "weekly_status")
    away = Change(section="cadences", item="weekly_status", before=dict(weekly))
    weekly["rule"]["at"] = "16:00"
    assert rebased([WEEKLY_TIME], text) == ()
    assert rebased([away], text) == (
        Change(section="cadences", item="weekly_status", before=weekly),
    )
    text["cadences"].remove(weekly)
    assert rebased([WEEKLY_TIME, away], text) == ()


def test_an_item_that_both_added_keeps_what_only_the_wish_changes(text: dict[str, Any]) -> None:
    wanted = {**item(text, "areas", "protocol"), "title": "Protocol"}
    (again,) = rebased([Change(section="areas", item="protocol", after=wanted)], text)
    assert (again.field, again.after) == (("title",), "Protocol")


def test_the_fingerprint_is_of_the_words_alone() -> None:
    turned = changes_from_json(
        [{key: each[key] for key in reversed(each)} for each in changes_to_json([WEEKLY_TIME])]
    )
    assert fingerprint(turned) == fingerprint([WEEKLY_TIME])
    written = (
        '[{"after":"16:00","before":"17:00","field":["rule","at"],"item":"weekly_status",'
        '"section":"cadences"}]'
    )
    assert fingerprint([WEEKLY_TIME]) == hashlib.sha256(written.encode()).hexdigest()
    assert fingerprint([]) != fingerprint([WEEKLY_TIME])


@RELAXED
@given(edited(), edited())
def test_what_differs_put_into_one_gives_the_other(one: Agreement, other: Agreement) -> None:
    before, after = text_of(one), text_of(other)
    changes = changes_between(before, after)
    result = applied(before, changes)
    assert without_order(result) == without_order(after)
    assert changes_between(result, after) == ()
    assert before == text_of(one)


@RELAXED
@given(edited(), edited())
def test_changes_come_back_from_json_and_are_wishes_that_can_be_carried(
    one: Agreement, other: Agreement
) -> None:
    before, after = text_of(one), text_of(other)
    changes = changes_between(before, after)
    again = changes_from_json(json.loads(json.dumps(changes_to_json(changes))))
    assert again == changes
    assert fingerprint(again) == fingerprint(changes)
    assert rebased(changes, before) == changes
    assert rebased(changes, after) == ()


@RELAXED
@given(edited(), edited(), edited())
def test_carried_wishes_always_fit_the_newer_text(
    base: Agreement, wanted: Agreement, newer: Agreement
) -> None:
    text = text_of(newer)
    again = rebased(changes_between(text_of(base), text_of(wanted)), text)
    assert all(change.before != change.after for change in again)
    result = applied(text, again)
    assert rebased(again, result) == ()
