"""Characters that mean nothing to a reader and break what is behind: JSON, a database, a log."""

import re

# Control characters but for tab and line ends, halves of characters, and what is no character.
# PostgreSQL stores no NUL, and nothing stores half a character.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without such characters."""
    return _UNSEEN.sub("", text).replace("\t", " ")
