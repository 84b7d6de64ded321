"""`propose`: seeing, sending, accepting, declining and withdrawing changes to the agreement."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.cards.card import Button, Card, Look, paragraph
from bot.cards.compose import proposals as cards
from bot.cards.compose.parts import CHOOSE_PART
from bot.cards.compose.proposals import Shown
from bot.cards.words import proposals as words
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.errors import InvalidInput, Refused
from bot.domain.visibility import Reader
from bot.engine import amending
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_view import shown_to
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText
from bot.engine.handlers import parts
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: `3 decline because …`, `accept 3`, `3`.
_ORDER = re.compile(
    r"^(?:(?P<n1>\d+)\s*)?(?P<verb>accept|decline|withdraw|send|edit)?\s*(?P<n2>\d+)?"
    r"(?:[\s:,]+(?:because\s+)?(?P<rest>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


async def propose(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`propose [number] [accept|decline <reason>|withdraw|<part>]`."""
    order = _ORDER.match(rest.strip())
    number = order and (order["n1"] or order["n2"])
    verb = (order["verb"] or "").lower() if order else ""
    if not rest.strip():
        return await _waiting(scene, tx)
    if not number and not verb:
        return await parts.choose_by_name(scene, tx, rest, agreements)
    amendment = await _numbered(scene, tx, number)
    more = (order["rest"] or "").strip() if order else ""
    match verb:
        case "accept" if number or not more:
            return await _accept(scene, tx, amendment, amendment.text)
        case "decline" if more:
            return await _decline(scene, tx, amendment, more)
        case "withdraw" if number or not more:
            return await _withdraw(scene, tx, amendment)
        case _:
            return await _show(scene, tx, amendment)


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*More changes*, or reading a first version part by part."""
    amendment = await amending.the_amendment(tx, scene, value.get("amendment", ""))
    if value.get("parts"):
        return await parts.press_show(scene, tx, value, agreements)
    page = value.get("page", "")
    shown = await _show(scene, tx, amendment, int(page) if page.isdecimal() else 0)
    # Leafing through is for who pressed; the room has the proposal already.
    return replace(shown, private=True)


async def press_accept(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Accept*: the text the button was shown with, and no other."""
    amendment = await amending.the_amendment(tx, scene, value.get("amendment", ""))
    return await _accept(scene, tx, amendment, value.get("text", ""))


async def press_decline(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Decline*: asks why."""
    amendment = await amending.the_amendment(tx, scene, value.get("amendment", ""))
    _refuse_other_than_approver(scene, amendment)
    amendment.refuse_ended()
    return Answer(form=cards.decline_form(await _shown(scene, tx, amendment)), private=True)


async def press_send(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Send*: asks why it is changed."""
    amendment = await amending.the_amendment(tx, scene, value.get("amendment", ""))
    amending.writing_party(scene)
    amendment.refuse_ended()
    return Answer(form=cards.send_form(await _shown(scene, tx, amendment)), private=True)


async def press_withdraw(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Withdraw* or *Discard*."""
    amendment = await amending.the_amendment(tx, scene, value.get("amendment", ""))
    return await _withdraw(scene, tx, amendment)


async def send(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The reason was given: the proposal goes to everybody who must accept it."""
    amendment = await amending.the_amendment(tx, scene, context.get("amendment", ""))
    if context.get("text", amendment.text) != amendment.text:
        raise Refused(words.reworded_by_own_side(amendment.number))
    form = cards.send_form(await _shown(scene, tx, amendment))
    asked = RequiredText("reason", cards.REASON_LIMIT, words.SAY_WHY)
    reason = asked.written(scene, form, values, context)
    if isinstance(reason, Answer):
        return reason
    sent = await amending.send(tx, scene, amendment, reason)
    return await _told(scene, tx, sent)


async def decline(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The reason why not was given."""
    amendment = await amending.the_amendment(tx, scene, context.get("amendment", ""))
    if context.get("text", "") != amendment.text:
        raise Refused(words.changed_since(amendment.number))
    form = cards.decline_form(await _shown(scene, tx, amendment))
    asked = RequiredText("because", cards.REASON_LIMIT, words.SAY_WHY)
    because = asked.written(scene, form, values, context)
    if isinstance(because, Answer):
        return because
    return await _decline(scene, tx, amendment, because)


async def _accept(scene: Scene, tx: Transaction, amendment: Amendment, text: str) -> Answer:
    return await _told(scene, tx, await amending.accept(tx, scene, amendment, text))


async def _decline(scene: Scene, tx: Transaction, amendment: Amendment, because: str) -> Answer:
    _refuse_other_than_approver(scene, amendment)
    ended = amendment.declined(scene.seated().id, because[: cards.REASON_LIMIT], scene.now)
    await amending.end(tx, scene, ended, "amendment.declined")
    return await _told(scene, tx, ended)


async def _withdraw(scene: Scene, tx: Transaction, amendment: Amendment) -> Answer:
    party = amending.writing_party(scene)
    if amendment.party != party:
        raise Refused(words.not_yours_to_withdraw(amendment.number))
    if amendment.base == 0 and scene.collaboration.version == 0:
        raise Refused(words.FIRST_STAYS)
    ended = amendment.withdrawn(scene.seated().id, scene.now)
    await amending.end(tx, scene, ended, "amendment.withdrawn")
    return await _told(scene, tx, ended)


async def _waiting(scene: Scene, tx: Transaction) -> Answer:
    """Own draft first, then what waits for an answer; else how to begin."""
    found = [
        amendment
        for amendment in await tx.amendments.open(scene.collaboration.id)
        if amending.may_read(scene, amendment)
    ]
    if not found:
        return Answer(card=_how(scene))
    found.sort(key=lambda amendment: amendment.state is not AmendmentState.DRAFT)
    if len(found) == 1:
        return await _show(scene, tx, found[0])
    reader = scene.reader
    shown = [await shown_to(tx, scene, amendment, reader, zone=scene.zone) for amendment in found]
    return Answer(
        card=Card(
            title=words.OPEN_TITLE,
            summary=words.OPEN_TITLE,
            blocks=(paragraph(words.OPEN_HOW),),
            buttons=tuple(
                Button(f"{words.SHOW} {one.amendment.number}", cards.SHOW, one.value())
                for one in shown
            ),
        ),
        private=any(one.amendment.state is AmendmentState.DRAFT for one in shown),
    )


def _how(scene: Scene) -> Card:
    value = {"collaboration": scene.collaboration.id, cards.CHANGE: "yes"}
    return Card(
        title=words.NOTHING_PROPOSED,
        summary=words.NOTHING_PROPOSED,
        blocks=(paragraph(words.PROPOSE_HOW),),
        buttons=(Button(words.EDIT, CHOOSE_PART, value, Look.PRIMARY, opens_form=True),),
    )


async def _show(scene: Scene, tx: Transaction, amendment: Amendment, page: int = 0) -> Answer:
    shown = await _shown(scene, tx, amendment)
    card = cards.proposal_card(shown, own=_own(scene, amendment), page=page)
    return Answer(card=card, private=amendment.state is AmendmentState.DRAFT)


async def _told(scene: Scene, tx: Transaction, amendment: Amendment) -> Answer:
    """How it stands now, for who pressed; everybody else is told through the outbox."""
    shown = await _shown(scene, tx, amendment)
    return Answer(
        card=cards.proposal_card(shown, own=_own(scene, amendment)),
        private=True,
        done=True,
        already_shown=scene.leading is not None,
    )


async def _shown(scene: Scene, tx: Transaction, amendment: Amendment) -> Shown:
    return await shown_to(tx, scene, amendment, scene.reader, zone=scene.zone)


def _own(scene: Scene, amendment: Amendment) -> bool:
    return amendment.party in (scene.leading, scene.actor.party)


def _refuse_other_than_approver(scene: Scene, amendment: Amendment) -> None:
    if not any(scene.is_lead_of(party) for party in amendment.parties):
        raise Refused(words.not_an_approver(scene.leads_in_words()))


async def _numbered(scene: Scene, tx: Transaction, number: str | None) -> Amendment:
    """The one with the number, or the only one that waits for an answer."""
    if number:
        found = await tx.amendments.numbered(scene.collaboration.id, int(number[:9]))
        return await amending.the_amendment(tx, scene, found.id if found else "")
    waiting = [
        amendment
        for amendment in await tx.amendments.open(scene.collaboration.id)
        if amendment.state is AmendmentState.PROPOSED
    ]
    if len(waiting) != 1:
        raise InvalidInput(words.which(", ".join(str(a.number) for a in waiting)))
    return waiting[0]
