"""Cards about access that ends on a day, for whoever grants it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.card import Button, Card, Facts, Look, fact, subtle
from bot.cards.words import access as words
from bot.cards.words.dates import day
from bot.domain.access_ends import Ending

#: Buttons, value `collaboration`, `location`, `seat` and `until`.
EXTEND, LET_IT_END, SHOW = "access_extend", "access_let_end", "access_show"
#: In the value of a button of a copy: what comes of it is then said below that.
COPY = "copy"


@dataclass(frozen=True, kw_only=True)
class AccessShown:
    """Access as whoever grants it reads it."""

    collaboration: str
    study: str
    """What the study is called for short: somebody may grant access in several."""
    ending: Ending
    seat: str
    """Title of the seat that has it."""
    chosen: bool = False
    """Whether somebody chose to let it end."""
    copy: bool = False
    """Whether it stands below a list, and not where it was asked."""

    def value(self) -> Mapping[str, str]:
        """What a button of it carries."""
        return {
            "collaboration": self.collaboration,
            "location": self.ending.location.key,
            "seat": self.ending.grant.seat,
            "until": self.ending.grant.until.isoformat(),
            **({COPY: "yes"} if self.copy else {}),
        }


def card(shown: AccessShown) -> Card:
    """The question, or that it ends."""
    place, until = shown.ending.location, shown.ending.grant.until
    title = (
        words.ends(shown.seat, place.title, until)
        if shown.chosen
        else words.is_asked(shown.seat, place.title)
    )
    facts = (
        fact(words.STUDY, shown.study),
        fact(words.WHERE, f"{place.system}: {place.path}"),
    )
    if shown.chosen:
        return Card(title=title, summary=title, blocks=(Facts(facts), subtle(words.ENDS_NEXT)))
    return Card(
        title=title,
        summary=title,
        blocks=(Facts((*facts, fact(words.UNTIL, day(until)))), subtle(words.ASK_HOW)),
        buttons=(
            Button(words.EXTEND, EXTEND, shown.value(), Look.PRIMARY, opens_form=True),
            Button(words.LET_IT_END, LET_IT_END, shown.value()),
        ),
    )


def show_button(shown: AccessShown) -> Button:
    """What opens it from the list that takes its place."""
    return Button(words.SHOW, SHOW, shown.value())
