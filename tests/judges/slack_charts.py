"""Judges the shape of Slack's `data_visualization` blocks, which its published types do not know.

Written by hand from docs.slack.dev/reference/block-kit/blocks/data-visualization-block (fields and
limits), and from the crate `slack-messaging` 0.7.7, whose builders refuse series that share a name
or do not name the categories of the axis in their order.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from tests.judges.schema_sentences import sentences

_MOST_SERIES, _MOST_POINTS = 6, 20


def _object(**properties: Any) -> dict[str, Any]:
    """An object that knows these properties and no other; `optional` names those it may lack."""
    optional = properties.pop("optional", ())
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": most}


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


_NUMBER = {"type": "number"}
_LABEL = _text(20)
_SERIES = _object(name=_LABEL, data=_list(_object(label=_LABEL, value=_NUMBER), _MOST_POINTS))
_AXES = _object(
    categories=_list(_LABEL, _MOST_POINTS),
    x_label=_text(50),
    y_label=_text(50),
    optional=("x_label", "y_label"),
)
_SEGMENT = _object(label=_LABEL, value={"type": "number", "exclusiveMinimum": 0})
_PIE = _object(type={"const": "pie"}, segments=_list(_SEGMENT, _MOST_SERIES))
_PLOT = _object(
    type={"enum": ["bar", "line", "area"]},
    series=_list(_SERIES, _MOST_SERIES),
    axis_config=_AXES,
)


def judge_chart(block: dict[str, Any], place: str) -> list[str]:
    """Complain about a chart."""
    chart = block.get("chart")
    kind = chart.get("type") if isinstance(chart, dict) else None
    complaints = sentences(_validator(kind == "pie").iter_errors(block), place)
    if complaints or not isinstance(chart, dict) or kind == "pie":
        return complaints
    return list(_disagreements(chart, f"{place}.chart"))


def _disagreements(chart: dict[str, Any], place: str) -> Iterator[str]:
    categories = chart["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield f"{place}.axis_config.categories: one is there twice"
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield f"{place}.series: two have the same name"
    for number, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield f"{place}.series[{number}].data: the labels are not the categories in their order"


@cache
def _validator(pie: bool) -> Draft7Validator:
    return Draft7Validator(
        _object(
            type={"const": "data_visualization"},
            title=_text(50),
            chart=_PIE if pie else _PLOT,
            block_id=_text(255),
            optional=("block_id",),
        )
    )
