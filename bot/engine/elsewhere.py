"""What holds for a person in all of their collaborations is done in the others, too."""

from bot.domain.people import CollaborationState
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Scene
from bot.engine.scenery import scene_in
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now


async def elsewhere(scene: Scene, tx: Transaction, agreements: AgreementCache) -> list[Scene]:
    """The other collaborations in which the actor holds a seat."""
    others = [
        scene_in(
            scene.origin, scene.directory, each, await text_now(tx, each, agreements), scene.now
        )
        for each in scene.directory.collaborations_of(scene.seated())
        if each.id != scene.collaboration.id and each.state is not CollaborationState.ARCHIVED
    ]
    return [each for each in others if each.actor.seats]
