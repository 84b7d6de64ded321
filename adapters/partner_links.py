"""Links by which a file goes into or comes out of a partner directory.

As with exports, the token holds everything, encrypted, and nothing is stored: whose directory it
is, who was given it, since when.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.address import Address
from bot.domain.partners import Colleague
from bot.engine.clock import Clock

#: How long a link works: long enough to find the file, too short to be passed around.
LASTS = timedelta(minutes=30)
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

    organisation: Address
    kind: str


class PartnerLinks:
    """Makes links and opens them again."""

    def __init__(self, public_url: str | None, keys: Sequence[str], clock: Clock) -> None:
        self._public_url = public_url
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        self._clock = clock

    @property
    def minutes(self) -> int:
        """How long a link works."""
        return int(LASTS.total_seconds()) // 60

    def taking_in(self, organisation: Address, by: Address, name: str) -> str | None:
        """A link under which one file can be taken in; none without public address or key."""
        content = {
            "for": _TAKE_IN,
            "id": secrets.token_hex(16),
            "organisation": str(organisation),
            "by": str(by),
            "name": name,
        }
        return self._link("import", content)

    def file(self, organisation: Address, kind: str) -> str | None:
        """A link to the directory as `csv` or `xlsx`, or to the `template`."""
        return self._link("file", {"for": _FILE, "organisation": str(organisation), "kind": kind})

    def opened_take_in(self, token: str) -> TakeIn | None:
        """What a token leads to; none when it is not ours or its time is over."""
        match self._opened(token):
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
        match self._opened(token):
            case {"for": "partners.file", "organisation": str(organisation), "kind": str(kind)}:
                return FileOut(organisation=Address.parse(organisation), kind=kind)
            case _:
                return None

    def packed(self, link: TakeIn, content: bytes) -> str:
        """A file that was looked at, to be sent back by the page it was looked at on."""
        assert self._fernet is not None, "the link was opened with it"
        mark = f"{_LOOKED_AT}/{link.id}\n".encode()
        return self._fernet.encrypt_at_time(mark + content, self._seconds()).decode()

    def unpacked(self, link: TakeIn, packed: str) -> bytes | None:
        """The file again; none when it was packed under another link, or changed."""
        mark, _, content = (self._decrypted(packed) or b"").partition(b"\n")
        return content if mark == f"{_LOOKED_AT}/{link.id}".encode() else None

    def _link(self, what: str, content: dict[str, str]) -> str | None:
        if self._public_url is None or self._fernet is None:
            return None
        token = self._fernet.encrypt_at_time(json.dumps(content).encode(), self._seconds())
        return f"{self._public_url}/partners/{what}/{token.decode()}"

    def _opened(self, token: str) -> object:
        try:
            return json.loads(self._decrypted(token) or b"null")
        except ValueError:
            return None

    def _decrypted(self, token: str) -> bytes | None:
        if self._fernet is None:
            return None
        lasts = int(LASTS.total_seconds())
        try:
            return self._fernet.decrypt_at_time(
                token.encode("utf-8", "replace"), ttl=lasts, current_time=self._seconds()
            )
        except InvalidToken:
            return None

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())
