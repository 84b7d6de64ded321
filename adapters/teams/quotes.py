"""Which message somebody replies to.

In a channel that is the one whose thread it stands in. In a chat people quote a message, which
comes as an entity of its own kind, or, in older clients, as a block in the HTML of the message.
Both were read from what Microsoft's own SDKs for Teams do (2026).
"""

import html
import re
from collections.abc import Iterator

from adapters.teams.activity import Json, Place, mapping, text
from adapters.teams.characters import clean

#: Where the newer clients put a quote into the text.
_PLACEHOLDER = re.compile(r"<quoted\b[^>]*/?>(?:</quoted>)?\s*")
_BLOCK = re.compile(r"<blockquote\b(?P<attributes>[^>]*)>")
_REPLY = "http://schema.skype.com/Reply"
_QUOTE = re.compile(r"<blockquote\b(?P<attributes>[^>]*)>(?P<inside>.*?)</blockquote>", re.DOTALL)
_PREVIEW = re.compile(r"""<p\b[^>]*itemprop=["']preview["'][^>]*>(.*?)</p>""", re.DOTALL)
#: A quote stands first, and what it quotes is short; nothing is searched for in a whole message.
_READ = 8000
_TAG = re.compile(r"<[^<>]*>")
_ID = re.compile(r"""\bitemid=["']([^"']{1,200})["']""")


def replied_to(body: Json, place: Place) -> str | None:
    """Id of the activity that a message quotes, or else whose thread it stands in."""
    quoted = _in_entities(body) or _in_html(body)
    if quoted is not None:
        return quoted
    return place.thread if place.thread != text(body.get("id")) else None


def quoted_words(body: Json) -> str:
    """The words of the message that a message in a chat quotes; Teams shortens long ones."""
    for each in _entities(body):
        found = text(mapping(each.get("quotedReply")).get("preview"))
        if each.get("type") == "quotedReply" and found:
            return clean(html.unescape(_TAG.sub(" ", found))).strip()
    for content in _html(body):
        found_block = _QUOTE.search(content)
        if found_block is not None and _REPLY in found_block["attributes"]:
            preview = _PREVIEW.search(found_block["inside"])
            return clean(html.unescape(_TAG.sub(" ", preview[1]))).strip() if preview else ""
    return ""


def without_quotes(said: str) -> str:
    """What somebody typed, without the place of what they quote."""
    return _PLACEHOLDER.sub("", said)


def _in_entities(body: Json) -> str | None:
    for each in _entities(body):
        if each.get("type") == "quotedReply":
            return text(mapping(each.get("quotedReply")).get("messageId"))
    return None


def _in_html(body: Json) -> str | None:
    for content in _html(body):
        for block in _BLOCK.finditer(content):
            found = _ID.search(block["attributes"])
            if found is not None and _REPLY in block["attributes"]:
                return found[1]
    return None


def _entities(body: Json) -> list[Json]:
    entities = body.get("entities")
    return [mapping(each) for each in (entities if isinstance(entities, list) else ())]


def _html(body: Json) -> Iterator[str]:
    attached = body.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if mapping(each).get("contentType") == "text/html":
            yield (text(mapping(each).get("content")) or "")[:_READ]
