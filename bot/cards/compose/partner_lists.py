"""Lists of the partner directory: entries, what happened to one, and files."""

from collections.abc import Mapping, Sequence

from bot.cards.card import Bullets, Button, Card, Look, Part, Strong, paragraph, subtle
from bot.cards.compose.partners import (
    ADD,
    LIST,
    PAGE,
    PARTNER,
    SHOW,
    WORDS,
    short_card,
    show_button,
)
from bot.cards.words import partners as words
from bot.cards.words.cut import one_line
from bot.cards.words.dates import day
from bot.domain.partners import Partner, PartnerChange

#: Entries on one page of a list, and lines of a history that are shown.
PAGE_SIZE, SHOWN_CHANGES = 8, 12
_IN_A_LINE = 160


def list_card(
    found: Sequence[Partner], recommended: Mapping[str, int], *, said: str, page: int
) -> Card:
    """A page of entries by name.

    Args:
        found: all that are in the list.
        recommended: how many colleagues recommend an entry, by its id.
        said: the words it was looked for with.
        page: which page, from 0.
    """
    title = words.list_title(one_line(said, 80))
    begin = page * PAGE_SIZE if page * PAGE_SIZE < len(found) else 0
    shown = found[begin : begin + PAGE_SIZE]
    if not shown:
        text = words.nothing_with(one_line(said, 80)) if said else words.EMPTY
        return short_card(title, text, Button(words.ADD, ADD, look=Look.PRIMARY, opens_form=True))
    more = begin + PAGE_SIZE < len(found)
    value = {WORDS: said, PAGE: str(begin // PAGE_SIZE + 1)}
    return Card(
        title=title,
        summary=f"{title}: {len(found)}",
        blocks=(
            subtle(words.listed(len(shown), len(found))),
            Bullets(tuple(_line(each, recommended.get(each.id, 0)) for each in shown)),
        ),
        buttons=(
            *(show_button(each) for each in shown),
            *((Button(words.MORE, LIST, value, Look.PRIMARY),) if more else ()),
        ),
    )


def _line(partner: Partner, recommended: int) -> tuple[Part, ...]:
    said = f" ({words.recommended(recommended)})" if recommended else ""
    return (Strong(partner.name), one_line(words.in_a_line(partner), _IN_A_LINE) + said)


def history_card(partner: Partner, changes: Sequence[PartnerChange]) -> Card:
    """What happened to an entry, the newest first."""
    newest = tuple(changes)[::-1][:SHOWN_CHANGES]
    title = f"{words.HISTORY}: {partner.name}"
    return Card(
        title=title,
        summary=title,
        blocks=(
            Bullets(
                tuple(
                    (
                        Strong(day(each.at.date())),
                        words.happened(each.by.name, each.what, each.fields),
                    )
                    for each in newest
                )
            ),
        ),
        buttons=(Button(words.SHOW, SHOW, {PARTNER: partner.id}),),
    )


def files_card(
    take_in: str | None, csv: str | None, xlsx: str | None, template: str | None, minutes: int
) -> Card:
    """Links to take a file in or out, or why there are none."""
    if not (take_in and csv and xlsx and template):
        return short_card(words.FILES_TITLE, words.NO_ADDRESS)
    return Card(
        title=words.FILES_TITLE,
        summary=words.FILES_TITLE,
        blocks=(paragraph(words.IMPORT_HOW), subtle(words.links_work(minutes))),
        buttons=(
            Button(words.TAKE_IN, "open", look=Look.PRIMARY, url=take_in),
            Button(words.TEMPLATE, "open", url=template),
            Button(words.AS_CSV, "open", url=csv),
            Button(words.AS_XLSX, "open", url=xlsx),
        ),
    )
