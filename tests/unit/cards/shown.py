"""How a card or form comes out on both platforms, and what the judges say to it."""

import json
from typing import Any

from adapters.slack.capabilities import SLACK
from adapters.slack.form import view
from adapters.slack.place import Place
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from adapters.teams.render_form import render_form
from bot.cards.card import Card
from bot.cards.fit import fit
from bot.cards.form import Form
from tests.judges.slack import judge_slack_response, judge_view
from tests.judges.teams import judge_card

#: Names of things inside Accord; people have other words for them.
ENGINE_WORDS = ("amendment", "tenant", "lapse", "bindings", "payload", "_", "none")
#: Teams refuses a message of 100 KB; the rest is for what the message adds around the card.
TEAMS_BYTES = 80_000
_PLACE = Place(team="T0SPONSOR", channel="C0STUDY")


def in_slack(shown: Card | Form) -> dict[str, Any]:
    """The message or modal."""
    if isinstance(shown, Form):
        return view(shown, _PLACE, _nobody)
    return render(fit(shown, SLACK), _nobody)


def in_teams(shown: Card | Form) -> dict[str, Any]:
    """The Adaptive Card."""
    if isinstance(shown, Form):
        return render_form(shown)
    return render_card(fit(shown, TEAMS))


def objections(shown: Card | Form) -> list[str]:
    """What either platform would refuse, or leave out without a word."""
    slack, teams = in_slack(shown), in_teams(shown)
    judge = judge_view if isinstance(shown, Form) else judge_slack_response
    found = [f"Slack: {text}" for text in judge(slack)]
    found += [f"Teams: {text}" for text in judge_card(teams) if not _large_form(shown, text)]
    size = len(json.dumps(teams).encode())
    if size > TEAMS_BYTES:
        found.append(f"Teams: {size} bytes")
    return found + (_left_out(shown) if isinstance(shown, Card) else _too_long(shown))


def _large_form(shown: Card | Form, complaint: str) -> bool:
    """A form that offers hundreds of people; 25 KB are safe everywhere, 100 KB in a bot's chat."""
    return isinstance(shown, Form) and "are safe everywhere" in complaint


def _left_out(card: Card) -> list[str]:
    found = []
    for limits in (SLACK, TEAMS):
        fitted = fit(card, limits)
        if [each.label for each in fitted.buttons] != [each.label for each in card.buttons]:
            found.append(f"{limits.version}: buttons are cut")
        if any("did not fit" in repr(block) for block in fitted.blocks):
            found.append(f"{limits.version}: the end of the text is cut")
    return found


def _too_long(form: Form) -> list[str]:
    return [f"title {form.title!r} has more than 24 characters"] if len(form.title) > 24 else []


def _nobody(_: object) -> bool:
    return False
