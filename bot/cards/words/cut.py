"""Texts of which only a part is shown: that they are cut can be seen."""

#: Characters in the title of a form, on the platform with the least room.
_FORM_TITLE = 24


def shortened(text: str, limit: int) -> str:
    """A text of at most as many characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    """The same, in one line whatever it is written in."""
    return shortened(" ".join(text.split()), limit)


def short_title(title: str) -> str:
    """A title as short as the title of a form has to be."""
    return shortened(title, _FORM_TITLE)
