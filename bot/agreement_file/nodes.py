"""YAML text -> nodes with their places, refusing what an agreement file must not use.

The tree is built from the parser's events instead of by ruamel's own composer: so every anchor,
alias and tag is reported rather than the first, nothing is ever expanded (a "billion laughs" file
costs as much as its text), and the nesting is bounded before anything is recursive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

LARGEST_BYTES = 512 * 1024
DEEPEST = 20
_MOST_CONTROL_CHARACTERS = 20

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, order=True)
class Position:
    """A place in the text, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Scalar:
    """One value as it was written."""

    at: Position
    text: str
    plain: bool
    """Whether it stood there without quotes."""


@dataclass(frozen=True)
class Sequence:
    """A list."""

    at: Position
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys with values, duplicates included."""

    at: Position
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)


@dataclass(frozen=True)
class Refused:
    """A place whose content cannot be used; it was complained about already."""

    at: Position


Node = Scalar | Sequence | Mapping | Refused


class UnreadableError(Exception):
    """The text is no YAML that can be used at all, for one reason or several of the same kind."""

    def __init__(self, *complaints: tuple[Position, str]) -> None:
        super().__init__(complaints)
        self.complaints = complaints


@dataclass(frozen=True)
class Tree:
    """The document and what was refused while reading it."""

    root: Node
    complaints: list[tuple[Position, str]]


def decode(source: str | bytes) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        UnreadableError: it is too large, not UTF-8, or holds control characters.
    """
    data = source if isinstance(source, bytes) else source.encode(errors="replace")
    if len(data) > LARGEST_BYTES:
        sentence = (
            f"the file has {len(data) // 1024} KiB, and at most {LARGEST_BYTES // 1024} are read;"
            " keep papers elsewhere and name their location"
        )
        raise UnreadableError((Position(1, 1), sentence))
    text = _text(source).removeprefix("\ufeff")
    found = islice(_CONTROL.finditer(text), _MOST_CONTROL_CHARACTERS)
    control = [_control(text, match.start()) for match in found]
    if control:
        raise UnreadableError(*control)
    return text


def _text(source: str | bytes) -> str:
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        column = error.start - source.rfind(b"\n", 0, error.start)
        sentence = "this is not UTF-8 text; save the file with the encoding UTF-8"
        raise UnreadableError((Position(line, column), sentence)) from error


def compose(text: str) -> Tree:
    """Read one document.

    Raises:
        UnreadableError: there is a syntax error, no document, or nesting nobody could follow.
    """
    composer = _Composer(text)
    try:
        root = composer.document()
    except YAMLError as error:
        raise UnreadableError(*composer.complaints, _syntax(error)) from error
    return Tree(root, composer.complaints)


class _Composer:
    """Builds nodes out of the parser's events and notes what is refused."""

    def __init__(self, text: str) -> None:
        self.complaints: list[tuple[Position, str]] = []
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(text))

    def document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, StreamStartEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                self._document_start(event, first=root is None)
            elif isinstance(event, NodeEvent):
                node = self._node(event, 1)
                root = node if root is None else root
        if root is None:
            raise UnreadableError(
                (Position(1, 1), "the file is empty; see the examples for a start")
            )
        return root

    def _document_start(self, event: DocumentStartEvent, *, first: bool) -> None:
        if not first:
            sentence = "a second document starts here; one file holds one document, remove the ---"
            self.complaints.append((_at(event), sentence))
        if event.version or event.tags:
            sentence = "lines that start with % are not used here; remove them"
            self.complaints.append((Position(1, 1), sentence))

    def _node(self, event: Event, depth: int) -> Node:
        at = _at(event)
        if depth > DEEPEST:
            sentence = f"the nesting is deeper than {DEEPEST} levels; write it flatter"
            raise UnreadableError(*self.complaints, (at, sentence))
        if isinstance(event, AliasEvent):
            self._refuse(at, f"the alias *{event.anchor}", "write the value out")
            return Refused(at)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._refuse(at, f"the anchor &{anchor}", "remove it")
        if tag is not None:
            self._refuse(at, f"the tag {tag}", "remove it, the schema says what a value is")
        if isinstance(event, SequenceStartEvent):
            return Sequence(at, list(self._items(depth)))
        if isinstance(event, MappingStartEvent):
            flat = list(self._items(depth))
            return Mapping(at, list(zip(flat[::2], flat[1::2], strict=True)))
        assert isinstance(event, ScalarEvent)
        return Scalar(at, str(event.value), plain=event.style is None)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if not isinstance(event, NodeEvent):
                return
            yield self._node(event, depth + 1)

    def _refuse(self, at: Position, what: str, remedy: str) -> None:
        self.complaints.append((at, f"{what} is not used in agreement files; {remedy}"))


def _at(event: Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1)


def _control(text: str, offset: int) -> tuple[Position, str]:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    sentence = f"the control character U+{ord(text[offset]):04X} stands here; remove it"
    return Position(line, column), sentence


#: What the parser says, and what a person can do about it.
_SYNTAX = (
    (r"found character '\\t'", "a tab stands here; indent with spaces"),
    (
        "mapping values are not allowed",
        (
            "a colon stands inside a text without quotes, or the line is indented too far; put the"
            " text in quotes or align the line with the one above"
        ),
    ),
    (
        r"cannot start any token",
        "a text cannot start with this character; put the text in quotes",
    ),
    ("end of stream", "the quotes opened here are never closed; add the closing quote"),
    (r"expected ',' or ']'", "a list in [ ] is not closed or lacks a comma; check the brackets"),
    (r"expected ',' or '}'", "a { } is not closed or lacks a comma; check the braces"),
    (
        r"expected <block end>|could not find expected ':'|expected '<document start>'",
        (
            "the line does not fit the ones above; check its indentation, and that every key ends"
            " with a colon and a space"
        ),
    ),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape; write two backslashes or single quotes",
    ),
)


def _syntax(error: YAMLError) -> tuple[Position, str]:
    problem = str(getattr(error, "problem", None) or error)
    where = "context_mark" if "end of stream" in problem else "problem_mark"
    mark = getattr(error, where, None)
    at = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    for pattern, sentence in _SYNTAX:
        if re.search(pattern, problem):
            return at, sentence
    return at, f"this is no valid YAML ({problem}); compare the line with the examples"
