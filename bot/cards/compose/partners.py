"""Cards of the partner directory. Each is for the person who asked, and for nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Fact,
    Facts,
    Look,
    Part,
    Strong,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.compose.past_work import WHICH, measured
from bot.cards.words import partners as words
from bot.cards.words import past_work as past_words
from bot.cards.words.cut import one_line
from bot.domain.address import Address
from bot.domain.partner_categories import OURS
from bot.domain.partner_texts import contact_written
from bot.domain.partners import Partner, Recommendation
from bot.domain.past_work import PastWork

ADD, ADD_FORM = "partners.add", "partners.added"
EDIT, EDIT_FORM = "partners.edit", "partners.edited"
SHOW, LIST, HISTORY = "partners.show", "partners.list", "partners.history"
RECOMMEND, RECOMMEND_FORM = "partners.recommend", "partners.recommended"
TAKE_BACK = "partners.take_back"
REMOVE, BRING_BACK = "partners.remove", "partners.bring_back"

#: What a button carries: the id of an entry, of a recommendation, words, a page.
PARTNER, SAID, WORDS, PAGE = "partner", "said", "words", "page"
_ON_A_BUTTON, _SHOWN_SAID = 40, 6


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry as somebody reads it today."""

    partner: Partner
    said: Sequence[Recommendation] = ()
    """Recommendations that stand, the newest first."""
    reader: Address
    today: date
    past: PastWork | None = None
    """The measured record, where that side agreed to it."""
    within: Sequence[str] = ()
    """Titles of the collaborations in it that the reader is in."""
    links: bool = False
    """Whether the reader may say that this is a party of theirs, whose name is near."""


def overview(
    partners: Sequence[Partner],
    recommended: int,
    today: date,
    categories: Sequence[tuple[str, int]],
) -> Card:
    """What is in the directory, and what can be done with it.

    Args:
        partners: the entries that are listed.
        recommended: how many of them somebody recommends.
        today: the day on which accreditations and contracts are looked at.
        categories: how many entries are in each category in use, the most first.
    """
    said: tuple[CardBlock, ...] = (paragraph(words.EMPTY),)
    first = Look.NORMAL if partners else Look.PRIMARY
    if partners:
        over = sum(is_over(each, today) for each in partners)
        said = (
            paragraph(words.counts(len(partners), recommended, over)),
            Bullets(tuple((f"{words.category(key)}: {count}",) for key, count in categories)),
            subtle(words.ours(OURS)),
        )
    return Card(
        title=words.TITLE,
        summary=words.TITLE,
        blocks=(*said, paragraph(words.HOW), subtle(words.PRIVATE)),
        buttons=(
            *(
                (Button(words.FIND, ASK, {"text": "partners find"}, Look.PRIMARY),)
                if partners
                else ()
            ),
            Button(words.ADD, ADD, look=first, opens_form=True),
            *((Button(words.ALL, LIST),) if partners else ()),
            Button(words.FILES, ASK, {"text": "partners import"}),
        ),
    )


def is_over(partner: Partner, today: date) -> bool:
    """Whether an accreditation or contract of an entry is over."""
    frame = (partner.frame.msa_until, partner.frame.rate_card_until)
    return any(not each.holds_on(today) for each in partner.accreditations) or any(
        until is not None and until < today for until in frame
    )


def entry_card(entry: Entry, *, title: str = "", note: str = "") -> Card:
    """One entry with all that is known of it."""
    partner = entry.partner
    removed = partner.removed_at
    return Card(
        title=title or partner.name,
        summary=title or partner.name,
        blocks=(
            *((paragraph(note),) if note else ()),
            *((paragraph(words.was_removed(removed.date())),) if removed else ()),
            Facts(tuple(_facts(entry))),
            *(measured(entry.past, entry.within) if entry.past else ()),
            *_said(entry.said),
            subtle(
                words.added_by(
                    partner.added_by.name, partner.added_at.date(), partner.updated_at.date()
                )
            ),
        ),
        buttons=_buttons(entry),
    )


def _facts(entry: Entry) -> list[Fact]:
    partner, today = entry.partner, entry.today
    accreditations = [words.accreditation(each, today) for each in partner.accreditations]
    contracts = [
        words.contract(what, until, today)
        for what, until in (
            ("MSA", partner.frame.msa_until),
            ("rate card", partner.frame.rate_card_until),
        )
        if until
    ]
    said = (
        ("name", partner.name),
        ("categories", words.joined(map(words.category, partner.categories))),
        ("services", partner.services),
        ("regions", words.joined(partner.regions)),
        ("accreditations", words.joined(accreditations)),
        ("frame", words.joined(contracts)),
        ("found", words.joined(map(words.found, partner.found))),
        ("contacts", words.joined(map(contact_written, partner.contacts))),
        ("notes", partner.notes),
    )
    always = ("name", "categories", "services", "regions")
    return [
        fact(words.LABELS[key], text or words.NOT_SAID)
        for key, text in said
        if text or key in always
    ]


def _said(said: Sequence[Recommendation]) -> tuple[CardBlock, ...]:
    if not said:
        return (paragraph(words.NO_RECOMMENDATION),)
    lines: list[tuple[Part, ...]] = [
        (f"“{one_line(each.text, 400)}”", words.by_on(each.by.name, each.at.date()))
        for each in said[:_SHOWN_SAID]
    ]
    return (
        paragraph(Strong(words.recommended(people_in(said)).capitalize())),
        Bullets(tuple(lines)),
    )


def people_in(said: Sequence[Recommendation]) -> int:
    """How many people recommend something: who does so twice is one."""
    return len({each.by.address for each in said})


def _buttons(entry: Entry) -> tuple[Button, ...]:
    value = {PARTNER: entry.partner.id}
    history = Button(words.HISTORY, HISTORY, value)
    if not entry.partner.listed:
        return (Button(words.BRING_BACK, BRING_BACK, value, Look.PRIMARY), history)
    own = next((each for each in entry.said if each.by.address == entry.reader), None)
    return (
        Button(words.RECOMMEND, RECOMMEND, value, Look.PRIMARY, opens_form=True),
        Button(words.EDIT, EDIT, value, opens_form=True),
        *((Button(past_words.LINK, WHICH, value),) if entry.links else ()),
        *((Button(words.TAKE_BACK, TAKE_BACK, {**value, SAID: own.id}),) if own else ()),
        history,
        Button(words.REMOVE, REMOVE, value, Look.DANGER),
    )


def short_card(title: str, note: str, *buttons: Button) -> Card:
    """What came of something, in a sentence."""
    return Card(title=title, summary=title, blocks=(paragraph(note),), buttons=buttons)


def add_card() -> Card:
    """Where a form can only be opened from a button."""
    return short_card(
        words.ADD_TITLE,
        words.ADD_HOW,
        Button(words.ADD, ADD, look=Look.PRIMARY, opens_form=True),
    )


def added_card(entry: Entry, alike: Sequence[Partner]) -> Card:
    """An entry is added; others that may be the same organisation are asked about."""
    title = words.added(entry.partner.name)
    card = entry_card(entry, title=title, note=words.ADDED_NEAR if alike else "")
    return replace(card, buttons=(*map(show_button, alike), *card.buttons))


def removed_card(partner: Partner) -> Card:
    """An entry is put away; it can be undone."""
    value = {PARTNER: partner.id}
    return short_card(
        words.removed(partner.name),
        words.REMOVED_NOTE,
        Button(words.BRING_BACK, BRING_BACK, value),
    )


def there_already(partner: Partner) -> Card:
    """A name is to be added that is there, or was."""
    value = {PARTNER: partner.id}
    title = words.there_already(partner.name)
    if not partner.listed:
        return short_card(
            title, words.PUT_AWAY_NOTE, Button(words.BRING_BACK, BRING_BACK, value, Look.PRIMARY)
        )
    return short_card(
        title,
        words.THERE_ALREADY_NOTE,
        Button(words.SHOW, SHOW, value, Look.PRIMARY),
        Button(words.EDIT, EDIT, value, opens_form=True),
    )


def did_you_mean(name: str, near: Sequence[Partner]) -> Card:
    """Names near one that is not there."""
    said = one_line(name, 60)
    sentence = words.near(said) if near else words.not_found(said)
    return Card(
        title=words.TITLE,
        summary=sentence,
        blocks=(paragraph(sentence),),
        buttons=(
            *(show_button(each) for each in near),
            Button(words.ADD, ADD, {WORDS: said}, opens_form=True),
        ),
    )


def show_button(partner: Partner) -> Button:
    """The name of an entry, which opens it."""
    return Button(one_line(partner.name, _ON_A_BUTTON), SHOW, {PARTNER: partner.id})
