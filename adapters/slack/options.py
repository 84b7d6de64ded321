"""What can be chosen in a select menu, within Slack's limits. Pure.

A menu holds 100 options, or 100 groups of 100 (docs.slack.dev/reference/block-kit/block-elements/
select-menu-element). The value of an option may have 75 characters, and an address of another
platform has more; so the part that long values share travels once in the view.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from adapters.slack import capabilities as limit
from adapters.slack import mrkdwn
from adapters.slack.render import Json
from bot.cards.form import Option
from bot.cards.hit import Hit

_MARK = "~"
_LONGEST_PREFIX = 20


def heads_of(options: Iterable[Option]) -> list[str]:
    """What stands before the last slash of the values that are too long, each once."""
    long = (option.value for option in options if len(option.value) > limit.OPTION)
    return list(dict.fromkeys(value.rpartition("/")[0] for value in long))


def packed(value: str, heads: Sequence[str]) -> str:
    """A value as an option carries it.

    Raises:
        ValueError: it is too long even without its head.
    """
    head, slash, tail = value.rpartition("/")
    is_long = len(value) > limit.OPTION
    short = f"{_MARK}{heads.index(head)}/{tail}" if slash and is_long else value
    if len(short) > limit.OPTION or value.startswith(_MARK):
        raise ValueError(f"Slack cannot carry the option “{value[:40]}”.")
    return short


def unpacked(carried: str, heads: Sequence[str]) -> str:
    """The value that `packed` made short; any other text is left as it is."""
    number, slash, tail = carried.removeprefix(_MARK).partition("/")
    is_packed = carried.startswith(_MARK) and slash and number.isascii() and number.isdigit()
    if not is_packed or int(number) >= len(heads):
        return carried
    return f"{heads[int(number)]}/{tail}"


def menu(options: Sequence[Option], heads: Sequence[str]) -> Json:
    """The `options` of a menu, or its `option_groups` when there are too many for one list.

    Raises:
        ValueError: there is nothing to choose, or more than a menu holds.
    """
    if not options:
        raise ValueError("Slack shows no menu without options.")
    if len(options) <= limit.OPTIONS:
        return {"options": [shown(option, heads) for option in options]}
    number = ceil(len(options) / limit.OPTIONS)
    if number > limit.OPTIONS:
        raise ValueError(f"{len(options)} options are more than a menu of Slack holds.")
    groups = _alphabetical(options, ceil(len(options) / number))
    labels = _labels(groups)
    return {
        "option_groups": [
            {
                "label": mrkdwn.plain_text(mrkdwn.clip(label, limit.OPTION)),
                "options": [shown(option, heads) for option in group],
            }
            for label, group in zip(labels, groups, strict=True)
        ]
    }


def shown(option: Option, heads: Sequence[str]) -> Json:
    """One option; one that is chosen already must be the same to the letter."""
    text = mrkdwn.plain_text(mrkdwn.clip(option.label, limit.OPTION))
    return {"text": text, "value": packed(option.value, heads)}


def found(hits: Sequence[Hit]) -> Json:
    """The answer to a request for options: groups in the order of the best in each."""
    groups: dict[str, list[Json]] = {}
    for hit in hits[: limit.OPTIONS]:
        groups.setdefault(hit.group, []).append(_hit(hit))
    if not groups:
        return {"options": []}
    labelled = ((mrkdwn.clip(label, limit.OPTION), shown) for label, shown in groups.items())
    return {
        "option_groups": [
            {"label": mrkdwn.plain_text(label), "options": shown} for label, shown in labelled
        ]
    }


def _hit(hit: Hit) -> Json:
    text = mrkdwn.plain_text(mrkdwn.clip(hit.title, limit.OPTION))
    if not hit.about.strip():
        return {"text": text, "value": hit.id}
    about = mrkdwn.plain_text(mrkdwn.clip(hit.about, limit.OPTION))
    return {"text": text, "value": hit.id, "description": about}


def _alphabetical(options: Sequence[Option], size: int) -> list[list[Option]]:
    ordered = sorted(options, key=lambda option: option.label.casefold())
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _labels(groups: Sequence[Sequence[Option]]) -> list[str]:
    """Each group as a range, “Aa to Be”, with as many letters as it takes to tell them apart."""
    labels: list[str] = []
    for length in range(2, _LONGEST_PREFIX + 1):
        labels = [_range(group[0].label[:length], group[-1].label[:length]) for group in groups]
        if len(set(labels)) == len(labels):
            break
    return labels


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} \u2013 {last}"
