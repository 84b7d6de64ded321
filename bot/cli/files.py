"""Reading files a person names on the command line."""

import sys
from pathlib import Path

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.check import read_agreement_file, read_bindings
from bot.domain.agreement.document import Agreement
from bot.domain.errors import AccordError


class CannotRead(AccordError):
    """A file named on the command line cannot be read."""


def read_file(path: str) -> bytes:
    """The content of a file; `-` is the standard input.

    Raises:
        CannotRead: there is no such file, or it cannot be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"{path}: there is no such file.") from None
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror or error}.") from None


def read_both(path: str, bind: str | None) -> tuple[Agreement, Bindings | None]:
    """An agreement and its bindings: from a file of their own, or from the agreement file.

    Raises:
        CannotRead: a file cannot be read.
        AgreementFileError: one of them has mistakes; all are listed.
    """
    agreement, bindings = read_agreement_file(read_file(path), name=path)
    if bind is not None:
        bindings = read_bindings(read_file(bind), agreement, name=bind)
    return agreement, bindings
