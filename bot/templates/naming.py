"""A short key for a collaboration, from its title."""

import re
import unicodedata
import zlib

#: Short enough to be typed and to stand in a channel name.
_LONGEST = 32
_WORDS_BETWEEN = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


def study_id_for(title: str) -> str:
    """The key of a collaboration with this title, always the same for the same title.

    `28-day oral toxicity of AB-117 in rats` gives `study_28_day_oral_toxicity_ab`. Two titles may
    give one key; whoever uses it looks whether it is taken.
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    found: list[str] = re.findall(r"[a-z0-9]+", plain)
    words = [word for word in found if word not in _WORDS_BETWEEN]
    if not words:
        # Nothing that a key can hold, for example a title in Chinese.
        return f"study_{zlib.crc32(title.encode()):08x}"
    if words[0][0].isdigit():
        words.insert(0, "study")
    key = words[0][:_LONGEST]
    for word in words[1:]:
        if len(key) + 1 + len(word) > _LONGEST:
            break
        key += f"_{word}"
    return key
