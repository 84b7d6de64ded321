"""The next version of an agreement, from words that everybody accepted."""

from dataclasses import replace
from datetime import date

from bot.agreement_file.check import faults_of
from bot.agreement_file.codec import from_document
from bot.cards.words import proposals as words
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.changes import Overtaken, applied, rebased
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, view
from bot.engine.access_extended import say_what_was_chosen
from bot.engine.amendment_messages import show_amendment, tell_overtaken
from bot.engine.amendment_record import note
from bot.engine.led_to import bring_up_to_date
from bot.engine.meetings_moved import bring_along
from bot.engine.newcomers import let_go
from bot.engine.ownership_gaps import end_outdated
from bot.engine.parts.complaints import plain_sentence
from bot.engine.planning import plan_all
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import Document, document_of, wording


async def put_in_force(
    tx: Transaction, setting: Setting, amendment: Amendment, *, reader: Reader
) -> Setting:
    """Make the next version of what everybody accepted; gives the setting with it in force.

    `reader` is who brings it about, and reads why it cannot be.

    Raises:
        Refused: the text it changes is no longer there, or the whole does not hold together.
    """
    version = setting.collaboration.version + 1
    document = _numbered(setting, amendment, wording(setting, amendment), version)
    refuse_faulty(document, setting.agreement, reader)
    agreement = from_document(document)
    collaboration = replace(setting.collaboration, version=version, title=agreement.study.title)
    await tx.agreements.add(collaboration.id, agreement, setting.now)
    await tx.directory.save_collaboration(collaboration)
    in_force = amendment.put_in_force(version, setting.now)
    await tx.amendments.save(in_force)
    after = replace(setting, collaboration=collaboration, agreement=agreement)
    await note(tx, after, in_force, "agreement.in_force", {"version": version})
    await bring_up_to_date(tx, after, in_force)
    await let_go(tx, after)
    if collaboration.state is CollaborationState.ACTIVE:
        await plan_all(tx, collaboration.id, agreement, setting.now)
    await bring_along(tx, after, before=setting.agreement)
    await end_outdated(tx, after, before=setting.agreement)
    await say_what_was_chosen(tx, after, before=setting.agreement, amendment=in_force)
    await _bring_others_along(tx, after, in_force)
    return after


async def _bring_others_along(tx: Transaction, setting: Setting, in_force: Amendment) -> None:
    """Open amendments become changes to the new version; one on the same part waits for a look.

    Whoever is a party of the new version is asked, nobody else. What a party that left was writing
    or had proposed goes with it.
    """
    touched = {change.part for change in in_force.changes}
    is_own = len(in_force.parties) == 1
    text = document_of(setting.agreement)
    for each in await tx.amendments.open(setting.collaboration.id):
        if each.id == in_force.id:
            continue
        if each.party not in setting.agreement.party:
            await _withdraw(tx, setting, each)
            continue
        other = replace(each, parties=setting.asked)
        version = setting.collaboration.version
        same_part = not is_own and any(change.part in touched for change in other.changes)
        if not same_part and _still_fits(text, other):
            await tx.amendments.save(other.carried_over(version))
            continue
        waiting = other.overtaken(version, rebased(other.changes, text), version)
        await tx.amendments.save(waiting)
        await note(tx, setting, waiting, "amendment.overtaken", {"by_version": version})
        await show_amendment(tx, setting, waiting)
        await tell_overtaken(tx, setting, waiting)


async def _withdraw(tx: Transaction, setting: Setting, of_who_left: Amendment) -> None:
    asked = tuple(key for key in of_who_left.parties if key in setting.agreement.party)
    ended = replace(of_who_left, parties=asked).withdrawn(of_who_left.person, setting.now)
    await tx.amendments.save(ended)
    await note(tx, setting, ended, "amendment.withdrawn", {"because": ""})
    await bring_up_to_date(tx, setting, ended)
    await show_amendment(tx, setting, ended)


def _still_fits(text: Document, amendment: Amendment) -> bool:
    try:
        return not faults_of({**applied(text, amendment.changes)})
    except Overtaken:
        return False


def _numbered(setting: Setting, amendment: Amendment, text: Document, version: int) -> Document:
    """The text with its number, and a line in its history: who accepted it, when and why."""
    agreement = setting.agreement
    today = local(setting.now, agreement.parties[0].zone).date()
    history = agreement.agreement.history if setting.collaboration.version else ()
    effective: date = max([today, *(entry.effective for entry in history)])
    seats = [seat["key"] for seat in text.get("seats", ())]
    line = {
        "version": version,
        "effective": effective.isoformat(),
        # A seat that somebody accepted for may be the one that these words take out.
        "agreed_by": list(dict.fromkeys(c.seat for c in amendment.consents if c.seat in seats)),
        "reason": amendment.reason,
    }
    kept = document_of(agreement)["agreement"] if setting.collaboration.version else {}
    before = kept.get("history", []) if isinstance(kept, dict) else []
    for entry in before:
        entry["agreed_by"] = [seat for seat in entry["agreed_by"] if seat in seats]
    versions = text.get("agreement")
    bookkeeping = dict(versions) if isinstance(versions, dict) else {}
    return {
        **text,
        "agreement": {**bookkeeping, "version": version, "history": [*before, line]},
    }


def refuse_faulty(text: Document, agreement: Agreement, reader: Reader) -> None:
    """Refuse a text that could not be an agreement, in words that name nothing hidden.

    Args:
        text: the whole text.
        agreement: the version in force, by which something is hidden or not.
        reader: who is told.

    Raises:
        Refused: it contradicts itself or refers to what it does not hold.
    """
    faults = faults_of(text)
    if faults:
        seen = view(agreement, reader)
        said = dict.fromkeys(plain_sentence(each, text, seen) for each in faults)
        raise Refused(words.does_not_hold(list(said)))
