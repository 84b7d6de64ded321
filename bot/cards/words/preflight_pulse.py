"""Sentences of the check of an agreed pulse: why it is not asked, who mends it, and how."""

from bot.cards.words.preflight import OPERATOR, Remedy, lead

SUBJECT = "The pulse"


def no_key() -> Remedy:
    """A pulse that is agreed and never asked."""
    return Remedy(
        wrong="agreed, and not asked, because the server has no key to lock answers with.",
        who=OPERATOR,
        what=(
            "Set ACCORD_SECRET_KEY (accord doctor --new-key prints a key) and start Accord again;"
            " the next round is asked then."
        ),
    )


def too_few(party: str, people: int, least: int) -> Remedy:
    """A side of which too few could answer; the least is how many answers it takes."""
    hold = "1 person holds" if people == 1 else f"{people or 'no'} people hold"
    return Remedy(
        wrong=(
            f"{hold} the seats of {party} that are asked, and it takes {least} of a side for"
            " answers to stay untraceable, so nobody of this side is asked."
        ),
        who=lead(party),
        what=(
            "Type “seats fill” so that more people of yours hold these seats (“agreement pulse”"
            " lists them); or type “propose pulse” to agree on other seats."
        ),
    )
