"""Cards and forms for how somebody wants to be written to, and for being away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cards.card import Bullets, Button, Card, Facts, Look, Moment, Text, fact, paragraph, subtle
from bot.cards.compose.checkins import SETTINGS, SNOOZE, UPDATE, Promise
from bot.cards.form import ChoiceInput, Form, NumberInput, Option, TextInput
from bot.cards.words import checkins as checkin_words
from bot.cards.words import manners as words
from bot.domain.manners import Preferences

SETTINGS_FORM = "manners.settings_form"
SNOOZE_FORM = "manners.snooze_form"
AWAY_CONFIRM = "away.confirm"
AWAY_BACK = "away.back"

QUIET_FROM, QUIET_TO, ZONE, LEAD, BUDGET = "quiet_from", "quiet_to", "zone", "lead", "budget"
SNOOZE_FOR = "for"
#: Of what can be chosen in the form: until the next day begins.
MORNING = "morning"
_MINUTE = timedelta(minutes=1)


def settings_form(preferences: Preferences, context: Mapping[str, str]) -> Form:
    """All of somebody's preferences."""
    quiet = preferences.quiet
    lead = preferences.lead // _MINUTE
    return Form(
        action=SETTINGS_FORM,
        title=words.SETTINGS_TITLE,
        submit=words.SAVE,
        intro=(paragraph(words.SETTINGS_HOW),),
        inputs=(
            TextInput(
                key=QUIET_FROM,
                label=words.QUIET_FROM,
                hint=words.QUIET_HINT,
                value=f"{quiet.start:%H:%M}" if quiet else "",
                required=False,
            ),
            TextInput(
                key=QUIET_TO,
                label=words.QUIET_TO,
                value=f"{quiet.end:%H:%M}" if quiet else "",
                required=False,
            ),
            TextInput(
                key=ZONE,
                label=words.ZONE,
                hint=words.ZONE_HINT,
                value=preferences.zone or "",
                required=False,
            ),
            ChoiceInput(
                key=LEAD,
                label=words.LEAD,
                options=tuple(Option(str(n), text) for n, text in words.LEADS.items()),
                value=str(lead),
            ),
            NumberInput(
                key=BUDGET,
                label=words.BUDGET,
                hint=words.BUDGET_HINT,
                value=str(preferences.budget),
            ),
        ),
        context=context,
    )


def settings_offer(preferences: Preferences, context: Mapping[str, str]) -> Card:
    """What holds now, and the button of the form, where none can be opened at once."""
    return Card(
        title=words.SETTINGS_TITLE,
        summary=words.SETTINGS_TITLE,
        blocks=(_as_they_are(preferences), subtle(words.SETTINGS_HOW)),
        buttons=(Button(words.CHANGE, SETTINGS, context, Look.PRIMARY, opens_form=True),),
    )


def settings_saved(
    preferences: Preferences, context: Mapping[str, str], waiting: Promise | None
) -> Card:
    """What holds from now on; with the update whose message the form took the place of."""
    again = Button(words.SETTINGS, SETTINGS, context, opens_form=True)
    return Card(
        title=words.SETTINGS_SAVED,
        summary=words.SETTINGS_SAVED,
        blocks=(_as_they_are(preferences), subtle(words.SETTINGS_HOW)),
        buttons=(*((_update(waiting),) if waiting else ()), again),
    )


def _as_they_are(preferences: Preferences) -> Facts:
    quiet = preferences.quiet
    spans = f"{quiet.start:%H:%M} to {quiet.end:%H:%M}" if quiet else words.NO_QUIET
    zone = (fact(words.ZONE, preferences.zone),) if preferences.zone else ()
    return Facts(
        (
            fact(words.QUIET, spans),
            *zone,
            fact(words.LEAD, words.LEADS[preferences.lead // _MINUTE]),
            fact(words.BUDGET, str(preferences.budget)),
        )
    )


def snooze_form(promise: Promise, told: Moment) -> Form:
    """Until when to put it off."""
    return Form(
        action=SNOOZE_FORM,
        title=words.SNOOZE,
        submit=words.SNOOZE,
        intro=(paragraph(words.limit(promise.title), told, "."),),
        inputs=(
            ChoiceInput(
                key=SNOOZE_FOR,
                label=words.SNOOZE_LABEL,
                options=tuple(Option(value, text) for value, text in words.SNOOZES.items()),
                value=next(iter(words.SNOOZES)),
            ),
        ),
        context=promise.value(),
    )


def which_to_snooze(promises: Sequence[Promise]) -> Card:
    """A button for each update that waits; each opens the form."""
    return Card(
        title=words.WHICH_TO_SNOOZE,
        summary=words.WHICH_TO_SNOOZE,
        buttons=tuple(
            Button(words.snooze_button(each.title), SNOOZE, each.value(), opens_form=True)
            for each in promises
        ),
    )


def snoozed(promise: Promise, until: Moment, *, because: str) -> Card:
    """When they are asked again, and why then if it is not when they said."""
    title = f"{promise.title}: {words.SNOOZED.lower()}"
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.SNOOZED_UNTIL, until, "."),
            *((paragraph(because),) if because else ()),
            subtle(words.SNOOZE_HOW),
        ),
        buttons=(_update(promise),),
    )


def _update(promise: Promise) -> Button:
    return Button(checkin_words.UPDATE, UPDATE, promise.value(), Look.PRIMARY, opens_form=True)


@dataclass(frozen=True, kw_only=True)
class Away:
    """Somebody's days away as they are repeated back."""

    first: date
    back: date
    standing_in: Sequence[str]
    """Who gets what, in words."""
    value: Mapping[str, str]
    """What the buttons carry."""


def away_check(away: Away) -> Card:
    """Repeated back, to be confirmed."""
    return Card(
        title=words.AWAY_CHECK,
        summary=words.away_from_until(away.first, away.back),
        blocks=(
            paragraph(words.away_from_until(away.first, away.back)),
            *_standing_in(away),
            subtle(f"{words.AWAY_HOW} {words.AWAY_OTHERWISE}"),
        ),
        buttons=(Button(words.AWAY_CONFIRM, AWAY_CONFIRM, away.value, Look.PRIMARY),),
    )


def away_saved(away: Away) -> Card:
    """Saved, with the way back."""
    return Card(
        title=words.AWAY_SAVED,
        summary=words.away_from_until(away.first, away.back),
        blocks=(
            paragraph(words.away_from_until(away.first, away.back)),
            *_standing_in(away),
            subtle(words.AWAY_HOW),
        ),
        buttons=(Button(words.AWAY_BACK, AWAY_BACK, away.value),),
    )


def _standing_in(away: Away) -> tuple[Text | Bullets, ...]:
    if not away.standing_in:
        return (paragraph(words.AWAY_NOBODY),)
    return (Bullets(tuple((line,) for line in away.standing_in)),)


def back_card() -> Card:
    """After *I am back*."""
    return Card(
        title=words.AWAY_BACK_TITLE,
        summary=words.AWAY_BACK_TITLE,
        blocks=(paragraph(words.AWAY_BACK_SENTENCE),),
    )


def away_now(first: date, back: date, value: Mapping[str, str]) -> Card:
    """For `away` alone while an absence is on or to come."""
    return Card(
        title=words.AWAY_TITLE,
        summary=words.away_from_until(first, back),
        blocks=(paragraph(words.away_from_until(first, back)),),
        buttons=(Button(words.AWAY_BACK, AWAY_BACK, value),),
    )
