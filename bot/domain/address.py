"""Chat addresses: where a person, a room or a whole workspace is found."""

import re
from dataclasses import dataclass
from typing import Self

_PATTERN = re.compile(r"(?P<platform>[a-z]+):(?P<tenant>[^/\s]+)(?:/(?P<local>\S+))?")
_LONGEST = 512


@dataclass(frozen=True)
class Address:
    """`platform:tenant/local`, for example `slack:T0SPONSOR/U0PM`.

    The core compares addresses and never looks inside them. For a person the tenant is the
    person's own workspace or tenant, which decides the side; for a room it is the one that hosts
    the room. Without a local part it is a whole workspace or tenant.
    """

    platform: str
    tenant: str
    local: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form.

        Raises:
            ValueError: it is not one; the message shows the forms.
        """
        match = _PATTERN.fullmatch(text) if len(text) <= _LONGEST else None
        if match is None:
            raise ValueError(
                f'"{text[:80]}" is no address. Write platform:tenant/id, for example'
                " slack:T0SPONSOR/C0STUDY, or platform:tenant for a whole workspace or tenant."
            )
        return cls(match["platform"], match["tenant"], match["local"])

    @property
    def home(self) -> "Address":
        """The workspace or tenant the address belongs to."""
        return Address(self.platform, self.tenant)

    def __str__(self) -> str:
        return f"{self.platform}:{self.tenant}" + (f"/{self.local}" if self.local else "")
