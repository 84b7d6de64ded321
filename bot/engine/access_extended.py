"""Access that a new version gives another last day, said on what ran because nobody had chosen."""

from bot.cards.words import escalations as words
from bot.domain.access_ends import Ending, endings
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.escalation import By
from bot.domain.ladder import Case
from bot.engine.access_asking import choice_about
from bot.engine.come_meanwhile import came
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def say_what_was_chosen(
    tx: Transaction, setting: Setting, *, before: Agreement, amendment: Amendment
) -> None:
    """Report on each running escalation what a version that is in force now says about its access.

    Args:
        tx: to find and save them.
        setting: with the new version.
        before: the version before.
        amendment: what made the new one; who accepted it last has chosen.
    """
    still = {choice_about(each) for each in endings(setting.agreement)}
    for ending in endings(before):
        about = choice_about(ending)
        if about in still:
            continue
        for escalation in await tx.escalations.open(setting.collaboration.id):
            if not escalation.waits_for(about):
                continue
            version = await tx.agreements.get(escalation.collaboration, escalation.version)
            case = Case(agreement=version, escalation=escalation)
            last = amendment.consents[-1]
            by = By(person=last.person, party=last.party, seat=last.seat)
            await came(tx, setting, case, about, text=_chosen(setting, ending), by=by)


def _chosen(setting: Setting, ending: Ending) -> str:
    """What the new version says: the latest day, or that it is not agreed any more."""
    same = [each.grant.until for each in endings(setting.agreement) if each.about == ending.about]
    return words.access_extended(max(same)) if same else words.ACCESS_NOT_AGREED
