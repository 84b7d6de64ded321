"""From the values of an update's form to an answer, with every mistake at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.cards.compose.checkin_form import FIELD_LIMIT, HEALTH_KEY, HELP_KEY, OTHER_KEY, item_key
from bot.cards.words import checkins as words
from bot.cards.words.meetings import OTHER_POINTS
from bot.domain.agreement.cadences import Cadence, ContentItem, ContentType
from bot.domain.checkin import Health, Item
from bot.domain.meetings import is_meeting


def mistakes(cadence: Cadence, values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by input key; empty when everything can be used."""
    return dict(_mistakes(cadence, values))


def health(values: Mapping[str, str]) -> Health:
    """The chosen health; call it on values without mistakes."""
    return Health(values[HEALTH_KEY])


def items(cadence: Cadence, values: Mapping[str, str]) -> tuple[Item, ...]:
    """What was said per content item, in the agreed order; in minutes then of other points."""
    agreed = tuple(
        Item(title=item.title, text=_given(values, item_key(index)), unit=_unit(item))
        for index, item in enumerate(cadence.contents)
    )
    others = _given(values, OTHER_KEY) if is_meeting(cadence) else ""
    return (*agreed, Item(title=OTHER_POINTS, text=others)) if others else agreed


def help_needed(values: Mapping[str, str]) -> str:
    """The help asked for, or nothing."""
    return _given(values, HELP_KEY)


def text_keys(cadence: Cadence) -> tuple[str, ...]:
    """Keys of the inputs that hold free text."""
    texts = (i for i, item in enumerate(cadence.contents) if item.type is ContentType.TEXT)
    return (*map(item_key, texts), HELP_KEY)


def _unit(item: ContentItem) -> str:
    return item.unit or "" if item.type is ContentType.NUMBER else ""


def _given(values: Mapping[str, str], key: str) -> str:
    return values.get(key, "").strip()


def _mistakes(cadence: Cadence, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if _given(values, HEALTH_KEY) not in [h.value for h in Health]:
        yield HEALTH_KEY, words.PICK_HEALTH
    for index, item in enumerate(cadence.contents):
        key = item_key(index)
        complaint = _complaint(item, _given(values, key))
        if complaint:
            yield key, complaint
    for key in (OTHER_KEY, HELP_KEY):
        if len(_given(values, key)) > FIELD_LIMIT:
            yield key, words.too_long(FIELD_LIMIT)


def _complaint(item: ContentItem, text: str) -> str | None:
    if not text:
        return words.SAY_SOMETHING
    if len(text) > FIELD_LIMIT:
        return words.too_long(FIELD_LIMIT)
    usable, instead = _usable(item, text)
    return None if usable else instead


def _usable(item: ContentItem, text: str) -> tuple[bool, str]:
    """Whether the text is an answer of the item's type, and what to write when it is not."""
    match item.type:
        case ContentType.TEXT:
            return True, ""
        case ContentType.NUMBER:
            return _is_number(text), words.NOT_A_NUMBER
        case ContentType.DATE:
            return _is_date(text), words.NOT_A_DATE
        case ContentType.CHOICE:
            return text in item.choices, words.not_a_choice(", ".join(item.choices))
        case ContentType.YES_NO:
            return text in ("yes", "no"), words.not_a_choice("yes, no")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", ".")).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
