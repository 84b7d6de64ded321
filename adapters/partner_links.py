"""Links by which a file goes into or comes out of a partner directory, which hold whose it is."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.sealed_links import SealedLinks
from bot.domain.address import Address
from bot.domain.partners import Colleague
from bot.engine.clock import Clock

#: What tells a token from other things that are encrypted with the same keys.
_TAKE_IN, _FILE, _LOOKED_AT = "partners.take_in", "partners.file", "partners.looked_at"


@dataclass(frozen=True, kw_only=True)
class TakeIn:
    """What a link to take a file in leads to."""

    id: str
    """Of this very link."""
    organisation: Address
    by: Colleague


@dataclass(frozen=True, kw_only=True)
class FileOut:
    """What a link to a file leads to."""

    by: Address
    """Who was given the link."""
    kind: str

    @property
    def organisation(self) -> Address:
        """Whose directory it is."""
        return self.by.home


class PartnerLinks:
    """Makes links and opens them again."""

    def __init__(self, public_url: str | None, keys: Sequence[str], clock: Clock) -> None:
        self._sealed = SealedLinks(public_url, keys, clock)

    @property
    def minutes(self) -> int:
        """How long a link works."""
        return self._sealed.minutes

    def taking_in(self, organisation: Address, by: Address, name: str) -> str | None:
        """A link under which one file can be taken in; none without public address or key."""
        content = {
            "for": _TAKE_IN,
            "id": secrets.token_hex(16),
            "organisation": str(organisation),
            "by": str(by),
            "name": name,
        }
        return self._sealed.link("partners/import", content)

    def file(self, by: Address, kind: str) -> str | None:
        """A link to the directory of somebody's organisation, or to the `template` of a file."""
        content = {"for": _FILE, "by": str(by), "kind": kind}
        return self._sealed.link("partners/file", content)

    def opened_take_in(self, token: str) -> TakeIn | None:
        """What a token leads to; none when it is not ours or its time is over."""
        match self._sealed.opened(token):
            case {
                "for": "partners.take_in",
                "id": str(id_),
                "organisation": str(organisation),
                "by": str(by),
                "name": str(name),
            }:
                return TakeIn(
                    id=id_,
                    organisation=Address.parse(organisation),
                    by=Colleague(address=Address.parse(by), name=name),
                )
            case _:
                return None

    def opened_file(self, token: str) -> FileOut | None:
        """Likewise for a file."""
        match self._sealed.opened(token):
            case {"for": "partners.file", "by": str(by), "kind": str(kind)}:
                return FileOut(by=Address.parse(by), kind=kind)
            case _:
                return None

    def packed(self, link: TakeIn, content: bytes) -> str:
        """A file that was looked at, to be sent back by the page it was looked at on."""
        packed = self._sealed.sealed(f"{_LOOKED_AT}/{link.id}\n".encode() + content)
        assert packed is not None, "the link was opened with a key"
        return packed

    def unpacked(self, link: TakeIn, packed: str) -> bytes | None:
        """The file again; none when it was packed under another link, or changed."""
        mark, _, content = (self._sealed.unsealed(packed) or b"").partition(b"\n")
        return content if mark == f"{_LOOKED_AT}/{link.id}".encode() else None
