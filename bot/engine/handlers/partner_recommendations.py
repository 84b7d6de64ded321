"""Recommending a partner to colleagues, and taking it back."""

from collections.abc import Mapping

from bot.cards.compose import partner_forms as forms
from bot.cards.compose import partners as cards
from bot.cards.form import Form
from bot.cards.words import partners as words
from bot.domain.errors import InvalidInput, Refused
from bot.domain.partner_texts import cleaned
from bot.domain.partners import Partner, Recommendation
from bot.engine.answer import Answer
from bot.engine.partner_directory import PartnerDirectory, directory_of, entry, the_partner
from bot.engine.partner_naming import named
from bot.engine.partner_visit import PartnerVisit


async def recommend(visit: PartnerVisit, rest: str) -> Answer:
    """`partners recommend <name>: <text>`; without a text a form."""
    if not rest.strip():
        raise InvalidInput(words.RECOMMEND_HOW)
    found = await directory_of(visit)
    name, text = _split(rest, found)
    partner = found.named(name)
    if partner is None:
        return Answer(card=cards.did_you_mean(name, found.near(name)))
    if not text:
        if not visit.origin.can_open_form or not partner.listed:
            return Answer(card=cards.entry_card(await entry(visit, partner)))
        return Answer(form=_form(visit, partner))
    return await _recommended(visit, partner, text, visit.new_id("recommendation"))


def _split(rest: str, found: PartnerDirectory) -> tuple[str, str]:
    """The name and the reason; a name may have a colon in it: the longest known one counts."""
    at = [number for number, mark in enumerate(rest) if mark == ":"]
    for number in reversed(at):
        if found.named(rest[:number]) is not None:
            return rest[:number], rest[number + 1 :].strip()
    name, _, text = rest.partition(":")
    return name.strip(), text.strip()


async def press_recommend(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Recommend*."""
    partner = await the_partner(visit, value.get(cards.PARTNER, ""))
    if not partner.listed:
        return Answer(card=cards.entry_card(await entry(visit, partner)))
    return Answer(form=_form(visit, partner))


def _form(visit: PartnerVisit, partner: Partner) -> Form:
    return forms.recommend_form(partner.id, partner.name, form=visit.new_id("form"))


async def recommended(
    visit: PartnerVisit, values: Mapping[str, str], context: Mapping[str, str]
) -> Answer:
    """Why somebody recommends a partner; the same form sent again is the same recommendation."""
    partner = await the_partner(visit, context.get(cards.PARTNER, ""))
    text = values.get(forms.WHY, "").strip()
    if not text:
        return Answer(errors={forms.WHY: words.WHY_EMPTY})
    form = context.get(forms.FORM) or visit.origin.event_id
    return await _recommended(visit, partner, text, visit.id_of_form(form))


async def _recommended(visit: PartnerVisit, partner: Partner, text: str, id_: str) -> Answer:
    said = cleaned(text)
    if len(said) > forms.WHY_LIMIT:
        raise InvalidInput(words.why_long(forms.WHY_LIMIT))
    if not partner.listed:
        raise Refused(words.PUT_AWAY_NOTE)
    known = await visit.tx.partners.recommendation(visit.organisation, id_)
    if known is None:
        recommendation = Recommendation(
            id=id_,
            organisation=visit.organisation,
            partner=partner.id,
            by=visit.colleague,
            text=said,
            at=visit.now,
        )
        await visit.tx.partners.recommend(visit.organisation, recommendation)
        await visit.note(partner, "recommended")
    title = words.thanks_for(partner.name)
    return Answer(card=cards.entry_card(await entry(visit, partner), title=title))


async def withdraw(visit: PartnerVisit, rest: str) -> Answer:
    """`partners withdraw <name>`: the newest one of whoever asks."""
    partner = await named(visit, rest)
    if isinstance(partner, Answer):
        return partner
    said = (await entry(visit, partner)).said
    own = [each for each in said if each.by.address == visit.colleague.address]
    if not own:
        raise Refused(words.NOTHING_TO_TAKE_BACK)
    return await _taken_back(visit, partner, own[0])


async def press_take_back(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Take back my recommendation*."""
    said = await visit.tx.partners.recommendation(visit.organisation, value.get(cards.SAID, ""))
    if said is None:
        raise Refused(words.NOTHING_TO_TAKE_BACK)
    return await _taken_back(visit, await the_partner(visit, said.partner), said)


async def _taken_back(visit: PartnerVisit, partner: Partner, said: Recommendation) -> Answer:
    withdrawn = said.withdrawn(visit.colleague.address, visit.now)
    await visit.tx.partners.recommend(visit.organisation, withdrawn)
    await visit.note(partner, "recommendation_withdrawn")
    title = words.taken_back(partner.name)
    return Answer(card=cards.entry_card(await entry(visit, partner), title=title))
