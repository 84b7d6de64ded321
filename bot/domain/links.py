"""Links people post, and whether what they lead to is in the register of locations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.agreement.areas import Location

_LINK = re.compile(r"https?://[^\s<>()\[\]{}|\"'`]+", re.IGNORECASE)
#: Behind a link in a sentence, and no part of it.
_MARKS = ".,;:!?\u2026"
#: Parts of a path: how far a location is told apart from others on the same host.
_DEEP = 2
_SEPARATORS = re.compile(r"[\s,;()]+")


@dataclass(frozen=True)
class Link:
    """Where a link leads: a host, and the folders behind it."""

    host: str
    path: tuple[str, ...]

    def is_below(self, hosts: Iterable[str]) -> bool:
        """Whether it leads to one of some hosts, or to one that belongs to it."""
        return any(self.host == each or self.host.endswith(f".{each}") for each in hosts)

    @property
    def place(self) -> str:
        """The host with the first folders, for example `box.example/study/raw`; no file."""
        folders = self.path[:-1] if self.path and "." in self.path[-1] else self.path
        return "/".join((self.host, *folders[:_DEEP]))


def links_in(text: str) -> tuple[Link, ...]:
    """The links in a text, one for each place, in order."""
    found = {link.place: link for link in _links(text)}
    return tuple(found.values())


def is_registered(link: Link, locations: Iterable[Location]) -> bool:
    """Whether a link leads to one of the locations, or into it."""
    return any(
        named.host == link.host and named.path == link.path[: len(named.path)]
        for location in locations
        for named in _named(location.path)
    )


def _links(text: str) -> Iterator[Link]:
    for written in _LINK.findall(text):
        link = _read(written.rstrip(_MARKS))
        if link is not None:
            yield link


def _named(path: str) -> Iterator[Link]:
    """What the address of a location names; it is written for people, often without `https`."""
    for written in _SEPARATORS.split(path):
        link = _read(written if "://" in written else f"https://{written}")
        if link is not None and "@" not in written:
            yield link


def _read(written: str) -> Link | None:
    try:
        host = urlsplit(written).hostname or ""
        path = urlsplit(written).path
    except ValueError:  # not an address: a bracket that does not close
        return None
    if "." not in host:
        return None
    return Link(host.removeprefix("www."), tuple(part for part in path.split("/") if part))
