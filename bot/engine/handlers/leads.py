"""Who speaks for a side: named by those who do already, and never nobody."""

from collections.abc import Mapping

from bot.cards.compose import seats as cards
from bot.cards.form import Form
from bot.cards.words import seats as words
from bot.domain.errors import Refused
from bot.domain.people import Lead
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.newcomers import person_for
from bot.engine.people_choice import offered, options_of, token
from bot.engine.scene import Scene
from bot.engine.seating import leading_party, people_of
from bot.engine.storage_ports import Transaction


async def press_leads(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Who leads*: the form with everybody of the side."""
    return Answer(form=_form(scene, leading_party(scene)), private=True)


async def name_leads(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: exactly those chosen speak for the side from now on."""
    party, id_ = leading_party(scene), scene.collaboration.id
    wanted = set(values.get(cards.LEADS, "").split(","))
    members = people_of(scene, party)
    chosen = [member for member in members if token(member.address) in wanted]
    if not chosen:
        # A side without a lead could not act.
        errors = {cards.LEADS: words.ONE_LEAD_STAYS}
        return Answer(errors=errors, form=_form(scene, party), private=True)
    people = [await person_for(tx, scene.directory, m.address, m.name) for m in chosen]
    before = scene.directory.leads(id_, party)
    for person in people:
        await tx.directory.name_lead(Lead(collaboration=id_, party=party, person=person.id))
    kept = {person.id for person in people}
    for person in before:
        # Somebody the form did not offer (without an address of this side) stays.
        if person.id not in kept and offered(person, members):
            await tx.directory.unname_lead(Lead(collaboration=id_, party=party, person=person.id))
    await tx.record.append(
        scene.entry(
            "leads.changed",
            party,
            person=scene.seated().id,
            party=party,
            data={"was": [person.id for person in before], "is": sorted(kept)},
        )
    )
    names = [words.leads(person.name) for person in people]
    return Answer(card=cards.changed_card(names, []), private=True)


def _form(scene: Scene, party: str) -> Form:
    people = people_of(scene, party)
    if not people:
        raise Refused(words.NO_PICKER.format(example=words.LEADS_LABEL))
    leads = scene.directory.leads(scene.collaboration.id, party)
    now = [token(member.address) for lead in leads if (member := offered(lead, people))]
    return cards.leads_form(options_of(people), now, scene.collaboration.id)
