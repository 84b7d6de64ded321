"""A document for outside of chat: as one page to read and print, and as a file for programs."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from bot.cards.words import export as words
from bot.cards.words.general import NOT_A_RECORD
from bot.domain.instant import Instant
from bot.export.layout import Block, Bullets, Facts, Item, Note, Section, Table


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a page and a file are made of."""

    kind: str
    """What it is, such as the working agreement."""
    title: str
    between: str
    """The parties."""
    head: Facts
    extract: str
    """What is said where something is left out for its reader; else empty."""
    made: Instant
    sections: tuple[Section, ...]
    """Those without anything in them are left out."""
    running: str
    """The foot of every printed page."""


def page_of(document: Document) -> str:
    """One HTML file that needs nothing else: no script, no picture, nothing from anywhere."""
    return _template().render(
        document=document.kind,
        title=document.title,
        between=document.between,
        head=document.head,
        statement=NOT_A_RECORD,
        extract=document.extract,
        exported=words.exported(document.made),
        as_pdf=words.AS_PDF,
        sections=[each for each in document.sections if each.blocks],
        running=_in_css(document.running),
    )


def file_of(document: Document) -> str:
    """The same as JSON: what the page says, for other programs."""
    content = {
        "document": document.kind,
        "title": document.title,
        "between": document.between,
        "statement": NOT_A_RECORD,
        **({"extract": document.extract} if document.extract else {}),
        "made": document.made.isoformat(),
        "head": _block(document.head),
        "sections": [
            {"key": each.key, "title": each.title, "content": [_block(b) for b in each.blocks]}
            for each in document.sections
            if each.blocks
        ],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _block(block: Block) -> object:
    match block:
        case Facts(rows):
            return {label: list(said) for label, said in rows}
        case Table(caption, columns, rows):
            lines = [
                {column: list(said) for column, said in zip(columns, row, strict=True)}
                for row in rows
            ]
            return {"table": caption, "rows": lines}
        case Bullets(items):
            return list(items)
        case Note(text):
            return text
        case Item(title, blocks, mark):
            item = {"item": title, "content": [_block(each) for each in blocks]}
            return {**item, "mark": mark} if mark else item


def _in_css(text: str) -> str:
    """As the inside of a CSS string."""
    return re.sub(r"[^A-Za-z0-9 ,-]", lambda match: f"\\{ord(match[0]):x} ", text)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = files("bot.export").joinpath("page.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(text)
