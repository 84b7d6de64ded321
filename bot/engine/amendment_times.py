"""When a proposal reminds, and when it lapses."""

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.duration import Duration
from bot.domain.instant import Instant
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def plan_answer(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Put the one reminder and the lapse of a sent amendment on the agenda."""
    agreed = setting.agreement.amendments
    sent = amendment.sent_at or setting.now
    for kind, wait in (
        (AgendaKind.REMIND_AMENDMENT, agreed.remind_after),
        (AgendaKind.LAPSE_AMENDMENT, agreed.lapse_after),
    ):
        await tx.agenda.put(
            AgendaRow(
                key=f"{amendment.id}/{kind}/{amendment.text[:16]}/{sent.isoformat()}",
                collaboration=amendment.collaboration,
                kind=kind,
                due=_asked_partys(setting.agreement, amendment, sent, wait),
                subject={
                    "amendment": amendment.id,
                    "text": amendment.text,
                    "sent": sent.isoformat(),
                },
            )
        )


def lapses_at(agreement: Agreement, amendment: Amendment) -> Instant | None:
    """When a sent amendment lapses; none for one that is not sent."""
    if amendment.sent_at is None:
        return None
    return _asked_partys(agreement, amendment, amendment.sent_at, agreement.amendments.lapse_after)


def _asked_partys(
    agreement: Agreement, amendment: Amendment, sent: Instant, wait: Duration
) -> Instant:
    """A while after the sending, in business days of the party that is asked."""
    asked = [key for key in amendment.parties if key != amendment.party and key in agreement.party]
    party = agreement.party[asked[0]] if asked else agreement.parties[0]
    return business_time.after(sent, wait, zone=party.zone, workdays=working_days(party))
