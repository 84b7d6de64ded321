"""Agreement versions, each a whole document."""

import json

from sqlalchemy import bindparam, select

from bot.agreement_file.codec import from_document, to_document
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from storage.statements import Statements
from storage.tables import agreements
from storage.upsert import insert_new
from storage.wording import version_taken

_ADD = insert_new(agreements)
_GET = select(agreements.c.document).where(
    agreements.c.collaboration == bindparam("collaboration"),
    agreements.c.version == bindparam("version"),
)


class SqlAgreements:
    """`bot.engine.storage_ports.AgreementStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, collaboration: str, agreement: Agreement, at: Instant) -> None:
        """Keep a version; keeping an equal one again changes nothing."""
        version = agreement.agreement.version
        document = to_document(agreement)
        added = await self._statements.row(
            _ADD, collaboration=collaboration, version=version, document=document, added_at=at
        )
        if added is not None:
            return
        stored = await self._statements.row(_GET, collaboration=collaboration, version=version)
        if stored is None or stored.document != json.loads(json.dumps(document)):
            raise Refused(version_taken(version))

    async def get(self, collaboration: str, version: int) -> Agreement:
        """A whole version."""
        row = await self._statements.row(_GET, collaboration=collaboration, version=version)
        if row is None:
            raise LookupError(f"{collaboration} has no agreement version {version}")
        return from_document(row.document)
