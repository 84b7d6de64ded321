"""Adding, editing and putting away an entry of the partner directory."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.compose import partner_forms as forms
from bot.cards.compose import partners as cards
from bot.cards.form import Form
from bot.cards.words import partners as words
from bot.domain.errors import Refused
from bot.domain.partner_fields import (
    changed_fields,
    entered_in,
    fingerprint,
    read_entered,
    written,
)
from bot.domain.partner_texts import read_name
from bot.domain.partners import Entered, Partner
from bot.engine.answer import Answer
from bot.engine.partner_directory import (
    PartnerDirectory,
    directory_of,
    entry,
    the_partner,
)
from bot.engine.partner_naming import named
from bot.engine.partner_visit import PartnerVisit


async def add(visit: PartnerVisit, rest: str) -> Answer:
    """`partners add [name]`: a form; where none can be opened, the name alone is added."""
    name = read_name(rest) if rest.strip() else ""
    found = await directory_of(visit)
    there = found.named(name) if name else None
    if there is not None:
        return Answer(card=cards.there_already(there))
    if visit.origin.can_open_form:
        return Answer(form=_add_form(visit, found, name))
    if not name:
        return Answer(card=cards.add_card())
    return await _added(visit, Entered(name=name))


async def press_add(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Add a partner*."""
    found = await directory_of(visit)
    return Answer(form=_add_form(visit, found, value.get(cards.WORDS, "")))


def _add_form(visit: PartnerVisit, found: PartnerDirectory, name: str) -> Form:
    return forms.add_form({"name": name}, found.own_categories, form=visit.new_id("form"))


async def added(
    visit: PartnerVisit, values: Mapping[str, str], context: Mapping[str, str]
) -> Answer:
    """What was written in the form to add one."""
    del context
    await visit.tx.partners.one_by_one(visit.organisation)
    found = await directory_of(visit)
    entered = _read(values, found)
    return entered if isinstance(entered, Answer) else await _added(visit, entered)


def _read(values: Mapping[str, str], found: PartnerDirectory) -> Entered | Answer:
    """What a form says, or the mistakes beside its inputs."""
    own = found.own_categories
    entered, mistakes = read_entered(forms.fields_of(values, own), own)
    return entered or Answer(errors=forms.beside_inputs(mistakes))


async def _added(visit: PartnerVisit, entered: Entered) -> Answer:
    await visit.tx.partners.one_by_one(visit.organisation)
    found = await directory_of(visit)
    there = found.named(entered.name)
    if there is not None:
        if entered_in(there) == entered and there.listed:
            return Answer(card=cards.entry_card(await entry(visit, there)))
        return Answer(card=cards.there_already(there))
    partner = Partner(
        id=visit.new_id("entry"),
        organisation=visit.organisation,
        added_by=visit.colleague,
        added_at=visit.now,
        updated_at=visit.now,
        **vars(entered),
    )
    await visit.save(partner, "added")
    alike = found.alike(partner)
    shown = await entry(visit, partner)
    return Answer(card=cards.added_card(shown, alike))


async def edit(visit: PartnerVisit, rest: str) -> Answer:
    """`partners edit <name>`: a form, or the entry with a button that opens one."""
    partner = await named(visit, rest)
    if isinstance(partner, Answer):
        return partner
    if visit.origin.can_open_form and partner.listed:
        return Answer(form=_edit_form(partner, await directory_of(visit)))
    return Answer(card=cards.entry_card(await entry(visit, partner)))


async def press_edit(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Edit*."""
    partner = await the_partner(visit, value.get(cards.PARTNER, ""))
    if not partner.listed:
        return Answer(card=cards.entry_card(await entry(visit, partner)))
    return Answer(form=_edit_form(partner, await directory_of(visit)))


def _edit_form(partner: Partner, found: PartnerDirectory) -> Form:
    return forms.edit_form(
        partner.id,
        written(entered_in(partner)),
        partner.categories,
        found.own_categories,
        seen=fingerprint(entered_in(partner)),
    )


async def edited(
    visit: PartnerVisit, values: Mapping[str, str], context: Mapping[str, str]
) -> Answer:
    """What was written in the form to edit one."""
    await visit.tx.partners.one_by_one(visit.organisation)
    partner = await the_partner(visit, context.get(cards.PARTNER, ""))
    found = await directory_of(visit)
    entered = _read(values, found)
    if isinstance(entered, Answer):
        return entered
    there = found.named(entered.name)
    if there is not None and there.id != partner.id:
        return Answer(errors={"name": words.name_taken(there.name)})
    fields = changed_fields(entered_in(partner), entered)
    if not fields:
        title = words.unchanged(partner.name)
        return Answer(card=cards.entry_card(await entry(visit, partner), title=title))
    seen = fingerprint(entered_in(partner))
    if seen != context.get(forms.SEEN) or not partner.listed:
        raise Refused(words.CHANGED_MEANWHILE)
    saved = replace(partner, **vars(entered), updated_at=visit.now)
    await visit.save(saved, "changed", fields)
    title = words.saved(saved.name)
    return Answer(card=cards.entry_card(await entry(visit, saved), title=title))


async def remove(visit: PartnerVisit, rest: str) -> Answer:
    """`partners remove <name>`: put away; it can be brought back."""
    partner = await named(visit, rest)
    return partner if isinstance(partner, Answer) else await _removed(visit, partner.id)


async def press_remove(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Remove*."""
    return await _removed(visit, value.get(cards.PARTNER, ""))


async def _removed(visit: PartnerVisit, id_: str) -> Answer:
    partner = await the_partner(visit, id_)  # as it is now, and locked
    if partner.listed:
        partner = partner.removed(visit.now)
        await visit.save(partner, "removed")
    return Answer(card=cards.removed_card(partner))


async def bring_back(visit: PartnerVisit, rest: str) -> Answer:
    """`partners restore <name>`."""
    partner = await named(visit, rest)
    return partner if isinstance(partner, Answer) else await _back(visit, partner.id)


async def press_bring_back(visit: PartnerVisit, value: Mapping[str, str]) -> Answer:
    """*Bring back*."""
    return await _back(visit, value.get(cards.PARTNER, ""))


async def _back(visit: PartnerVisit, id_: str) -> Answer:
    partner = await the_partner(visit, id_)  # as it is now, and locked
    if not partner.listed:
        partner = partner.brought_back(visit.now)
        await visit.save(partner, "brought_back")
    title = words.back(partner.name)
    return Answer(card=cards.entry_card(await entry(visit, partner), title=title))
