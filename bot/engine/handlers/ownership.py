"""What owners and leads say about who answers for what: one press, or one area that changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.cards.card import Moment
from bot.cards.compose import ownership as cards
from bot.cards.words import ownership as words
from bot.cards.words import proposals as proposal_words
from bot.domain.counted_days import can_be_counted
from bot.domain.errors import Refused
from bot.domain.instant import local, parse_instant
from bot.domain.owned import Owned, owned_things
from bot.domain.ownership import AreaGap, Settled, Unsettled
from bot.domain.people import CollaborationState
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handlers import parts
from bot.engine.owners import current_round, may_know, not_fresh, owned_by, owners, to_confirm
from bot.engine.ownership_asking import Asking, bring_up_to_date, confirm, question
from bot.engine.ownership_gaps import counted_things, gap_card, open_gaps, settle
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
_ABOUT = "about"


async def press_right(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*All still right*: what was listed is confirmed, if that is still what the actor owns."""
    await _begin(scene, tx)
    asking = await _asking(scene, tx, value)
    party, today = value["party"], local(scene.now, scene.zone_of(value["party"])).date()
    asked = question(scene, asking)
    if not await not_fresh(tx, scene, asking.areas, asking.round_):
        known = await tx.ownership.confirmations(scene.collaboration.id)
        last = max(c.at for c in known if c.area in {area.key for area in asking.areas})
        on = local(last, scene.zone_of(party)).date()
        return Answer(card=cards.already_card(asked, on), private=True)
    if asked.value["areas"] != value.get("areas"):
        await bring_up_to_date(tx, scene, asking.person, party, asking.round_)
        return Answer(card=cards.list_changed_card(asked), private=True)
    await confirm(tx, scene, asking.person, asking.areas)
    if scene.agreement.ownership is not None:  # the question of an earlier round may be the one
        now = current_round(scene, party, scene.agreement.ownership.confirmed_every)
        await bring_up_to_date(tx, scene, asking.person, party, now)
    shown = await bring_up_to_date(tx, scene, asking.person, party, asking.round_)
    for other in owners(scene, party):  # who holds a seat with them is asked no more
        both = {each.key for each in other.areas} & {each.key for each in asking.areas}
        if other.person != asking.person and both:
            await bring_up_to_date(tx, scene, other.person, party, asking.round_)
    card = cards.confirmed_card(asked, today)
    return Answer(card=card, private=True, done=True, already_shown=shown is not None)


async def press_gap_right(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """A lead says that what was open is right as it is agreed."""
    await _begin(scene, tx)
    gaps = await _to_settle(scene, tx, value)
    person, areas = scene.seated(), [owned_things(scene.agreement)[gap.area] for gap in gaps]
    await confirm(tx, scene, person, areas)
    zone = scene.agreement.party_of(gaps[0].seat).zone
    card = cards.settled_card(
        Settled.CONFIRMED, counted_things(gap.area for gap in gaps), Moment(scene.now, zone)
    )
    return Answer(card=card, private=True, done=True, already_shown=gaps[0].lead == person.id)


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question itself, where a list of several things stood in for it."""
    if _ABOUT in value:
        gaps = await _to_settle(scene, tx, value)
        return Answer(card=gap_card(scene, gaps), private=True)
    asking = await _asking(scene, tx, value)
    return Answer(card=cards.question_card(question(scene, asking)), private=True)


async def press_changed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Something changed*: asks which area it is and, of its owner, what about it."""
    context = {"collaboration": scene.collaboration.id}
    if _ABOUT in value:
        gaps = await _to_settle(scene, tx, value)
        areas = [owned_things(scene.agreement)[gap.area] for gap in gaps]
        context[_ABOUT] = value[_ABOUT]
    else:
        areas = list(owned_by(scene, scene.seated()))
    if not areas:
        raise Refused(words.NOTHING_OWNED)
    named = [(area.key, area.title) for area in areas]
    places = any(area.is_place for area in areas)
    form = cards.changed_form(named, context, of_owner=_ABOUT not in value, places=places)
    return Answer(form=form, private=True)


async def changed(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: the area to change, or a lead who finds a new owner for it."""
    await _begin(scene, tx)
    if _ABOUT in context:
        open_ = await _to_settle(scene, tx, context)
        areas = [owned_things(scene.agreement)[gap.area] for gap in open_]
    else:
        areas = list(owned_by(scene, scene.seated()))
    area = next((each for each in areas if each.key == values.get(cards.AREA)), None)
    if area is None:
        raise Refused(words.CHOOSE)
    if _ABOUT not in context and values.get(cards.WHAT) == cards.NOT_MINE:
        return await _given_up(scene, tx, area)
    shown = {"collaboration": scene.collaboration.id, **area.part}
    return replace(await parts.press_show(scene, tx, shown, agreements), private=True)


async def _given_up(scene: Scene, tx: Transaction, area: Owned) -> Answer:
    """*It is not mine any more*: a gap for a lead, who may be the same person."""
    person, party = scene.seated(), scene.agreement.party_of(area.accountable)
    known = await tx.ownership.open_gaps(scene.collaboration.id)
    before = [gap for gap in known if gap.area == area.key]
    if any(gap.because is Unsettled.NOT_MINE for gap in before):
        raise Refused(words.ALREADY_ASKED)
    await settle(tx, scene, before, Settled.GIVEN_UP, by=person)
    about = f"not-mine/{area.key}/{scene.now.isoformat()}"
    (gap,) = await open_gaps(tx, scene, [area], Unsettled.NOT_MINE, about, owner=person)
    agreed = scene.agreement.ownership
    if agreed is not None:
        begin = current_round(scene, party.key, agreed.confirmed_every)
        await bring_up_to_date(tx, scene, person, party.key, begin)
    lead = scene.directory.person(gap.lead).name if gap.lead else words.NOBODY
    until = local(gap.due, party.zone).date()
    card = cards.noted_card(
        {"collaboration": scene.collaboration.id, **area.part}, area.title, lead, until
    )
    return Answer(card=card, private=True, done=True)


async def _begin(scene: Scene, tx: Transaction) -> None:
    """Refuse what comes too late; then nobody else opens or settles gaps until this is done."""
    if scene.collaboration.state in _OVER:
        raise Refused(proposal_words.CLOSED)
    await tx.escalations.one_by_one(scene.collaboration.id)


async def _asking(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Asking:
    """The question of a button, about what the actor owns now.

    Raises:
        Refused: it was for somebody else, was never asked, or nothing is theirs any more.
    """
    person, party = scene.seated(), value.get("party", "")
    try:
        round_ = date.fromisoformat(value.get("round", ""))
        by = parse_instant(value.get("by", ""))
    except ValueError as error:
        raise Refused(words.UNKNOWN) from error
    if party not in scene.agreement.party or not can_be_counted(round_):
        raise Refused(words.UNKNOWN)
    if value.get("person") != person.id:
        raise Refused(words.OTHERS)
    areas = await to_confirm(tx, scene, person, party)
    if not areas:
        raise Refused(words.NOTHING_LEFT)
    return Asking(person=person, areas=areas, round_=round_, by=by)


async def _to_settle(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> list[AreaGap]:
    """The open gaps of one thing, for a lead of their side or whoever was asked to settle them.

    Raises:
        Refused: nothing is open, or it is not for the actor to settle.
    """
    person = scene.seated()
    open_ = [
        gap
        for gap in await tx.ownership.open_gaps(scene.collaboration.id)
        if gap.about == value.get(_ABOUT)
        and gap.area in owned_things(scene.agreement)
        and gap.seat in scene.agreement.seat
        and may_know(scene, person, gap.seat)
    ]
    if not open_:
        raise Refused(words.SETTLED_HOW)
    own = [
        gap
        for gap in open_
        if gap.lead == person.id or scene.is_lead_of(scene.agreement.seat[gap.seat].party)
    ]
    if not own:
        raise Refused(words.NOT_A_LEAD)
    return own
