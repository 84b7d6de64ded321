"""What a proposal says to people who read it on a phone."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.cards.words.changes import Said, change_lines, part_title
from bot.cards.words.field_names import ITEMS, SECTIONS, field_name
from bot.domain.agreement.document import Agreement
from bot.domain.changes import ITEM_NAMES, changes_between
from tests.unit.domain.texts import edited, item, rat_tox, text_of

TEXT = text_of(rat_tox())
Edit = Callable[[dict[str, Any]], object]


def said(edit: Edit, before: dict[str, Any] = TEXT) -> Said:
    after = copy.deepcopy(before)
    edit(after)
    (change,) = changes_between(before, after)
    return change_lines(change, before, after)


def weekly(text: dict[str, Any]) -> Any:
    return item(text, "cadences", "weekly_status")


def death(text: dict[str, Any]) -> Any:
    return item(text, "triggers", "unexpected_death")


def director(text: dict[str, Any]) -> Any:
    return item(text, "seats", "study_director")


FIELDS: list[tuple[Edit, tuple[str, str, str]]] = [
    (
        lambda text: weekly(text)["rule"].update(at="16:00"),
        ("Weekly written status: time", "17:00", "16:00"),
    ),
    (
        lambda text: weekly(text)["rule"].update(days=["thu"]),
        ("Weekly written status: days", "Friday", "Thursday"),
    ),
    (
        lambda text: weekly(text)["rule"].update(days=["first_working_day", "second_thu"]),
        (
            "Weekly written status: days",
            "Friday",
            "the first working day, the second Thursday",
        ),
    ),
    (
        lambda text: weekly(text)["rule"].update(days=["last_day", "any_sat", "day_15"]),
        ("Weekly written status: days", "Friday", "the last day, any Saturday, day 15"),
    ),
    (
        lambda text: weekly(text)["rule"].update(zone="America/Los_Angeles"),
        ("Weekly written status: zone", "Kolkata time", "Los Angeles time"),
    ),
    (
        lambda text: weekly(text)["rule"].update(every="month"),
        ("Weekly written status: how often", "every week", "every month"),
    ),
    (
        lambda text: weekly(text).update(grace="2bd"),
        ("Weekly written status: grace", "4 hours", "2 business days"),
    ),
    (
        lambda text: weekly(text).update(grace="0h"),
        ("Weekly written status: grace", "4 hours", "none"),
    ),
    (
        lambda text: weekly(text).update({"from": "study_director"}),
        (
            "Weekly written status: from",
            "the Client project manager",
            "the Study director",
        ),
    ),
    (
        lambda text: weekly(text).update(method="email"),
        ("Weekly written status: method", "Shared Slack channel", "Email"),
    ),
    (
        lambda text: weekly(text).update(if_day_off="next_shared_working_day"),
        (
            "Weekly written status: on a day off",
            "on the working day before",
            "on the next day everybody works",
        ),
    ),
    (
        lambda text: weekly(text).update(phases=["dosing"]),
        ("Weekly written status: phases", "nothing", "Dosing, days 1 to 28"),
    ),
    (
        lambda text: weekly(text).update(minutes={"by": "cro_pm", "within": "2bd"}),
        (
            "Weekly written status: minutes",
            "nothing",
            "by: the Client project manager; within: 2 business days",
        ),
    ),
    (
        lambda text: weekly(text).update(
            contents=["done", {"title": "animals", "type": "number", "unit": "rats"}]
        ),
        (
            "Weekly written status: what it says",
            "done this week, next week, slips against schedule, open questions, budget used",
            "1. done\n2. animals (number, in rats)",
        ),
    ),
    (
        lambda text: death(text)["first_notice"].update(within="0h"),
        ("Animal found dead or moribund: first notice, within", "4 hours", "at once"),
    ),
    (
        lambda text: director(text)["contact"].update(in_chat=False),
        ("Study director: contact, reached in chat", "yes", "no"),
    ),
    (
        lambda text: director(text).update(team=True),
        ("Study director: a desk rather than one person", "no", "yes"),
    ),
    (
        lambda text: director(text)["reply_within"].update(urgent="4h"),
        ("Study director: replies, when it cannot wait", "2 hours", "4 hours"),
    ),
    (
        lambda text: director(text).pop("deputy"),
        ("Study director: deputy", "the Deputy study director", "nothing"),
    ),
    (
        lambda text: director(text).update(title="Head of study"),
        ("Study director: title", "Study director", "Head of study"),
    ),
    (
        lambda text: text["phases"][0].update(start="2026-11-13"),
        ("Protocol and test article: first day", "Thu 12 Nov 2026", "Fri 13 Nov 2026"),
    ),
    (
        lambda text: item(text, "parties", "cro").update(hours="10:00-18:00"),
        ("Deccan: hours", "09:00 to 18:00", "10:00 to 18:00"),
    ),
    (
        lambda text: item(text, "input_wanted", "Dose levels").update(level="follow"),
        ("Dose levels: level", "ask first", "do exactly what the document says"),
    ),
    (
        lambda text: item(text, "areas", "protocol").update(transferred="not_applicable"),
        ("Study protocol and amendments: transferred", "yes", "not applicable"),
    ),
    (
        lambda text: item(text, "areas", "protocol").update(due=[{"phase": "dosing", "days": [1]}]),
        (
            "Study protocol and amendments: due",
            "Fri 11 Dec 2026",
            "day 1 of Dosing, days 1 to 28",
        ),
    ),
    (
        lambda text: item(text, "triggers", "budget_overrun")["trigger"].update(value=12.5),
        ("Work outside scope or over budget: value", "10", "12.5"),
    ),
    (
        lambda text: text.update(ground_rules=text["ground_rules"][3:]),
        (
            "Ground rules",
            "\n".join(f"{number}. {rule}" for number, rule in enumerate(TEXT["ground_rules"], 1)),
            "A problem raised early is thanked in the channel.",
        ),
    ),
    (
        lambda text: text["agreement"].pop("next_review"),
        ("The agreement: next review", "Mon 4 Jan 2027", "nothing"),
    ),
    (
        lambda text: text["pulse"].update(minimum_answers=4),
        ("Pulse: minimum answers", "3", "4"),
    ),
]


@pytest.mark.parametrize(("edit", "words"), FIELDS)
def test_a_field_is_said_before_and_after(edit: Edit, words: tuple[str, str, str]) -> None:
    assert said(edit) == words


def test_a_ladder_is_numbered_with_the_parties_side_by_side() -> None:
    _, _, after = said(lambda text: death(text)["ladder"][1].update(after="6h"))
    assert after.splitlines() == [
        "1. At once. Larkspur: Sponsor's study monitor (nonclinical lead); Deccan: Study director",
        (
            "2. After 6 hours, if not acknowledged. Larkspur: Toxicology consultant (external);"
            " Deccan: Deputy study director"
        ),
        (
            "3. After 12 hours, if not resolved or when reported: two or more deaths in one group."
            " Larkspur: VP of R&D; Deccan: Test facility management (site head)"
        ),
    ]


def test_days_off_are_said_with_their_dates() -> None:
    days: list[dict[str, Any]] = [
        {"name": "Year end", "from": "2026-12-30", "to": "2026-12-31"},
        {"name": "Eid", "date": "2027-03-10", "provisional": True},
        {"name": "Diwali", "date": "2027-10-28", "works_until": "13:00"},
    ]
    _, _, after = said(lambda text: item(text, "parties", "cro").update(holidays=days))
    assert after.splitlines() == [
        "1. Year end (Wed 30 Dec 2026 to Thu 31 Dec 2026)",
        "2. Eid (Wed 10 Mar 2027), not certain yet",
        "3. Diwali (Thu 28 Oct 2027), at work until 13:00",
    ]


def test_who_may_keep_the_numbers_of_past_work_is_said_by_name() -> None:
    shown = said(lambda text: item(text, "parties", "cro").update(past_work_shown_to=["sponsor"]))
    assert shown == (
        "Deccan: numbers of this work may be kept by",
        "nothing",
        item(TEXT, "parties", "sponsor")["short"],
    )


def test_an_agreed_time_is_said_where_none_is_written() -> None:
    remind: Edit = lambda text: text.update(amendments={"remind_after": "5bd"})  # noqa: E731
    assert said(remind) == (
        "How proposals are handled",
        "Reminder after: 3 business days\nLapses after: 20 business days",
        "Reminder after: 5 business days\nLapses after: 20 business days",
    )
    lapse: Edit = lambda text: text["amendments"].update(lapse_after="10bd")  # noqa: E731
    assert said(lapse, TEXT | {"amendments": {"remind_after": "5bd"}}) == (
        "How proposals are handled: lapses after",
        "20 business days",
        "10 business days",
    )


def test_an_item_that_comes_or_goes_is_described_in_a_few_lines() -> None:
    words = (
        "From: the Client project manager\n"
        "To: the Program manager; the Sponsor's study monitor (nonclinical lead)\n"
        "When: every week on Friday at 17:00 Kolkata time\n"
        "Method: Shared Slack channel\n"
        "What it says: done this week, next week, slips against schedule, open questions,"
        " budget used\n"
        "Grace: 4 hours"
    )
    gone: Edit = lambda text: text["cadences"].remove(weekly(text))  # noqa: E731
    assert said(gone) == ("Promised update taken out: Weekly written status", words, "nothing")
    before = copy.deepcopy(TEXT)
    gone(before)
    new: Edit = lambda text: text["cadences"].append(weekly(TEXT))  # noqa: E731
    assert said(new, before) == ("Promised update added: Weekly written status", "nothing", words)


def test_each_side_is_said_by_the_titles_of_its_own_text() -> None:
    before = copy.deepcopy(TEXT)
    after = copy.deepcopy(TEXT)
    item(after, "methods", "email")["title"] = "Mail"
    weekly(after)["method"] = "email"
    lines = [change_lines(change, before, after) for change in changes_between(before, after)]
    assert lines == [
        ("Email: title", "Email", "Mail"),
        ("Weekly written status: method", "Shared Slack channel", "Mail"),
    ]
    assert change_lines(*_turned(before, after)) == (
        "Weekly written status: method",
        "Mail",
        "Shared Slack channel",
    )


def _turned(before: Any, after: Any) -> Any:
    return changes_between(after, before)[1], after, before


def test_a_key_that_leads_nowhere_is_said_as_it_is() -> None:
    assert said(lambda text: weekly(text).update(method="pigeon_post"))[2] == "pigeon_post"
    assert part_title("areas", "gone", TEXT) == "gone"


def test_what_people_typed_is_left_as_they_typed_it() -> None:
    rule: Edit = lambda text: text.update(ground_rules=["fri", "4h", "cro_pm"])  # noqa: E731
    assert said(rule)[2] == "fri, 4h, cro_pm"


def test_names_of_fields_without_words_of_their_own_are_read_out() -> None:
    assert field_name(("first_notice", "within")) == "first notice, within"
    assert field_name(("some_new", "field_name")) == "some new, field name"
    assert field_name(("rule",)) == ""


def test_every_section_has_a_name() -> None:
    assert set(SECTIONS) == set(Agreement.__dataclass_fields__) - {"schema_version"}
    assert set(ITEMS) == set(ITEM_NAMES)
    assert part_title("never_in_chat", None, TEXT) == "Never in chat"
    assert part_title("seats", "study_director", TEXT) == "Study director"


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(edited(), edited())
def test_whoever_reads_a_change_sees_that_something_changes(
    one: Agreement, other: Agreement
) -> None:
    before, after = text_of(one), text_of(other)
    for change in changes_between(before, after):
        lines = change_lines(change, before, after)
        assert lines.title
        assert lines.before != lines.after, change


def test_how_soon_suggestions_are_answered_is_said_in_words() -> None:
    agreed = {"answer_within": "10bd"}
    adds: Edit = lambda text: text.update(suggestions=agreed)  # noqa: E731
    assert said(adds) == ("Suggestions", "nothing", "Answer within: 10 business days")
    sooner: Edit = lambda text: text["suggestions"].update(answer_within="1w")  # noqa: E731
    changed = said(sooner, TEXT | {"suggestions": agreed})
    assert changed == ("Suggestions: answer within", "10 business days", "1 week")


def test_a_rhythm_of_ownership_is_said_in_words() -> None:
    agreed = {"confirmed_every": "quarter", "answer_within": "10bd"}
    adds: Edit = lambda text: text.update(ownership=agreed)  # noqa: E731
    assert said(adds) == (
        "Fresh ownership",
        "nothing",
        "Confirmed every: quarter\nAnswer within: 10 business days",
    )
    slower: Edit = lambda text: text["ownership"].update(answer_within="15bd")  # noqa: E731
    assert said(slower, TEXT | {"ownership": agreed}) == (
        "Fresh ownership: answer within",
        "10 business days",
        "15 business days",
    )
