"""Who reads an answer, and what of the misses they are shown."""

from dataclasses import dataclass

from bot.cards.compose.checkins import Promise
from bot.domain.people import Person
from bot.domain.visibility import Reader
from bot.engine.planning import seen_by_others_from
from bot.engine.scene import Scene, Setting


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who reads it."""

    reader: Reader
    """What may be known to exist."""
    person: Person | None = None
    """The one person who reads it, if it is one."""
    sides: frozenset[str] = frozenset()
    """Parties whose own matters may be shown: all readers are of one of them."""
    zone: str | None = None
    """IANA zone in which they read. None where every side reads the same words: then each moment is
    on the clock it was promised on."""


def audience_of(scene: Scene, reader: Reader) -> Audience:
    """Who reads an answer: a room, or one person and with them their own side."""
    return audience_alone(scene) if scene.private else Audience(reader=reader, zone=scene.zone)


def audience_alone(scene: Scene) -> Audience:
    """The actor, who reads the answer alone."""
    return Audience(
        reader=scene.alone,
        person=scene.actor.person,
        sides=frozenset(filter(None, (scene.leading, scene.actor.party))),
        zone=scene.zone,
    )


def miss_is_seen(setting: Setting, audience: Audience, promise: Promise) -> bool:
    """Whether the audience is shown that a promise was not kept in time.

    The sender's side is from the end of the grace. Everybody else, and a room, from the agreed
    time on: nobody else sees a miss before.
    """
    if promise.agreement.party_of(promise.cadence.writer).key in audience.sides:
        return True
    return setting.now >= seen_by_others_from(promise.agreement, promise.checkin)
