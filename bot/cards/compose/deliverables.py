"""Cards about a deliverable on its day, for whoever answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Button, Card, Facts, Look, fact, subtle
from bot.cards.form import Form, TextInput
from bot.cards.words import deliverables as words
from bot.cards.words.cut import short_title
from bot.cards.words.dates import day
from bot.domain.deliverables import Deliverable

#: Buttons and form, value `collaboration`, `area` and `day`.
DONE, LATER, SHOW = "deliverable_done", "deliverable_later", "deliverable_show"
LATER_FORM = "deliverable_later_send"
WHEN_KEY, WHY_KEY = "when", "why"
_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class OnItsDay:
    """A deliverable as whoever answers for it reads it."""

    collaboration: str
    study: str
    """What the study is called for short: somebody may answer for things in several."""
    deliverable: Deliverable
    expected: date | None = None
    """When they last said that it will be there."""
    done: bool = False

    def value(self) -> Mapping[str, str]:
        """What a button of it carries."""
        return {
            "collaboration": self.collaboration,
            "area": self.deliverable.area.key,
            "day": self.deliverable.day.isoformat(),
        }


def card(found: OnItsDay, *, asks: bool = True) -> Card:
    """The deliverable as it stands.

    Args:
        found: the deliverable.
        asks: whether its day has come; else it was just said to be later.
    """
    title = _title(found, asks=asks)
    facts = [fact(words.STUDY, found.study), fact(words.AGREED, day(found.deliverable.day))]
    if found.expected is not None and not found.done:
        facts.append(fact(words.EXPECTED, day(found.expected)))
    if found.done:
        blocks = (Facts(tuple(facts)), subtle(words.DONE_HOW))
        return Card(title=title, summary=title, blocks=blocks)
    return Card(
        title=title,
        summary=title,
        blocks=(Facts(tuple(facts)), subtle(words.ASK_HOW if asks else words.STAYS)),
        buttons=(
            Button(words.DONE, DONE, found.value(), Look.PRIMARY),
            Button(words.LATER, LATER, found.value(), opens_form=True),
        ),
    )


def show_button(found: OnItsDay) -> Button:
    """What opens it from the list that takes its place."""
    return Button(words.SHOW, SHOW, found.value())


def later_form(found: OnItsDay) -> Form:
    """When it will be there, and what the other side should know."""
    return Form(
        action=LATER_FORM,
        title=short_title(words.LATER_FORM),
        inputs=(
            TextInput(key=WHEN_KEY, label=words.WHEN, hint=words.WHEN_HINT, max_length=60),
            TextInput(
                key=WHY_KEY,
                label=words.WHY,
                hint=words.WHY_HINT,
                required=False,
                multiline=True,
                max_length=_LIMIT,
            ),
        ),
        intro=(
            Facts(
                (fact(words.AGREED, f"{found.deliverable.title}, {day(found.deliverable.day)}"),)
            ),
            subtle(words.STAYS),
        ),
        context=found.value(),
    )


def _title(found: OnItsDay, *, asks: bool) -> str:
    title = found.deliverable.title
    if found.done:
        return words.is_done(title)
    if found.expected is not None and not asks:
        return words.is_later(title, found.expected)
    return words.is_it_there(title)
