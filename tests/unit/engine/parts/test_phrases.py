"""Rhythms in everyday English: read as they are meant, or answered with how to write them."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.domain.errors import InvalidInput
from bot.engine.parts.when import read_when, when_in_words
from tests.builders import HYDERABAD, an_agreement

AGREED = an_agreement()
PHRASES: list[dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
)
SAID = [each["say"] for each in PHRASES]


def test_there_are_forty_of_them() -> None:
    assert len(set(SAID)) >= 40


@pytest.mark.parametrize("phrase", PHRASES, ids=SAID)
def test_it_is_read_as_meant_or_refused_with_an_example(phrase: dict[str, Any]) -> None:
    if "refused" in phrase:
        with pytest.raises(InvalidInput) as refused:
            read_when(phrase["say"], AGREED, {}, HYDERABAD)
        assert phrase["refused"] in str(refused.value)
        return
    rule = read_when(phrase["say"], AGREED, {}, HYDERABAD)

    assert rule == phrase["rule"]
    # Said back, it is the same rule; the first and last day are questions of their own.
    kept: dict[str, Any] = {name: rule[name] for name in ("start", "end", "zone") if name in rule}
    assert read_when(when_in_words(rule, AGREED), AGREED, kept, None) == rule


def test_a_rule_that_has_a_time_keeps_it_when_only_the_days_are_said() -> None:
    now = {"every": "week", "days": ["fri"], "at": "17:00", "zone": HYDERABAD}

    assert read_when("every Thursday", AGREED, now, None) == now | {"days": ["thu"]}
    with pytest.raises(InvalidInput, match="every Friday at 17:00 Basel time"):
        read_when("now and then", AGREED, now, None)
