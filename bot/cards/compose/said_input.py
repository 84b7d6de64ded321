"""The input for what somebody says to another side."""

from bot.cards.form import TextInput

TEXT_KEY = "text"
#: Longest text; it fits a message and a form everywhere.
TEXT_LIMIT = 1500


def said_input(label: str, hint: str, value: str, *, required: bool = True) -> TextInput:
    """Several lines, the one text of its form."""
    return TextInput(
        key=TEXT_KEY,
        label=label,
        hint=hint,
        value=value,
        required=required,
        multiline=True,
        max_length=TEXT_LIMIT,
    )
