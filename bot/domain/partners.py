"""An organisation's own directory of CROs and other providers, and who recommends them.

It belongs to one workspace or tenant, and only its own people read it. It exists before any
collaboration does, for that is when a partner is looked for, and nothing of it enters one.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.instant import Instant

#: Accreditations that are known by name; any other may be named as well.
ACCREDITATIONS = ("GLP", "GCP", "GMP", "AAALAC", "ISO 17025")


@dataclass(frozen=True, kw_only=True)
class Accreditation:
    """What a partner is accredited or inspected for."""

    kind: str
    """`GLP`, `ISO 17025`, or any other name."""
    expires: date | None = None
    """Its last day; none where nobody wrote one."""

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day; one without an end does."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody at the partner: personal data of a person outside, so it can be removed."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Until when contracts with the partner hold; none where there is none, or nobody knows."""

    msa_until: date | None = None
    """Last day of the master service agreement."""
    rate_card_until: date | None = None
    """Last day of the agreed prices."""


class FoundBy(StrEnum):
    """How a partner was found or is ordered from."""

    DIRECTORY = "directory"
    MARKETPLACE = "marketplace"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, kw_only=True)
class Found:
    """Where a partner was found or ordered."""

    by: FoundBy
    name: str
    """Of the directory, marketplace or colleague."""
    number: str = ""
    """Of the request or order on a marketplace."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody of the organisation, as they were called when they did something."""

    address: Address
    name: str


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What an entry says, without who wrote it and when."""

    name: str
    """Only once in a directory, see `name_key`; removed entries keep theirs."""
    categories: tuple[str, ...] = ()
    """Keys of `bot.domain.partner_categories`, and the organisation's own by their name."""
    services: str = ""
    """What it does, in words."""
    regions: tuple[str, ...] = ()
    """Countries and parts of the world, as people write them."""
    accreditations: tuple[Accreditation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    frame: Frame = field(default_factory=Frame)
    found: tuple[Found, ...] = ()
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Partner(Entered):
    """An entry of an organisation's directory."""

    id: str
    organisation: Address
    """The workspace or tenant whose directory it is in."""
    added_by: Colleague
    added_at: Instant
    updated_at: Instant
    removed_at: Instant | None = None
    """An entry is put away and never deleted; it can be brought back."""

    @property
    def listed(self) -> bool:
        """Whether it is in the directory and was not removed."""
        return self.removed_at is None

    @property
    def key(self) -> str:
        """What its name is compared by."""
        return name_key(self.name)

    def removed(self, at: Instant) -> "Partner":
        """Put away.

        Raises:
            Refused: it is already.
        """
        if not self.listed:
            raise Refused(
                f"{self.name} was removed from the directory already. To see it again, type:"
                f" partners show {self.name}"
            )
        return replace(self, removed_at=at, updated_at=at)

    def brought_back(self, at: Instant) -> "Partner":
        """In the directory again; one that is there stays as it is."""
        return self if self.listed else replace(self, removed_at=None, updated_at=at)


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Why somebody of the organisation would work with a partner again."""

    id: str
    organisation: Address
    partner: str
    """Id of the entry."""
    by: Colleague
    text: str
    at: Instant
    withdrawn_at: Instant | None = None

    @property
    def counts(self) -> bool:
        """Whether it still stands."""
        return self.withdrawn_at is None

    def withdrawn(self, by: Address, at: Instant) -> "Recommendation":
        """Taken back by who gave it.

        Raises:
            Refused: somebody else gave it, or it was taken back already.
        """
        if by != self.by.address:
            raise Refused(
                f"{self.by.name} wrote this recommendation, so only they can take it back. You can"
                " write your own with partners recommend."
            )
        if not self.counts:
            raise Refused(
                "This recommendation was taken back already. You can write another one with"
                " partners recommend."
            )
        return replace(self, withdrawn_at=at)


@dataclass(frozen=True, kw_only=True)
class PartnerChange:
    """A line of the history of a directory: nothing else is kept of what stood there before."""

    id: str
    organisation: Address
    partner: str
    """Id of the entry."""
    what: str
    """What happened, past tense: `added`, `changed`, `removed`, `brought_back`, `recommended`,
    `recommendation_withdrawn`."""
    fields: tuple[str, ...] = ()
    """Names of the fields of `Partner` that changed; never what stood in them, so that somebody's
    number can be removed for good."""
    by: Colleague
    at: Instant


_LEGAL_FORM = re.compile(
    r"\b(?:inc|ltd|llc|limited|gmbh|ag|sa|sas|bv|ab|aps|a/s|corp|corporation|co|plc|kg|pty|srl)$"
)


def name_key(name: str) -> str:
    """What two names are told apart by: without case, accents, marks, legal form and spaces."""
    plain = "".join(
        mark
        for mark in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(mark)
    )
    said = " ".join(re.sub(r"[^\w/&+]+", " ", plain).split())
    while (shorter := _LEGAL_FORM.sub("", said).strip()) and shorter != said:
        said = shorter
    return said.replace(" ", "") or name.casefold().strip()
