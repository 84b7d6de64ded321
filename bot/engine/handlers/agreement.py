"""`agreement [history|diff 2 4|<part>]`: what is agreed, since when, and by whom."""

from bot.cards.compose import history as cards
from bot.cards.words import history as words
from bot.domain.errors import InvalidInput, Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handlers import parts
from bot.engine.history import differences, version_lines
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.export.history import whole_history

_BOTH = 2


async def agreement(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """The overview, the history, a comparison of two versions, or one part."""
    said = rest.split()
    if not said:
        return await parts.overview(scene, tx, reader)
    match said[0].lower():
        case "history" | "versions":
            return await _history(scene, tx, reader, _page(said[1:2]))
        case "diff" | "compare" | "changes":
            return await _diff(scene, tx, reader, said[1:])
        case _:
            return await parts.show_by_name(scene, tx, rest, reader, agreements)


async def _history(scene: Scene, tx: Transaction, reader: Reader, page: int) -> Answer:
    id_, version = scene.collaboration.id, scene.collaboration.version
    made = await version_lines(tx, scene.directory, id_, version, reader)
    lines = whole_history(scene.agreement, made, reader)
    names = {party.key: party.short for party in scene.agreement.parties}
    return Answer(card=cards.history_card(lines, names, page=page))


async def _diff(scene: Scene, tx: Transaction, reader: Reader, said: list[str]) -> Answer:
    numbers = [int(word[:6]) for word in said if word.isdecimal()]
    if len(numbers) < _BOTH:
        raise InvalidInput(words.SAY_TWO)
    older, newer = sorted(numbers[:_BOTH])
    last = scene.collaboration.version
    unknown = words.NO_VERSION.format(number=newer, last=last)
    if newer > last:
        raise Refused(unknown)
    try:
        changes = await differences(tx, scene.collaboration.id, older, newer, reader)
    except LookupError as error:
        raise Refused(unknown) from error
    return Answer(
        card=cards.diff_card(older, newer, changes, page=_page([str(n) for n in numbers[2:3]]))
    )


def _page(said: list[str]) -> int:
    return max(0, int(said[0][:3]) - 1) if said and said[0].isdecimal() else 0
