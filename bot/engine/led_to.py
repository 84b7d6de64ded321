"""Proposals that came of something: kept on what they came of, on record and shown."""

from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.ladder import Case
from bot.domain.looking_back import Led
from bot.engine import retrospectives, suggestion_became
from bot.engine.escalation_messages import show
from bot.engine.escalation_record import note
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_ENDED = (AmendmentState.DECLINED, AmendmentState.WITHDRAWN, AmendmentState.LAPSED)
_KINDS = {
    AmendmentState.PROPOSED: "led_to_proposal",
    AmendmentState.IN_FORCE: "led_to_version",
    **dict.fromkeys(_ENDED, "led_to_nothing"),
}


async def bring_up_to_date(tx: Transaction, setting: Setting, amendment: Amendment) -> None:
    """Keep on whatever a proposal comes from how far the proposal is.

    A draft that was never sent is its writers' own: nothing is said of it.
    """
    kind = _KINDS.get(amendment.state) if amendment.times_sent else None
    for id_ in amendment.comes_from if kind else ():
        led = Led(
            amendment=amendment.id,
            number=amendment.number,
            version=amendment.version,
            ended=amendment.state in _ENDED,
        )
        retrospective = await tx.retrospectives.get(id_)
        if retrospective is not None:
            await retrospectives.led_to(tx, setting, retrospective, led, amendment.state.value)
            continue
        suggestion = await tx.suggestions.get(id_)
        if suggestion is not None:
            await suggestion_became.led_to(tx, setting, suggestion, led)
            continue
        escalation = await tx.escalations.get(id_)
        if escalation is None:
            continue
        agreement = await tx.agreements.get(escalation.collaboration, escalation.version)
        case = Case(agreement=agreement, escalation=escalation.with_led(led))
        await tx.escalations.save(case.escalation)
        data = {"proposal": led.number, "amendment": led.amendment, "reason": amendment.reason}
        version = {"version": led.version} if led.version else {}
        await note(tx, setting, case, str(kind), {**data, **version})
        await show(tx, setting, case)


async def known_to_all(tx: Transaction, amendment: Amendment) -> list[str]:
    """Ids of what it comes from that everybody may know of, for its own record."""
    known = []
    for id_ in amendment.comes_from:
        escalation = await tx.escalations.get(id_)
        suggestion = await tx.suggestions.get(id_)
        if not any(each and each.restricted for each in (escalation, suggestion)):
            known.append(id_)
    return known
