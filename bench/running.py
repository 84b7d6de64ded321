"""How Accord is set up while it is measured."""

from datetime import datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bench.names import SIGNING_SECRET
from bot.config import Settings
from bot.domain.instant import Instant, instant
from storage.settings import StorageSettings

KOLKATA = ZoneInfo("Asia/Kolkata")
FRIDAY = datetime(2026, 11, 27, 17, 0)  # noqa: DTZ001 - a wall time
BEGIN = instant((FRIDAY + timedelta(minutes=5)).replace(tzinfo=KOLKATA))


class ClockFromBegin:
    """A clock that runs from the moment the example is at, whatever day it is."""

    def __init__(self) -> None:
        self._started = monotonic()

    def now(self) -> Instant:
        """The present moment, as of the example."""
        return instant(BEGIN + timedelta(seconds=monotonic() - self._started))


def settings(database: str, upstream: int) -> Settings:
    """Accord's settings, with the platforms of this machine."""
    return Settings(
        storage=StorageSettings(url=database),
        slack=SlackSettings(
            signing_secret=SIGNING_SECRET,
            bot_token="xoxb-sponsor",
            api_url=f"http://127.0.0.1:{upstream}/api/",
        ),
        teams=TeamsSettings(
            allow_unauthenticated=True, service_url=f"http://127.0.0.1:{upstream}/amer/"
        ),
    )
