"""`partners`: the routing of the partner directory, and reading it."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from bot.cards.compose import partner_lists as lists
from bot.cards.compose import partner_search as find_cards
from bot.cards.compose import partners as cards
from bot.cards.compose import past_work as work_cards
from bot.cards.words import partners as words
from bot.domain.errors import Refused
from bot.domain.partner_fields import entered_in, written
from bot.domain.partners import Partner
from bot.engine.answer import Answer
from bot.engine.grammar import Parsed, parse
from bot.engine.handlers import partner_entries as entries
from bot.engine.handlers import partner_find as finding
from bot.engine.handlers import partner_links as linking
from bot.engine.handlers import partner_recommendations as recommendations
from bot.engine.inbound import Pressed, Submitted, Typed
from bot.engine.partner_directory import PartnerDirectory, directory_of, entry, the_partner
from bot.engine.partner_naming import named
from bot.engine.partner_visit import PartnerVisit
from bot.engine.partner_words import FIRST, behind_the_word

Type: TypeAlias = Callable[[PartnerVisit, str], Awaitable[Answer]]
Press: TypeAlias = Callable[[PartnerVisit, Mapping[str, str]], Awaitable[Answer]]
Form: TypeAlias = Callable[[PartnerVisit, Mapping[str, str], Mapping[str, str]], Awaitable[Answer]]


async def answer_at_desk(visit: PartnerVisit, event: Typed | Pressed | Submitted) -> Answer:
    """Answer what is about the directory of whoever asks.

    Raises:
        AccordError: it cannot be done; the message says what to do instead.
    """
    match event:
        case Typed(text=text):
            said = parse(text)
            if isinstance(said, Parsed) and said.word == FIRST:
                return await _typed(visit, said.rest)
            return await _typed(visit, behind_the_word(text) or "")
        case Pressed(action=action, value=value) if action in PRESSES:
            return await PRESSES[action](visit, value)
        case Submitted(action=action, values=values, context=context) if action in FORMS:
            return await FORMS[action](visit, values, context)
        case _:
            raise Refused(words.NO_MORE)


async def _typed(visit: PartnerVisit, said: str) -> Answer:
    word, _, rest = said.strip().partition(" ")
    handle = TYPED.get(word.casefold().rstrip(":,"))
    if handle is None:
        return await _named_or_found(visit, said)
    return await handle(visit, rest.strip())


async def overview(visit: PartnerVisit, rest: str) -> Answer:
    """`partners`: what is there, and what can be done."""
    del rest
    found = await directory_of(visit)
    recommended = {each.partner for each in found.said}
    partners = found.partners
    often = Counter(key for each in partners for key in each.categories).most_common()
    count = sum(each.id in recommended for each in partners)
    return Answer(card=cards.overview(partners, count, visit.today, often))


async def show(visit: PartnerVisit, rest: str) -> Answer:
    """`partners show <name>`; near names are offered."""
    partner = await named(visit, rest)
    if isinstance(partner, Answer):
        return partner
    return Answer(card=cards.entry_card(await entry(visit, partner)))


async def press_show(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Show*."""
    partner = await the_partner(visit, value.get(cards.PARTNER, ""))
    return Answer(card=cards.entry_card(await entry(visit, partner)))


async def list_(visit: PartnerVisit, rest: str) -> Answer:
    """`partners list [words]`: entries that have all of the words, by name."""
    return _listed(await directory_of(visit), rest, 0)


async def press_list(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Show all*, and *More*."""
    page = value.get(cards.PAGE, "")
    number = int(page[:4]) if page.isascii() and page.isdecimal() else 0
    return _listed(await directory_of(visit), value.get(cards.WORDS, ""), number)


async def _named_or_found(visit: PartnerVisit, said: str) -> Answer:
    """`partners Fjord`: the entry of that name, or those that have the words."""
    found = await directory_of(visit)
    partner = found.named(said)
    if partner is not None:
        return Answer(card=cards.entry_card(await entry(visit, partner)))
    if any(_has(each, said) for each in found.partners):
        return _listed(found, said, 0)
    near = found.near(said)
    return Answer(card=cards.did_you_mean(said, near)) if near else await finding.find(visit, said)


def _listed(found: PartnerDirectory, said: str, page: int) -> Answer:
    recommended = {each.id: cards.people_in(found.said_of(each)) for each in found.partners}
    having = [each for each in found.partners if _has(each, said)]
    return Answer(card=lists.list_card(having, recommended, said=said, page=page))


def _has(partner: Partner, said: str) -> bool:
    text = " ".join(written(entered_in(partner)).values()).casefold()
    return all(word.strip(",;.") in text for word in said.casefold().split())


async def history(visit: PartnerVisit, rest: str) -> Answer:
    """`partners history <name>`: what happened to an entry."""
    partner = await named(visit, rest)
    if isinstance(partner, Answer):
        return partner
    return await _history(visit, partner)


async def press_history(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*What happened*."""
    return await _history(visit, await the_partner(visit, value.get(cards.PARTNER, "")))


async def _history(visit: PartnerVisit, partner: Partner) -> Answer:
    changes = await visit.tx.partners.history(visit.organisation, partner.id)
    return Answer(card=lists.history_card(partner, changes))


async def files(visit: PartnerVisit, rest: str) -> Answer:
    """`partners import` and `partners export`: links for a browser."""
    del rest
    links, organisation = visit.links, visit.organisation
    who = visit.colleague
    card = lists.files_card(
        links.taking_in(organisation, who.address, who.name),
        links.file(who.address, "csv"),
        links.file(who.address, "xlsx"),
        links.file(who.address, "template"),
        links.minutes,
    )
    return Answer(card=card)


#: By the word behind `partners`, with other words for the same.
TYPED: Mapping[str, Type] = {
    "": overview,
    "help": overview,
    **dict.fromkeys(("find", "search"), finding.find),
    "list": list_,
    **dict.fromkeys(("link", "unlink"), linking.link),
    "show": show,
    "add": entries.add,
    "edit": entries.edit,
    "remove": entries.remove,
    "restore": entries.bring_back,
    "recommend": recommendations.recommend,
    "withdraw": recommendations.withdraw,
    "history": history,
    **dict.fromkeys(("import", "export"), files),
}

PRESSES: Mapping[str, Press] = {
    cards.ADD: entries.press_add,
    cards.EDIT: entries.press_edit,
    cards.REMOVE: entries.press_remove,
    cards.BRING_BACK: entries.press_bring_back,
    cards.SHOW: press_show,
    cards.LIST: press_list,
    find_cards.FIND: finding.press_find,
    find_cards.MORE: finding.press_more,
    work_cards.WHICH: linking.press_which,
    work_cards.LINK: linking.press_link,
    work_cards.UNLINK: linking.press_unlink,
    cards.HISTORY: press_history,
    cards.RECOMMEND: recommendations.press_recommend,
    cards.TAKE_BACK: recommendations.press_take_back,
}

FORMS: Mapping[str, Form] = {
    cards.ADD_FORM: entries.added,
    cards.EDIT_FORM: entries.edited,
    find_cards.FIND_FORM: finding.searched,
    cards.RECOMMEND_FORM: recommendations.recommended,
}
