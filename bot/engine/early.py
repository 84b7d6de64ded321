"""Answering an update before it is due: its check-in is made when the answer comes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.cards.card import Button
from bot.cards.compose.checkins import Promise
from bot.cards.compose.reception import early_button
from bot.domain.agreement.cadences import Cadence
from bot.domain.instant import Instant
from bot.domain.meetings import is_meeting
from bot.domain.occurrences import next_occurrence
from bot.domain.people import CollaborationState
from bot.engine.planning import check_in
from bot.engine.scene import Setting

#: How long before it is due an update can be sent at the most; and only the next one.
AT_MOST = timedelta(days=14)


def next_one(setting: Setting, cadence: Cadence) -> Promise | None:
    """The next occurrence as it would be opened now, if it can be answered early already."""
    promise = coming(setting, cadence)
    if promise is None or promise.checkin.due - setting.now > AT_MOST:
        return None
    return promise


def coming(setting: Setting, cadence: Cadence) -> Promise | None:
    """The next occurrence as it would be opened now, however far ahead."""
    agreement, id_ = setting.agreement, setting.collaboration.id
    agreed = setting.collaboration.version > 0
    if not agreed or setting.collaboration.state is not CollaborationState.ACTIVE:
        return None
    found = next_occurrence(agreement, cadence, after=setting.now)
    if found is None:
        return None
    checkin = check_in(id_, agreement, found, setting.now)
    return Promise(agreement=agreement, checkin=checkin)


def early(setting: Setting, id_: str) -> Promise | None:
    """What a button or form is about whose check-in is not there yet."""
    promise = ahead(setting, id_)
    return promise if promise and promise.checkin.due - setting.now <= AT_MOST else None


def ahead(setting: Setting, id_: str) -> Promise | None:
    """The next occurrence with this id of a check-in, however far ahead."""
    key = next(iter(id_.removeprefix(f"{setting.collaboration.id}/").split("/")), "")
    cadence = setting.agreement.cadence.get(key)
    promise = coming(setting, cadence) if cadence else None
    return promise if promise and promise.checkin.id == id_ else None


def early_buttons(setting: Setting, cadences: Sequence[Cadence]) -> tuple[Button, ...]:
    """A button for the next one of each update that can be sent already, the first due first.

    None for minutes: a meeting that is held before its time has them by `update` and its name.
    """
    found = sorted(_offered(setting, cadences), key=lambda each: each[0])
    return tuple(button for _, button in found)


def _offered(setting: Setting, cadences: Sequence[Cadence]) -> Iterator[tuple[Instant, Button]]:
    for cadence in cadences:
        if is_meeting(cadence):
            continue
        promise = next_one(setting, cadence)
        if promise is not None:
            yield promise.checkin.due, early_button(promise)
