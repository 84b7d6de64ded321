"""What is counted for Prometheus."""

from prometheus_client import CollectorRegistry, Counter

from bot.engine.inbound import (
    Inbound,
    PersonBack,
    PersonGone,
    RoomLost,
    RoomMoved,
    RoomRenamed,
    TenantLost,
)
from bot.engine.response import Dispatch, Response


class Counts:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._events = Counter(
            "accord_events", "Inbound events handled.", ["platform", "kind"], registry=self.registry
        )
        self._errors = Counter(
            "accord_event_errors", "Inbound events that failed.", registry=self.registry
        )
        self.fired = Counter("accord_agenda_fired", "Agenda rows fired.", registry=self.registry)
        self.attempts = Counter(
            "accord_delivery_attempts", "Attempts to deliver.", registry=self.registry
        )

    def counted(self, dispatch: Dispatch) -> Dispatch:
        """The same entrance, counting what passes."""

        async def count(event: Inbound) -> Response:
            self._events.labels(_platform(event), type(event).__name__).inc()
            with self._errors.count_exceptions():
                return await dispatch(event)

        return count


def _platform(event: Inbound) -> str:
    """Where an event comes from; news has no origin."""
    match event:
        case RoomMoved(old=about) | RoomRenamed(room=about) | RoomLost(room=about):
            return about.platform
        case TenantLost(tenant=about) | PersonGone(person=about) | PersonBack(person=about):
            return about.platform
        case _:
            return event.origin.actor.platform
