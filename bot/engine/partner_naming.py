"""Which entry somebody means by a name."""

from bot.cards.compose import partners as cards
from bot.cards.words import partners as words
from bot.domain.errors import InvalidInput
from bot.domain.partners import Partner
from bot.engine.answer import Answer
from bot.engine.partner_directory import directory_of
from bot.engine.partner_visit import PartnerVisit


async def named(visit: PartnerVisit, name: str) -> Partner | Answer:
    """The entry of a name, removed ones too; else those with near names to choose from.

    Raises:
        InvalidInput: no name was said.
    """
    if not name.strip():
        raise InvalidInput(words.NAME_FIRST)
    found = await directory_of(visit)
    partner = found.named(name)
    return partner or Answer(card=cards.did_you_mean(name, found.near(name)))
