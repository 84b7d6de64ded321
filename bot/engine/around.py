"""What an answer in a scene tells beside the text of the agreement."""

from bot.cards.compose.answers import Telling
from bot.cards.compose.around import Around
from bot.domain.changes import Part
from bot.domain.instant import Instant
from bot.domain.owned import Owned
from bot.domain.visibility import Reader, view
from bot.domain.workdays import seat_zone
from bot.engine.holders import Holders
from bot.engine.scene import Scene


def around(scene: Scene, reader: Reader) -> Around:
    """Where the actor reads, and how fresh things are as far as the reader may know."""

    def since(part: Part) -> int | None:
        return scene.stands_since.of(part, scene.agreement, reader)

    def confirmed_at(owned: Owned) -> Instant | None:
        return scene.directory.confirmed_at(scene.collaboration.id, owned)

    party = scene.leading or scene.actor.party
    return Around(
        zone=_own_zone(scene, party),
        party=party,
        stands_since=since,
        confirmed_at=confirmed_at,
    )


def telling_in(scene: Scene, reader: Reader) -> Telling:
    """What an answer in the scene is made from, for what a reader may know."""
    return Telling(
        view=view(scene.agreement, reader),
        holders=Holders(scene),
        now=scene.now,
        around=around(scene, reader),
    )


def _own_zone(scene: Scene, party: str | None) -> str | None:
    """The zone the asker reads hours in: what they chose, else that of their seat or side."""
    person, seats = scene.actor.person, scene.actor.seats
    chosen = scene.directory.preferences(person).zone if person else None
    if chosen or seats:
        return chosen or seat_zone(scene.agreement, seats[0])
    return scene.zone_of(party) if party else None
