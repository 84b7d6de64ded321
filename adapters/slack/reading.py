"""What people typed in Slack, as plain text.

Slack marks people, channels, links and dates with angle brackets and escapes `&`, `<` and `>`
everywhere else (docs.slack.dev/messaging/formatting-message-text).
"""

import re
from collections.abc import Callable, Mapping

from bot.domain.address import Address

_MARKED = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
# Keyboards and Word put these where a command expects the plain ones.
_REPAIRS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict.fromkeys("\u200b\u2060\ufeff"),
    }
)


def people_in(text: str) -> list[str]:
    """The ids of the people a text mentions, in order."""
    return _PERSON.findall(text)


def passed_on(event: Mapping[str, object]) -> str:
    """The words of the first message that was forwarded along with another.

    Slack attaches them to the message that forwards, with its permalink (`is_msg_unfurl`, and
    `is_share` in newer clients). A link that is only pasted comes without the words.
    """
    attached = event.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if not isinstance(each, dict) or not (each.get("is_share") or each.get("is_msg_unfurl")):
            continue
        text = each.get("text")
        if isinstance(text, str) and text.strip():
            return text
    return ""


def without_mention(text: str, user: str) -> str:
    """Cut out the first mention of a user, as the bot's own in the message that calls it."""
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>", " ", text, count=1)


def plain(text: str, person: Callable[[str], Address]) -> str:
    """Turn Slack's markup into plain text and repair what keyboards do to it.

    A mention becomes `@<slack:TEAM/USER>`: the address as the core writes it, between marks that
    nobody types by chance, so that the core can find it again. `person` gives the address of a
    user id.
    """
    return "".join(_pieces(text, person)).translate(_REPAIRS).strip()


def _pieces(text: str, person: Callable[[str], Address]) -> list[str]:
    pieces: list[str] = []
    end = 0
    for match in _MARKED.finditer(text):
        pieces += [_unescaped(text[end : match.start()]), _marked(match[1], match[2], person)]
        end = match.end()
    return [*pieces, _unescaped(text[end:])]


def _marked(target: str, label: str | None, person: Callable[[str], Address]) -> str:
    if _PERSON.fullmatch(f"<{target}>"):
        return f"@<{person(target[1:])}>"
    label = _unescaped(label or "")
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return _special(target[1:], label)
    return _link(_unescaped(target), label)


def _special(target: str, label: str) -> str:
    """`<!here>`, `<!subteam^S1|@group>` and `<!date^1^{time}|17:00>` as what people see of them."""
    if label:
        return label
    return f"@{target.partition('^')[0]}"


def _link(target: str, label: str) -> str:
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in (target, bare) or target.split("://", 1)[-1].rstrip("/") == label:
        return bare
    return f"{label} ({bare})"


def _unescaped(text: str) -> str:
    # The ampersand comes last, so that "&amp;lt;" stays the text "&lt;".
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
