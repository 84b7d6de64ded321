"""What people say when they look for a partner, and the command of the directory they mean.

Only where a kind of provider is named, or whom “we know” is asked for: “who can do the histology?”
is about the agreement.
"""

import re

_KINDS = r"cro|cdmo|cmo|vendor|supplier|provider|partner|contract lab"
_ONE, _SEVERAL = rf"(?:{_KINDS})", rf"(?:{_KINDS})s"
_BEHIND = r"(?: (?:for|in|with|who|that|which|near|doing|outside|from|to do|able to) [^?]+?)?"
_LOOKS = (
    r"(?:(?:(?:can|could) (?:you|we) |please |do we |does (?:anybody|anyone) )*"
    r"(?:find|recommend|know|look for|search for)"
    r"|(?:i|we)(?:'m|'re| am| are)? (?:need|look(?:ing)? for|search(?:ing)? for)|looking for)"
)

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^(?:{pattern})[\s?.!]*$", re.IGNORECASE), line)
    for pattern, line in (
        (rf"(?:add|new|enter) (?:an? |another )?{_ONE}", "partners add"),
        (rf"import (?:our |the |my )?{_SEVERAL}", "partners import"),
        (rf"export (?:our |the |my )?{_SEVERAL}", "partners export"),
        (
            (
                rf"(?:(?:our|all|the|list of|list|show|my) )*{_SEVERAL}"
                rf"|(?:(?:the|our) )?(?:(?:{_KINDS}) (?:list|directory)|directory)"
            ),
            "partners",
        ),
        (rf"(?:which|what) {_SEVERAL} do we (?:know|have)", "partners list"),
        (
            rf"(?:which|what) {_SEVERAL} (?:do we (?:know|have) (?:for|in)|can do|offer) ([^?]+?)",
            r"partners find \1",
        ),
        (
            r"who(?:m)? do we know (?:for|in|that does|who does|who can do|that can do) ([^?]+?)",
            r"partners find \1",
        ),
        (
            (
                rf"{_LOOKS}(?: me| us)? (?:an?|any|another|some|good) "
                rf"((?:[\w-]+ ){{0,4}}?{_ONE}s?{_BEHIND})"
            ),
            r"partners find \1",
        ),
    )
)


def partners_meant(text: str) -> str | None:
    """The command of the directory that a sentence means, as if typed; none for any other."""
    said = " ".join(text.split())
    for pattern, line in _PATTERNS:
        if found := pattern.match(said):
            return found.expand(line)
    return None
