"""Cards and the form of finding a partner. Each is for the person who asked alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Bullets, Button, Card, CardBlock, Look, Strong, paragraph, subtle
from bot.cards.compose.partners import ADD, PARTNER, SHOW
from bot.cards.compose.partners import RECOMMEND as RECOMMEND_IT
from bot.cards.form import ChoiceInput, Form, MultiChoiceInput, Option, TextInput
from bot.cards.words import partner_search as words
from bot.cards.words.cut import one_line
from bot.domain.partner_categories import CATEGORIES, category_name
from bot.domain.partner_fit import Fit, Wishes
from bot.domain.partners import ACCREDITATIONS

FIND, FIND_FORM, MORE = "partners.find", "partners.searched", "partners.found_more"
#: What buttons and the form carry.
NEED, CATEGORY, REGION, WITH, PAGE = "need", "category", "region", "accreditations", "page"
#: How many are shown at once.
SHOWN = 5
NEED_LIMIT = 300
_ON_A_BUTTON, _REASONS = 40, 600


@dataclass(frozen=True, kw_only=True)
class Results:
    """What was found for a need."""

    need: str
    """As it was typed."""
    category: str
    """Key of the only category that was looked at, or empty."""
    wishes: Wishes
    found: Sequence[Fit]
    nearest: Sequence[Fit]
    """Where nobody was found."""
    done: bool
    """Whether anybody does it."""
    today: date


def results_card(results: Results, page: int = 0) -> Card:
    """A page of who fits with every reason, or who is nearest and what they lack."""
    need = one_line(_need(results), 120)
    if not results.found:
        return _nobody(results, need)
    begin = page * SHOWN if page * SHOWN < len(results.found) else 0
    fits = results.found[begin : begin + SHOWN]
    more = begin + SHOWN < len(results.found)
    value = {**_value(results), PAGE: str(begin // SHOWN + 1)}
    return Card(
        title=words.title(need),
        summary=words.summary(need, len(results.found)),
        blocks=(
            subtle(words.shown(begin + 1, begin + len(fits), len(results.found))),
            _lines(fits, results),
            subtle(words.ORDER),
        ),
        buttons=(
            *_buttons(fits),
            *((Button(words.MORE, MORE, value, Look.PRIMARY),) if more else ()),
            _again(results),
        ),
    )


def _nobody(results: Results, need: str) -> Card:
    nearest = results.nearest[:SHOWN]
    wishes = results.wishes
    said: tuple[CardBlock, ...] = (paragraph(words.NOBODY),)
    if nearest:
        sentence = (
            words.nobody_meets(wishes.accreditations, wishes.places, wishes.avoided)
            if results.done
            else words.PARTLY
        )
        said = (paragraph(sentence), _lines(nearest, results), paragraph(words.ASK_OR_ADD))
    return Card(
        title=words.title(need),
        summary=words.summary(need, 0),
        blocks=said,
        buttons=(
            *_buttons(nearest),
            Button(words.ADD, ADD, opens_form=True),
            _again(results),
        ),
    )


def find_card() -> Card:
    """Where a form can only be opened from a button."""
    return Card(
        title=words.FORM_TITLE,
        summary=words.FORM_TITLE,
        blocks=(paragraph(words.HOW),),
        buttons=(Button(words.FIND, FIND, look=Look.PRIMARY, opens_form=True),),
    )


def find_form(own: Sequence[str], *, need: str = "", category: str = "") -> Form:
    """What somebody looks for.

    Args:
        own: the organisation's own categories.
        need: what was typed before.
        category: key of the category that was chosen before.
    """
    known = (*(each.key for each in CATEGORIES), *own)
    options = tuple(Option(str(number), category_name(key)) for number, key in enumerate(known))
    chosen = str(known.index(category)) if category in known else ""
    return Form(
        action=FIND_FORM,
        title=words.FORM_TITLE,
        submit=words.FIND,
        inputs=(
            TextInput(
                key=NEED,
                label=words.ASKED[NEED],
                hint=words.HINTS[NEED],
                value=need,
                required=False,
                max_length=NEED_LIMIT,
            ),
            ChoiceInput(
                key=CATEGORY,
                label=words.ASKED[CATEGORY],
                options=options,
                value=chosen,
                required=False,
            ),
            TextInput(
                key=REGION,
                label=words.ASKED[REGION],
                hint=words.HINTS[REGION],
                required=False,
                max_length=100,
            ),
            MultiChoiceInput(
                key=WITH,
                label=words.ASKED[WITH],
                options=tuple(Option(kind, kind) for kind in ACCREDITATIONS),
                required=False,
            ),
        ),
    )


def chosen_category(value: str, own: Sequence[str]) -> str:
    """The key of what was chosen in such a form; empty for none."""
    known = (*(each.key for each in CATEGORIES), *own)
    number = int(value[:4]) if value.isascii() and value.isdecimal() else len(known)
    return known[number] if number < len(known) else ""


def _need(results: Results) -> str:
    """What was looked for, the category in front."""
    category = category_name(results.category) if results.category else ""
    return ", ".join(filter(None, (category, results.need)))


def _lines(fits: Sequence[Fit], results: Results) -> Bullets:
    return Bullets(
        tuple(
            (
                Strong(fit.partner.name),
                ": " + one_line(words.reasons(fit, results.wishes, results.today), _REASONS),
            )
            for fit in fits
        )
    )


def _buttons(fits: Sequence[Fit]) -> tuple[Button, ...]:
    """*Show* and *Recommend* for each, told apart by the name."""
    return tuple(
        button
        for fit in fits
        for button in (
            Button(
                one_line(words.show(fit.partner.name), _ON_A_BUTTON),
                SHOW,
                {PARTNER: fit.partner.id},
            ),
            Button(
                one_line(words.recommend(fit.partner.name), _ON_A_BUTTON),
                RECOMMEND_IT,
                {PARTNER: fit.partner.id},
                opens_form=True,
            ),
        )
    )


def _again(results: Results) -> Button:
    return Button(words.SEARCH_AGAIN, FIND, _value(results), opens_form=True)


def _value(results: Results) -> dict[str, str]:
    return {NEED: results.need, CATEGORY: results.category}
