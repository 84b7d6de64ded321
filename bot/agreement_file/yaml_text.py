"""Agreement -> YAML that people like to read and that every YAML reader reads the same way.

Texts that an older reader would take for something else (NO, yes, 17:00, 2027-01-31) are quoted;
there are no anchors, no tags and no line folding.
"""

import json
import re

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.codec import bindings_to_document, to_document
from bot.agreement_file.reflection import file_fields
from bot.domain.agreement.document import Agreement

Collection = dict[str, object] | list[object]

SCHEMA_LINE = "# yaml-language-server: $schema={}\n"
_WIDTH = 100
_MOST_BRACES = 2

#: What one reader or another takes for something that is no text.
_WORDS = frozenset("y yes n no true false on off null none nan inf".split())  # noqa: SIM905 - short
_PLAIN = re.compile(r"[A-Za-z/$(][A-Za-z0-9 _./()&@+;'=%$<>-]*[A-Za-z0-9)%]|[A-Za-z]")
_DATE_OR_NUMBER = re.compile(r"[-+.]?[0-9]")


def dump_yaml(agreement: Agreement, *, schema: str = "agreement.schema.json") -> str:
    """The agreement as a file; reading it again gives an equal agreement."""
    notes = {each.name: each.doc for each in file_fields(Agreement)}
    return SCHEMA_LINE.format(schema) + _document(to_document(agreement), notes)


def dump_bindings_yaml(bindings: Bindings) -> str:
    """The bindings as a file; reading it again gives equal bindings."""
    notes = {each.name: each.doc for each in file_fields(Bindings)}
    return _document(bindings_to_document(bindings), notes)


def _document(data: dict[str, object], notes: dict[str, str]) -> str:
    sections = []
    for key, value in data.items():
        lines = "\n".join(_entry(_scalar(key), value, ""))
        sections.append(f"# {notes[key]}\n{lines}\n")
    return "\n".join(sections)


def _entry(lead: str, value: object, indent: str) -> list[str]:
    """The lines of `lead: value`."""
    one_line = f"{indent}{lead}: {_flow(value)}"
    if not isinstance(value, dict | list) or _fits_one_line(value, one_line, indent):
        return [one_line]
    return [f"{indent}{lead}:", *_block(value, indent + "  ")]


def _block(value: Collection, indent: str) -> list[str]:
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            lines += _entry(_scalar(key), inner, indent)
        return lines
    for item in value:
        one_line = f"{indent}- {_flow(item)}"
        if not isinstance(item, dict | list) or _fits_one_line(item, one_line, indent):
            lines.append(one_line)
        else:
            inside = _block(item, indent + "  ")
            lines += [f"{indent}- {inside[0].lstrip()}", *inside[1:]]
    return lines


def _fits_one_line(value: Collection, line: str, indent: str) -> bool:
    """Whether a collection reads well in one line: short, and not much inside it."""
    if not value:
        return True
    if len(line) > _WIDTH or line.count("{") > _MOST_BRACES:
        return False
    # At the top of the file a list of items stays one item to a line.
    return bool(indent) or not any(isinstance(item, dict) for item in value)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS and "  " not in value:
        return value
    if re.fullmatch(r"[0-9]{1,4}(m|h|bd|cd|w)|[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    """A double-quoted text; what could be taken for a line break or is invisible is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        quoted,
    )
