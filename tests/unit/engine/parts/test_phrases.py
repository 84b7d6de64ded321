"""Rhythms in everyday English: read as they are meant, or answered with how to write them."""

from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.agreement_file.codec import from_document, to_document
from bot.domain.agreement.cadences import IfDayOff
from bot.domain.errors import InvalidInput
from bot.domain.instant import local
from bot.domain.occurrences import occurrences
from bot.engine.parts.when import read_when, when_in_words
from tests.builders import HYDERABAD, a_cadence, an_agreement, an_area, at

AGREED = an_agreement()
PHRASES: list[dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
)
SAID = [each["say"] for each in PHRASES]


def test_there_are_eighty_of_them() -> None:
    assert len(set(SAID)) >= 80


def days_ahead(rule: dict[str, Any], after: datetime, count: int) -> list[date]:
    """The next days of a rule, on its own clock."""
    text: Any = to_document(an_agreement(cadences=(a_cadence(if_day_off=IfDayOff.SEND_ANYWAY),)))
    text["cadences"][0]["rule"] = rule
    agreement = from_document(text)
    found = occurrences(agreement, agreement.cadences[0], after=at(after.isoformat(), HYDERABAD))
    return [local(each.due, rule["zone"]).date() for each in islice(found, count)]


@pytest.mark.parametrize("phrase", PHRASES, ids=SAID)
def test_it_is_read_as_meant_or_refused_with_an_example(phrase: dict[str, Any]) -> None:
    if "refused" in phrase:
        with pytest.raises(InvalidInput) as refused:
            read_when(phrase["say"], AGREED, {}, HYDERABAD)
        assert phrase["refused"] in str(refused.value)
        return
    rule = read_when(phrase["say"], AGREED, {}, HYDERABAD)

    assert rule == phrase["rule"]
    if "next" in phrase:
        after = datetime.combine(phrase.get("after", date(2026, 11, 30)), time(23, 59))
        assert days_ahead(rule, after, len(phrase["next"])) == phrase["next"]
    # Said back, it is the same rule; the first and last day are questions of their own.
    kept: dict[str, Any] = {name: rule[name] for name in ("start", "end", "zone") if name in rule}
    assert read_when(when_in_words(rule, AGREED), AGREED, kept, None) == rule


def test_a_rule_that_has_a_time_keeps_it_when_only_the_days_are_said() -> None:
    now = {"every": "week", "days": ["fri"], "at": "17:00", "zone": HYDERABAD}

    assert read_when("every Thursday", AGREED, now, None) == now | {"days": ["thu"]}
    with pytest.raises(InvalidInput, match="every Friday at 17:00 Basel time"):
        read_when("now and then", AGREED, now, None)


@pytest.mark.parametrize(
    "title",
    ["Year-end close, EOD", "Annual report", "Weekend cover at 1600 h", "Bi-weekly summary"],
)
def test_the_title_of_an_area_may_say_anything(title: str) -> None:
    agreement = an_agreement(areas=(an_area("named", title=title),))
    for rule in (
        {"every": "milestone", "areas": ["named"], "within": "2bd"},
        {"every": "day", "on_days_of": "named", "at": "18:00", "zone": HYDERABAD},
    ):
        assert read_when(when_in_words(rule, agreement), agreement, {}, None) == rule
