"""Who is asked in the pulse, and under which rules: what everybody may know of what is agreed.

Results are read in rooms. So the pulse is the one an export for everybody has: seats that not
everybody may know of are not asked, and where too few are left on a side there is no pulse.
"""

from collections import Counter

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.agreement.pulse import Pulse
from bot.domain.pulse_round import AskedPerson, PulseRound
from bot.domain.pulse_tally import PulseRules
from bot.domain.visibility import A_ROOM
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.export.extract import extract


def known_pulse(agreement: Agreement) -> Pulse | None:
    """The agreed pulse as everybody may know it; none where it cannot be shown to everybody."""
    return extract(agreement, A_ROOM).pulse if agreement.pulse else None


def asked_parties(agreement: Agreement, pulse: Pulse) -> tuple[Party, ...]:
    """The parties whose seats are asked, in the order of the agreement."""
    keys = {agreement.party_of(seat).key for seat in pulse.asked_of}
    return tuple(each for each in agreement.parties if each.key in keys)


def people_to_ask(setting: Setting, pulse: Pulse) -> tuple[AskedPerson, ...]:
    """Who holds the agreed seats now, each once; nobody of a side that can never have enough.

    No deputy is asked: what somebody thinks nobody else can say.
    """
    found = reachable(setting, pulse)
    people, least = Counter(found.values()), PulseRules.of(pulse).least
    return tuple(
        sorted(AskedPerson(id_, party) for id_, party in found.items() if people[party] >= least)
    )


def reachable(setting: Setting, pulse: Pulse) -> dict[str, str]:
    """Who holds the agreed seats now and has a chat address: keys of their parties by id."""
    directory, id_, agreement = setting.directory, setting.collaboration.id, setting.agreement
    found: dict[str, str] = {}
    for seat in pulse.asked_of:
        for person in directory.all_holders(id_, seat, setting.now):
            if person.addresses:
                found.setdefault(person.id, agreement.party_of(seat).key)
    return found


async def rules_of(tx: Transaction, round_: PulseRound, agreements: AgreementCache) -> PulseRules:
    """The rules a round was opened under."""
    agreement = await agreements.get(tx, round_.collaboration, round_.version)
    pulse = known_pulse(agreement)
    assert pulse is not None  # else it would not have been opened
    return PulseRules.of(pulse)
