"""Access that ends: the granting seat is asked in time; nobody having chosen is raised as agreed.

To choose is to let it end, or to agree on another last day: then the one that was asked about is
not agreed any more. A proposal that waits for the other side is no choice yet.
"""

from collections.abc import Mapping

from bot.cards.compose import access as cards
from bot.cards.compose.access import AccessShown
from bot.cards.words import access as words
from bot.domain.access_ends import Ending, endings, ends_at, raised_at, triggers_for
from bot.domain.agreement.document import Agreement
from bot.domain.people import CollaborationState
from bot.domain.visibility import A_ROOM, Reader, visible_location, visible_seat
from bot.engine.access_planning import ASK
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import wait_for_hours
from bot.engine.contacts import Route, among, route
from bot.engine.escalating import Report, open_escalation, token_of
from bot.engine.outgoing import RESTRICTED_KEY
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

ASKED, ENDS, NOBODY = "access.asked", "access.ends", "access.nobody_to_ask"


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Ask or raise, if the access still ends on that day and nobody has chosen."""
    ending = find(setting.agreement, row.subject)
    if ending is None or await chosen(tx, setting, ending):
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    if row.subject["step"] == ASK:
        await _ask(tx, setting, row, ending)
    else:
        await _raise(tx, setting, row, ending, agreements)


async def _ask(tx: Transaction, setting: Setting, row: AgendaRow, ending: Ending) -> None:
    if ends_at(setting.agreement, ending) <= setting.now:
        return  # it has ended; what is agreed for that is raised
    where = _granting(setting, ending)
    about = {"until": ending.grant.until.isoformat()}
    if where is None:
        await note(tx, setting, ending, NOBODY, about)
        return
    if await wait_for_hours(tx, setting, row, ending.granting):
        return
    shown = AccessShown(
        collaboration=setting.collaboration.id,
        study=setting.agreement.study.short,
        ending=ending,
        seat=_seat(setting, ending),
    )
    key = row.key if knows(setting.agreement, ending, A_ROOM) else f"{RESTRICTED_KEY}{row.key}"
    what = Push(key=key, card=cards.card(shown), opens=cards.show_button(shown))
    await push(tx, setting, where, what)
    await note(tx, setting, ending, ASKED, {**about, "key": key})


async def _raise(
    tx: Transaction,
    setting: Setting,
    row: AgendaRow,
    ending: Ending,
    agreements: AgreementCache,
) -> None:
    for trigger in triggers_for(setting.agreement, ending):
        if trigger.key != row.subject["trigger"]:
            continue
        if raised_at(setting.agreement, trigger, ending) > setting.now:
            continue  # a later version gives it more time, and has planned for it
        text = f"{trigger.key}/{choice_about(ending)}"
        report = Report(
            token=token_of(text),
            trigger=trigger.key,
            words=words.nobody_chose(
                _seat(setting, ending), ending.location.title, ending.grant.until
            ),
            about=choice_about(ending),
            happened_at=setting.now,
            known_at=setting.now,
        )
        await open_escalation(tx, setting, report, agreements)


def choice_about(ending: Ending) -> str:
    """What an escalation waits for when nobody chose about it."""
    return f"{ending.about}/{ending.grant.until.isoformat()}"


def find(agreement: Agreement, about: Mapping[str, str]) -> Ending | None:
    """The access a row or button is about; none when that is not agreed any more."""
    wanted = (about.get("location"), about.get("seat"), about.get("until"))
    for each in endings(agreement):
        if (each.location.key, each.grant.seat, each.grant.until.isoformat()) == wanted:
            return each
    return None


async def chosen(tx: Transaction, setting: Setting, ending: Ending) -> bool:
    """Whether somebody chose to let it end on this day."""
    until = ending.grant.until.isoformat()
    found = [each.entry for each in await tx.record.about(setting.collaboration.id, [ending.about])]
    return any(e.kind == ENDS and e.data.get("until") == until for e in found)


async def show_chosen(tx: Transaction, scene: Scene, shown: AccessShown) -> bool:
    """What asked about it says that it ends; gives whether the actor has that in their chat."""
    until, here = shown.ending.grant.until.isoformat(), False
    for recorded in await tx.record.about(scene.collaboration.id, [shown.ending.about]):
        entry = recorded.entry
        if entry.kind == ASKED and entry.data.get("until") == until:
            known = await tx.outbox.find(str(entry.data["key"]))
            if known is not None:
                await replace_card(tx, scene, known, cards.card(shown))
                here = here or known.to == scene.origin.actor
    return here


def knows(agreement: Agreement, ending: Ending, reader: Reader) -> bool:
    """Whether a reader may know that this seat has access to this location."""
    place = visible_location(agreement, ending.location.key, reader)
    return place and visible_seat(agreement, ending.grant.seat, reader)


async def note(
    tx: Transaction, setting: Setting, ending: Ending, kind: str, data: Mapping[str, str]
) -> None:
    """What happened about it, on record."""
    scene = setting if isinstance(setting, Scene) else None
    await tx.record.append(
        setting.entry(
            kind,
            ending.about,
            person=scene.seated().id if scene else None,
            seat=ending.granting,
            party=setting.agreement.party_of(ending.granting).key,
            data=data,
        )
    )


def _granting(setting: Setting, ending: Ending) -> Route | None:
    """Where the granting seat reads it: what not everybody may know only people who may."""
    party, where = setting.agreement.party_of(ending.granting).key, route(setting, ending.granting)
    if knows(setting.agreement, ending, A_ROOM):
        return where
    return among(setting, party, where, lambda reader: knows(setting.agreement, ending, reader))


def _seat(setting: Setting, ending: Ending) -> str:
    return setting.agreement.seat[ending.grant.seat].title
