"""Cards around an escalation: before it is raised, in lists, and told again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Facts,
    Look,
    Text,
    Tone,
    paragraph,
    subtle,
)
from bot.cards.compose import answers
from bot.cards.compose.answer_parts import Telling
from bot.cards.compose.escalation_facts import hold_facts
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import ACKNOWLEDGE, RAISE, RESOLVE, SHOW
from bot.cards.compose.look_back_parts import led_in_line
from bot.cards.words import escalations as words
from bot.cards.words.cut import shortened
from bot.domain.agreement.triggers import Trigger

#: Characters of what was decided in a line of a list; the card says all of it.
_DECIDED = 150


def agreed_card(
    telling: Telling, trigger: Trigger, value: Mapping[str, str], *, joins: str = ""
) -> Card:
    """What was agreed for an occurrence, before anything is sent.

    Args:
        telling: for whom.
        trigger: the agreed reason.
        value: what the button that opens the form carries.
        joins: label of an escalation about the same that runs.
    """
    agreed = answers.trigger(telling, trigger)
    party = telling.agreement.party
    rungs = tuple(
        (
            words.rung(
                step.step,
                step.after,
                [
                    f"{s.title} ({party[s.party].short})"
                    for s in telling.view.seats_of(step.seats.values())
                ],
                words.condition(step),
            ),
        )
        for step in trigger.ladder
    )
    return replace(
        agreed,
        title=f"{words.AGREED_FOR}: {trigger.title}",
        blocks=(
            *((paragraph(words.joins(joins)),) if joins else ()),
            *agreed.blocks,
            Bullets(rungs),
            subtle(words.AGREED_NEXT),
        ),
        buttons=(
            Button(words.RAISE, RAISE, value, Look.PRIMARY, opens_form=True),
            Button(words.RAISE_OTHER, RAISE, {**value, "trigger": ""}, opens_form=True),
        ),
    )


def choose_card(
    triggers: Sequence[Trigger], value: Mapping[str, str], *, title: str, how: str
) -> Card:
    """Several agreed reasons to choose from, and the way without one.

    Args:
        triggers: those that are close, or all.
        value: what each button carries, besides the key of its trigger.
        title: what is asked.
        how: what choosing does.
    """
    chosen = tuple(
        Button(words.on_a_button(each.title), RAISE, {**value, "trigger": each.key, "first": "yes"})
        for each in triggers
    )
    anyway = Button(words.RAISE_ANYWAY, RAISE, {**value, "trigger": ""}, opens_form=True)
    named: tuple[Block, ...] = (Bullets(tuple((t.title,) for t in triggers)),) if triggers else ()
    blocks = (paragraph(how), *named)
    return Card(title=title, summary=title, blocks=blocks, buttons=(*chosen, anyway))


def list_card(running: Sequence[Shown], over: Sequence[Shown]) -> Card:
    """What runs, with the hold, and what was closed lately; each can be shown whole."""
    blocks: list[Block] = []
    for heading, found in ((words.OPEN_HEADING, running), (words.CLOSED_HEADING, over)):
        if found:
            lines = tuple((in_a_line(each),) for each in found)
            blocks += [Text((heading,), Tone.HEADING), Bullets(lines)]
    if not running:
        blocks.insert(0, paragraph(words.NOTHING_OPEN))
    buttons = tuple(
        Button(f"{words.SHOW} {each.case.escalation.label}", SHOW, each.value())
        for each in (*running, *over)
    )
    return Card(
        title=words.LIST_TITLE,
        summary=f"{words.LIST_TITLE}: {len(running)} open",
        blocks=(*blocks, subtle(words.LIST_NEXT)),
        buttons=buttons,
    )


def in_a_line(shown: Shown) -> str:
    """One of them in a list: what it is, how it stands, and the hold while it lasts."""
    trigger, escalation = shown.case.trigger, shown.case.escalation
    led = led_in_line(shown.case)
    said = f"{shown.label}: {shown.state}" + (f"; {led}" if led else "")
    if escalation.decision is not None:
        return f"{said}; {words.was_decided(shortened(escalation.decision.what, _DECIDED))}"
    if trigger is None or not escalation.open:
        return said
    return f"{said}; {words.until_decided(trigger.until_decided)}"


def further_report(shown: Shown, text: str) -> Card:
    """For whoever was told: the same was reported again."""
    title = words.further_report(shown.case.escalation.label, shown.case.title)
    return Card(
        title=title,
        summary=title,
        blocks=(*((paragraph(text),) if text else ()), subtle(words.FURTHER_HOW)),
        buttons=(Button(words.SHOW, SHOW, shown.value(), Look.PRIMARY),),
    )


def for_own_side(shown: Shown) -> Card:
    """For who has it on a side that need not react: the card itself stays as it is."""
    parties = shown.parties(shown.case.reacting)
    return Card(
        title=shown.label,
        summary=shown.label,
        blocks=(paragraph(words.waits_for_other(parties)),),
        buttons=(Button(words.SHOW, SHOW, shown.value()),),
    )


def with_others() -> Card:
    """For who reported something that others, whom they may not know, look after already."""
    return Card(
        title=words.WITH_OTHERS_TITLE,
        summary=words.WITH_OTHERS_TITLE,
        blocks=(paragraph(words.WITH_OTHERS),),
    )


def still_waits(shown: Shown, told: str) -> Card:
    """For somebody who was told before, while its reason holds."""
    title = f"{shown.label}: {shown.state}"
    return Card(
        title=title,
        summary=title,
        blocks=(
            *((paragraph(told),) if told else ()),
            *_hold_block(shown),
            subtle(words.STILL_HOW),
        ),
        buttons=(
            Button(words.ACKNOWLEDGE, ACKNOWLEDGE, shown.value(), Look.PRIMARY),
            Button(words.SHOW, SHOW, shown.value()),
        ),
    )


def has_come(shown: Shown) -> Card:
    """For one person of those who were told: what it waited for has come."""
    title = f"{shown.label}: {words.CAME}"
    return Card(
        title=title,
        summary=title,
        blocks=(*_hold_block(shown), subtle(words.HOW_CAME)),
        buttons=(
            Button(words.RESOLVE, RESOLVE, shown.value(decisions=_decided(shown)), opens_form=True),
            Button(words.SHOW, SHOW, shown.value()),
        ),
    )


def _decided(shown: Shown) -> str:
    return str(len(shown.case.escalation.decisions))


def _hold_block(shown: Shown) -> Iterator[Block]:
    facts = tuple(hold_facts(shown))
    if facts:
        yield Facts(facts)
