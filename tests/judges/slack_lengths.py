"""Judges the lengths in Slack blocks by two independent sets of limits.

`slack_sdk` enforces most limits when a payload is parsed into its models; the limit table of the
package `slackblocks` covers what the SDK lets through. Where they disagree the smaller one counts.
"""

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slackblocks import _limits as limit

from tests.judges.walking import objects

# slack_sdk and slackblocks say 150, Slack's own types say 75; what fits both cannot be refused.
OPTION_VALUE_MAX_LENGTH = 75

# (type of the object, its property) -> how many characters or items fit, and the fewest allowed.
_SIZES: dict[tuple[str, str], tuple[int, int]] = {
    ("checkboxes", "options"): (
        limit.CHECKBOXES_OPTIONS_MIN_ITEMS,
        limit.CHECKBOXES_OPTIONS_MAX_ITEMS,
    ),
    ("radio_buttons", "options"): (
        limit.RADIO_BUTTONS_OPTIONS_MIN_ITEMS,
        limit.RADIO_BUTTONS_OPTIONS_MAX_ITEMS,
    ),
    ("static_select", "options"): (limit.SELECT_OPTIONS_MIN_ITEMS, limit.SELECT_OPTIONS_MAX_ITEMS),
    ("multi_static_select", "options"): (
        limit.SELECT_OPTIONS_MIN_ITEMS,
        limit.SELECT_OPTIONS_MAX_ITEMS,
    ),
    ("overflow", "options"): (limit.OVERFLOW_OPTIONS_MIN_ITEMS, limit.OVERFLOW_OPTIONS_MAX_ITEMS),
    ("table", "rows"): (1, limit.TABLE_ROWS_MAX_ITEMS),
    ("data_table", "rows"): (limit.DATA_TABLE_ROWS_MIN_ITEMS, limit.DATA_TABLE_ROWS_MAX_ITEMS),
    ("image", "alt_text"): (1, limit.IMAGE_ALT_TEXT_MAX_LENGTH),
    ("alert", "text"): (1, limit.ALERT_TEXT_MAX_LENGTH),
    ("card", "title"): (1, limit.CARD_TITLE_MAX_LENGTH),
    ("card", "subtitle"): (1, limit.CARD_SUBTITLE_MAX_LENGTH),
    ("card", "body"): (1, limit.CARD_BODY_MAX_LENGTH),
    ("card", "actions"): (1, limit.CARD_ACTIONS_MAX_ITEMS),
    ("data_visualization", "title"): (1, limit.DATA_VISUALIZATION_TITLE_MAX_LENGTH),
    # slackblocks says 12 segments and series, Slack's documentation 6.
    ("pie", "segments"): (limit.DATA_VISUALIZATION_SEGMENTS_MIN_ITEMS, 6),
    ("bar", "series"): (limit.DATA_VISUALIZATION_SERIES_MIN_ITEMS, 6),
    ("line", "series"): (limit.DATA_VISUALIZATION_SERIES_MIN_ITEMS, 6),
    ("area", "series"): (limit.DATA_VISUALIZATION_SERIES_MIN_ITEMS, 6),
    ("input", "label"): (1, limit.INPUT_LABEL_MAX_LENGTH),
    ("input", "hint"): (1, limit.INPUT_HINT_MAX_LENGTH),
    ("modal", "callback_id"): (1, limit.VIEW_CALLBACK_ID_MAX_LENGTH),
    ("modal", "external_id"): (1, limit.VIEW_EXTERNAL_ID_MAX_LENGTH),
}

_CHART_LABELS = {
    "label": limit.DATA_VISUALIZATION_POINT_LABEL_MAX_LENGTH,
    "name": limit.DATA_VISUALIZATION_SERIES_NAME_MAX_LENGTH,
    "x_label": limit.DATA_VISUALIZATION_AXIS_LABEL_MAX_LENGTH,
    "y_label": limit.DATA_VISUALIZATION_AXIS_LABEL_MAX_LENGTH,
}

# What the SDK's models raise for a payload they cannot hold.
_MODEL_ERRORS = (SlackObjectFormationError, TypeError, ValueError, AttributeError, KeyError)


def judge_block_lengths(blocks: list[Any], place: str) -> list[str]:
    """Complain about every block that is too long, too full or too empty."""
    complaints: list[str] = []
    for number, block in enumerate(blocks):
        here = f"{place}[{number}]"
        complaints += _judge_by_sdk(block, here)
        for inner, node in objects(block, here):
            complaints += _sizes(node, inner)
            complaints += _options(node, inner)
            complaints += _others(node, inner)
            complaints += _tables(node, inner)
        if isinstance(block, dict) and block.get("type") == "data_visualization":
            complaints += _chart(block, here)
    markdown = sum(_length(block.get("text")) for block in blocks if _is(block, "markdown"))
    if markdown > limit.MARKDOWN_TOTAL_TEXT_MAX_LENGTH:
        complaints.append(f"{place}: {markdown} characters in markdown blocks, 12000 fit a message")
    return complaints


def judge_view_lengths(view: dict[str, Any], place: str) -> list[str]:
    """Complain about what is too long in a view outside its blocks."""
    complaints = list(_sizes(view, place))
    try:
        # The blocks are judged one by one elsewhere; the model here gets only their number.
        View(**{**view, "blocks": [{"type": "divider"}] * len(view.get("blocks", []))}).to_dict()
    except _MODEL_ERRORS as error:
        complaints.append(f"{place}: slack_sdk says: {error}")
    return complaints


def _judge_by_sdk(block: object, place: str) -> list[str]:
    if not isinstance(block, dict):
        return []
    try:
        parsed = Block.parse(block)
        # Younger blocks than the SDK parse to nothing, which is no complaint about them.
        if parsed is not None:
            parsed.to_dict()
    except _MODEL_ERRORS as error:
        return [f"{place}: slack_sdk says: {error}"]
    return []


def _sizes(node: dict[str, Any], place: str) -> Iterator[str]:
    for (kind, key), (fewest, most) in _SIZES.items():
        if node.get("type") != kind or key not in node:
            continue
        size = _length(node[key])
        if not fewest <= size <= most:
            yield f"{place}.{key}: has {size}, allowed are {fewest} to {most}"


def _options(node: dict[str, Any], place: str) -> Iterator[str]:
    offered = node.get("options")
    groups = node.get("option_groups")
    if groups is not None:
        if not 1 <= len(groups) <= limit.SELECT_OPTION_GROUPS_MAX_ITEMS:
            yield f"{place}.option_groups: has {len(groups)}, allowed are 1 to 100"
        offered = [option for group in groups for option in group.get("options", [])]
    if not isinstance(offered, list):
        return
    for number, option in enumerate(offered):
        here = f"{place}.options[{number}]"
        if _length(option.get("value")) > OPTION_VALUE_MAX_LENGTH:
            yield f"{here}.value: longer than {OPTION_VALUE_MAX_LENGTH} characters"
        for key, most in (
            ("text", limit.OPTION_TEXT_MAX_LENGTH),
            ("description", limit.OPTION_DESCRIPTION_MAX_LENGTH),
        ):
            if _length(option.get(key)) > most:
                yield f"{here}.{key}: longer than {most} characters"
    chosen = node.get("initial_options", [])
    if "initial_option" in node:
        chosen = [*chosen, node["initial_option"]]
    if any(option not in offered for option in chosen):
        yield f"{place}: an initial option is not among the options, or differs from it"


def _others(node: dict[str, Any], place: str) -> Iterator[str]:
    if node.get("type") == "section":
        for number, field in enumerate(node.get("fields", [])):
            if _length(field) > limit.SECTION_FIELDS_ITEM_MAX_LENGTH:
                yield f"{place}.fields[{number}]: longer than 2000 characters"
    if _length(node.get("placeholder")) > limit.SELECT_PLACEHOLDER_MAX_LENGTH:
        yield f"{place}.placeholder: longer than {limit.SELECT_PLACEHOLDER_MAX_LENGTH} characters"
    if node.get("type") == "plain_text_input":
        most = node.get("max_length", limit.PLAIN_TEXT_INPUT_MAX_LENGTH_MAX)
        if not 1 <= most <= limit.PLAIN_TEXT_INPUT_MAX_LENGTH_MAX:
            yield f"{place}.max_length: {most} is not between 1 and 3000"
        if _length(node.get("initial_value")) > most:
            yield f"{place}.initial_value: longer than the {most} characters that may be typed"


def _tables(node: dict[str, Any], place: str) -> Iterator[str]:
    if node.get("type") in ("table", "data_table"):
        widths = {len(row) for row in node.get("rows", [])}
        if widths and max(widths) > limit.TABLE_COLUMNS_MAX_ITEMS:
            yield f"{place}.rows: more than {limit.TABLE_COLUMNS_MAX_ITEMS} columns"
        if len(widths) > 1:
            yield f"{place}.rows: the rows have different numbers of columns"


def _chart(block: dict[str, Any], place: str) -> Iterator[str]:
    # Its shape is judged before, in slack_charts.py.
    for inner, node in objects(block["chart"], f"{place}.chart"):
        if _length(node.get("data")) > limit.DATA_VISUALIZATION_DATA_MAX_ITEMS:
            yield f"{inner}.data: more than {limit.DATA_VISUALIZATION_DATA_MAX_ITEMS} points"
        for key, most in _CHART_LABELS.items():
            if isinstance(node.get(key), str) and len(node[key]) > most:
                yield f"{inner}.{key}: longer than {most} characters"


def _length(value: object) -> int:
    """Measure a string, a list, or the text inside a text object."""
    if isinstance(value, dict):
        return _length(value.get("text"))
    return len(value) if isinstance(value, (str, list)) else 0


def _is(block: object, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind
