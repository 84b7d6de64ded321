"""Writes the parts of a text: words, stress, people, moments."""

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.teams import markdown
from adapters.teams.ids import PLATFORM
from bot.cards.card import Mention, Moment, Part, Strong
from bot.domain.address import Address
from bot.domain.instant import local

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Writer:
    """Writes parts of one card and collects the mentions in it.

    `ids` gives the account of each person who can be notified where the card is shown. Anybody
    else, above all people on another platform, is called by name only: Teams refuses a message
    that mentions somebody it does not find.
    """

    def __init__(self, ids: Mapping[Address, str] | None = None) -> None:
        self._ids = ids or {}
        self._mentions: dict[Address, dict[str, Any]] = {}

    @property
    def entities(self) -> list[dict[str, Any]]:
        """The mentions of the card, for `msteams.entities`."""
        return list(self._mentions.values())

    def text(self, parts: Iterable[Part]) -> str:
        """Parts as a paragraph."""
        return markdown.paragraph(self._joined(parts))

    def line(self, parts: Iterable[Part]) -> str:
        """Parts on one line."""
        return markdown.one_line(self._joined(parts))

    def _joined(self, parts: Iterable[Part]) -> str:
        written = ""
        for part in parts:
            piece = self._part(part)
            # Four stars in a row would be read as four stars. What people typed is escaped and so
            # never ends or begins with two of them.
            if written.endswith("**") and piece.startswith("**"):
                written, piece = written[:-2], piece[2:]
            written += piece
        return written

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return markdown.escape(part)
            case Strong(text):
                return markdown.strong(text)
            case Mention(person, name):
                return self._mention(person, name)
            case Moment():
                return moment(part)

    def _mention(self, person: Address, name: str) -> str:
        account = self._ids.get(person)
        if account is None:
            return markdown.strong(name)
        entity = self._mentions.get(person)
        if entity is None:
            shown = markdown.name(name)
            taken = [other["mentioned"]["name"] for other in self._mentions.values()]
            if shown in taken:
                # Teams finds a mention by its text, so two people need two texts.
                shown = f"{shown} {len(taken) + 1}"
            entity = {
                "type": "mention",
                "text": f"<at>{shown}</at>",
                "mentioned": {"id": account, "name": shown},
            }
            self._mentions[person] = entity
        return str(entity["text"])


def moment(part: Moment) -> str:
    """A moment as wall time with the city of its zone: cards in Teams know no reader's zone."""
    wall = local(part.at, part.zone)
    city = part.zone.rsplit("/", 1)[-1].replace("_", " ")
    day = f"{_DAYS[wall.weekday()]} {wall.day} {_MONTHS[wall.month - 1]} {wall.year}"
    return f"{day}, {wall:%H:%M} ({city})"


def mentionable(person: Address) -> bool:
    """Whether a person is on this platform at all."""
    return person.platform == PLATFORM
