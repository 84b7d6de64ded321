"""`snooze [2 h|tomorrow]`: what *Snooze* on a nudge does, for somebody who types it."""

import re

from bot.cards.compose import manners as cards
from bot.cards.words import manners as words
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.handlers.manners import press_snooze, snooze
from bot.engine.scene import Scene
from bot.engine.sending import owed
from bot.engine.storage_ports import Transaction

_HALF_AN_HOUR = "30"
_LENGTH = re.compile(
    r"(?P<many>\d{1,3}|an?|one|two|three) ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?)\b"
)
_SPELLED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


async def snooze_by_word(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Put off the one update that waits; the form where no length was said, a choice of several."""
    scene.seated()
    theirs = {cadence.key for cadence in owed(scene, by_name=False)}
    waiting = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
        if checkin.cadence in theirs
    ]
    wanted = [each for each in waiting if not each.awaits_meeting(scene.now)]
    if not wanted:
        raise Refused(words.SNOOZE_OVER)
    if len(wanted) > 1:
        return Answer(card=cards.which_to_snooze(wanted), private=True)
    (promise,) = wanted
    length = _length(rest)
    if length is not None:
        values = {cards.SNOOZE_FOR: length}
        return await snooze(scene, tx, values, promise.value(), agreements)
    if scene.origin.can_open_form:
        return await press_snooze(scene, tx, promise.value(), agreements)
    return Answer(card=cards.which_to_snooze(wanted), private=True)


def _length(said: str) -> str | None:
    """For how long, as the form says it; none when it was not said."""
    text = said.casefold()
    if "tomorrow" in text or "morning" in text:
        return cards.MORNING
    if "half an hour" in text:
        return _HALF_AN_HOUR
    found = _LENGTH.search(text)
    if found is None:
        return None
    many = _SPELLED.get(found["many"]) or int(found["many"])
    return str(many * 60 if found["unit"].startswith("h") else many)
