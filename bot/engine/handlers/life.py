"""`pause`, `resume`, `close`, `archive`, and `export`."""

from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose import life as cards
from bot.cards.compose.closing import report_card
from bot.cards.words import life as words
from bot.cards.words.proposals import FIRST_WAITS
from bot.domain.amendment import AmendmentState
from bot.domain.between import has_third
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState, Room
from bot.domain.visibility import Reader, knows_everything
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_messages import show_amendment
from bot.engine.amendment_times import plan_answer
from bot.engine.answer import Answer
from bot.engine.outgoing import Draft
from bot.engine.pausing import go_on
from bot.engine.planning import plan_all
from bot.engine.platform import MakesLinks
from bot.engine.question_times import plan_anew
from bot.engine.record import Entry
from bot.engine.resuming import take_up_again
from bot.engine.retrospective_planning import plan_closing
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_times import plan_anew as plan_suggestions
from bot.engine.tasks import OVER

#: What stands behind `export` for the closing report.
_REPORT = frozenset(
    {"report", "closing report", "the report", "the closing report", "final report"}
)
_BECOMES = {
    "pause": CollaborationState.PAUSED,
    "resume": CollaborationState.ACTIVE,
    "reopen": CollaborationState.ACTIVE,
    "close": CollaborationState.CLOSED,
    "archive": CollaborationState.ARCHIVED,
}


async def change(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """One word; every room of both sides is told, with the way back."""
    verb = rest.split(maxsplit=1)[0].lower() if rest.split() else ""
    state = _BECOMES.get(verb)
    if state is None:
        raise Refused(words.WHICH)
    party = scene.leading
    if party is None:
        raise Refused(words.ONLY_LEADS.format(leads=scene.leads_in_words()))
    _refuse_senseless(scene, verb, state)
    collaboration = replace(scene.collaboration, state=state)
    await tx.directory.save_collaboration(collaboration)
    await tx.record.append(
        Entry(
            collaboration=collaboration.id,
            kind=f"collaboration.{state}",
            at=scene.now,
            version=collaboration.version,
            subject=collaboration.key,
            person=scene.seated().id,
            party=party,
            source=scene.origin.event_id,
            data={"was": scene.collaboration.state.value},
        )
    )
    if state is CollaborationState.ACTIVE:
        await plan_all(tx, collaboration.id, scene.agreement, scene.now)
        await go_on(tx, collaboration.id, scene.now)
        resumed = replace(scene, collaboration=collaboration)
        await take_up_again(tx, resumed)
        await _wait_anew(resumed, tx)
        await plan_anew(tx, collaboration.id, agreements, now=scene.now)
        await plan_suggestions(tx, collaboration.id, agreements, now=scene.now)
    if state is CollaborationState.CLOSED:
        await plan_closing(tx, collaboration.id, scene.agreement, scene.now)
    card = cards.changed(state, scene.actor.name, scene.agreement.party[party].short)
    rooms = scene.directory.rooms(collaboration.id)
    for room in rooms:
        key = f"{collaboration.id}/{state}/{room}/{scene.now.isoformat()}"
        draft = Draft(key=key, collaboration=collaboration.id, to=room, card=card)
        await tx.outbox.put(draft, scene.now)
    if state is CollaborationState.ARCHIVED:
        await _free_rooms(scene, tx)
    return Answer(card=card, private=True, already_shown=scene.origin.conversation in rooms)


def _refuse_senseless(scene: Scene, verb: str, state: CollaborationState) -> None:
    was = scene.collaboration.state
    if scene.collaboration.version == 0 and state is not CollaborationState.ARCHIVED:
        raise Refused(words.NOT_BEGUN.format(verb=verb))
    if was is state:
        raise Refused(words.ALREADY.format(state=state.value))
    agreed = scene.collaboration.version > 0
    if state is CollaborationState.ARCHIVED and was is not CollaborationState.CLOSED and agreed:
        raise Refused(words.CLOSE_FIRST)
    if state is CollaborationState.PAUSED and was is not CollaborationState.ACTIVE:
        raise Refused(words.ALREADY.format(state=was.value))


async def _wait_anew(scene: Scene, tx: Transaction) -> None:
    """Nobody was reminded of a sent proposal meanwhile, so its time to answer begins again."""
    for amendment in await tx.amendments.open(scene.collaboration.id):
        if amendment.state is AmendmentState.PROPOSED:
            again = replace(amendment, sent_at=scene.now)
            await tx.amendments.save(again)
            await plan_answer(tx, scene, again)
            await show_amendment(tx, scene, again)


async def _free_rooms(scene: Scene, tx: Transaction) -> None:
    """An archived collaboration needs no room, and another one may want it."""
    id_ = scene.collaboration.id
    for party in scene.agreement.party:
        for room in scene.directory.rooms(id_, party):
            await tx.directory.unbind_room(Room(collaboration=id_, party=party, address=room))


def export(scene: Scene, rest: str, reader: Reader, links: MakesLinks) -> Answer:
    """`export [report]`: links that work for a while, to a page to print and to a file."""
    if not (scene.actor.seats or scene.leading):
        raise Refused(words.EXPORT_MEMBERS.format(leads=scene.leads_in_words()))
    id_, version = scene.collaboration.id, scene.collaboration.version
    if version == 0:
        raise Refused(FIRST_WAITS)
    if rest.casefold().rstrip(".?!") in _REPORT:
        return Answer(card=_report_card(scene, reader, links), private=True)
    whole = knows_everything(scene.agreement, reader)
    kinds = ("html", "yaml", *(("record",) if whole else ()))
    found = [links.link(id_, version, reader, kind) for kind in kinds]
    urls = [url for url in found if url is not None]
    if len(urls) < len(kinds):
        raise Refused(words.NO_LINKS)
    over = scene.collaboration.state in OVER
    card = cards.export_card(
        urls,
        minutes=links.minutes,
        whole=whole,
        of_others=has_third(scene.agreement),
        report=over,
    )
    return Answer(card=card, private=True)


def _report_card(scene: Scene, reader: Reader, links: MakesLinks) -> Card:
    id_, version = scene.collaboration.id, scene.collaboration.version
    found = [links.link(id_, version, reader, kind) for kind in ("report", "report_file")]
    urls = [url for url in found if url is not None]
    if len(urls) < len(found):
        raise Refused(words.NO_LINKS)
    return report_card(urls, minutes=links.minutes)
