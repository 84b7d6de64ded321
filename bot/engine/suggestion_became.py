"""What became of an adopted suggestion: kept on it, on record, and told to whoever made it."""

from bot.cards.compose import suggestions as cards
from bot.cards.words import suggestions as words
from bot.domain.actions import Action, ActionState
from bot.domain.looking_back import Led
from bot.domain.suggestion import Suggestion
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_messages import as_maker_reads, show, tell_maker
from bot.engine.suggestions import note_alone, with_agreement


async def led_to(tx: Transaction, setting: Setting, suggestion: Suggestion, led: Led) -> None:
    """A proposal that came of it was sent, is in force, or ended."""
    now = suggestion.with_led(led)
    if now == suggestion:
        return
    await tx.suggestions.save(now)
    data: dict[str, object] = {"proposal": led.number, "amendment": led.amendment}
    version: dict[str, object] = {"version": led.version} if led.version else {}
    kind, title, how, step = _news(suggestion, led)
    await note_alone(tx, setting, now, kind, {**data, **version})
    await _tell(tx, setting, now, f"became/{led.amendment}/{step}", title=title, how=how)


async def refresh(
    tx: Transaction, setting: Setting, suggestion: Suggestion, agreements: AgreementCache
) -> None:
    """An action or decision that came of it changed: its cards say how that stands by now."""
    suggested = await with_agreement(tx, setting, suggestion, agreements)
    await show(tx, setting, suggested)
    for done in suggested.left.actions:
        await _tell_end(tx, setting, suggestion, done.action)


def _news(suggestion: Suggestion, led: Led) -> tuple[str, str, str, str]:
    """For the record, the title, what to do next, and what tells the message apart."""
    label = suggestion.label
    if led.version is not None:
        title = words.became_version(label, led.version)
        return "suggestion.led_to_version", title, words.VERSION_HOW, "in_force"
    if led.ended:
        title = words.became_nothing(label, led.number)
        return "suggestion.led_to_nothing", title, words.NOTHING_HOW, "ended"
    title = words.became_proposal(label, led.number)
    return "suggestion.led_to_proposal", title, words.PROPOSAL_HOW, "proposed"


async def _tell_end(
    tx: Transaction, setting: Setting, suggestion: Suggestion, action: Action
) -> None:
    """That an action is over is told once for each time it ended, if the maker may know of it."""
    suggested = as_maker_reads(
        setting, await with_agreement(tx, setting, suggestion, AgreementCache())
    )
    if action.ending is None or action not in [each.action for each in suggested.left.actions]:
        return
    done = action.state is ActionState.DONE
    title = (words.became_done if done else words.became_dropped)(suggestion.label, action.label)
    what = f"became/action-{action.label}/{len(action.taken_back)}"
    how = words.DONE_HOW if done else words.NOTHING_HOW
    await tell_maker(tx, setting, suggestion, what, cards.became(suggested, title, how))


async def _tell(
    tx: Transaction, setting: Setting, suggestion: Suggestion, what: str, *, title: str, how: str
) -> None:
    suggested = await with_agreement(tx, setting, suggestion, AgreementCache())
    await show(tx, setting, suggested)
    card = cards.became(as_maker_reads(setting, suggested), title, how)
    await tell_maker(tx, setting, suggestion, what, card)
