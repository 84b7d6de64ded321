"""From an origin to the collaboration it belongs to. Nothing of one is ever visible in another."""

from dataclasses import dataclass

from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.people import Collaboration, CollaborationState
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.platform import Member
from bot.engine.scene import Scene, actor_in


@dataclass(frozen=True, kw_only=True)
class Place:
    """The collaboration an event belongs to, or the ones a person must choose from."""

    collaboration: Collaboration | None = None
    choices: tuple[Collaboration, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An event before it is known which collaboration it belongs to, or whether to any."""

    origin: Origin
    place: Place
    directory: Directory
    members: tuple[Member, ...]
    """Who is in the room, where that was asked for."""
    now: Instant

    @property
    def own(self) -> tuple[Collaboration, ...]:
        """All it can be about: that of the room, or the person's own."""
        here = self.place.collaboration
        return (here,) if here is not None else self.place.choices


def find_place(origin: Origin, directory: Directory, *, chosen: str | None = None) -> Place:
    """Resolve where something happened.

    A bound room is its collaboration and no other, whatever a button claims. In a personal chat it
    is the person's own: the chosen one, the only one, or a choice. Somebody unknown has none.
    """
    if not origin.personal:
        return Place(collaboration=directory.in_room(origin.conversation))
    person = directory.person_at(origin.actor)
    own = directory.collaborations_of(person) if person else ()
    if chosen is not None:
        return Place(collaboration=next((c for c in own if c.id == chosen), None))
    current = tuple(c for c in own if c.state is not CollaborationState.ARCHIVED)
    if len(current) == 1:
        return Place(collaboration=current[0])
    return Place(choices=current)


def scene_in(
    origin: Origin,
    directory: Directory,
    collaboration: Collaboration,
    agreement: Agreement,
    now: Instant,
) -> Scene:
    """The scene of an event in its collaboration."""
    return Scene(
        now=now,
        origin=origin,
        directory=directory,
        collaboration=collaboration,
        agreement=agreement,
        actor=actor_in(origin, directory, collaboration, agreement, now),
    )
