"""Turns the text of a Teams message into plain words.

Teams writes `<at>Name</at>` into the text and says in the entities who is meant. The SDK's cleaner
cuts each occurrence of the bot's *name*, also where it is an ordinary word, and stops at a mention
without `mentioned`; this one goes by the entities and uses each of them once.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.teams.characters import clean

_AT = re.compile(r"(<at\b[^>]*>.*?</at>)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</?at\b[^>]*>", re.IGNORECASE)
_REPAIRS = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
    }
)


@dataclass(frozen=True)
class Said:
    """A stretch of text."""

    text: str


@dataclass(frozen=True)
class Named:
    """A mention of somebody else than Accord."""

    id: str
    name: str


def read_text(text: str, entities: object, bot_id: str) -> tuple[Said | Named, ...]:
    """Split a text into words and mentions of others; mentions of the bot are cut out."""
    mentions = list(_mentions(entities))
    found = [_meant(part, mentions) for part in _AT.split(text)]
    pieces = [piece for piece in found if not (isinstance(piece, Named) and piece.id == bot_id)]
    for mention in mentions:
        # Some clients write the mention without the tags.
        if mention.id == bot_id and mention.text:
            pieces = list(_without(mention.text, pieces))
    return tuple(_merged(pieces))


def plain(pieces: Sequence[Said | Named], tokens: Mapping[str, str]) -> str:
    """Put the pieces together, with a token for each person where there is one."""
    parts = []
    for piece in pieces:
        match piece:
            case Said(text):
                parts.append(text)
            case Named(person, name):
                parts.append(tokens.get(person) or f"@{name}")
    lines = clean("".join(parts)).translate(_REPAIRS).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


@dataclass
class _Mention:
    id: str
    name: str
    text: str


def _mentions(entities: object) -> Iterator[_Mention]:
    for entity in entities if isinstance(entities, list) else ():
        if not isinstance(entity, dict) or str(entity.get("type")).lower() != "mention":
            continue
        mentioned: Any = entity.get("mentioned")
        if not isinstance(mentioned, dict) or not mentioned.get("id"):
            continue
        text = str(entity.get("text") or "")
        name = str(mentioned.get("name") or "") or html.unescape(_TAGS.sub("", text))
        yield _Mention(str(mentioned["id"]), name, text)


def _meant(part: str, mentions: list[_Mention]) -> Said | Named:
    if not _AT.fullmatch(part):
        return Said(html.unescape(part))
    for index, mention in enumerate(mentions):
        if mention.text == part:
            del mentions[index]
            return Named(mention.id, mention.name)
    return Said(html.unescape(_TAGS.sub("", part)))


def _without(text: str, pieces: list[Said | Named]) -> Iterator[Said | Named]:
    unused = True
    for piece in pieces:
        if unused and isinstance(piece, Said) and html.unescape(text) in piece.text:
            unused = False
            yield Said(piece.text.replace(html.unescape(text), " ", 1))
        else:
            yield piece


def _merged(pieces: Sequence[Said | Named]) -> Iterator[Said | Named]:
    """Make one of the two mentions Teams writes for a name of two words."""
    last: Named | None = None
    held = ""
    for piece in pieces:
        if isinstance(piece, Said) and not piece.text.strip():
            held += piece.text
        elif isinstance(piece, Named) and last is not None and piece.id == last.id:
            held = ""
        else:
            if held:
                yield Said(held)
                held = ""
            yield piece
            last = piece if isinstance(piece, Named) else None
    if held:
        yield Said(held)
