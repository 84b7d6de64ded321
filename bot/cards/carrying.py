"""How much of a text a button can carry."""

import json

#: Slack lets a button carry 2,000 characters of JSON; the rest of it names what it is about.
_CARRIED = 1500


def carried(text: str) -> str:
    """As much of a text as a button carries everywhere."""
    kept = text[:_CARRIED]
    while len(json.dumps(kept)) > _CARRIED:
        kept = kept[:-20]
    return kept
