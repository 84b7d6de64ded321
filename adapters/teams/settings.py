"""What the Teams adapter is configured with, and the reasons to refuse to start."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_KINDS = ("SingleTenant", "UserAssignedMSI", "MultiTenant")
_MULTI_TENANT_HOME = "botframework.com"


class SettingsError(ValueError):
    """The settings cannot work or would not be safe; the message says what to set instead."""


@dataclass(frozen=True, kw_only=True)
class TeamsSettings:
    """Everything the adapter needs to know; `check` tells whether it may start with it."""

    app_id: str = ""
    app_password: str = field(default="", repr=False)
    app_tenant_id: str = ""
    app_type: str = "SingleTenant"
    allow_unauthenticated: bool = False
    """Development only: accept requests without a token, from and to this machine alone."""
    host: str = "127.0.0.1"
    """The address the HTTP server is bound to; decides whether the switch above is safe."""
    openid_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    login_url: str = "https://login.microsoftonline.com"
    service_url: str = "https://smba.trafficmanager.net/teams/"
    """Where a conversation is reached that was bound before Accord heard anything from it."""
    extra_service_urls: tuple[str, ...] = ()
    """Prefixes trusted besides Microsoft's public and government hosts."""

    @property
    def authenticated(self) -> bool:
        """Whether requests carry tokens, in both directions."""
        return bool(self.app_id)

    @property
    def government(self) -> bool:
        """Whether this is the US government cloud, which has an issuer and a scope of its own."""
        return (urlsplit(self.openid_metadata_url).hostname or "").endswith(".us")

    @property
    def issuer(self) -> str:
        """Who issues the tokens that arrive."""
        return f"https://api.botframework.{'us' if self.government else 'com'}"

    @property
    def scope(self) -> str:
        """What the tokens are for that are sent."""
        return self.issuer

    @property
    def home_tenant(self) -> str:
        """Where the bot's own token is asked for."""
        if self.app_type.lower() == "multitenant":
            return _MULTI_TENANT_HOME
        return self.app_tenant_id

    @property
    def managed_identity(self) -> bool:
        """Whether Azure itself vouches for the bot, without a password."""
        return self.app_type.lower() == "userassignedmsi"

    def check(self) -> None:
        """Refuse settings that cannot work or would leave the bot open.

        Raises:
            SettingsError: with one sentence for the operator.
        """
        if self.app_id:
            self._check_identity()
        else:
            self._check_development()

    def _check_identity(self) -> None:
        if self.allow_unauthenticated:
            raise SettingsError(
                "TEAMS_ALLOW_UNAUTHENTICATED is for development without an app id; remove it, or"
                " remove TEAMS_APP_ID."
            )
        if self.app_type.lower() not in {kind.lower() for kind in _KINDS}:
            raise SettingsError(f"TEAMS_APP_TYPE must be one of {', '.join(_KINDS)}.")
        if not self.app_password and not self.managed_identity:
            raise SettingsError("TEAMS_APP_PASSWORD is missing: give the client secret of the app.")
        if not self.home_tenant:
            raise SettingsError(
                "TEAMS_APP_TENANT_ID is missing: give the tenant in which the bot is registered."
            )

    def _check_development(self) -> None:
        if not self.allow_unauthenticated:
            raise SettingsError(
                "TEAMS_APP_ID is missing. Without it anybody could speak as anybody. For"
                " development on this machine alone set TEAMS_ALLOW_UNAUTHENTICATED=1."
            )
        if not is_loopback(self.host):
            raise SettingsError(
                "TEAMS_ALLOW_UNAUTHENTICATED works only on this machine: set ACCORD_HOST to"
                " 127.0.0.1, or give TEAMS_APP_ID."
            )


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine and nothing else."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
