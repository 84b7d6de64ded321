"""What was raised and is not over, for `status` and the weekly digest."""

from bot.cards.compose.escalation_lists import in_a_line
from bot.engine.agreements import AgreementCache
from bot.engine.audience import Audience
from bot.engine.escalating import running_cases
from bot.engine.escalation_messages import shown_to
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def escalated_lines(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> tuple[str, ...]:
    """Each with how it stands, and what happens to the work until decided."""
    person = audience.person.id if audience.person else None
    zone = audience.zone or setting.zone_of(None)
    cases = await running_cases(tx, setting, audience.reader, person, agreements)
    shown = (shown_to(setting, case, audience.reader, zone) for case in cases)
    return tuple(in_a_line(each) for each in shown)
