"""What the Slack adapter has to be told."""

from dataclasses import dataclass, field

DEFAULT_API_URL = "https://slack.com/api/"


@dataclass(frozen=True, kw_only=True)
class SlackSettings:
    """Credentials of one Slack app; whoever builds it reads the environment."""

    signing_secret: str | None = field(default=None, repr=False)
    """Proves that a request comes from Slack; needed to be reached over HTTP."""
    bot_token: str | None = field(default=None, repr=False)
    """For one workspace."""
    client_id: str | None = None
    """With the secret: for many workspaces, each installed through `GET /slack/install`."""
    client_secret: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    """For Socket Mode, where no public address is needed."""
    api_url: str = DEFAULT_API_URL
    public_url: str | None = None
    """Where Slack reaches this process; the OAuth redirect is built from it."""

    def __post_init__(self) -> None:
        """Refuse what cannot work, before anything is started."""
        if not self.bot_token and not self.installs:
            raise ValueError(
                "Slack needs SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and"
                " SLACK_CLIENT_SECRET (many)."
            )
        if not self.signing_secret and not self.app_token:
            raise ValueError(
                "Slack needs SLACK_SIGNING_SECRET (requests over HTTP) or SLACK_APP_TOKEN"
                " (Socket Mode)."
            )

    @property
    def installs(self) -> bool:
        """Whether workspaces can install the app themselves."""
        return bool(self.client_id and self.client_secret)
