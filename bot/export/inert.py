"""Text in a CSV file that a spreadsheet must not take for a formula."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """The text, behind a quote where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
