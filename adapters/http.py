"""The one aiohttp application: platform routes, health, readiness, metrics."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

#: The largest body any platform sends; a bigger one is refused unread.
_LARGEST_BODY = 1024 * 1024

#: What is not well, by name; empty when everything is.
Readiness = Callable[[], Awaitable[Mapping[str, str]]]


class HasRoutes(Protocol):
    """An adapter that is reached over HTTP."""

    def add_routes(self, app: web.Application) -> None:
        """Add its routes."""
        ...


def build_app(
    adapters: list[HasRoutes], *, readiness: Readiness, registry: CollectorRegistry
) -> web.Application:
    """Put the application together.

    `/healthz` says that the process answers, `/readyz` whether it can do its work (503 and what is
    wrong when not), `/metrics` counts for Prometheus.
    """
    app = web.Application(client_max_size=_LARGEST_BODY)

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        wrong = await readiness()
        body = {"status": "not ready" if wrong else "ready", "wrong": dict(wrong)}
        return web.json_response(body, status=503 if wrong else 200)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    for adapter in adapters:
        adapter.add_routes(app)
    return app
