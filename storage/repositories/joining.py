"""Pairing codes, wrong codes, claims and gaps."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, insert, select, text

from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.joining import Claim, Gap, PairingCode
from storage.joining_rows import claim_of, claim_values, code_of, code_values, gap_of, gap_values
from storage.statements import Statements
from storage.tables import claims, gaps, pairing_codes, wrong_codes
from storage.types import UtcDateTime
from storage.upsert import insert_or_replace

_SAVE_CODE = insert_or_replace(pairing_codes)
_CODE = select(pairing_codes).where(pairing_codes.c.fingerprint == bindparam("fingerprint"))
_CODES = (
    select(pairing_codes)
    .where(pairing_codes.c.collaboration == bindparam("collaboration"))
    .order_by(pairing_codes.c.made_at.desc(), pairing_codes.c.fingerprint.desc())
)

_NOTE_FAILURE = insert(wrong_codes)
_FAILURES = select(func.count().label("failures")).where(
    wrong_codes.c.address == bindparam("address"),
    wrong_codes.c.at >= bindparam("since", type_=UtcDateTime),
)

_FORGET_FAILURES = delete(wrong_codes).where(
    wrong_codes.c.at < bindparam("before", type_=UtcDateTime)
)

_SAVE_CLAIM = insert_or_replace(claims)
_CLAIM = select(claims).where(claims.c.id == bindparam("id"))
_OPEN_CLAIMS = (
    select(claims)
    .where(
        claims.c.collaboration == bindparam("collaboration"),
        # Literal, so that the partial index is used.
        text("state = 'open'"),
    )
    .order_by(claims.c.made_at, claims.c.id)
)

_SAVE_GAP = insert_or_replace(gaps)
_OPEN_GAPS = (
    select(gaps)
    .where(gaps.c.collaboration == bindparam("collaboration"), gaps.c.until.is_(None))
    .order_by(gaps.c.since, gaps.c.seat, gaps.c.person)
)


class SqlJoining:
    """`bot.engine.storage_ports.JoiningStore`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def save_code(self, code: PairingCode) -> None:
        """Insert or replace, by fingerprint."""
        await self._statements.run(_SAVE_CODE, code_values(code))

    async def code(self, fingerprint: str) -> PairingCode | None:
        """One code in any state, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_CODE), fingerprint=fingerprint)
        return None if row is None else code_of(row)

    async def codes(self, collaboration: str) -> Sequence[PairingCode]:
        """All codes of a collaboration, newest first."""
        rows = await self._statements.rows(_CODES, collaboration=collaboration)
        return [code_of(row) for row in rows]

    async def note_failure(self, who: Address, at: Instant) -> None:
        """Somebody, or somebody of a workspace, typed a wrong code."""
        await self._statements.run(_NOTE_FAILURE, {"address": str(who), "at": at})

    async def failures(self, who: Address, since: Instant) -> int:
        """How many wrong codes of this very address were noted at or after a moment."""
        row = await self._statements.row(_FAILURES, address=str(who), since=since)
        return 0 if row is None else row.failures

    async def forget_failures_before(self, moment: Instant) -> int:
        """Drop notes of wrong codes older than a moment."""
        return await self._statements.change(_FORGET_FAILURES, before=moment)

    async def save_claim(self, claim: Claim) -> None:
        """Insert or replace, by id."""
        await self._statements.run(_SAVE_CLAIM, claim_values(claim))

    async def claim(self, id_: str) -> Claim | None:
        """One claim, locked when the transaction can write."""
        row = await self._statements.row(self._statements.locking(_CLAIM), id=id_)
        return None if row is None else claim_of(row)

    async def open_claims(self, collaboration: str) -> Sequence[Claim]:
        """Claims nobody decided yet, oldest first."""
        rows = await self._statements.rows(_OPEN_CLAIMS, collaboration=collaboration)
        return [claim_of(row) for row in rows]

    async def save_gap(self, gap: Gap) -> None:
        """Insert or replace, by collaboration, seat, person and since."""
        await self._statements.run(_SAVE_GAP, gap_values(gap))

    async def open_gaps(self, collaboration: str) -> Sequence[Gap]:
        """Gaps that are not filled, oldest first."""
        rows = await self._statements.rows(_OPEN_GAPS, collaboration=collaboration)
        return [gap_of(row) for row in rows]
