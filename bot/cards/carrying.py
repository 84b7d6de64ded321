"""How much of a text a button can carry."""

import json

#: Slack lets a button carry 2,000 characters of JSON; the rest of it names what it is about.
_CARRIED = 1498
#: Written as six characters each, because Slack hands them back escaped.
_WRITTEN_LONG = "&<>"


def carried(text: str, most: int = _CARRIED) -> str:
    """As much of a text as fits into so many characters of JSON, whatever it is written in.

    Args:
        text: what is to be carried.
        most: the characters, without the quotes around them.
    """
    left = most
    for number, character in enumerate(text):
        left -= 6 if character in _WRITTEN_LONG else len(json.dumps(character)) - 2
        if left < 0:
            return text[:number]
    return text
