"""Which servers Accord lets itself be sent to.

A service URL arrives with each activity and is called with Accord's own token, so an URL from
elsewhere would give the token away. The hosts are those of the Teams documentation, "Send proactive
messages"; the SDK's own check (`is_trusted_service`) is a function that always says yes.
"""

from urllib.parse import SplitResult, urlsplit

from adapters.teams.settings import TeamsSettings, is_loopback

_HOSTS = frozenset(
    {
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    }
)
_DOMAIN = ".botframework.com"


class ServiceUrls:
    """Decides about one URL at a time."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._development = not settings.authenticated
        self._extra = tuple(_with_slash(url) for url in settings.extra_service_urls)

    def trusts(self, url: object) -> bool:
        """Whether a service URL may be called; a missing one may not."""
        parts = _split(url)
        if parts is None or parts.hostname is None or "@" in parts.netloc:
            return False
        if self._development:
            return parts.scheme in ("http", "https") and is_loopback(parts.hostname)
        if any(_with_slash(str(url)).startswith(prefix) for prefix in self._extra):
            return True
        named = parts.hostname in _HOSTS or parts.hostname.endswith(_DOMAIN)
        return named and parts.scheme == "https" and _port(parts) in (None, 443)


def _split(url: object) -> SplitResult | None:
    try:
        return urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return -1


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else url + "/"
