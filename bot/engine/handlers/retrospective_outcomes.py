"""What comes of a retrospective: one press each to an action, or to a change of what is agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.compose import actions as action_cards
from bot.cards.compose import retrospectives as cards
from bot.cards.compose.proposals import REASON_LIMIT
from bot.cards.words import retrospectives as words
from bot.cards.words.cut import shortened
from bot.domain.deed import AboutKind
from bot.domain.retrospective import Retrospective
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handlers import actions, parts
from bot.engine.handlers.retrospectives import shown_to_all
from bot.engine.retrospective_messages import shown_to
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import refuse_over


async def press_action(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Make it an action*: which of the things said, then the form of an action with it."""
    coming = await _coming(scene, tx, value, agreements, to=cards.ACTION)
    return await coming.choose()


async def press_change(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Propose a change*: which of the things said, then what is agreed, with it as the reason."""
    coming = await _coming(scene, tx, value, agreements, to=cards.CHANGE)
    return await coming.choose()


async def picked(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """One of the things that were said was chosen."""
    coming = await _coming(scene, tx, context, agreements, to=context.get(cards.TO, ""))
    which, said = values.get(cards.WHICH_KEY, ""), coming.found.changes
    return await coming.of(said[int(which)] if which in map(str, range(len(said))) else None)


@dataclass(frozen=True, kw_only=True)
class _Coming:
    """Something that is to come of it."""

    scene: Scene
    tx: Transaction
    agreements: AgreementCache
    found: Retrospective
    shown: cards.Shown
    to: str
    """An action, or a change of what is agreed."""

    async def choose(self) -> Answer:
        """Which of the things said; the next form at once where there is nothing to choose."""
        said = self.found.changes
        if len(said) > 1:
            return Answer(form=cards.pick_form(self.shown, self.to), private=True)
        return await self.of(said[0] if said else None)

    async def of(self, said: tuple[str, str] | None) -> Answer:
        """The form of an action or of a change, which begins with what a side said."""
        if self.to == cards.CHANGE:
            return await self._change(said)
        value = {
            "collaboration": self.found.collaboration,
            "about": AboutKind.RETROSPECTIVE.value,
            "of": self.found.id,
            "opened": self.scene.origin.event_id,
            action_cards.WHAT: shortened(said[1] if said else "", action_cards.WHAT_LIMIT),
        }
        return await actions.press_add(self.scene, self.tx, value, self.agreements)

    async def _change(self, said: tuple[str, str] | None) -> Answer:
        named = (self.shown.party(said[0]), said[1]) if said else None
        because = words.reason(self.shown.title, named, REASON_LIMIT)
        form = await parts.choose_after(self.scene, self.tx, after=self.found.id, because=because)
        return Answer(form=form, private=True)


async def _coming(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
    *,
    to: str,
) -> _Coming:
    scene.seated()
    refuse_over(scene)
    found = await shown_to_all(scene, tx, value)
    shown = await shown_to(tx, scene, found, scene.alone, scene.zone)
    return _Coming(scene=scene, tx=tx, agreements=agreements, found=found, shown=shown, to=to)
