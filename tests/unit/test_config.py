"""Settings from the environment, and every mistake in them at once."""

import pytest

from bot.config import BadSettings, Settings, load

TEAMS = {
    "TEAMS_APP_ID": "0a0b0c0d-0000-4000-8000-00000000b007",
    "TEAMS_APP_PASSWORD": "secret",
    "TEAMS_APP_TENANT_ID": "5b1c0f3e-0000-4000-8000-000000000001",
}


def test_nothing_set_is_a_local_bot_on_a_file() -> None:
    assert load({"PATH": "/bin"}) == Settings()


def test_both_platforms_are_read() -> None:
    settings = load(
        {"SLACK_SIGNING_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-1", **TEAMS, "ACCORD_PORT": "80"}
    )
    assert settings.slack is not None
    assert settings.slack.bot_token == "xoxb-1"
    assert settings.teams is not None
    assert settings.teams.app_type == "SingleTenant"
    assert settings.port == 80


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ACCORD_DATABSE_URL": "x"}, "Did you mean ACCORD_DATABASE_URL?"),
        ({"ACCORD_PORT": "eighty"}, '"eighty" is no port'),
        ({"ACCORD_PORT": "99999"}, '"99999" is no port'),
        ({"ACCORD_LOG_FORMAT": "xml"}, "Write text or json"),
        ({"ACCORD_DATABASE_URL": "mysql://x"}, "ACCORD_DATABASE_URL"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        (
            {"SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"},
            "ACCORD_SECRET_KEY",
        ),
        ({"TEAMS_APP_PASSWORD": "p"}, "TEAMS_APP_ID"),
        ({**TEAMS, "TEAMS_APP_TENANT_ID": ""}, "TEAMS_APP_TENANT_ID"),
        ({"TEAMS_ALLOW_UNAUTHENTICATED": "perhaps"}, "Write true or false"),
        ({"TEAMS_ALLOW_UNAUTHENTICATED": "1", "ACCORD_HOST": "0.0.0.0"}, "127.0.0.1"),
    ],
)
def test_a_mistake_is_named_with_what_to_do(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSettings, match=sentence.replace("?", r"\?")):
        load(environment)


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(BadSettings) as caught:
        load({"ACCORD_PORT": "x", "ACCORD_LOG_FORMAT": "y", "ACCORD_X": "z"})
    assert len(str(caught.value).splitlines()) == 3


def test_no_secret_is_shown() -> None:
    settings = load(
        {
            "SLACK_SIGNING_SECRET": "hush-1",
            "SLACK_BOT_TOKEN": "hush-2",
            **TEAMS,
            "TEAMS_APP_PASSWORD": "hush-3",
            "ACCORD_SECRET_KEY": "hush-4",
            "ACCORD_DATABASE_URL": "postgresql://u:hush-5@h/d",
        }
    )
    assert "hush" not in repr(settings)
