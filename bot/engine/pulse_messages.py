"""The messages of the pulse: to who is asked, and the same results to every room.

A message that asks stays as it is when it is answered, and all of them change at the same moment,
when the round ends. So nothing that is stored or shown tells who has answered.
"""

from collections.abc import Sequence

from bot.cards.card import Card, Moment
from bot.cards.compose import pulse as cards
from bot.cards.compose.pulse import ResultsShown, RoundShown
from bot.domain.address import Address
from bot.domain.pulse_round import AskedPerson, PulseRound
from bot.domain.pulse_tally import PulseRules
from bot.engine.contacts import Route, route_to
from bot.engine.outgoing import Draft, OnDoubt
from bot.engine.pulse_planning import PULSE, Step
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


def message_key(round_: PulseRound, what: str) -> str:
    """Key of a message about a round."""
    return f"{round_.collaboration}/{PULSE}/{round_.start.isoformat()}/{what}"


def shown(setting: Setting, round_: PulseRound, rules: PulseRules, party: str) -> RoundShown:
    """A round as somebody of a party reads of it."""
    return RoundShown(
        collaboration=setting.collaboration.id,
        round=round_,
        questions=rules.questions,
        ends=Moment(round_.ends_at, setting.zone_of(party)),
    )


def results_shown(setting: Setting, rounds: Sequence[PulseRound], led_to: str = "") -> ResultsShown:
    """Results as everybody reads them.

    Args:
        setting: where the parties have their names.
        rounds: over, newest first; at least one.
        led_to: what the agenda of a meeting has of it, in words.
    """
    return ResultsShown(
        collaboration=setting.collaboration.id,
        rounds=rounds,
        names={each.key: each.short for each in setting.agreement.parties},
        led_to=led_to,
    )


async def ask(
    tx: Transaction, setting: Setting, where: Route, about: RoundShown, step: Step
) -> None:
    """Ask somebody, or remind them: in their hours, within what they take a day."""
    assert where.person is not None  # a room is not asked
    card = cards.asked_card(about) if step is Step.ASK else cards.reminder_card(about)
    what = Push(
        key=message_key(about.round, f"{step}/{where.person.id}"),
        card=card,
        opens=cards.show_button(about.collaboration),
        on_doubt=OnDoubt.SKIP,
    )
    await push(tx, setting, where, what)


async def say_it_is_over(
    tx: Transaction, setting: Setting, round_: PulseRound, asked: Sequence[AskedPerson], card: Card
) -> None:
    """Change the messages of everybody who was asked, whether they answered or not."""
    for each in asked:
        for step in (Step.ASK, Step.REMIND):
            known = await tx.outbox.find(message_key(round_, f"{step}/{each.person}"))
            if known is not None:
                await replace_card(tx, setting, known, card)


async def publish(tx: Transaction, setting: Setting, round_: PulseRound, card: Card) -> None:
    """Show the results in every room, to the letter; to the leads of a party that has none."""
    directory, id_ = setting.directory, setting.collaboration.id
    for room in directory.rooms(id_):
        await _put(tx, setting, message_key(round_, f"results/{room}"), room, card)
    for party in setting.agreement.parties:
        leads = () if directory.rooms(id_, party.key) else directory.leads(id_, party.key)
        for lead in leads:
            where = route_to(setting, party.key, lead)
            if where is not None:
                key = message_key(round_, f"results/{lead.id}")
                opens = cards.show_button(id_)
                await push(tx, setting, where, Push(key=key, card=card, opens=opens))


async def _put(tx: Transaction, setting: Setting, key: str, to: Address, card: Card) -> None:
    draft = Draft(key=key, collaboration=setting.collaboration.id, to=to, card=card)
    await tx.outbox.put(draft, setting.now)
