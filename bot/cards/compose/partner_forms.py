"""Forms of the partner directory."""

import hashlib
from collections.abc import Mapping, Sequence

from bot.cards.card import paragraph
from bot.cards.compose.partners import ADD_FORM, EDIT_FORM, PARTNER, RECOMMEND_FORM
from bot.cards.form import DateInput, Form, Input, MultiChoiceInput, Option, TextInput
from bot.cards.words import partners as words
from bot.domain.partner_categories import BY_KEY, CATEGORIES, category_name
from bot.domain.partner_texts import NAME_LIMIT, TEXT_LIMIT

#: What a form carries: what the entry said when it was opened, and the form's own name.
SEEN, FORM = "seen", "form"
#: Inputs that are no field of their own: chosen categories, one more, and why.
CHOSEN, OWN, WHY = "chosen", "own_category", "why"
WHY_LIMIT = 600


def add_form(values: Mapping[str, str], own: Sequence[str], *, form: str) -> Form:
    """Everything an entry can say; only the name is needed.

    Args:
        values: what the fields begin with, by the names of `partner_fields.WRITTEN`.
        own: the organisation's own categories.
        form: the name of this very form.
    """
    return Form(
        action=ADD_FORM,
        title=words.ADD_TITLE,
        inputs=_inputs(values, (), own),
        submit="Add",
        context={FORM: form},
    )


def edit_form(
    partner: str,
    values: Mapping[str, str],
    chosen: Sequence[str],
    own: Sequence[str],
    *,
    seen: str,
) -> Form:
    """The same with what an entry says now.

    Args:
        partner: its id.
        values: its fields as texts.
        chosen: its categories.
        own: the organisation's own categories.
        seen: the fingerprint of what it says.
    """
    return Form(
        action=EDIT_FORM,
        title=words.EDIT_TITLE,
        inputs=_inputs(values, chosen, own),
        submit="Save",
        context={PARTNER: partner, SEEN: seen},
    )


def recommend_form(partner: str, name: str, *, form: str) -> Form:
    """Why somebody recommends a partner."""
    why = TextInput(
        key=WHY,
        label=words.WHY_LABEL,
        hint=words.WHY_HINT,
        multiline=True,
        max_length=WHY_LIMIT,
    )
    return Form(
        action=RECOMMEND_FORM,
        title=words.RECOMMEND_TITLE,
        intro=(paragraph(name),),
        inputs=(why,),
        context={PARTNER: partner, FORM: form},
    )


def _inputs(
    values: Mapping[str, str], chosen: Sequence[str], own: Sequence[str]
) -> tuple[Input, ...]:
    known = (*(each.key for each in CATEGORIES), *own)
    options = tuple(Option(_value(key), category_name(key)) for key in known)
    return (
        TextInput(
            key="name",
            label=words.LABELS["name"],
            value=values.get("name", ""),
            max_length=NAME_LIMIT,
        ),
        MultiChoiceInput(
            key=CHOSEN,
            label=words.LABELS["categories"],
            options=options,
            value=",".join(map(_value, chosen)),
            required=False,
        ),
        _text(OWN, words.OWN_CATEGORY, "", limit=NAME_LIMIT),
        _text("services", words.LABELS["services"], values.get("services", ""), long=True),
        _text("regions", words.LABELS["regions"], values.get("regions", "")),
        _text("accreditations", words.LABELS["accreditations"], values.get("accreditations", "")),
        _text(
            "contacts",
            words.LABELS["contacts"],
            values.get("contacts", "").replace("; ", "\n"),
            long=True,
        ),
        *(
            DateInput(key=key, label=words.LABELS[key], value=values.get(key, ""), required=False)
            for key in ("msa_until", "rate_card_until")
        ),
        _text("found", words.LABELS["found"], values.get("found", "")),
        _text("notes", words.LABELS["notes"], values.get("notes", ""), long=True),
    )


def _value(category: str) -> str:
    """What stands for a category in a choice: the organisation's own may have a comma in it."""
    if category in BY_KEY:
        return category
    return hashlib.sha256(category.encode(errors="replace")).hexdigest()[:12]


def _text(
    key: str, label: str, value: str, *, long: bool = False, limit: int = TEXT_LIMIT
) -> TextInput:
    return TextInput(
        key=key,
        label=label,
        value=value,
        hint=words.HINTS.get(key, ""),
        required=False,
        multiline=long,
        max_length=limit,
    )


def beside_inputs(mistakes: Mapping[str, str]) -> dict[str, str]:
    """Mistakes by the input they belong to; those of the categories are about one's own."""
    return {OWN if field == "categories" else field: text for field, text in mistakes.items()}


def fields_of(values: Mapping[str, str], own: Sequence[str]) -> dict[str, str]:
    """The answers of such a form by the names of `partner_fields.WRITTEN`."""
    known = {_value(key): key for key in (*BY_KEY, *own)}
    chosen = [known[value] for value in values.get(CHOSEN, "").split(",") if value in known]
    another = values.get(OWN, "").strip()
    said = [*chosen, *([f"own: {another}"] if another else [])]
    return {**values, "categories": "; ".join(said)}
