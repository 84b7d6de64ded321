from typing import Any

import pytest

from adapters.teams.app import TeamsAdapter
from adapters.teams.service_urls import ServiceUrls
from adapters.teams.settings import SettingsError, TeamsSettings
from schedules.clock import SystemClock
from tests.fakes.engine import MemoryFacts, RecordingDispatch

GOOD: dict[str, Any] = {"app_id": "id", "app_password": "secret", "app_tenant_id": "tenant"}


def start(**settings: Any) -> TeamsAdapter:
    made = TeamsSettings(**settings)
    return TeamsAdapter(made, RecordingDispatch(), MemoryFacts(), SystemClock())


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "TEAMS_APP_ID is missing"),
        ({"app_password": "secret"}, "TEAMS_ALLOW_UNAUTHENTICATED=1"),
        ({"allow_unauthenticated": True, "host": "0.0.0.0"}, "ACCORD_HOST"),
        ({"allow_unauthenticated": True, "host": "::"}, "ACCORD_HOST"),
        ({"allow_unauthenticated": True, "host": "accord.example.com"}, "ACCORD_HOST"),
        ({**GOOD, "allow_unauthenticated": True}, "remove it"),
        ({**GOOD, "app_password": ""}, "TEAMS_APP_PASSWORD"),
        ({**GOOD, "app_tenant_id": ""}, "TEAMS_APP_TENANT_ID"),
        ({**GOOD, "app_type": "Certificate"}, "SingleTenant, UserAssignedMSI, MultiTenant"),
        ({"app_id": "id", "app_type": "UserAssignedMSI"}, "TEAMS_APP_TENANT_ID"),
    ],
)
def test_settings_that_cannot_work_or_are_not_safe_refuse_to_start(
    settings: dict[str, Any], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        start(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        GOOD,
        {**GOOD, "app_type": "singletenant"},
        {"app_id": "id", "app_password": "secret", "app_type": "MultiTenant"},
        {"app_id": "id", "app_tenant_id": "tenant", "app_type": "UserAssignedMSI"},
        {"allow_unauthenticated": True, "host": "127.0.0.1"},
        {"allow_unauthenticated": True, "host": "localhost"},
        {"allow_unauthenticated": True, "host": "::1"},
    ],
)
async def test_settings_that_work_start(settings: dict[str, Any]) -> None:
    await start(**settings).close()


def test_the_secret_is_not_shown_when_settings_are_printed() -> None:
    assert "secret" not in repr(TeamsSettings(**GOOD))


def test_the_government_cloud_has_its_own_issuer_and_scope() -> None:
    url = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"
    settings = TeamsSettings(**GOOD, openid_metadata_url=url)
    assert settings.issuer == settings.scope == "https://api.botframework.us"


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://smba.trafficmanager.net:443/emea/", True),
        ("https://europe.botframework.com/", True),
        ("https://smba.infra.gcc.teams.microsoft.com/teams", True),
        ("https://smba.infra.gov.teams.microsoft.us/teams", True),
        ("http://smba.trafficmanager.net/emea/", False),
        ("https://smba.trafficmanager.net:8443/emea/", False),
        ("https://smba.trafficmanager.net.evil.example/", False),
        ("https://smba.trafficmanager.net@evil.example/", False),
        ("https://user@smba.trafficmanager.net/", False),
        ("https://evil.example/?smba.trafficmanager.net", False),
        ("https://evilbotframework.com/", False),
        ("https://smba.trafficmanager.net:x/", False),
        ("http://127.0.0.1:3978/", False),
        ("https://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_hosts_of_teams_are_called(url: str | None, *, trusted: bool) -> None:
    assert ServiceUrls(TeamsSettings(**GOOD)).trusts(url) is trusted


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("http://localhost:56150/_connector", True),
        ("http://127.0.0.1:56150/_connector", True),
        ("http://[::1]:56150/_connector", True),
        ("https://smba.trafficmanager.net/emea/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_development_calls_this_machine_only(url: str, *, trusted: bool) -> None:
    assert ServiceUrls(TeamsSettings(allow_unauthenticated=True)).trusts(url) is trusted


def test_extra_service_urls_are_prefixes_of_whole_paths() -> None:
    urls = ServiceUrls(TeamsSettings(**GOOD, extra_service_urls=("http://127.0.0.1:9/amer",)))
    assert urls.trusts("http://127.0.0.1:9/amer/")
    assert not urls.trusts("http://127.0.0.1:9/america/")
    assert not urls.trusts("http://127.0.0.1:99/amer/")
