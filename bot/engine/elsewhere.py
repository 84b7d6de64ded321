"""What holds for a person in all of their collaborations: the scene of an event in each of them."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.instant import Instant
from bot.domain.people import Collaboration, CollaborationState
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory
from bot.engine.inbound import Origin
from bot.engine.scene import Scene
from bot.engine.scenery import scene_in
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now


async def elsewhere(scene: Scene, tx: Transaction, agreements: AgreementCache) -> list[Scene]:
    """The other collaborations in which the actor holds a seat."""
    others = [
        each
        for each in scene.directory.collaborations_of(scene.seated())
        if each.id != scene.collaboration.id and each.state is not CollaborationState.ARCHIVED
    ]
    scenes = await scenes_in(tx, scene.origin, scene.directory, others, agreements, now=scene.now)
    return [each for each in scenes if each.actor.seats]


async def scenes_in(
    tx: Transaction,
    origin: Origin,
    directory: Directory,
    collaborations: Iterable[Collaboration],
    agreements: AgreementCache,
    *,
    now: Instant,
) -> list[Scene]:
    """The scene of one event in each of some collaborations."""
    found = []
    for each in collaborations:
        scene = scene_in(origin, directory, each, await text_now(tx, each, agreements), now)
        since = await agreements.since(tx, each.id, each.version)
        found.append(replace(scene, stands_since=since))
    return found
