"""Which message somebody replies to.

In a channel that is the one whose thread it stands in. In a chat people quote a message, which
comes as an entity of its own kind, or, in older clients, as a block in the HTML of the message.
Both were read from what Microsoft's own SDKs for Teams do (2026).
"""

import re

from adapters.teams.activity import Json, Place, mapping, text

#: Where the newer clients put a quote into the text.
_PLACEHOLDER = re.compile(r"<quoted\b[^>]*/?>(?:</quoted>)?\s*")
_BLOCK = re.compile(r"<blockquote\b(?P<attributes>[^>]*)>")
_REPLY = "http://schema.skype.com/Reply"
_ID = re.compile(r"""\bitemid=["']([^"']{1,200})["']""")


def replied_to(body: Json, place: Place) -> str | None:
    """Id of the activity that a message quotes, or else whose thread it stands in."""
    quoted = _in_entities(body.get("entities")) or _in_html(body.get("attachments"))
    if quoted is not None:
        return quoted
    return place.thread if place.thread != text(body.get("id")) else None


def without_quotes(said: str) -> str:
    """What somebody typed, without the place of what they quote."""
    return _PLACEHOLDER.sub("", said)


def _in_entities(entities: object) -> str | None:
    for each in entities if isinstance(entities, list) else ():
        if mapping(each).get("type") == "quotedReply":
            return text(mapping(mapping(each).get("quotedReply")).get("messageId"))
    return None


def _in_html(attachments: object) -> str | None:
    for each in attachments if isinstance(attachments, list) else ():
        if mapping(each).get("contentType") != "text/html":
            continue
        for block in _BLOCK.finditer(text(mapping(each).get("content")) or ""):
            found = _ID.search(block["attributes"])
            if found is not None and _REPLY in block["attributes"]:
                return found[1]
    return None
