"""`partners find <need>`: who in the directory of whoever asks fits, with every reason."""

from collections.abc import Mapping

from bot.cards.compose import partner_search as cards
from bot.cards.words import partner_search as words
from bot.engine.answer import Answer
from bot.engine.partner_directory import PartnerDirectory, directory_of
from bot.engine.partner_search import Directory
from bot.engine.partner_visit import PartnerVisit
from bot.engine.past_work import past_work_of


async def find(visit: PartnerVisit, rest: str) -> Answer:
    """`partners find <need>`; without a need the form."""
    if rest.strip():
        return await _found(visit, rest.strip())
    if not visit.origin.can_open_form:
        return Answer(card=cards.find_card())
    return await press_find(visit, {})


async def press_find(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Find*, and *Look for something else*: the form."""
    own = (await directory_of(visit)).own_categories
    need, category = value.get(cards.NEED, ""), value.get(cards.CATEGORY, "")
    return Answer(form=cards.find_form(own, need=need, category=category))


async def press_more(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*More*: the next ones."""
    page = value.get(cards.PAGE, "")
    number = int(page[:3]) if page.isascii() and page.isdecimal() else 0
    need, category = value.get(cards.NEED, ""), value.get(cards.CATEGORY, "")
    return await _found(visit, need, category, page=number)


async def searched(
    visit: PartnerVisit, values: Mapping[str, str], context: Mapping[str, str]
) -> Answer:
    """What was asked for in the form."""
    directory = await directory_of(visit)
    category = cards.chosen_category(values.get(cards.CATEGORY, ""), directory.own_categories)
    region = values.get(cards.REGION, "").strip()
    kinds = values.get(cards.WITH, "").replace(",", ", ")
    said = (values.get(cards.NEED, "").strip(), f"in {region}" if region else "", kinds)
    need = ", ".join(filter(None, said))
    if not (need or category):
        return Answer(errors={cards.NEED: words.SAY_ONE})
    return await _found(visit, need, category, directory=directory)


async def _found(
    visit: PartnerVisit,
    need: str,
    category: str = "",
    *,
    page: int = 0,
    directory: PartnerDirectory | None = None,
) -> Answer:
    known = directory or await directory_of(visit)
    past = await past_work_of(
        visit.tx, visit.organisation, visit.directory, visit.agreements, visit.now
    )
    on_time = {partner: work.updates for partner, work in past.items()}
    asked = need[: cards.NEED_LIMIT]
    search = Directory(known.everything, known.said, on_time).search(
        asked, visit.today, category=category
    )
    results = cards.Results(
        need=asked,
        category=category,
        wishes=search.need.wishes,
        found=search.found,
        nearest=search.nearest,
        done=search.done,
        today=visit.today,
    )
    return Answer(card=cards.results_card(results, page))
