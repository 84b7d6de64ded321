"""A retrospective between three parties, and with people who may know more than others."""

from collections import Counter
from dataclasses import replace

from bot.cards.compose import actions as action_cards
from bot.cards.compose import retrospectives as cards
from bot.domain.retrospective import ASKED_FOR
from bot.domain.visibility import A_ROOM, view
from bot.engine.retrospective_asked import whom_to_ask
from bot.engine.scene import Setting
from tests.unit.engine.escalating import PHASE1_ROOM, antibody_stage, phase1
from tests.unit.engine.founding import form_of
from tests.unit.engine.hinting import PHARMACIST, hiding
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_retrospectives import card_in, everything, latest, press, say


async def started(stage: Stage, wall: str) -> None:
    """A lead starts one, and everybody's hours come."""
    async with stage.accord.storage.reading() as tx:
        data = await tx.directory.load()
    lead = next(each for each in data.leads if each.collaboration == stage.collaboration.id)
    person = next(each for each in data.people if each.id == lead.person)
    await stage.say(person.addresses[0], "retrospective start")
    await stage.until(wall)


async def test_each_of_three_sides_has_an_equal_share_of_those_asked() -> None:
    stage = await antibody_stage()
    await started(stage, "2027-08-24T12:00")
    asked = Counter(each.party for each in (await latest(stage)).invited)
    assert asked.keys() == stage.agreement.party.keys()
    assert max(asked.values()) <= 4


async def test_who_is_known_to_few_is_not_asked_and_what_few_may_know_is_not_listed() -> None:
    stage = await hiding()
    await started(stage, "2027-02-17T12:00")
    seats = {seat.key for seat in view(stage.agreement, A_ROOM).seats}
    async with stage.accord.storage.reading() as tx:
        data = await tx.directory.load()
    held = {(h.person, h.seat) for h in data.holdings if h.collaboration == stage.collaboration.id}
    leads = {lead.person for lead in data.leads}
    for invited in (await latest(stage)).invited:
        known = {seat for person, seat in held if person == invited.person} & seats
        assert known or invited.person in leads
    manager, pharmacist = phase1(stage, "cro_pm"), phase1(stage, PHARMACIST)
    await say(stage, manager, change="label the boxes")
    await stage.until("2027-03-02T12:00")
    form = form_of(await press(stage, pharmacist, cards.ACTION, PHASE1_ROOM))
    values = {action_cards.WHAT: "repack the ormolu", action_cards.OWNER: PHARMACIST}
    await stage.send(pharmacist, form, **values, **{action_cards.BY: "2027-03-15"})
    await stage.say(pharmacist, "retrospective")
    assert "repack the ormolu" in stage.last_text(pharmacist)
    assert "ormolu" not in card_in(stage, PHASE1_ROOM)
    assert "repack the ormolu" not in everything(stage, manager)


async def test_without_a_pulse_those_are_asked_who_answer_for_areas_and_are_known_to_all() -> None:
    stage = await hiding()
    plain = next(a for a in stage.agreement.areas if a.accountable == "cro_pm")
    secret = replace(plain, key="secret", accountable=PHARMACIST, responsible=PHARMACIST)
    agreement = replace(stage.agreement, pulse=None, areas=(secret, plain))
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
    setting = Setting(
        now=stage.clock.now(),
        directory=directory,
        collaboration=stage.collaboration,
        agreement=agreement,
    )
    asked = {each.person for each in whom_to_ask(setting, ASKED_FOR)}
    holders = directory.holders(stage.collaboration.id, setting.now)
    assert holders["cro_pm"].id in asked
    assert holders[PHARMACIST].id not in asked
