"""The agreement as a file that people can keep, read and take over again."""

import textwrap
from collections.abc import Iterator, Sequence

from bot.agreement_file.yaml_text import dump_yaml
from bot.cards.versions import VersionLine
from bot.cards.words import export as words
from bot.cards.words.general import NOT_A_RECORD
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.visibility import Reader
from bot.export.extract import extract
from bot.export.history import whole_history
from bot.export.names import Names
from bot.export.sections.versions import standing

_WIDTH = 98


def exported_yaml(
    agreement: Agreement, reader: Reader, *, versions: Sequence[VersionLine], now: Instant
) -> str:
    """The agreement as this reader may know it, under a head that says what it is.

    The head is all comments: which version, since when, who accepted it, and that it is an extract
    when something is left out. `versions` says how the versions came about; those it lacks are
    taken from the agreement's history.

    Raises:
        Refused: no seat at all exists for the reader.
    """
    known = extract(agreement, reader)
    # The first line tells an editor which schema to use.
    schema, rest = dump_yaml(known).split("\n", maxsplit=1)
    head = [
        f"{words.DOCUMENT}: {known.study.title}",
        *_standing(Names(known), whole_history(agreement, versions, reader)),
        *((words.EXTRACT, words.NO_IMPORT) if known is not agreement else ()),
        NOT_A_RECORD,
        words.exported(now),
    ]
    return "\n".join((schema, *(line for text in head for line in _comment(text)), "", rest))


def _standing(names: Names, history: Sequence[VersionLine]) -> Iterator[str]:
    for label, said in standing(names, history):
        yield from (f"{label}: {each}" for each in said)


def _comment(text: str) -> Iterator[str]:
    """A text as comment lines: nothing in it can end the comment, and any reader takes it."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    return (f"# {line}" for line in textwrap.wrap(plain, _WIDTH))
