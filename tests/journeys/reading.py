"""What somebody reads of a message in Slack or a card in Teams: its lines and its buttons."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from tests.fakes.teams_requests import buttons_of

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
_PERSON = re.compile(r"<@(\w+)>")
_AT = re.compile(r"<at>(.*?)</at>")
_ESCAPED = re.compile(r"\\(?=[^\w\s])")


def read(said: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of a message, without markup.

    Args:
        said: a message of Slack, or a card of Teams.
        names: what Slack shows for the ids of people.
    """
    shown = _in_slack(said, names) if "blocks" in said else _in_teams(said)
    return tuple(line for text in shown for line in text.splitlines() if line)


def labels(said: Mapping[str, Any]) -> tuple[str, ...]:
    """The buttons below it, in order."""
    if "blocks" not in said:
        return tuple(button["title"] for button in buttons_of(said))
    rows = [block["elements"] for block in said["blocks"] if block["type"] == "actions"]
    return tuple(button["text"]["text"] for row in rows for button in row)


def _in_slack(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for block in message["blocks"]:
        texts = [block["text"]] if "text" in block else []
        if block["type"] == "context":
            texts = block["elements"]
        for each in (*texts, *block.get("fields", ())):
            text = _DATE.sub(r"\1", each["text"])
            text = _PERSON.sub(lambda found: names.get(found[1], found[1]), text)
            yield unescape(text).replace("*", "")


def _in_teams(card: Mapping[str, Any]) -> Iterator[str]:
    for part in card["body"]:
        texts = [part["text"]] if part["type"] == "TextBlock" else []
        texts += [f"{fact['title']}: {fact['value']}" for fact in part.get("facts", ())]
        for text in texts:
            yield _ESCAPED.sub("", _AT.sub(r"\1", text).replace("**", ""))
