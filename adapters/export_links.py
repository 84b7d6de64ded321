"""Links to exports, which hold the version it is of and the seats it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from adapters.sealed_links import SealedLinks
from bot.domain.visibility import Reader
from bot.engine.clock import Clock

Kind: TypeAlias = Literal[
    "yaml",
    "html",
    "record",
    "kept",
    "responsiveness.csv",
    "responsiveness.xlsx",
    "report",
    "report_file",
]
_KINDS: frozenset[str] = frozenset(get_args(Kind))


@dataclass(frozen=True, kw_only=True)
class Export:
    """What a link leads to."""

    collaboration: str
    """Id of the collaboration."""
    version: int
    reader: Reader
    kind: Kind


class ExportLinks:
    """Makes links to exports and opens them again."""

    def __init__(self, public_url: str | None, keys: Sequence[str], clock: Clock) -> None:
        self._sealed = SealedLinks(public_url, keys, clock)

    @property
    def minutes(self) -> int:
        """How long a link works."""
        return self._sealed.minutes

    def link(self, collaboration: str, version: int, reader: Reader, kind: str) -> str | None:
        """An address of a version as `html` or `yaml`, of the `record`, of how it was `kept`.

        Or of the `responsiveness` as `.csv` or `.xlsx`, of the closing `report` and its
        `report_file`. None without public address or secret key.

        It shows what the reader's seats may know, never everything.
        """
        content = {
            "for": "export",
            "collaboration": collaboration,
            "version": version,
            "seats": sorted(reader.seats),
            "kind": kind,
        }
        return self._sealed.link("export", content)

    def opened(self, token: str) -> Export | None:
        """What a token leads to; none when it is not ours or its time is over."""
        match self._sealed.opened(token):
            case {
                "for": "export",
                "collaboration": str(collaboration),
                "version": int(version),
                "seats": [*seats],
                "kind": str(kind),
            } if kind in _KINDS:
                return Export(
                    collaboration=collaboration,
                    version=version,
                    reader=Reader(frozenset(map(str, seats))),
                    kind=cast("Kind", kind),
                )
            case _:
                return None
