"""Pairing codes, wrong codes, claims and gaps."""

from collections.abc import Sequence

from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.joining import Claim, ClaimState, Gap, PairingCode
from storage.memory.state import Work


class MemoryJoining:
    """`bot.engine.storage_ports.JoiningStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def save_code(self, code: PairingCode) -> None:
        """Insert or replace, by fingerprint."""
        self._work.changing.codes[code.fingerprint] = code

    async def code(self, fingerprint: str) -> PairingCode | None:
        """One code in any state."""
        return self._work.state.codes.get(fingerprint)

    async def codes(self, collaboration: str) -> Sequence[PairingCode]:
        """All codes of a collaboration, newest first."""
        found = (c for c in self._work.state.codes.values() if c.collaboration == collaboration)
        return sorted(found, key=lambda code: (code.made_at, code.fingerprint), reverse=True)

    async def note_failure(self, who: Address, at: Instant) -> None:
        """Somebody, or somebody of a workspace, typed a wrong code."""
        wrong_codes = self._work.changing.wrong_codes
        wrong_codes[who] = (*wrong_codes.get(who, ()), at)

    async def failures(self, who: Address, since: Instant) -> int:
        """How many wrong codes of this very address were noted at or after a moment."""
        return sum(at >= since for at in self._work.state.wrong_codes.get(who, ()))

    async def forget_failures_before(self, moment: Instant) -> int:
        """Drop notes of wrong codes older than a moment."""
        wrong_codes = self._work.changing.wrong_codes
        before = sum(map(len, wrong_codes.values()))
        kept = {who: tuple(at for at in ats if at >= moment) for who, ats in wrong_codes.items()}
        wrong_codes.clear()
        wrong_codes.update({who: ats for who, ats in kept.items() if ats})
        return before - sum(map(len, wrong_codes.values()))

    async def save_claim(self, claim: Claim) -> None:
        """Insert or replace, by id."""
        self._work.changing.claims[claim.id] = claim

    async def claim(self, id_: str) -> Claim | None:
        """One claim."""
        return self._work.state.claims.get(id_)

    async def open_claims(self, collaboration: str) -> Sequence[Claim]:
        """Claims nobody decided yet, oldest first."""
        found = (c for c in self._work.state.claims.values() if c.collaboration == collaboration)
        undecided = (claim for claim in found if claim.state is ClaimState.OPEN)
        return sorted(undecided, key=lambda claim: (claim.made_at, claim.id))

    async def save_gap(self, gap: Gap) -> None:
        """Insert or replace, by collaboration, seat, person and since."""
        self._work.changing.gaps[gap.collaboration, gap.seat, gap.person, gap.since] = gap

    async def open_gaps(self, collaboration: str) -> Sequence[Gap]:
        """Gaps that are not filled, oldest first."""
        found = (g for g in self._work.state.gaps.values() if g.collaboration == collaboration)
        unfilled = (gap for gap in found if gap.until is None)
        return sorted(unfilled, key=lambda gap: (gap.since, gap.seat, gap.person))
