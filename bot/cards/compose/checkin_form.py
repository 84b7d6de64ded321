"""The form of an update, and what it is filled in with."""

from collections.abc import Mapping

from bot.cards.card import Block, Facts, fact, paragraph
from bot.cards.compose.checkins import SEND, Promise, meeting_fact
from bot.cards.form import ChoiceInput, DateInput, Form, Input, NumberInput, Option, TextInput
from bot.cards.words import checkins as words
from bot.cards.words import meetings as meeting_words
from bot.cards.words.capital import capital
from bot.cards.words.cut import short_title
from bot.domain.agreement.cadences import ContentItem, ContentType
from bot.domain.checkin import Answer, Health

HEALTH_KEY = "health"
HELP_KEY = "help"
#: In minutes: what was said of the points that belong to no standing point.
OTHER_KEY = "other_points"
#: Longest text of one field: seven of them and the help asked for fit one message everywhere.
FIELD_LIMIT = 1000


def item_key(index: int) -> str:
    """Key of the input of a content item."""
    return f"item_{index}"


def values_of(promise: Promise, answer: Answer) -> dict[str, str]:
    """The values of the form that make an answer, for editing it."""
    items = {
        item_key(index): _said(answer, item) for index, item in enumerate(promise.cadence.contents)
    }
    other = [each.text for each in answer.items if each.title == meeting_words.OTHER_POINTS]
    others = {OTHER_KEY: other[0]} if promise.minutes and other else {}
    return {HEALTH_KEY: answer.health.value, **items, **others, HELP_KEY: answer.help_needed}


def values_from_before(promise: Promise, before: Answer) -> dict[str, str]:
    """What a new form begins with: the texts and choices of the one before.

    Numbers, dates and how it stands are empty: one that nobody looked at again would be wrong
    without looking wrong.
    """
    anew = {
        item_key(index): ""
        for index, item in enumerate(promise.cadence.contents)
        if item.type in (ContentType.NUMBER, ContentType.DATE)
    }
    return {**values_of(promise, before), **anew, HEALTH_KEY: ""}


def update_form(promise: Promise, *, values: Mapping[str, str], note: str | None = None) -> Form:
    """The form of an update, filled in with values by the key of the input."""
    label = meeting_words.HEALTH_LABEL if promise.minutes else words.HEALTH_LABEL
    inputs: list[Input] = [_health_input(label, values.get(HEALTH_KEY, ""))]
    inputs += [
        _content_input(item_key(index), item, values.get(item_key(index), ""))
        for index, item in enumerate(promise.cadence.contents)
    ]
    if OTHER_KEY in values:
        inputs.append(_other_points_input(values[OTHER_KEY]))
    inputs.append(
        TextInput(
            key=HELP_KEY,
            label=words.HELP_LABEL,
            hint=words.HELP_HINT,
            value=values.get(HELP_KEY, ""),
            required=False,
            multiline=True,
            max_length=FIELD_LIMIT,
        )
    )
    goes_to = fact("Goes to", promise.receivers)
    title = short_title(promise.title)
    whole = (fact("Update", promise.title),) if title != promise.title else ()
    about = (*whole, *meeting_fact(promise), fact("Due", promise.due), goes_to)
    intro: list[Block] = [Facts(about)]
    if note:
        intro.insert(0, paragraph(note))
    return Form(
        action=SEND,
        title=title,
        inputs=tuple(inputs),
        submit=words.SEND,
        intro=tuple(intro),
        context=promise.value(),
    )


def _health_input(label: str, value: str) -> Input:
    return ChoiceInput(
        key=HEALTH_KEY,
        label=label,
        options=tuple(Option(health.value, words.HEALTH[health]) for health in Health),
        value=value,
    )


def _other_points_input(value: str) -> Input:
    return TextInput(
        key=OTHER_KEY,
        label=meeting_words.OTHER_POINTS,
        value=value,
        required=False,
        multiline=True,
        max_length=FIELD_LIMIT,
    )


def _said(shown: Answer, item: ContentItem) -> str:
    return next((said.text for said in shown.items if said.title == item.title), "")


def _content_input(key: str, item: ContentItem, value: str) -> Input:
    label = capital(item.title)
    match item.type:
        case ContentType.TEXT:
            return TextInput(
                key=key,
                label=label,
                hint=words.CONTENT_HINT,
                value=value,
                multiline=True,
                max_length=FIELD_LIMIT,
            )
        case ContentType.NUMBER:
            unit = f" ({item.unit})" if item.unit else ""
            return NumberInput(key=key, label=label + unit, value=value)
        case ContentType.DATE:
            return DateInput(key=key, label=label, value=value)
        case ContentType.CHOICE:
            options = tuple(Option(choice, choice) for choice in item.choices)
            return ChoiceInput(key=key, label=label, options=options, value=value)
        case ContentType.YES_NO:
            options = (Option("yes", "Yes"), Option("no", "No"))
            return ChoiceInput(key=key, label=label, options=options, value=value)
