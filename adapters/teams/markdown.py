"""Lets text mean only itself in a card.

Adaptive Cards read Markdown in each text, so what a person typed could become a link, a heading or
a mention of somebody. Marks that Markdown would read are escaped with a backslash where CommonMark
would read them and nowhere else, because each needless backslash is one that some client may show.
`<`, `{{` and `&` get an invisible character behind them instead: a backslash would not keep Teams
from finding the exact text of a mention in it. How all of it looks was checked in the Microsoft 365
Agents Playground 0.2.28, whose cards are those of Teams.
"""

import re

from adapters.teams.characters import clean

INVISIBLE = "\N{WORD JOINER}"

_MARKS = re.compile(r"([*_`\[\]])")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE)
_TAG = re.compile(r"<(?=[A-Za-z/!?]|$)")
_PAIRS = re.compile(r"(?:(?<!~)~(?=~|$))|~(?=~|$)|\{(?=\{|$)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([-+=>#|]|:(?=-))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?")
_NAME_MARKS = re.compile(r"[<>&*_`\[\]\\~{}|]")


def escape(text: str) -> str:
    """Keep the marks inside a part of a line from meaning anything."""
    text = _BACKSLASH.sub(r"\\\\", clean(text))
    text = _MARKS.sub(r"\\\1", text)
    text = _TAG.sub(f"<{INVISIBLE}", text)
    return _PAIRS.sub(lambda found: found.group() + INVISIBLE, text)


def strong(text: str) -> str:
    """Stress a few words, from the first letter or digit to the last.

    There CommonMark reads the stars whatever stands around them; beside a bracket it may not.
    """
    inner = " ".join(clean(text).split())
    found = _WORDS.search(inner)
    if found is None:
        return escape(text)
    before, after = inner[: found.start()], inner[found.end() :]
    return f"{escape(before)}**{escape(found.group())}**{escape(after)}"


def lines(text: str) -> list[str]:
    """The lines of an escaped text, none of which starts a heading, list or quotation."""
    found = (line.strip() for line in text.splitlines())
    return [_line(line) for line in found if line]


def paragraph(text: str) -> str:
    """An escaped text with its line breaks, which Teams keeps only as empty lines."""
    return "\n\n".join(lines(text))


def one_line(text: str) -> str:
    """An escaped text on one line."""
    return _line(" ".join(text.split()))


def unmarked(text: str) -> str:
    """Text for a label, hint, choice or button, where Teams reads no Markdown: no escapes."""
    text = " ".join(clean(text).split())
    return _TAG.sub(f"<{INVISIBLE}", text).replace("](", f"]{INVISIBLE}(")


def name(text: str) -> str:
    """A person's name as it may stand between `<at>` and `</at>`."""
    return " ".join(_NAME_MARKS.sub(" ", clean(text)).split()) or "somebody"


def _line(line: str) -> str:
    line = _LINE_START.sub(r"\\\1", _ENTITY.sub(f"&{INVISIBLE}", line))
    return _NUMBERED.sub(r"\1\\\2", line)
