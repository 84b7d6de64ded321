"""Somebody at their organisation's partner directory."""

import hashlib
from dataclasses import dataclass
from datetime import date

from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.partners import Colleague, Partner, PartnerChange
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.platform import MakesPartnerLinks
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class PartnerVisit:
    """Who asks, when, and what they work with.

    The organisation is the workspace or tenant of the person's own address and of nothing they
    say, so that no button and no form leads into another directory.
    """

    now: Instant
    origin: Origin
    colleague: Colleague
    tx: Transaction
    directory: Directory
    """Who is in which collaboration."""
    agreements: AgreementCache
    links: MakesPartnerLinks

    @property
    def organisation(self) -> Address:
        """Whose directory it is."""
        return self.colleague.address.home

    @property
    def today(self) -> date:
        """The day on which accreditations are looked at."""
        return self.now.date()

    def new_id(self, *about: str) -> str:
        """An id that is the same when the same event is handled again."""
        text = "/".join((str(self.organisation), self.origin.event_id, *about))
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:20]

    def id_of_form(self, form: str) -> str:
        """The id of what comes of a form: the same however often it is sent by its reader."""
        text = f"{self.colleague.address}/form/{form}"
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:20]

    async def save(self, partner: Partner, what: str, fields: tuple[str, ...] = ()) -> None:
        """Keep an entry as it is now, and `note` what made it so."""
        await self.tx.partners.save(self.organisation, partner)
        await self.note(partner, what, fields)

    async def note(self, partner: Partner, what: str, fields: tuple[str, ...] = ()) -> None:
        """Add to the history of an entry what happens to it now; `what` as in `PartnerChange`."""
        change = PartnerChange(
            id=self.new_id(what, partner.id),
            organisation=self.organisation,
            partner=partner.id,
            what=what,
            fields=fields,
            by=self.colleague,
            at=self.now,
        )
        await self.tx.partners.note(self.organisation, change)
