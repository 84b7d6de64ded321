"""Settings from the environment. The only reader of it; `.env.example` explains every name."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.slack.settings import DEFAULT_API_URL as SLACK_API_URL
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.domain.errors import AccordError
from storage.settings import DEFAULT_URL, StorageSettings

NAMES = (
    "ACCORD_DATABASE_URL",
    "ACCORD_HOST",
    "ACCORD_PORT",
    "ACCORD_PUBLIC_URL",
    "ACCORD_SECRET_KEY",
    "ACCORD_LOG_FORMAT",
    "SLACK_SIGNING_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "TEAMS_APP_ID",
    "TEAMS_APP_PASSWORD",
    "TEAMS_APP_TENANT_ID",
    "TEAMS_APP_TYPE",
    "TEAMS_ALLOW_UNAUTHENTICATED",
)
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 3978
_OWN_PREFIX = "ACCORD_"
_HIGHEST_PORT = 65535
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"", "0", "false", "no", "off"})


class BadSettings(AccordError):
    """The environment cannot be used; the message lists everything that is wrong."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that is decided outside of the program."""

    storage: StorageSettings = field(default_factory=StorageSettings)
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    public_url: str | None = None
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    """Fernet keys; the first encrypts, all decrypt."""
    log_format: str = "text"
    slack: SlackSettings | None = None
    """None when Slack is not set up."""
    teams: TeamsSettings | None = None
    """None when Teams is not set up."""


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        BadSettings: some are wrong; all of them are named at once.
    """
    wrong = list(_unknown(environment))
    value = {name: environment.get(name, "").strip() for name in NAMES}
    settings = Settings(
        storage=_storage(value["ACCORD_DATABASE_URL"], wrong),
        host=value["ACCORD_HOST"] or DEFAULT_HOST,
        port=_port(value["ACCORD_PORT"], wrong),
        public_url=value["ACCORD_PUBLIC_URL"].rstrip("/") or None,
        secret_keys=tuple(k.strip() for k in value["ACCORD_SECRET_KEY"].split(",") if k.strip()),
        log_format=_log_format(value["ACCORD_LOG_FORMAT"], wrong),
        slack=_slack(value, wrong),
        teams=_teams(value, wrong),
    )
    if wrong:
        raise BadSettings("\n".join(wrong))
    return settings


def _unknown(environment: Mapping[str, str]) -> list[str]:
    sentences = []
    for name in sorted(environment):
        if name.startswith(_OWN_PREFIX) and name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.0)[0]
            sentences.append(f"{name} is not a setting. Did you mean {near}? See .env.example.")
    return sentences


def _storage(text: str, wrong: list[str]) -> StorageSettings:
    try:
        return StorageSettings(url=text or DEFAULT_URL)
    except ValueError as error:
        wrong.append(f"ACCORD_DATABASE_URL: {error}")
        return StorageSettings()


def _port(text: str, wrong: list[str]) -> int:
    if not text:
        return DEFAULT_PORT
    if text.isdecimal() and int(text) <= _HIGHEST_PORT:
        return int(text)
    wrong.append(f'ACCORD_PORT: "{text}" is no port. Write a number up to {_HIGHEST_PORT}.')
    return 0


def _log_format(text: str, wrong: list[str]) -> str:
    if text in ("", "text", "json"):
        return text or "text"
    wrong.append(f'ACCORD_LOG_FORMAT: "{text}" is no format. Write text or json.')
    return "text"


def _slack(value: Mapping[str, str], wrong: list[str]) -> SlackSettings | None:
    """Slack is set up when anything of it but the address of its API is given."""
    if not any(value[n] for n in NAMES if n.startswith("SLACK_") and n != "SLACK_API_URL"):
        return None
    try:
        slack = SlackSettings(
            signing_secret=value["SLACK_SIGNING_SECRET"] or None,
            bot_token=value["SLACK_BOT_TOKEN"] or None,
            client_id=value["SLACK_CLIENT_ID"] or None,
            client_secret=value["SLACK_CLIENT_SECRET"] or None,
            app_token=value["SLACK_APP_TOKEN"] or None,
            api_url=value["SLACK_API_URL"] or SLACK_API_URL,
            public_url=value["ACCORD_PUBLIC_URL"].rstrip("/") or None,
        )
    except ValueError as error:
        wrong.append(str(error))
        return None
    if slack.installs and not value["ACCORD_SECRET_KEY"]:
        wrong.append(
            "ACCORD_SECRET_KEY is needed to keep the tokens of several workspaces encrypted. Make"
            " one with: accord doctor --new-key"
        )
    return slack


def _teams(value: Mapping[str, str], wrong: list[str]) -> TeamsSettings | None:
    """Teams is set up when an app id is given, or when the development switch is set."""
    switch = value["TEAMS_ALLOW_UNAUTHENTICATED"].lower()
    if switch not in _TRUE | _FALSE:
        wrong.append(f'TEAMS_ALLOW_UNAUTHENTICATED: "{switch}" is neither. Write true or false.')
    if not any(value[n] for n in NAMES if n.startswith("TEAMS_APP_")) and switch not in _TRUE:
        return None
    teams = TeamsSettings(
        app_id=value["TEAMS_APP_ID"],
        app_password=value["TEAMS_APP_PASSWORD"],
        app_tenant_id=value["TEAMS_APP_TENANT_ID"],
        app_type=value["TEAMS_APP_TYPE"] or "SingleTenant",
        allow_unauthenticated=switch in _TRUE,
        host=value["ACCORD_HOST"] or DEFAULT_HOST,
    )
    try:
        teams.check()
    except ValueError as error:
        wrong.append(str(error))
    return teams
