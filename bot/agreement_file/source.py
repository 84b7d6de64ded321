"""YAML text -> plain data, and where in the text each part of it stands.

Scalars are read as YAML 1.2 reads them, with two differences: dates and times stay text (17:00
never becomes 1020), and the words that older YAML readers turn into true or false are refused
where they stand without quotes, because two tools would read two different agreements.
"""

import math
import re
from dataclasses import dataclass, field

from bot.agreement_file.mistakes import Fault, Mistake, Path, inside, quoted, written
from bot.agreement_file.nodes import (
    Mapping,
    Node,
    Position,
    Refused,
    Scalar,
    Sequence,
    UnreadableError,
    compose,
    decode,
)


class Unusable:
    """Stands in the data where the text was refused, so that nothing is said about it twice."""

    def __repr__(self) -> str:
        return "UNUSABLE"


UNUSABLE = Unusable()

_TRAPS = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(
    r"[-+]?((\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]{1,3})?|[0-9]+[eE][-+]?[0-9]{1,3})"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Source:
    """A document that was read, with the places of its parts."""

    data: object = UNUSABLE
    """Plain data: dict, list, str, int, float, bool, None; UNUSABLE where it was refused."""
    mistakes: list[Mistake] = field(default_factory=list)
    """What was wrong with the YAML itself."""
    keys: dict[Path, Position] = field(default_factory=dict)
    """Where the key of each path stands; for an item of a list, where the item starts."""
    values: dict[Path, Position] = field(default_factory=dict)
    """Where the value of each path starts."""

    def place(self, fault: Fault) -> Mistake:
        """Give a fault its line."""
        # What is in a block starts below its key, but the key is where a person looks.
        on_key = fault.on_key or isinstance(self._at(fault.path), dict | list)
        places = self.keys if on_key else self.values
        at = places.get(fault.path, Position(1, 1))
        return Mistake(at.line, at.column, written(fault.path, self.data), fault.sentence)

    def usable(self, path: Path) -> bool:
        """Whether nothing on the way to the path was refused."""
        return self._at(path) is not UNUSABLE

    def _at(self, path: Path) -> object:
        here = self.data
        for step in path:
            here = inside(here, step)
        return here


def read_source(text: str | bytes) -> Source:
    """Read one YAML document; every mistake of the YAML itself is in the result.

    When the text is no YAML at all, `data` is UNUSABLE and only the mistakes are there.
    """
    source = Source()
    try:
        tree = compose(decode(text))
    except UnreadableError as error:
        source.mistakes = [Mistake(at.line, at.column, "", said) for at, said in error.complaints]
        return source
    reader = _Reader(source.keys, source.values)
    data = reader.value(tree.root, ())
    paths = {at: path for path, at in source.values.items()}
    said = [(at, paths.get(at, ()), sentence) for at, sentence in tree.complaints] + reader.said
    if isinstance(data, dict):
        source.data = data
    elif not said:
        sentence = "the file must hold keys with values, such as study: and parties:"
        said = [(tree.root.at, (), sentence)]
    source.mistakes = [
        Mistake(at.line, at.column, written(path, data), sentence) for at, path, sentence in said
    ]
    return source


class _Reader:
    """Turns nodes into plain data and notes their places."""

    def __init__(self, keys: dict[Path, Position], values: dict[Path, Position]) -> None:
        self.said: list[tuple[Position, Path, str]] = []
        self._keys = keys
        self._values = values

    def value(self, node: Node, path: Path) -> object:
        self._values[path] = node.at
        self._keys.setdefault(path, node.at)
        if isinstance(node, Scalar):
            return self._scalar(node, path)
        if isinstance(node, Sequence):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.items)]
        return UNUSABLE if isinstance(node, Refused) else self._mapping(node, path)

    def _mapping(self, node: Mapping, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.pairs:
            complaint = _unusable_key(key)
            if isinstance(key, Scalar) and key.text in found:
                first = self._keys[(*path, key.text)].line
                complaint = (
                    f"{quoted(key.text)} stands here a second time (first in line {first});"
                    " keep one of the two"
                )
                if not isinstance(found[key.text], dict | list):
                    # Nobody knows which of the two is meant, so nothing more is said about it.
                    found[key.text] = UNUSABLE
            if complaint or not isinstance(key, Scalar):
                self.said.append((key.at, path, complaint))
                self._aside(value, (*path, key.text) if isinstance(key, Scalar) else path)
                continue
            here = (*path, key.text)
            self._keys[here] = key.at
            found[key.text] = self.value(value, here)
        return found

    def _aside(self, value: Node, path: Path) -> None:
        """Read what is not used, only for the mistakes inside it."""
        aside = _Reader({}, {})
        aside.value(value, path)
        self.said += aside.said

    def _scalar(self, node: Scalar, path: Path) -> object:
        text = node.text
        if _CONTROL.search(text):
            self.said.append((node.at, path, "the text holds a control character; remove it"))
            return UNUSABLE
        if node.plain and text.casefold() in _TRAPS:
            meant = f'write true or false, or put it in quotes: "{text}"'
            self.said.append((node.at, path, _trap(text) + meant))
            return UNUSABLE
        return _plain(text) if node.plain else text


def _unusable_key(key: Node) -> str:
    """Why a key cannot be used; empty when it can."""
    if isinstance(key, Refused):
        return "a key must be written out; write it as key: value"
    if not isinstance(key, Scalar):
        return "a key must be one word; write it as key: value"
    if key.plain and key.text == "<<":
        return "the merge key << is not used in agreement files; write the values out"
    if key.plain and key.text.casefold() in _TRAPS:
        return _trap(key.text) + "use another key"
    if key.text == "" or _CONTROL.search(key.text):
        return "a key is missing before the colon; write one"
    return ""


def _trap(text: str) -> str:
    meaning = _TRAPS[text.casefold()]
    return f"{text} without quotes is read as {meaning} by some tools and as text by others; "


def _plain(text: str) -> object:
    """A value without quotes, by the YAML 1.2 core schema; dates and times stay text."""
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return text if math.isinf(number) else number
    return text
