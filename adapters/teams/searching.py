"""The search of the message extension: what is typed beside the compose box, and what is listed.

The activity is `composeExtension/query`; Teams waits five seconds for the answer and shows a list
whose chosen line is put into the box people write in (Teams documentation, "Respond to search
command"). A card in it needs a preview of an older kind, whose text can be HTML, so that no
character that begins a tag is left in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.activity import Json, mapping, text
from adapters.teams.characters import clean
from adapters.teams.render import CONTENT_TYPE, render_card
from bot.cards.hit import Hit
from bot.engine.response import Response

QUERY = "composeExtension/query"
#: The command of the manifest, and its parameter.
COMMAND, TOPIC = "find.owner", "topic"
#: So many are listed at most, whatever is asked for: Teams asks for 25.
MOST = 25

_PREVIEW = "application/vnd.microsoft.card.thumbnail"
_LONGEST_TITLE, _LONGEST_TEXT = 120, 200
_NO_TAGS = str.maketrans({"<": "\u2039", ">": "\u203a"})


@dataclass(frozen=True)
class Query:
    """What somebody has typed so far, and which part of the list is shown."""

    text: str
    skip: int
    count: int


def is_query(body: Json) -> bool:
    """Whether an activity is a search, so that its answer has to be of that kind."""
    return body.get("type") == "invoke" and body.get("name") == QUERY


def asked(value: Json) -> Query | None:
    """The search; None when it is of no command of ours.

    Before anything is typed Teams sends `initialRun` in the place of the parameter.
    """
    if value.get("commandId") != COMMAND:
        return None
    parameters = value.get("parameters")
    given = [mapping(each) for each in (parameters if isinstance(parameters, list) else ())]
    typed = next((text(each.get("value")) for each in given if each.get("name") == TOPIC), None)
    options = mapping(value.get("queryOptions"))
    return Query(
        text=clean(typed or "").strip(),
        skip=_number(options.get("skip"), 0),
        count=min(_number(options.get("count"), MOST), MOST),
    )


def listed(response: Response) -> dict[str, Any]:
    """The list, or the sentence that says why there is none."""
    if response.card is not None:
        return said(response.card.summary or response.card.title)
    return {
        "composeExtension": {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": [_attachment(hit) for hit in response.found],
        }
    }


def said(sentence: str) -> dict[str, Any]:
    """A sentence in the place of the list."""
    return {"composeExtension": {"type": "message", "text": sentence}}


def _attachment(hit: Hit) -> Mapping[str, Any]:
    about = f"{hit.about} \u00b7 {hit.group}" if hit.about else hit.group
    preview = {"title": _plain(hit.title, _LONGEST_TITLE), "text": _plain(about, _LONGEST_TEXT)}
    shown = {"preview": {"contentType": _PREVIEW, "content": preview}}
    if hit.card is None:
        return {"contentType": _PREVIEW, "content": preview, **shown}
    return {"contentType": CONTENT_TYPE, "content": render_card(hit.card), **shown}


def _plain(words: str, most: int) -> str:
    line = " ".join(clean(words).translate(_NO_TAGS).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _number(value: object, otherwise: int) -> int:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count and isinstance(value, int) else otherwise
