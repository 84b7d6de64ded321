"""Proves that the judge lets good charts pass and catches each kind of bad one."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.judges.slack_charts import judge_chart

Block = dict[str, Any]


def bars() -> Block:
    point = {"label": "Oct", "value": 80}
    return copy.deepcopy(
        {
            "type": "data_visualization",
            "title": "On time",
            "block_id": "trend",
            "chart": {
                "type": "bar",
                "series": [{"name": "Deccan", "data": [point, point | {"label": "Nov"}]}],
                "axis_config": {"categories": ["Oct", "Nov"], "x_label": "Month", "y_label": "%"},
            },
        }
    )


BROKEN: dict[str, tuple[Callable[[Block], object], str]] = {
    "no title": (lambda b: b.pop("title"), "'title' is a required property"),
    "title as text object": (lambda b: b.update(title={"text": "x"}), "title"),
    "no chart": (lambda b: b.pop("chart"), "'chart' is a required property"),
    "unknown chart": (lambda b: b["chart"].update(type="gauge"), "gauge"),
    "no axes": (lambda b: b["chart"].pop("axis_config"), "'axis_config' is a required"),
    "unknown key": (lambda b: b["chart"].update(color="red"), "color"),
    "no series": (lambda b: b["chart"].update(series=[]), "series"),
    "seven series": (
        lambda b: b["chart"].update(
            series=[{**b["chart"]["series"][0], "name": n} for n in "1234567"]
        ),
        "series",
    ),
    "value as text": (lambda b: b["chart"]["series"][0]["data"][0].update(value="80"), "value"),
    "long label": (
        lambda b: b["chart"]["axis_config"].update(categories=["Oct", "N" * 21]),
        "categories",
    ),
    "twenty-one points": (
        lambda b: b["chart"]["axis_config"].update(categories=[f"{n}" for n in range(21)]),
        "categories",
    ),
    "a point without category": (
        lambda b: b["chart"]["axis_config"].update(categories=["Oct"]),
        "the labels are not the categories",
    ),
    "another order": (
        lambda b: b["chart"]["axis_config"].update(categories=["Nov", "Oct"]),
        "the labels are not the categories",
    ),
    "one category twice": (
        lambda b: b["chart"]["axis_config"].update(categories=["Oct", "Oct"]),
        "one is there twice",
    ),
    "one name twice": (
        lambda b: b["chart"]["series"].append(b["chart"]["series"][0]),
        "two have the same name",
    ),
}


def test_a_good_chart_has_no_complaints() -> None:
    assert judge_chart(bars(), "$") == []
    pie = {"type": "pie", "segments": [{"label": "on time", "value": 4}]}
    assert judge_chart({"type": "data_visualization", "title": "t", "chart": pie}, "$") == []


def test_a_pie_has_no_empty_segment() -> None:
    pie = {"type": "pie", "segments": [{"label": "late", "value": 0}]}
    assert judge_chart({"type": "data_visualization", "title": "t", "chart": pie}, "$")


@pytest.mark.parametrize("broken", BROKEN)
def test_each_fault_of_a_chart_is_named(broken: str) -> None:
    breaking, complaint = BROKEN[broken]
    block = bars()
    breaking(block)
    assert complaint in "\n".join(judge_chart(block, "$"))
