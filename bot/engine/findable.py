"""What can be found in an agreement, by the short names that menus and buttons carry for it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.visibility import is_restricted, view
from bot.engine.ask import INDEXES
from bot.engine.lookup import Candidate, Kind
from bot.engine.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One thing of one collaboration, in the scene of who asks."""

    scene: Scene
    candidate: Candidate

    @property
    def id(self) -> str:
        """The same in every version that has it; it tells nothing of what it is."""
        return thing_id(self.scene.collaboration.id, self.candidate)


def thing_id(collaboration: str, candidate: Candidate) -> str:
    """Short enough for every menu; a key of the agreement can be longer."""
    named = f"{collaboration}/{candidate.kind}/{candidate.key}"
    return hashlib.sha256(named.encode()).hexdigest()[:24]


def thing_with(id_: str, scenes: Iterable[Scene]) -> Findable | None:
    """The thing with an id, if it is there and exists for who reads the answer."""
    for scene in scenes:
        for candidate in all_of(scene):
            if thing_id(scene.collaboration.id, candidate) == id_:
                return Findable(scene=scene, candidate=candidate)
    return None


def all_of(scene: Scene) -> Iterable[Candidate]:
    """Everything that exists for who reads the answer; nothing before a version is in force."""
    if scene.collaboration.version == 0:
        return ()
    prepared = INDEXES.of(scene.agreement, scene.reader)
    return (Candidate(each.kind, each.key, 0) for each in prepared.index.items)


def is_anybodys(scene: Scene, candidate: Candidate) -> bool:
    """Whether nothing about a thing is kept from anybody who reads with its reader.

    Something that belongs to a seat which does not exist for them is left out of what is offered
    to be shown around, although it can be asked about.
    """
    agreement, seen = scene.agreement, view(scene.agreement, scene.reader)
    match candidate.kind:
        case Kind.AREA:
            return seen.seat(agreement.area[candidate.key].accountable) is not None
        case Kind.CADENCE:
            return seen.seat(agreement.cadence[candidate.key].from_) is not None
        case Kind.TRIGGER:
            return not is_restricted(agreement, agreement.trigger[candidate.key])
        case _:
            return True
