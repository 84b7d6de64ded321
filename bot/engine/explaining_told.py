"""What is known of one check-in when it is explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Moment
from bot.cards.compose.checkins import Promise
from bot.domain.instant import Instant
from bot.engine.audience import Audience, miss_is_seen
from bot.engine.checkin_messages import nudge_key, reminder_key
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Told:
    """One check-in, what is on record of it, and who is told."""

    setting: Setting
    audience: Audience
    promise: Promise
    entries: Sequence[Entry]
    """About it and its messages, in order."""

    @classmethod
    async def of(
        cls, tx: Transaction, setting: Setting, audience: Audience, promise: Promise
    ) -> "Told":
        """Look it up."""
        keys = [promise.checkin.id, nudge_key(promise), reminder_key(promise)]
        found = await tx.record.about(setting.collaboration.id, keys)
        return cls(
            setting=setting,
            audience=audience,
            promise=promise,
            entries=[each.entry for each in found],
        )

    @property
    def kinds(self) -> Mapping[str, Entry]:
        """The newest entry of each kind."""
        return {each.kind: each for each in self.entries}

    @property
    def own(self) -> bool:
        """Whether it is told to the sender's side alone."""
        agreement = self.promise.agreement
        return agreement.party_of(self.promise.cadence.writer).key in self.audience.sides

    @property
    def miss_is_seen(self) -> bool:
        """Whether the audience is shown that it did not come in time."""
        return miss_is_seen(self.setting, self.audience, self.promise)

    @property
    def first_sent(self) -> Instant | None:
        """When it came."""
        answers = self.promise.checkin.answers
        return answers[0].at if answers else None

    def moment(self, at: Instant) -> Moment:
        """On the clock of the promise."""
        return Moment(at, self.promise.zone)
