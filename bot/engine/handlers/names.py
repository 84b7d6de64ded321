"""What a lead makes of words that people use: a name that is proposed, or nothing."""

from collections.abc import Mapping

from bot.cards.compose import names as cards
from bot.cards.words import names as words
from bot.domain.amendment import AmendmentState
from bot.domain.changes import Change, applied
from bot.domain.errors import Refused
from bot.domain.learning import NameState, SuggestedName
from bot.engine import amending
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.ask import INDEXES
from bot.engine.caring import RequiredText
from bot.engine.learning import known_to_all
from bot.engine.learning_asking import show_ended, shown_to_lead, waiting_proposal
from bot.engine.lookup.text import words as spelled
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.texts import document_of
from bot.engine.things import Thing, thing


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question from a list of several things."""
    suggested, _ = await _own(scene, tx, value)
    return Answer(card=cards.question(shown_to_lead(scene, suggested)), private=True)


async def press_add(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Add this name*: the very words become one."""
    suggested, found = await _own(scene, tx, value)
    return await _added(scene, tx, suggested, _must_be_there(found), suggested.said)


async def press_edit(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Change the words*: the form with them."""
    suggested, found = await _own(scene, tx, value)
    _must_be_there(found)
    return Answer(form=cards.form(shown_to_lead(scene, suggested)), private=True)


async def added(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The words were put another way."""
    suggested, found = await _own(scene, tx, context)
    form = cards.form(shown_to_lead(scene, suggested))
    asked = RequiredText(cards.NAME, cards.LONGEST, words.WRITE_A_NAME)
    name = asked.written(scene, form, values, context)
    if isinstance(name, Answer):
        return name
    name, meant = " ".join(name.split()), _must_be_there(found)
    taken = _goes_by(scene, name)
    if taken is not None:
        said = words.KNOWN_ALREADY if taken == meant else words.leads_to(taken.title)
        return Answer(errors={cards.NAME: said}, form=form, private=True)
    return await _added(scene, tx, suggested, meant, name)


async def press_not_now(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Not now*: it is not asked again."""
    suggested, _ = await _own(scene, tx, value)
    return await _end(scene, tx, suggested, NameState.NOT_NOW, words.PUT_ASIDE)


async def _added(
    scene: Scene, tx: Transaction, suggested: SuggestedName, meant: Thing, name: str
) -> Answer:
    """The name is proposed by the lead, apart from whatever else their side is writing.

    Raises:
        Refused: another proposal on the same part waits for an answer.
    """
    waiting = await waiting_proposal(tx, scene, suggested)
    if waiting is not None:
        raise Refused(words.waits(waiting.number, meant.title))
    before = list(meant.aliases)
    change = Change(
        section=meant.section,
        item=meant.key,
        field=("aliases",),
        before=before or None,
        after=[*before, name],
    )
    text = {**applied(document_of(scene.agreement), [change])}
    reason = words.reason(name, meant.title)
    proposed = await amending.propose_at_once(tx, scene, text, reason)
    if proposed.state is AmendmentState.IN_FORCE and proposed.version is not None:
        came = words.in_force(proposed.version, name, meant.title)
    else:
        came = words.proposed(proposed.number, name, meant.title)
    return await _end(scene, tx, suggested, NameState.PROPOSED, came)


def _goes_by(scene: Scene, name: str) -> Thing | None:
    """What goes by a name already, as far as the actor may know."""
    prepared = INDEXES.of(scene.agreement, scene.alone)
    for number in prepared.index.names.get(" ".join(spelled(name)), ()):
        item = prepared.index.items[number]
        return thing(prepared.view, item.kind, item.key)
    return None


async def _end(
    scene: Scene, tx: Transaction, suggested: SuggestedName, state: NameState, came: str
) -> Answer:
    ended = suggested.ended(state, scene.now)
    await tx.learning.save(ended)
    await tx.record.append(
        scene.entry(f"name.{state.value}", ended.id, person=scene.seated().id, party=ended.party)
    )
    card = cards.ended(shown_to_lead(scene, ended), came)
    here = await show_ended(tx, scene, ended, card)
    own = ended.lead == scene.seated().id and scene.origin.personal
    return Answer(card=card, private=True, done=True, already_shown=here and own)


async def _own(
    scene: Scene, tx: Transaction, value: Mapping[str, str]
) -> tuple[SuggestedName, Thing | None]:
    """The suggestion a button or form is about, and what is meant.

    Raises:
        Refused: it is unknown or over, or not for the actor to decide.
    """
    scene.seated()
    suggested = await tx.learning.get(value.get("name", ""))
    if suggested is None or suggested.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    if not scene.is_lead_of(suggested.party):
        raise Refused(words.NOT_YOURS)
    suggested.refuse_ended()
    return suggested, known_to_all(scene, suggested.section, suggested.item)


def _must_be_there(found: Thing | None) -> Thing:
    if found is None:
        raise Refused(words.NO_ANSWER_NEEDED)
    return found
