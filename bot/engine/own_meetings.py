"""The meetings that are one's own: what others meet about is theirs."""

from collections.abc import Sequence

from bot.cards.words import meetings as words
from bot.domain.agreement.cadences import Cadence
from bot.domain.between import of_cadence
from bot.domain.errors import Refused
from bot.domain.occurrences import Occurrence
from bot.engine.naming import nearest_cadence
from bot.engine.scene import Scene

Ahead = Sequence[tuple[Occurrence, Cadence]]


def own_meetings(scene: Scene, ahead: Ahead, name: str) -> list[tuple[Occurrence, Cadence]]:
    """Those of the actor's side; for a stranger, of the sides whose room it is.

    Args:
        scene: who asks, and where.
        ahead: the meetings that come.
        name: what one of them is called, or nothing.

    Raises:
        Refused: there are none, or the one that is named is between others.
    """
    named = nearest_cadence([cadence for _, cadence in ahead], name) if name else None
    if named is not None:
        refuse_between_others(scene, named)
    own = [entry for entry in ahead if _meets(scene, entry[1])]
    if not own:
        raise Refused(words.NO_MEETING_OF_YOURS)
    return own


def refuse_between_others(scene: Scene, cadence: Cadence) -> None:
    """Keep what a meeting is about to those who meet.

    Raises:
        Refused: the actor's side is none of them.
    """
    if not _meets(scene, cadence):
        between = of_cadence(scene.agreement, cadence)
        names = [party.short for party in scene.agreement.parties if party.key in between]
        raise Refused(words.between_others(cadence.title, names))


def _meets(scene: Scene, cadence: Cadence) -> bool:
    sides = frozenset(filter(None, (scene.leading, scene.actor.party)))
    here = sides or scene.directory.parties_in(scene.origin.conversation)
    return bool(of_cadence(scene.agreement, cadence) & here)
