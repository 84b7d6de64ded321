"""When a proposal reminds, when it lapses, and when own changes are told to the other side."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import business_time
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant, local
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: The weekly note about the other side's own changes; the digest of a week begins then, too.
_TOLD_ON = 0  # Monday, as date.weekday() counts
_TOLD_AT = time(9, 0)


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


async def plan_telling(tx: Transaction, setting: Setting, changed_by: str) -> None:
    """Put the weekly note about own changes on the agenda of every other party."""
    for party in setting.agreement.parties:
        if party.key == changed_by:
            continue
        due = _next_week(setting.now, party.zone)
        await tx.agenda.put(
            AgendaRow(
                key=f"{setting.collaboration.id}/own_changes/{party.key}/{due.isoformat()}",
                collaboration=setting.collaboration.id,
                kind=AgendaKind.TELL_OWN_CHANGES,
                due=due,
                subject={"party": party.key},
            )
        )


def _next_week(now: Instant, zone: str) -> Instant:
    today = local(now, zone).date()
    monday = today + timedelta(days=(7 + _TOLD_ON - today.weekday()) % 7 or 7)
    return instant(datetime.combine(monday, _TOLD_AT, tzinfo=ZoneInfo(zone)))
