"""Cards about the life of a collaboration, and the links to take a copy."""

from collections.abc import Sequence

from bot.cards.card import Button, Card, Look, paragraph, subtle
from bot.cards.compose.closing import report_button
from bot.cards.compose.general import ASK
from bot.cards.words import life as words
from bot.domain.people import CollaborationState


def changed(state: CollaborationState, name: str, party: str) -> Card:
    """Told in every room."""
    title = words.TITLES[state.value]
    undo = words.UNDO.get(state.value)
    copy = state is CollaborationState.CLOSED
    # An archived one has left the room, so nothing can be asked about it there.
    here = state is not CollaborationState.ARCHIVED
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.HOW[state.value].format(name=name, party=party)),),
        buttons=(
            *((report_button(Look.PRIMARY),) if copy else ()),
            *((Button(words.COPY, ASK, {"text": "export"}),) if copy else ()),
            *((Button(undo, ASK, {"text": "resume"}),) if undo else ()),
            *((Button(words.STATUS, ASK, {"text": "status"}),) if here else ()),
        ),
    )


def export_card(
    urls: Sequence[str],
    *,
    minutes: int,
    whole: bool,
    of_others: bool = False,
    report: bool = False,
) -> Card:
    """Links to the page, the file and, where the reader may know everything, the record.

    Args:
        urls: in this order.
        minutes: how long they work.
        whole: whether nothing is kept from the reader.
        of_others: whether the record holds what is between other sides.
        report: whether it is closed, and this is the way to the closing report as well.
    """
    labels = (words.EXPORT_PAGE, words.EXPORT_FILE, words.EXPORT_RECORD)
    looks = (Look.PRIMARY, Look.NORMAL, Look.NORMAL)
    return Card(
        title=words.EXPORT_TITLE,
        summary=words.EXPORT_TITLE,
        blocks=(
            paragraph(words.EXPORT_HOW.format(minutes=minutes)),
            *([paragraph(words.EXPORT_RECORD_HOW)] if len(urls) == len(labels) else []),
            *((subtle(words.EXPORT_OTHERS),) if whole and of_others else ()),
            *(() if whole else (subtle(words.EXPORT_RESTRICTED),)),
        ),
        buttons=(
            *(
                Button(label, "export.open", look=look, url=url)
                for label, look, url in zip(labels, looks, urls, strict=False)
            ),
            *((report_button(),) if report else ()),
        ),
    )
