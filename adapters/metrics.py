"""What is counted for Prometheus."""

import logging

from prometheus_client import CollectorRegistry, Counter, Gauge

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


class _Notices(logging.Handler):
    """Counts errors by their `action`, the stable word to search the log for."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        """Count one; what has no action is of a library."""
        action = getattr(record, "action", None)
        if isinstance(action, str):
            self._counter.labels(action).inc()


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
        self.overdue = Gauge(
            "accord_ladder_steps_overdue",
            "Steps of ladders that are overdue by more than 15 minutes.",
            registry=self.registry,
        )
        self._notices = _Notices(
            Counter(
                "accord_operator_notices",
                "What whoever runs Accord was told in the log at level ERROR.",
                ["action"],
                registry=self.registry,
            )
        )

    def begin(self) -> None:
        """Count what is logged for whoever runs Accord."""
        logging.getLogger().addHandler(self._notices)

    def end(self) -> None:
        """Count no more of it."""
        logging.getLogger().removeHandler(self._notices)

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
