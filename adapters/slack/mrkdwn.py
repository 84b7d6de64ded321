"""Writing text for Slack, so that nobody's words can format, link or notify.

Slack has no escape for `*`, `_`, `~` and the backtick. A marker only starts something when no space
follows it (slackhq/slack-api-docs#34), so a hair space behind it keeps it a character.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, assert_never

from adapters.slack.ids import PLATFORM
from bot.cards.card import Mention, Moment, Part, Strong
from bot.cards.words.dates import moment_in_words
from bot.domain.address import Address

Visible = Callable[[Address], bool]
"""Whether a person can be mentioned where the text is shown."""

_HAIR_SPACE = "\u200a"
# A marker inside a word, as in my_file_name, starts nothing and stays untouched.
_MARKER = re.compile(r"(?<![^\W_])[*_~](?=\S)|`(?=\S)")
_QUOTE = re.compile(r"(?m)^&gt;")
_LINK = re.compile(r"(https?://[^\s<>|]+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What keeps a text from being written as it is: most texts have none of it.
_SPECIAL = re.compile(r"[&<>*_~`\x00-\x08\x0b-\x1f\x7f]|https?://")
_ATOM = re.compile(r"&(?:amp|lt|gt);|.", re.DOTALL)
_WORD = re.compile(r"\S+\s*|\s+")
_LONGEST_STRONG = 1000
_DATE = "{date_short_pretty} at {time}"


def escape(text: str) -> str:
    """Replace what Slack takes for control characters; for every text object."""
    if not _SPECIAL.search(text):
        return text
    text = _CONTROL.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, limit: int) -> str:
    """Escape a text for a label and cut it; Slack refuses an empty one."""
    escaped = escape(text).strip() or "-"
    if len(escaped) <= limit:
        return escaped
    return _cut(escaped, limit - 1)[0].rstrip() + "…"


def literal(text: str) -> str:
    """Somebody's words in mrkdwn, shown as they are; only web addresses become links."""
    if not _SPECIAL.search(text):
        return text
    pieces = _LINK.split(text)
    # re.split with one group gives text and link in turn.
    return "".join(
        escape(piece) if index % 2 else _unformatted(piece) for index, piece in enumerate(pieces)
    )


def formats(text: str) -> bool:
    """Whether mrkdwn could take something in the text for formatting."""
    return bool(_MARKER.search(text) or re.search(r"(?m)^>", text))


def bold(text: str) -> str:
    """One line of bold; an asterisk inside becomes its look-alike, which ends nothing."""
    words = " ".join(text.split()).replace("*", "\u2217")
    return f"*{literal(words)}*" if words else ""


def inline(parts: Iterable[Part], visible: Visible) -> list[str]:
    """Parts as pieces of mrkdwn that may be put on different lines but not cut."""
    pieces: list[str] = []
    for part in parts:
        pieces += _part(part, visible)
    return pieces


def words(parts: Iterable[Part]) -> str:
    """Parts as bare words, for a heading: it calls nobody."""
    return "".join(_words(part) for part in parts)


def packed(pieces: Sequence[str], limit: int) -> list[str]:
    """Join pieces into as few texts as fit a limit, leaving out blank ones."""
    whole = "".join(pieces)
    if len(whole) <= limit:
        return [whole.strip()] if whole.strip() else []
    texts = [""]
    for piece in _short(pieces, limit):
        if len(texts[-1]) + len(piece) > limit:
            texts.append("")
        texts[-1] += piece
    return [text.strip() for text in texts if text.strip()]


def mrkdwn(text: str) -> dict[str, Any]:
    """A text object with formatting."""
    return {"type": "mrkdwn", "text": text}


def plain_text(escaped: str) -> dict[str, Any]:
    """A text object without formatting."""
    return {"type": "plain_text", "text": escaped, "emoji": False}


def _part(part: Part, visible: Visible) -> list[str]:
    match part:
        case str():
            return _WORD.findall(literal(part))
        case Strong(text):
            return [bold(text)] if len(text) <= _LONGEST_STRONG else _WORD.findall(literal(text))
        case Mention(person, name):
            return [_mention(person, name, visible)]
        case Moment(at, zone):
            shown = escape(moment_in_words(at, zone)).replace("|", "/")
            return [f"<!date^{int(at.timestamp())}^{_DATE}|{shown}>"]
    assert_never(part)


def _words(part: Part) -> str:
    match part:
        case str():
            return part
        case Strong(text):
            return text
        case Mention(name=name):
            return name
        case Moment(at, zone):
            return moment_in_words(at, zone)
    assert_never(part)


def _mention(person: Address, name: str, visible: Visible) -> str:
    if person.platform == PLATFORM and person.local and visible(person):
        return f"<@{escape(person.local)}>"
    return literal(name)


def _unformatted(text: str) -> str:
    guarded = _MARKER.sub(lambda match: match[0] + _HAIR_SPACE, escape(text))
    # Slack reads "&gt;" at the start of a line as a quotation.
    return _QUOTE.sub(_HAIR_SPACE + "&gt;", guarded)


def _short(pieces: Iterable[str], limit: int) -> Iterable[str]:
    for piece in pieces:
        rest = piece
        while len(rest) > limit:
            head, rest = _cut(rest, limit)
            yield head
        yield rest


def _cut(escaped: str, limit: int) -> tuple[str, str]:
    """Cut an escaped text without breaking an escape."""
    end = 0
    for atom in _ATOM.finditer(escaped):
        if atom.end() > limit:
            break
        end = atom.end()
    return escaped[:end], escaped[end:]
