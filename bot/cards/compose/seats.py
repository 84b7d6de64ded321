"""Cards and forms about seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Look,
    Moment,
    Part,
    Strong,
    Text,
    Tone,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.compose.setup import CLAIM_NO, CLAIM_YES
from bot.cards.form import ChoiceInput, Form, MultiChoiceInput, Option
from bot.cards.words import seats as words
from bot.domain.agreement.seats import Seat
from bot.domain.instant import Instant
from bot.domain.joining import Claim

FILL = "seats_fill"
FILL_FORM = "seats.filled"
CLAIM = "seats.claim"
CLAIM_FORM = "seats.claimed"
LEADS_OPEN = "seats.leads"
LEADS_FORM = "seats.leads_named"
GAP_CLOSE = "gap_close"

#: Key of the one input of the form about leads.
LEADS = "leads"

#: The option that leaves a seat empty.
NOBODY = "nobody"
#: Options in one form at most: with long names that is 70 KB, and Teams refuses 100 KB.
MOST_OPTIONS = 500
#: With more seats than this, the list leaves out since when and the deputies.
_MOST_IN_FULL = 20


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat with who holds it."""

    seat: Seat
    party: str
    """What people call the party."""
    holder: str | None
    since: Instant | None
    deputy: str | None
    """Title of the deputy's seat."""
    same_person: bool
    """Whether holder and deputy are one person."""
    gone: str | None = None
    """In words: since when the holder is gone."""


def seats_card(
    lines: Sequence[SeatLine],
    zone: str,
    *,
    may_fill: bool,
    collaboration: str,
    claims: Sequence[tuple[Claim, str]] = (),
) -> Card:
    """Every seat, party by party; `claims` wait for a lead, each with the title of its seat."""
    blocks: list[Block] = []
    in_full = len(lines) <= _MOST_IN_FULL
    for party in dict.fromkeys(line.party for line in lines):
        blocks.append(Text((party,), Tone.HEADING))
        own = [line for line in lines if line.party == party]
        blocks.append(Bullets(tuple(_line(line, zone, in_full=in_full) for line in own)))
    value = {"collaboration": collaboration}
    buttons = [
        *([Button(words.FILL, FILL, value, Look.PRIMARY, opens_form=True)] if may_fill else []),
        Button(words.CLAIM, CLAIM, value, opens_form=True),
        *([Button(words.WHO_LEADS, LEADS_OPEN, value, opens_form=True)] if may_fill else []),
        *(
            Button(words.confirm(claim.name, seat), CLAIM_YES, {**value, "claim": claim.id})
            for claim, seat in claims
        ),
    ]
    return Card(
        title=words.TITLE,
        summary=words.TITLE,
        blocks=(*blocks, subtle(words.ONE_SEAT)),
        buttons=tuple(buttons),
    )


def _line(line: SeatLine, zone: str, *, in_full: bool) -> tuple[Part, ...]:
    parts: list[Part] = [Strong(line.seat.title), f": {line.holder or words.NOBODY}"]
    if line.since is not None and in_full:
        parts += [" since ", Moment(line.since, zone)]
    if line.gone:
        parts.append(f" ({line.gone})")
    if line.deputy and in_full:
        parts.append(f"; {words.DEPUTY}: {line.deputy}")
    if line.same_person:
        parts.append(f" ({words.SAME_DEPUTY})")
    return tuple(parts)


def fill_form(
    seats: Sequence[Seat],
    people: Sequence[Option],
    held: Mapping[str, str],
    collaboration: str,
    *,
    left_out: Sequence[Seat] = (),
) -> Form:
    """A picker for each seat; `held` gives the option of the holder by seat key."""
    options = (Option(NOBODY, words.NOBODY_OPTION), *people)
    notes: list[Block] = [paragraph(words.FILL_HINT), subtle(words.FILL_NOTE)]
    if left_out:
        notes.append(subtle(words.NEXT_PAGE_NOTE.format(seat=left_out[0].title.lower())))
    return Form(
        action=FILL_FORM,
        title=words.FILL_FORM,
        intro=tuple(notes),
        inputs=tuple(
            ChoiceInput(
                key=seat.key,
                label=seat.title,
                options=options,
                value=held.get(seat.key, ""),
                required=False,
            )
            for seat in seats
        ),
        submit=words.SAVE,
        context={"collaboration": collaboration},
    )


def leads_form(people: Sequence[Option], now: Sequence[str], collaboration: str) -> Form:
    """Who speaks for the side; `now` gives the options of those who do."""
    return Form(
        action=LEADS_FORM,
        title=words.LEADS_FORM,
        intro=(paragraph(words.LEADS_HOW),),
        inputs=(
            MultiChoiceInput(
                key=LEADS, label=words.LEADS_LABEL, options=tuple(people), value=",".join(now)
            ),
        ),
        submit=words.SAVE,
        context={"collaboration": collaboration},
    )


def claim_form(seats: Sequence[Seat], collaboration: str) -> Form:
    """Which seat somebody says is theirs."""
    return Form(
        action=CLAIM_FORM,
        title=words.CLAIM_FORM,
        inputs=(
            ChoiceInput(
                key="seat",
                label=words.CLAIM_LABEL,
                options=tuple(Option(seat.key, seat.title) for seat in seats),
            ),
        ),
        context={"collaboration": collaboration},
    )


def changed_card(
    lines: Sequence[str], warnings: Sequence[str] = (), *, empty: int = 0, collaboration: str = ""
) -> Card:
    """What became of filling seats; with `empty` seats left there is a button for those."""
    title = words.DONE_TITLE if lines else words.UNCHANGED_TITLE
    value = {"collaboration": collaboration}
    return Card(
        title=title,
        summary=title,
        blocks=(
            Bullets(tuple((line,) for line in lines)) if lines else paragraph(words.UNCHANGED),
            *(paragraph(warning) for warning in warnings),
            *([paragraph(words.still_empty(empty))] if empty else []),
            *([subtle(words.NEXT)] if lines else []),
        ),
        buttons=(
            *((Button(words.FILL_MORE, FILL, value, opens_form=True),) if empty else ()),
            Button(words.ALL_SEATS, ASK, {"text": "seats"}),
            Button(words.STATUS, ASK, {"text": "status"}),
        ),
    )


def claim_card(claim: Claim, seat: str, held_by: str) -> Card:
    """For the lead who confirms."""
    title = words.claim_title(claim.name, seat)
    value = {"collaboration": claim.collaboration, "claim": claim.id}
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.claim_how(held_by)),),
        buttons=(
            Button(words.RIGHT, CLAIM_YES, value, Look.PRIMARY),
            Button(words.WRONG, CLAIM_NO, value, Look.DANGER),
        ),
    )


def note_card(title: str, sentence: str) -> Card:
    """One sentence with a way on."""
    return Card(
        title=title,
        summary=f"{title}: {sentence}",
        blocks=(paragraph(sentence),),
        buttons=(
            Button(words.ALL_SEATS, ASK, {"text": "seats"}),
            Button(words.WHAT_IS_DUE, ASK, {"text": "due"}),
        ),
    )


def decided_card(claim: Claim, seat: str, sentence: str) -> Card:
    """The lead's card, once it is decided."""
    return Card(
        title=words.claim_title(claim.name, seat),
        summary=sentence,
        blocks=(paragraph(sentence),),
        buttons=(Button(words.ALL_SEATS, ASK, {"text": "seats"}),),
    )


def history_card(title: str, rows: Sequence[tuple[Part, ...]]) -> Card:
    """Who held a seat, and when."""
    return Card(
        title=f"{words.HISTORY_TITLE}: {title}",
        summary=f"{words.HISTORY_TITLE}: {title}",
        blocks=(Bullets(tuple(rows)) if rows else paragraph(words.NEVER),),
        buttons=(Button(words.ALL_SEATS, ASK, {"text": "seats"}),),
    )
