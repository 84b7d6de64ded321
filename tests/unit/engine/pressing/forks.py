"""A stage that goes on in several ways from one moment: each way knows nothing of the others."""

from adapters.console.platform import ConsolePlatform
from bot.config import Settings
from bot.main import assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.stage import Stage


def fork(stage: Stage) -> Stage:
    """The same moment once more: what was stored, what was shown, and what time it is."""
    kept = stage.accord.storage
    assert isinstance(kept, MemoryStorage)
    storage, platform = MemoryStorage(), ConsolePlatform()
    storage._state, storage._encryption = kept._state.copy(), kept._encryption
    platform.messages = dict(stage.platform.messages)
    clock = StandingClock(stage.clock.now())
    accord = assemble(
        Settings(),
        clock=clock,
        storage=storage,
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    return Stage(
        accord=accord,
        clock=clock,
        platform=platform,
        collaboration=stage.collaboration,
        agreement=stage.agreement,
        _numbers=stage._numbers,
    )
