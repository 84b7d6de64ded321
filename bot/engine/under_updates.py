"""Questions under the update they are about: what was answered stands there for everybody."""

from bot.cards.compose.checkins import Promise
from bot.domain.question import Question
from bot.engine.agreements import AgreementCache, promised
from bot.engine.checkin_messages import show_receivers
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def show_under_update(
    tx: Transaction, setting: Setting, question: Question, agreements: AgreementCache
) -> None:
    """Bring the posted update up to date after a question about it was answered."""
    if question.checkin is None:
        return
    checkin = await tx.checkins.get(question.checkin)
    if checkin is not None:
        promise: Promise = await promised(tx, checkin, agreements)
        await show_receivers(tx, setting, promise)
