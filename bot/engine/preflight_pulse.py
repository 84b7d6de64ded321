"""What keeps an agreed pulse from being asked: no key to lock answers, too few people of a side."""

from collections import Counter
from collections.abc import Iterator

from bot.cards.compose.preflight import finding
from bot.cards.words import preflight_pulse as words
from bot.domain.finding import Finding, FindingKind
from bot.domain.pulse_tally import PulseRules
from bot.engine.pulse_asked import asked_parties, known_pulse, reachable
from bot.engine.scene import Setting


def check_pulse(setting: Setting, *, can_lock: bool) -> Iterator[Finding]:
    """For the pulse as everybody may know it, so it is the same whoever reads it."""
    pulse = known_pulse(setting.agreement)
    if pulse is None:
        return
    if not can_lock:
        yield finding(FindingKind.PULSE_NO_KEY, words.SUBJECT, None, words.no_key())
    people = Counter(reachable(setting, pulse).values())
    least = PulseRules.of(pulse).least
    for party in asked_parties(setting.agreement, pulse):
        if people[party.key] < least:
            remedy = words.too_few(party.short, people[party.key], least)
            yield finding(FindingKind.PULSE_TOO_FEW, words.SUBJECT, party.key, remedy)
