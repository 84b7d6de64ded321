"""Rounds of the pulse; the answers of one that runs are in its box, which a key locks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Text, bindparam, insert, select, update

from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import PulseBox
from storage.encryption import Encryption
from storage.errors import SecretUnreadable
from storage.pulse_rows import box_of, box_text, round_of, round_values
from storage.pulse_tables import pulse_rounds
from storage.statements import Statements

_TABLE = pulse_rounds.c
_MINE = _TABLE.collaboration == bindparam("of")
_THIS = _MINE & (_TABLE.start == bindparam("from_"))
_RUNNING = select(pulse_rounds).where(_MINE, _TABLE.closed_at.is_(None)).order_by(_TABLE.start)
_GET = select(pulse_rounds).where(_THIS)
_BOX = select(_TABLE.box).where(_THIS)
_LOCK = update(pulse_rounds).where(_THIS).values(box=bindparam("token", type_=Text))
_OVER = (
    select(pulse_rounds)
    .where(_MINE, _TABLE.closed_at.is_not(None))
    .order_by(_TABLE.start.desc())
    .limit(bindparam("limit"))
)
#: What a box is called where none of the keys opens it.
_NAME = "the answers of the pulse"


class SqlPulse:
    """`bot.engine.pulse_store.PulseStore`."""

    def __init__(self, statements: Statements, encryption: Encryption) -> None:
        self._statements = statements
        self._encryption = encryption

    @property
    def can_lock(self) -> bool:
        """Whether there is a key."""
        return self._encryption.ready

    async def begin(self, round_: PulseRound, box: PulseBox) -> None:
        """Add a round with its box."""
        values = {**round_values(round_), "box": self._token(round_, box)}
        await self._statements.run(insert(pulse_rounds), values)

    async def running(self, collaboration: str) -> PulseRound | None:
        """The round that is not over, locked when the transaction can write."""
        query = self._statements.locking(_RUNNING)
        row = await self._statements.row(query, of=collaboration)
        return None if row is None else round_of(row)

    async def get(self, collaboration: str, start: date) -> PulseRound | None:
        """One round."""
        row = await self._statements.row(_GET, of=collaboration, from_=start.isoformat())
        return None if row is None else round_of(row)

    async def box(self, round_: PulseRound) -> PulseBox | None:
        """What is locked away for a round; None when no key opens it, or it is over."""
        row = await self._statements.row(_BOX, **_key(round_))
        if row is None or row.box is None:
            return None
        try:
            return box_of(self._encryption.decrypt(row.box, _NAME), round_)
        except SecretUnreadable:
            return None

    async def lock(self, round_: PulseRound, box: PulseBox) -> None:
        """Put a box in place of the one before."""
        await self._statements.run(_LOCK, {**_key(round_), "token": self._token(round_, box)})

    async def end(self, round_: PulseRound) -> None:
        """Save a round that is over, and take its box away."""
        values = {**round_values(round_), "box": None}
        await self._statements.run(update(pulse_rounds).where(_THIS).values(values), _key(round_))

    async def over(self, collaboration: str, limit: int) -> Sequence[PulseRound]:
        """The latest rounds that are over, newest first."""
        rows = await self._statements.rows(_OVER, of=collaboration, limit=limit)
        return [round_of(row) for row in rows]

    def _token(self, round_: PulseRound, box: PulseBox) -> str:
        return self._encryption.encrypt_untimed(box_text(round_, box), _NAME)


def _key(round_: PulseRound) -> dict[str, str]:
    return {"of": round_.collaboration, "from_": round_.start.isoformat()}
