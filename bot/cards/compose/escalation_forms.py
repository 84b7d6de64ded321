"""The forms of an escalation: raising it, a fact, the decision, the end, and going on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Block, Facts, fact, paragraph
from bot.cards.compose.escalation_shown import Shown
from bot.cards.form import ChoiceInput, Form, Input, Option, TextInput
from bot.cards.words import escalations as words
from bot.cards.words.capital import capital
from bot.cards.words.cut import short_title
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Trigger

RAISED = "escalation.raised"
WORDS = "escalation.words"
REASON = "escalation.reason"
FACT_REPORTED = "escalation.fact_reported"
DECIDED = "escalation.decided"
RESOLVED = "escalation.resolved"
CLIMBED = "escalation.climbed"
REOPENED = "escalation.reopened"

HAPPENED_KEY, KNOWN_KEY = "happened", "known"
REASON_KEY, NO_REASON = "reason", "none"
TEXT_KEY, CHOICE_KEY, MET_KEY, DECISION_KEY = "text", "fact", "met", "decision"
OTHER, YES, NO = "other", "yes", "no"
#: Longest answer to one input: the longest list of agreed items fits one card everywhere.
LIMIT = 500


def said_key(index: int) -> str:
    """Key of the input of an item of the minimum content."""
    return f"say_{index}"


@dataclass(frozen=True, kw_only=True)
class Raising:
    """What the form is made from."""

    agreement: Agreement
    trigger: Trigger | None
    context: Mapping[str, str]
    text: str
    """What was typed already."""
    now: str
    """The time now, as it is written on the raiser's clock."""
    clock: str
    """What that clock is called."""
    asked_for: tuple[str, ...]
    """The agreed minimum content, in order."""


def items_of(trigger: Trigger | None) -> tuple[str, ...]:
    """The minimum content of a notice; without a trigger what every first word should say."""
    return trigger.say if trigger else words.ANYWAY_INPUTS


def raise_form(raising: Raising) -> Form:
    """Exactly the minimum content, and when it happened and was known."""
    items = raising.asked_for
    inputs: list[Input] = [
        TextInput(
            key=said_key(index),
            label=capital(item),
            # Where one thing is asked only, what was typed may be all of it.
            value=raising.text if len(items) == 1 or (not raising.trigger and not index) else "",
            multiline=True,
            max_length=LIMIT,
        )
        for index, item in enumerate(items)
    ]
    hint = words.happened_hint(raising.clock)
    inputs += [
        TextInput(key=HAPPENED_KEY, label=words.HAPPENED, hint=hint, max_length=60),
        TextInput(
            key=KNOWN_KEY, label=_known_label(raising), value=raising.now, hint=hint, max_length=60
        ),
    ]
    intro: list[Block] = [paragraph(words.FORM_HOW)]
    if raising.trigger is not None:
        held = fact(words.MEANWHILE, raising.trigger.until_decided)
        intro.insert(0, Facts((fact(words.AGREED_FOR, raising.trigger.title), held)))
        if raising.text:
            intro.insert(1, paragraph(f"{words.FIRST_WORDS}: {raising.text}"))
    return Form(
        action=RAISED,
        title=words.FORM_TITLE,
        inputs=tuple(inputs),
        submit=words.RAISE,
        intro=tuple(intro),
        context=raising.context,
    )


def _known_label(raising: Raising) -> str:
    trigger = raising.trigger
    if trigger is None:
        return words.WAS_KNOWN
    aware = raising.agreement.party.get(trigger.clock.aware or "")
    return words.known(trigger.clock.text, aware.short if aware else None)


def words_form(context: Mapping[str, str], text: str) -> Form:
    """The few words that find what was agreed, to be put another way."""
    said = TextInput(
        key=TEXT_KEY, label=words.WORDS_LABEL, value=text, multiline=True, max_length=LIMIT
    )
    return Form(action=WORDS, title=words.FORM_TITLE, inputs=(said,), context=context)


def reason_form(context: Mapping[str, str], triggers: Sequence[Trigger], *, agreed: bool) -> Form:
    """Which agreed reason is meant, where the words leave it open; none of them is one, too."""
    options = [Option(each.key, each.title) for each in triggers]
    reason = ChoiceInput(
        key=REASON_KEY,
        label=words.CHOOSE_TITLE,
        options=(*options, Option(NO_REASON, words.RAISE_ANYWAY)),
        value=options[0].value if agreed else NO_REASON,
    )
    how = words.CHOOSE if agreed else words.NONE
    return Form(
        action=REASON,
        title=words.FORM_TITLE,
        inputs=(reason,),
        submit=words.GO_ON,
        intro=(paragraph(how), paragraph(f"{words.FIRST_WORDS}: {context.get('words', '')}")),
        context=context,
    )


def fact_form(shown: Shown) -> Form:
    """One of the facts the agreement names, or something else."""
    agreed = shown.case.facts()
    choices = tuple(Option(str(n), fact_) for n, fact_ in enumerate(agreed))
    inputs: list[Input] = []
    if agreed:
        inputs.append(
            ChoiceInput(
                key=CHOICE_KEY,
                label=words.FACT_CHOICE,
                options=(*choices, Option(OTHER, words.FACT_OTHER)),
                hint=words.FACT_CHOICE_HINT,
            )
        )
    inputs.append(_text(TEXT_KEY, words.FACT_TEXT, words.FACT_TEXT_HINT, required=not agreed))
    return _form(FACT_REPORTED, words.FACT_FORM, shown, inputs)


def decide_form(shown: Shown) -> Form:
    """What happens to the work now."""
    inputs = [_text(TEXT_KEY, words.DECIDE_LABEL, words.DECIDE_HINT)]
    return _form(DECIDED, words.DECIDE_FORM, shown, inputs, intro=_hold(shown))


def resolve_form(shown: Shown, *, decide: bool) -> Form:
    """Whether what was agreed for closing is so, and how.

    Args:
        shown: the escalation.
        decide: whether the hold is still to be ended, by this person.
    """
    trigger = shown.case.trigger
    agreed = trigger.closes_when if trigger else words.NOT_AGREED_CLOSES
    met = ChoiceInput(
        key=MET_KEY,
        label=words.RESOLVE_MET,
        options=(Option(YES, words.YES), Option(NO, words.NO)),
    )
    inputs: list[Input] = [met, _text(TEXT_KEY, words.RESOLVE_FACTS, words.RESOLVE_FACTS_HINT)]
    if decide:
        inputs.append(_text(DECISION_KEY, words.DECIDE_LABEL, words.DECIDE_HINT))
    intro = [paragraph(words.closes_when(agreed)), *(_hold(shown) if decide else ())]
    return _form(RESOLVED, words.RESOLVE_FORM, shown, inputs, intro=intro)


def climb_form(shown: Shown, seats: Sequence[str]) -> Form:
    """Why the next step is told now."""
    inputs = [_text(TEXT_KEY, words.CLIMB_LABEL, words.CLIMB_HINT)]
    intro = [paragraph(words.who_is_told(list(seats)))] if seats else []
    return _form(CLIMBED, words.CLIMB_FORM, shown, inputs, intro=intro)


def reopen_form(shown: Shown) -> Form:
    """What is not over."""
    inputs = [_text(TEXT_KEY, words.REOPEN_LABEL, words.REOPEN_HINT)]
    return _form(REOPENED, words.REOPEN_FORM, shown, inputs)


def _hold(shown: Shown) -> list[Block]:
    trigger, decision = shown.case.trigger, shown.case.escalation.decision
    if decision is not None:
        return [Facts((fact(words.DECIDED, decision.what),))]
    return [Facts((fact(words.MEANWHILE, trigger.until_decided),))] if trigger else []


def _text(key: str, label: str, hint: str, *, required: bool = True) -> TextInput:
    return TextInput(
        key=key, label=label, hint=hint, required=required, multiline=True, max_length=LIMIT
    )


def _form(
    action: str,
    title: str,
    shown: Shown,
    inputs: Sequence[Input],
    *,
    intro: Sequence[Block] = (),
) -> Form:
    escalation = shown.case.escalation
    about = Facts((fact(escalation.label, shown.case.title),))
    return Form(
        action=action,
        title=short_title(title),
        inputs=tuple(inputs),
        submit=words.SEND,
        intro=(about, *intro),
        context=shown.value(
            decisions=str(len(escalation.decisions)), rungs=str(len(escalation.rungs))
        ),
    )
