"""Asking a form line by line."""

from collections.abc import Awaitable, Callable

from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Form,
    Input,
    MultiChoiceInput,
    NumberInput,
    Option,
    SearchInput,
    TextInput,
)

#: Prints a prompt and reads a line; None at the end of the input.
AskLine = Callable[[str], Awaitable[str | None]]


async def ask_form(
    form: Form, errors: dict[str, str], answered: dict[str, str], ask: AskLine
) -> dict[str, str] | None:
    """The values of a form, or None when the person gave up.

    With errors only the inputs they name are asked again; the rest keeps what was answered.
    """
    values = dict(answered)
    for item in form.inputs:
        if errors and item.key not in errors:
            continue
        note = f" ({errors[item.key]})" if item.key in errors else ""
        line = await ask(_prompt(item, values.get(item.key, item.value)) + note + " > ")
        if line is None or line.strip() == "/cancel":
            return None
        values[item.key] = _read(item, line.strip()) or values.get(item.key, item.value)
    return values


def _prompt(item: Input, current: str) -> str:
    kept = f" [{current}]" if current else ""
    match item:
        case ChoiceInput():
            return f"  {item.label} ({_numbered(item.options)}){kept}"
        case MultiChoiceInput():
            return f"  {item.label} (several with commas: {_numbered(item.options)}){kept}"
        case DateInput():
            return f"  {item.label} (as 2026-12-04){kept}"
        case TextInput() | NumberInput() | SearchInput():
            optional = "" if item.required else " (may stay empty)"
            return f"  {item.label}{optional}{kept}"


def _numbered(options: tuple[Option, ...]) -> str:
    return ", ".join(f"{number} {option.label}" for number, option in enumerate(options, start=1))


def _read(item: Input, line: str) -> str:
    match item:
        case ChoiceInput(options=options):
            return _chosen(options, line)
        case MultiChoiceInput(options=options):
            pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
            return ",".join(dict.fromkeys(_chosen(options, piece) for piece in pieces))
        case TextInput() | NumberInput() | DateInput() | SearchInput():
            return line


def _chosen(options: tuple[Option, ...], said: str) -> str:
    """A choice may be given by its number, its label or its value."""
    for number, option in enumerate(options, start=1):
        if said.lower() in (str(number), option.label.lower(), option.value.lower()):
            return option.value
    return said
