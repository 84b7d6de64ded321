"""The clocks. The only place that reads the machine's time."""

from datetime import UTC, datetime, timedelta

from bot.domain.instant import Instant, instant


class SystemClock:
    """The machine's time."""

    def now(self) -> Instant:
        """The present moment."""
        return instant(datetime.now(UTC))  # noqa: TID251 - this is the one clock


class MovableClock:
    """The machine's time plus a shift, for development: it runs, and can be moved ahead."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._shift = timedelta()

    def now(self) -> Instant:
        """The present moment, as moved."""
        return instant(self._system.now() + self._shift)

    def advance(self, by: timedelta) -> None:
        """Move ahead.

        Raises:
            ValueError: it would move back; what has fired cannot be taken back.
        """
        if by < timedelta():
            raise ValueError("The clock only moves ahead: what has fired cannot be taken back.")
        self._shift += by

    def set(self, moment: Instant) -> None:
        """Move ahead to a moment.

        Raises:
            ValueError: the moment is in this clock's past.
        """
        self.advance(moment - self.now())


class StandingClock:
    """A clock that stands still until it is moved: for the demonstration and for tests."""

    def __init__(self, moment: Instant) -> None:
        self._now = moment

    def now(self) -> Instant:
        """The moment it stands at."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move ahead.

        Raises:
            ValueError: it would move back.
        """
        if by < timedelta():
            raise ValueError("The clock only moves ahead: what has fired cannot be taken back.")
        self._now = instant(self._now + by)

    def set(self, moment: Instant) -> None:
        """Move ahead to a moment.

        Raises:
            ValueError: the moment is in this clock's past.
        """
        self.advance(moment - self._now)
