"""How much of a text a button can carry."""

import json

#: Slack lets a button carry 2,000 characters of JSON; the rest of it names what it is about.
_CARRIED = 1500
#: Written as six characters each, because Slack hands them back escaped.
_WRITTEN_LONG = "&<>"


def carried(text: str) -> str:
    """As much of a text as a button carries everywhere."""
    kept = text[:_CARRIED]
    while _written(kept) > _CARRIED:
        kept = kept[:-20]
    return kept


def _written(text: str) -> int:
    return len(json.dumps(text)) + 5 * sum(map(text.count, _WRITTEN_LONG))
