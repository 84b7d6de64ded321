"""`partners link <name>`: a lead says which party of a collaboration an entry is.

Only who speaks for their side in a collaboration reads that it is one, so nothing of a link is in
the history of the directory, which all colleagues read.
"""

from collections.abc import Mapping

from bot.cards.compose import partners as partner_cards
from bot.cards.compose import past_work as cards
from bot.cards.words import past_work as words
from bot.domain.errors import InvalidInput, Refused
from bot.domain.partners import Partner
from bot.domain.past_work import PartnerLink
from bot.engine.answer import Answer
from bot.engine.partner_directory import directory_of, the_partner
from bot.engine.partner_linking import choices_of, nearness
from bot.engine.partner_visit import PartnerVisit


async def link(visit: PartnerVisit, rest: str) -> Answer:
    """`partners link <name>`, and `partners unlink <name>`."""
    if not rest:
        raise InvalidInput(words.NAME_FIRST)
    found = await directory_of(visit)
    partner = found.named(rest)
    if partner is None:
        return Answer(card=partner_cards.did_you_mean(rest, found.near(rest)))
    return await _which(visit, partner)


async def press_which(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Link past work*."""
    return await _which(visit, await the_partner(visit, value.get(partner_cards.PARTNER, "")))


async def press_link(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Link*: the entry is this party; it is that of no other entry any more."""
    partner, choice = await _chosen(visit, value)
    made = PartnerLink(
        organisation=visit.organisation,
        partner=partner.id,
        collaboration=choice.collaboration,
        party=choice.party,
        by=visit.colleague,
        at=visit.now,
    )
    await visit.tx.past_work.link(visit.organisation, made)
    return await _which(visit, partner)


async def press_unlink(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Unlink*: the numbers no longer stand with it."""
    partner, choice = await _chosen(visit, value)
    await visit.tx.past_work.unlink(visit.organisation, choice.collaboration, choice.party)
    return await _which(visit, partner)


async def _which(visit: PartnerVisit, partner: Partner) -> Answer:
    choices = await choices_of(visit, partner)
    if not choices:
        raise Refused(words.NO_LEAD)
    nearest = sorted(choices, key=lambda each: (-nearness(partner, each), each.title, each.party))
    value = {partner_cards.PARTNER: partner.id}
    return Answer(card=cards.which_card(partner, nearest, value))


async def _chosen(visit: PartnerVisit, value: Mapping[str, str]) -> tuple[Partner, cards.Choice]:
    """What a button names, as far as whoever pressed may link it."""
    partner = await the_partner(visit, value.get(partner_cards.PARTNER, ""))
    wanted = value.get(cards.COLLABORATION, ""), value.get(cards.PARTY, "")
    for each in await choices_of(visit, partner):
        if (each.collaboration, each.party) == wanted:
            return partner, each
    raise Refused(words.NO_LEAD)
