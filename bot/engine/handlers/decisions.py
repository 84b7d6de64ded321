"""`decisions` and `decision`: what was decided by whom, and writing it down."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.cards.compose import decision_forms as forms
from bot.cards.compose import decisions as cards
from bot.cards.compose.decisions import who_decides
from bot.cards.compose.saying import SHOWN
from bot.cards.form import Form, Option
from bot.cards.words import decisions as words
from bot.cards.words.input_wanted import agreed_line
from bot.domain.decisions import Decision
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.deciding import Written, confirm, decline, write_down
from bot.engine.naming import with_names
from bot.engine.rulings import (
    deciding,
    deciding_as,
    readable,
    refuse_over,
    ruling,
    the_decision,
    to_settle,
)
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.topics import Topic, topic_in, topic_of, topics

_NUMBER = re.compile(r"^(?:#|no\.?\s*|number\s+)?(?P<label>r?\d{1,9})[?!.]*$", re.IGNORECASE)
_ALL = frozenset({"", "all", "list", "open", "so far"})
_ABOUT = re.compile(r"^(?:about|on|for|regarding|with)\s+", re.IGNORECASE)
_LONGEST_WORD = 80
_TEXTS = (cards.OUTCOME, cards.QUESTION, cards.OPTIONS, cards.NOTE)
_CONTEXT = ("about", "of", "replaces")


async def decisions(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`decisions [word]`: what was decided, the newest first; those that hold all the words."""
    said = _ABOUT.sub("", rest.strip().rstrip("?!.").strip())
    if number := _NUMBER.match(said):
        return await _show(scene, tx, number["label"], reader, agreements)
    word = "" if said.casefold() in _ALL else said[:_LONGEST_WORD]
    return await _list(scene, tx, word, 0, reader, agreements=agreements)


async def press_list(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*More*: another page, for who pressed."""
    page = value.get("page", "")
    number = int(page[:4]) if page.isascii() and page.isdecimal() else 0
    word = value.get("word", "")[:_LONGEST_WORD]
    shown = await _list(scene, tx, word, number, scene.alone, agreements=agreements)
    return replace(shown, private=True)


async def _list(
    scene: Scene,
    tx: Transaction,
    word: str,
    page: int,
    reader: Reader,
    *,
    agreements: AgreementCache,
) -> Answer:
    known = await tx.decisions.all(scene.collaboration.id)
    held = [each for each in known if _holds(each, word)]
    found = await readable(tx, scene, held, reader, agreements)
    begin = page * cards.PAGE if page * cards.PAGE < len(found) else 0
    shown = found[begin : begin + cards.PAGE]
    listed = cards.Listed(
        rulings=[await ruling(tx, scene, each, reader, agreements) for each in shown],
        word=word,
        page=begin // cards.PAGE,
        count=len(found),
        collaboration=scene.collaboration.id,
    )
    return Answer(card=cards.list_card(listed))


def _holds(decision: Decision, words_: str) -> bool:
    said = (decision.topic, decision.question, *decision.options, decision.outcome, decision.note)
    text = " ".join(said).casefold()
    return all(word in text for word in words_.casefold().split())


async def decision(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`decision 4` shows one; `decision <what was decided>` is read back before it is kept."""
    if number := _NUMBER.match(rest.strip()):
        return await _show(scene, tx, number["label"], reader, agreements)
    scene.seated()
    refuse_over(scene)
    outcome = with_names(scene.directory, rest.strip())
    if len(outcome) > cards.OUTCOME_LIMIT:
        raise Refused(words.LONGEST_SAID)
    topic = topic_in(scene.agreement, reader, outcome) if outcome else None
    context = {"collaboration": scene.collaboration.id, "opened": scene.origin.event_id}
    draft = forms.Draft(outcome=outcome, topic=topic.key if topic else "", context=context)
    if topic is not None:
        yours = deciding_as(scene, topic.decider) is not None
        who = who_decides(scene.agreement, topic.decider)
        agreed = _agreed(scene, topic)
        card = forms.check_card(draft, topic.title, who, yours=yours, agreed=agreed)
        return Answer(card=card, private=True)
    if scene.origin.can_open_form:
        return Answer(form=forms.write_form(draft, _options(scene)), private=True)
    return Answer(card=forms.half_said(draft))


async def press_write(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Record a decision*: the form, with what was typed already."""
    scene.seated()
    refuse_over(scene)
    draft = forms.Draft(
        outcome=value.get(cards.OUTCOME, ""),
        topic=value.get(cards.TOPIC, ""),
        context=_context(scene, value),
    )
    return Answer(form=forms.write_form(draft, _options(scene)), private=True)


async def press_record(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """What was read back is right; it was looked at when it was typed."""
    return await write(scene, tx, value, {**value, SHOWN: "yes"}, agreements)


async def press_anew(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Decide anew*: the form, about the same."""
    scene.seated()
    refuse_over(scene)
    before = await the_decision(tx, scene, value.get(cards.NUMBER, ""), scene.alone, agreements)
    before.in_place_of(0)
    _refuse_on_escalation(before)
    same = (each for each in topics(scene.agreement, scene.alone) if each.title == before.topic)
    topic = next(same, None)
    draft = forms.Draft(
        question=before.question,
        options="\n".join(before.options),
        topic=topic.key if topic else "",
        context={**_context(scene, value), "replaces": before.label},
    )
    return Answer(form=forms.write_form(draft, _options(scene)), private=True)


def _context(scene: Scene, value: Mapping[str, str]) -> dict[str, str]:
    return {
        "collaboration": scene.collaboration.id,
        "opened": value.get("opened", scene.origin.event_id),
        **{key: value[key] for key in _CONTEXT if key in value},
    }


async def write(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent."""
    scene.seated()
    refuse_over(scene)
    said = _said(scene, values)
    topic = topic_of(scene.agreement, scene.alone, values.get(cards.TOPIC, ""))
    if not said[cards.OUTCOME] or topic is None:
        errors = {
            **({} if said[cards.OUTCOME] else {cards.OUTCOME: words.WRITE_OUTCOME}),
            **({} if topic else {cards.TOPIC: words.CHOOSE_TOPIC}),
        }
        return Answer(errors=errors, form=_filled(scene, values, context), private=True)
    form = _filled(scene, values, context)
    looked_at = in_form(scene.agreement, form, values, context, _TEXTS)
    if isinstance(looked_at, Answer):
        return looked_at
    said = _said(scene, looked_at)
    written = Written(
        outcome=said[cards.OUTCOME],
        topic=topic,
        question=said[cards.QUESTION],
        options=_lines(said[cards.OPTIONS]),
        note=said[cards.NOTE],
        replaces=await _replaced(scene, tx, context, agreements),
    )
    kept, note = await write_down(scene, tx, written, context, agreements)
    if kept.settled is None:
        note = f"{_agreed(scene, topic)} {note}".strip()
    shown = await ruling(tx, scene, kept, scene.alone, agreements)
    return Answer(card=cards.decision_card(shown, note=note), private=True, done=True)


def _agreed(scene: Scene, topic: Topic) -> str:
    """What was agreed on it in levels of input; nothing where nothing was."""
    return agreed_line(scene.agreement, topic.wanted) if topic.wanted else ""


def _said(scene: Scene, values: Mapping[str, str]) -> dict[str, str]:
    return {
        key: with_names(scene.directory, values.get(key, "").strip())[: cards.TEXT_LIMIT]
        for key in _TEXTS
    }


def _filled(scene: Scene, values: Mapping[str, str], context: Mapping[str, str]) -> Form:
    """The form with what was written."""
    topic = values.get(cards.TOPIC, "")
    draft = forms.Draft(**_said(scene, values), topic=topic, context=dict(context))
    return forms.write_form(draft, _options(scene))


async def _replaced(
    scene: Scene, tx: Transaction, context: Mapping[str, str], agreements: AgreementCache
) -> Decision | None:
    label = context.get("replaces")
    before = await the_decision(tx, scene, label, scene.alone, agreements) if label else None
    if before is not None:
        _refuse_on_escalation(before)
    return before


def _refuse_on_escalation(before: Decision) -> None:
    """What was decided on an escalation is decided anew there, where it changes what is done."""
    if before.on_escalation:
        raise Refused(words.DECIDE_THERE)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•*") for line in text.splitlines() if line.strip(" -•*"))


def _options(scene: Scene) -> list[Option]:
    known: tuple[Topic, ...] = topics(scene.agreement, scene.alone)
    return [topic.option(scene.agreement) for topic in known]


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of a list."""
    label = value.get(cards.NUMBER, "")
    shown = await _show(scene, tx, label, scene.alone, agreements)
    return replace(shown, private=True)


async def _show(
    scene: Scene, tx: Transaction, label: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    found = await the_decision(tx, scene, label, reader, agreements)
    return Answer(card=cards.decision_card(await ruling(tx, scene, found, reader, agreements)))


async def press_confirm(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Yes, decided*."""
    found = await _pressed(scene, tx, value, agreements)
    recorded = await confirm(scene, tx, found, agreements)
    shown = await ruling(tx, scene, recorded, scene.alone, agreements)
    note = words.RECORDED_RESTRICTED if recorded.restricted else words.RECORDED_HOW
    return Answer(card=cards.decision_card(shown, note=note), private=True, done=True)


async def press_not_so(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Not so*: asks what is right instead."""
    found = await _pressed(scene, tx, value, agreements)
    found.refuse_settled()
    deciding(scene, found)
    shown = await ruling(tx, scene, found, scene.alone, agreements)
    return Answer(form=forms.not_so_form(shown), private=True)


async def not_so(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """What is right was said."""
    found = await _pressed(scene, tx, context, agreements)
    form = forms.not_so_form(await ruling(tx, scene, found, scene.alone, agreements))
    looked_at = in_form(scene.agreement, form, values, context, [cards.BECAUSE])
    if isinstance(looked_at, Answer):
        return looked_at
    because = with_names(scene.directory, looked_at.get(cards.BECAUSE, "").strip())
    if not because:
        return Answer(errors={cards.BECAUSE: words.SAY_WHY}, form=form, private=True)
    declined = await decline(scene, tx, found, because[: cards.WHY_LIMIT], agreements)
    shown = await ruling(tx, scene, declined, scene.alone, agreements)
    return Answer(card=cards.decision_card(shown), private=True, done=True)


async def _pressed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Decision:
    return await to_settle(tx, scene, value.get(cards.NUMBER, ""), agreements)
