"""Who sits in each seat now, as an answer names them."""

from collections.abc import Iterator, Mapping

from bot.cards.compose.answers import Holder
from bot.engine.scene import Scene


class Holders(Mapping[str, Holder]):
    """Who sits where now; only who is named in the answer is made into a `Holder`.

    Where only the asker reads it, people are called by their address, so that they can be written
    to with one press. In a room they are called by name: asking who owns something must not ring
    at the owner's every time.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._held = scene.directory.holders(scene.collaboration.id, scene.now)
        self._platform = scene.origin.conversation.platform if scene.private else None

    def __getitem__(self, seat: str) -> Holder:
        person = self._held[seat]
        own = (a for a in person.addresses if a.platform == self._platform)
        scene = self._scene
        absence = scene.directory.absence(scene.collaboration.id, person, scene.now)
        cover = scene.directory.person(absence.cover) if absence and absence.cover else None
        return Holder(
            person.name,
            next(own, None),
            away_until=absence.back if absence else None,
            stands_in=cover.name if cover else None,
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
