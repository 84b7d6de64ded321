"""The card of an escalation as it stands, for one reader: what is known, and what can be done."""

from collections.abc import Iterator

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Facts,
    Look,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.actions import about_buttons
from bot.cards.compose.came_of import came_of_blocks
from bot.cards.compose.escalation_facts import escalation_facts, known_notices
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.look_back_parts import learnt, look_back_buttons
from bot.cards.words import escalations as words
from bot.cards.words.capital import capital
from bot.domain.deed import AboutKind
from bot.domain.ladder import Case, Notice

RAISE = "escalation.raise"
ACKNOWLEDGE = "escalation.acknowledge"
REPORT_FACT = "escalation.report_fact"
DECIDE = "escalation.decide"
GIVEN = "escalation.given"
RESOLVE = "escalation.resolve"
CLIMB = "escalation.climb"
REOPEN = "escalation.reopen"
SHOW = "escalation.show"

#: As many further reports as a card lists.
_REPORTS = 5
_FACTS = 10


def escalation_card(shown: Shown, *, told: str = "") -> Card:
    """The escalation as it stands.

    Args:
        shown: for whom.
        told: why it comes to this person, when it is sent to one.
    """
    case = shown.case
    title = f"{shown.label}: {shown.state}"
    hold = "" if case.escalation.decision or not case.trigger else case.trigger.until_decided
    summary = f"{title}. {words.MEANWHILE}: {hold}" if hold and case.escalation.open else title
    blocks: list[Block] = [paragraph(told)] if told else []
    blocks += [Facts(tuple(escalation_facts(shown))), *_said(shown), *_since(shown)]
    blocks += came_of_blocks(shown.came_of, shown.moment)
    blocks += learnt(case) if shown.looks_back else ()
    blocks.append(subtle(_how(case)))
    rules = shown.telling.agreement.ground_rules
    if case.escalation.open and rules:
        blocks.append(subtle(words.agreed_rule(rules[0])))
    return Card(title=title, summary=summary, blocks=tuple(blocks), buttons=_buttons(shown))


def _how(case: Case) -> str:
    if not case.escalation.open:
        return words.HOW_CLOSED
    return words.HOW_CAME if case.escalation.waits_no_more else words.HOW_OPEN


def _said(shown: Shown) -> Iterator[Block]:
    said = shown.case.escalation.said
    if said:
        yield Text((words.SAID_HEADING,), Tone.HEADING)
        yield Facts(tuple(fact(capital(each.item).rstrip("?"), each.text) for each in said))


def _since(shown: Shown) -> Iterator[Block]:
    """What was reported while it ran, the newest last."""
    escalation = shown.case.escalation
    if escalation.facts:
        yield Text((words.FACTS_HEADING,), Tone.HEADING)
        yield Bullets(
            tuple(
                (f"{each.text} ({shown.name(each.by)}, ", shown.moment(each.at), ")")
                for each in escalation.facts[-_FACTS:]
            )
        )
    if escalation.joined:
        count = words.more_reports(len(escalation.joined))
        yield Text((f"{words.LATER_REPORTS}: {count}",), Tone.HEADING)
        yield Bullets(
            tuple(
                (f"{each.text} (", shown.moment(each.at), ")")
                for each in escalation.joined[-_REPORTS:]
            )
        )


def done_button(shown: Shown, notice: Notice) -> Button:
    """*Done by Phone*: asks when it was done."""
    method = notice.method
    label = words.done_by(method.title) if method else words.done_with(notice.what)
    return Button(label, GIVEN, shown.value(notice=notice.key), opens_form=True)


def _buttons(shown: Shown) -> tuple[Button, ...]:
    case, escalation = shown.case, shown.case.escalation
    add, record = about_buttons(AboutKind.ESCALATION, escalation.id)
    if not escalation.open:
        again = Button(words.REOPEN, REOPEN, shown.value(), opens_form=True)
        learning = look_back_buttons(case, shown.value(), asked=shown.looks_back)
        return (again, *learning, add, record)
    held = case.acknowledgement(shown.telling.now) is not None
    look = Look.NORMAL if held else Look.PRIMARY
    done = tuple(
        done_button(shown, each)
        for each in (known_notices(shown, case.outstanding()) if case.trigger else ())
    )
    decided = str(len(escalation.decisions))
    climb = (
        (Button(words.CLIMB, CLIMB, shown.value(), opens_form=True),) if case.next_step() else ()
    )
    return (
        Button(words.ACKNOWLEDGE, ACKNOWLEDGE, shown.value(), look),
        Button(words.DECIDE, DECIDE, shown.value(decisions=decided), opens_form=True),
        Button(words.RESOLVE, RESOLVE, shown.value(decisions=decided), opens_form=True),
        Button(words.REPORT_FACT, REPORT_FACT, shown.value(), opens_form=True),
        *climb,
        *done,
        # While it runs, what is decided about the work is said with Decide: that ends the hold.
        add,
    )
