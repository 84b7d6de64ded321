"""What somebody was asked because of a day and has not said: access that ends, deliverables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.cards.card import Button, Strong
from bot.cards.compose import access as access_cards
from bot.cards.compose import deliverables as deliverable_cards
from bot.cards.compose.access import AccessShown
from bot.cards.words import access as access_words
from bot.cards.words import deliverables as deliverable_words
from bot.domain.access_ends import Ending, endings, ends_at
from bot.domain.deliverables import watched_deliverables
from bot.domain.instant import local
from bot.engine.access_asking import ASKED as ACCESS_ASKED
from bot.engine.access_asking import chosen, knows
from bot.engine.coming import Line
from bot.engine.deliverable_asking import ASKED as DELIVERABLE_ASKED
from bot.engine.deliverable_asking import on_its_day
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class AskedByDay:
    """One question that is open."""

    line: Line
    opens: Button
    """What shows it again."""
    deliverable: tuple[str, date] | None = None
    """Key of its area and its day, where it is about a deliverable."""


async def asked_by_day(
    tx: Transaction, scene: Scene, seats: Collection[str]
) -> tuple[AskedByDay, ...]:
    """The open questions to some seats: deliverables first, then access, as they are agreed."""
    return (*await _deliverables(tx, scene, seats), *await _access(tx, scene, seats))


async def _deliverables(tx: Transaction, scene: Scene, seats: Collection[str]) -> list[AskedByDay]:
    found = []
    for each in watched_deliverables(scene.agreement):
        zone = scene.agreement.party_of(each.area.accountable).zone
        today, about = local(scene.now, zone).date(), each.area.key
        if each.area.accountable not in seats or each.day > today:
            continue
        if not await _was_asked(tx, scene, DELIVERABLE_ASKED, about, {"day": each.day.isoformat()}):
            continue
        state = await on_its_day(tx, scene, each)
        if state.done or (state.expected is not None and state.expected > today):
            continue
        line = (Strong(each.title), deliverable_words.asked_for(each.day))
        shows = deliverable_cards.show_button(state)
        label = deliverable_words.show(each.title)
        opens = replace(shows, label=label)
        found.append(AskedByDay(line=line, opens=opens, deliverable=(about, each.day)))
    return found


async def _access(tx: Transaction, scene: Scene, seats: Collection[str]) -> list[AskedByDay]:
    found = []
    for each in endings(scene.agreement):
        if each.granting not in seats or not await _is_open(tx, scene, each):
            continue
        seat = scene.agreement.seat[each.grant.seat].title
        title = access_words.ends(seat, each.location.title, each.grant.until)
        shown = AccessShown(
            collaboration=scene.collaboration.id,
            study=scene.agreement.study.short,
            ending=each,
            seat=seat,
        )
        opens = replace(access_cards.show_button(shown), label=access_words.show(seat))
        found.append(AskedByDay(line=(Strong(title), access_words.CHOOSE), opens=opens))
    return found


async def _is_open(tx: Transaction, scene: Scene, ending: Ending) -> bool:
    if not knows(scene.agreement, ending, scene.alone):
        return False
    if ends_at(scene.agreement, ending) <= scene.now or await chosen(tx, scene, ending):
        return False
    until = ending.grant.until.isoformat()
    return await _was_asked(tx, scene, ACCESS_ASKED, ending.about, {"until": until})


async def _was_asked(
    tx: Transaction, scene: Scene, kind: str, about: str, day: Mapping[str, str]
) -> bool:
    known = [each.entry for each in await tx.record.about(scene.collaboration.id, [about])]
    return any(each.kind == kind and day.items() <= each.data.items() for each in known)
