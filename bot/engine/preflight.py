"""The check before the work: what would fail silently later, and who must do what about it."""

from collections.abc import Mapping, Sequence

from bot.domain.finding import Finding
from bot.domain.joining import Gap
from bot.domain.visibility import Reader, view
from bot.engine.platform import ChatPlatform
from bot.engine.preflight_calendars import check_calendars
from bot.engine.preflight_places import check_places
from bot.engine.preflight_pulse import check_pulse
from bot.engine.preflight_seats import check_seats
from bot.engine.scene import Setting


async def inspect(
    setting: Setting,
    platforms: Mapping[str, ChatPlatform],
    *,
    reader: Reader,
    can_lock: bool,
    gaps: Sequence[Gap] = (),
) -> tuple[Finding, ...]:
    """Check rooms, people, seats, calendars and the pulse of a collaboration.

    Shows nothing to anybody. It asks the platforms and takes as long as they do, so it belongs
    outside of a transaction.

    Args:
        setting: the collaboration and what is agreed in it.
        platforms: by the platform part of their addresses.
        reader: who will read it; what does not exist for them is not checked.
        can_lock: whether there is a key to lock answers of the pulse with.
        gaps: the open gaps of the collaboration.

    Returns:
        What was found, rooms first; nothing when all is well.
    """
    visible = view(setting.agreement, reader)
    return (
        *await check_places(setting, platforms, visible, gaps),
        *check_seats(setting, visible, gaps),
        *check_calendars(setting, visible),
        *check_pulse(setting, can_lock=can_lock),
    )
