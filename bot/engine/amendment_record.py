"""What happens to an amendment, on record."""

from collections.abc import Mapping

from bot.domain.amendment import Amendment
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

Json = Mapping[str, object]


async def note(
    tx: Transaction, setting: Setting, amendment: Amendment, kind: str, data: Json
) -> None:
    """Put into the record what happened to an amendment."""
    scene = setting if isinstance(setting, Scene) else None
    await tx.record.append(
        setting.entry(
            kind,
            amendment.id,
            person=scene.actor.person.id if scene and scene.actor.person else None,
            party=(scene.leading or scene.actor.party) if scene else None,
            data={"number": amendment.number, **data},
        )
    )
