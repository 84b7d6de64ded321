"""A capital letter in front, where a line begins with what stands inside one in the agreement."""


def capital(text: str) -> str:
    """With a capital letter in front; the rest stays as it is."""
    return text[:1].upper() + text[1:]
