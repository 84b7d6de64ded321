"""`/about`: who runs this and what it keeps, for people who see the app in a store or a dialog.

Teams' app manifest must name a website, a privacy statement and terms; all three are on this page.
"""

from importlib.resources import files

from aiohttp import web


class AboutPage:
    """Serves the page."""

    def add_routes(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/about", self._show)

    async def _show(self, _: web.Request) -> web.Response:
        page = files("adapters").joinpath("about.html").read_text(encoding="utf-8")
        return web.Response(text=page, content_type="text/html")
