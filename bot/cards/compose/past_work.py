"""The measured record on an entry, and the card that links an entry with past work."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.card import Bullets, Button, Card, CardBlock, Facts, Look, fact, paragraph, subtle
from bot.cards.words import past_work as words
from bot.cards.words.cut import one_line
from bot.domain.partners import Partner
from bot.domain.past_work import PastWork

WHICH, LINK, UNLINK = "partners.which_work", "partners.link", "partners.unlink"
#: What a button carries beside the entry.
COLLABORATION, PARTY = "work_in", "party"
_ON_A_BUTTON, _MOST = 40, 10


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A party of a collaboration that an entry may be, as its lead reads it."""

    collaboration: str
    """Its id."""
    title: str
    """Of the collaboration."""
    party: str
    """Key of the party."""
    short: str
    """What people call it."""
    linked: bool
    agreed: bool
    """Whether its side agreed that the reader's may keep its numbers."""


def measured(past: PastWork, within: Sequence[str]) -> tuple[CardBlock, ...]:
    """The numbers; `within` are the titles of those collaborations that the reader is in."""
    return (
        Facts((fact(words.MEASURED, words.measured(past)),)),
        *((subtle(words.within(within)),) if within else ()),
        subtle(words.HOW),
    )


def which_card(partner: Partner, choices: Sequence[Choice], value: dict[str, str]) -> Card:
    """Which party the entry is: each can be linked, or unlinked.

    Args:
        partner: the entry.
        choices: what it may be, the nearest name first.
        value: what each button carries of the entry.
    """
    shown = choices[:_MOST]
    sentence = words.which(partner.name)
    return Card(
        title=f"{words.WHICH_TITLE}: {partner.name}",
        summary=sentence,
        blocks=(
            paragraph(sentence),
            Bullets(
                tuple(
                    (
                        words.party_in(each.short, each.title)
                        + words.state(linked=each.linked, agreed=each.agreed),
                    )
                    for each in shown
                )
            ),
            *((paragraph(words.NOT_YET),) if not all(each.agreed for each in shown) else ()),
        ),
        buttons=tuple(_button(each, value) for each in shown),
    )


def _button(choice: Choice, value: dict[str, str]) -> Button:
    about = {**value, COLLABORATION: choice.collaboration, PARTY: choice.party}
    named = words.party_in(choice.short, choice.title)
    if choice.linked:
        return Button(one_line(words.unlink(named), _ON_A_BUTTON), UNLINK, about)
    return Button(one_line(words.link(named), _ON_A_BUTTON), LINK, about, Look.PRIMARY)
