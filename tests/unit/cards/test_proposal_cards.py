"""Proposals in every state, for both sides, as the platforms show them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card, Fact, fact
from bot.cards.compose.changes import MOST_CHANGES, MOST_CHARACTERS, pages
from bot.cards.compose.proposals import (
    ACCEPT,
    DECLINE,
    WITHDRAW,
    Shown,
    decline_form,
    proposal_card,
    send_form,
    version_card,
)
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.cards.words import proposals as words
from bot.cards.words.changes import Said, change_lines
from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import changes_between
from bot.domain.duration import Duration
from bot.domain.instant import instant
from bot.engine.texts import document_of
from tests.builders import at
from tests.large import LONG_RULE, large_agreement, renamed
from tests.unit.cards.shown import ENGINE_WORDS, objections

SENT = at("2026-12-01T09:30", "America/Los_Angeles")
NAMES = {"sponsor": "Larkspur", "cro": "Deccan", "lab": "Thames"}
PEOPLE = {"p1": "Sponsor program manager", "p2": "Client project manager"}
GRACE = Said("Weekly written status: grace", "4 hours", "6 hours")
TIME = Said("Weekly written status: when", "every Friday at 17:00", "every Thursday at 16:00")
AREA = Said(
    "Area added: Tissue shipment",
    "nothing",
    "Answers for it: Study director\nDoes it: Study pathologist\nCounterpart: Study monitor",
)
CONTENTS: tuple[Fact, ...] = (
    fact("Title", "28-day oral toxicity of LKB-117 in rats"),
    fact("Parties", "Larkspur Bio, Inc., San Diego; Deccan Preclinical Labs Pvt. Ltd., Kolkata"),
    fact("Seats", "14: Program manager; Study monitor; CMC lead; DMPK lead; and 10 more"),
    fact("Areas", "22: Study protocol; Dose levels; Ethics approval; Animal order; and 18 more"),
    fact("Updates", "7: Daily dosing note; Weekly written status; Monthly call; and 4 more"),
    fact("Never in chat", "2: chemical structure; information about other clients"),
)


def amendment(**overrides: Any) -> Amendment:
    """Proposal 3, of the sponsor, sent and accepted by its own lead."""
    agreed = large_agreement()
    cadences = tuple(replace(c, grace=Duration.parse("6h")) for c in agreed.cadences)
    before, after = document_of(agreed), document_of(replace(agreed, cadences=cadences))
    default = Amendment(
        id="a" * 16,
        collaboration="c" * 12,
        number=3,
        base=2,
        party="sponsor",
        person="p1",
        changes=changes_between(before, after),
        reason="Friday evening in Hyderabad turned out to be too late for a reply.",
        parties=("sponsor", "cro"),
        state=AmendmentState.PROPOSED,
        created_at=SENT,
        sent_at=SENT,
    )
    made = replace(default, **overrides)
    if made.state is AmendmentState.PROPOSED:
        made = replace(made, consents=(consent(made, "sponsor", "p1"),))
    return made


def consent(made: Amendment, party: str, person: str) -> Consent:
    return Consent(party=party, person=person, seat=None, text=made.text, at=SENT)


def shown(made: Amendment, *changes: Said, **overrides: Any) -> Shown:
    default = Shown(
        amendment=made,
        names=NAMES,
        people=PEOPLE,
        changes=changes or (GRACE, TIME, AREA),
        lapses_at=instant(SENT + timedelta(days=28)),
        zone="America/Los_Angeles",
    )
    return replace(default, **overrides)


def first(state: AmendmentState = AmendmentState.PROPOSED, *changes: Said, **more: Any) -> Shown:
    made = amendment(base=0, number=1, reason="First version", state=state, **more)
    return replace(shown(made), changes=changes, contents=CONTENTS)


def ended(state: AmendmentState, **more: Any) -> Shown:
    return shown(amendment(state=state, ended_at=SENT, **more))


def in_force() -> Amendment:
    made = amendment(state=AmendmentState.IN_FORCE, version=3, ended_at=SENT)
    both = (consent(made, "sponsor", "p1"), consent(made, "cro", "p2"))
    return replace(made, consents=both)


def everything_changes() -> tuple[Said, ...]:
    """200 changes and more: of every area and seat, and of one list that fills a message."""
    before, after = document_of(large_agreement()), document_of(renamed())
    changes = changes_between(before, after)
    return tuple(change_lines(change, before, after) for change in changes)


def states() -> Iterator[tuple[str, Card]]:
    """Every state a proposal can be in, for those who wrote it and for the others."""
    draft = amendment(state=AmendmentState.DRAFT, consents=())
    overtaken = replace(draft, overtaken_by=3)
    dismissed: dict[str, Any] = {
        "ended_by": "p2",
        "ended_because": "Our night shift cannot write before six.",
    }
    for whose, own in (("own", True), ("theirs", False)):
        yield f"draft {whose}", proposal_card(shown(draft), own=own)
        yield f"overtaken {whose}", proposal_card(shown(overtaken), own=own)
        yield f"proposed {whose}", proposal_card(shown(amendment()), own=own)
        yield (
            f"in force {whose}",
            proposal_card(shown(in_force()), own=own),
        )
        declined = ended(AmendmentState.DECLINED, **dismissed)
        yield f"declined {whose}", proposal_card(declined, own=own)
        withdrawn = ended(AmendmentState.WITHDRAWN, ended_by="p1")
        yield f"withdrawn {whose}", proposal_card(withdrawn, own=own)
        yield f"lapsed {whose}", proposal_card(ended(AmendmentState.LAPSED), own=own)
        yield f"first draft {whose}", proposal_card(first(AmendmentState.DRAFT), own=own)
        yield f"first proposed {whose}", proposal_card(first(), own=own)
        answered = first(AmendmentState.PROPOSED, GRACE, TIME)
        yield f"first reworded {whose}", proposal_card(answered, own=own)
        answering = first(AmendmentState.DRAFT, GRACE)
        yield f"first being reworded {whose}", proposal_card(answering, own=own)
        hidden = shown(
            amendment(), GRACE, hidden=1, warnings=(words.same_part(4, "Deccan", GRACE.title),)
        )
        yield f"restricted {whose}", proposal_card(hidden, own=own)


def others() -> Iterator[tuple[str, Card]]:
    yield "reminder", proposal_card(shown(amendment()), own=False, reminder=True)
    yield "reminder first", proposal_card(first(), own=False, reminder=True)
    yield "version", version_card(shown(in_force()))
    yield "first in force", version_card(replace(shown(in_force()), contents=CONTENTS, changes=()))


def many() -> Iterator[tuple[str, Card]]:
    """With more changes than any proposal is likely to hold, page by page."""
    changes = everything_changes()
    large = shown(amendment(), *changes)
    for page in range(len(pages(changes))):
        yield f"many, page {page}", proposal_card(large, own=False, page=page)
    yield "many in force", version_card(replace(large, amendment=in_force()))


def forms() -> Iterator[Form]:
    yield send_form(shown(amendment(state=AmendmentState.DRAFT, consents=(), reason="")))
    yield send_form(first(AmendmentState.DRAFT))
    yield decline_form(shown(amendment()))


CARDS = dict([*states(), *others(), *many()])


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    if name == "many own changes":
        assert card_text(CARDS[name]).count("Before:") == MOST_CHANGES
    assert objections(CARDS[name]) == []


@pytest.mark.parametrize("form", list(forms()), ids=lambda form: form.title)
def test_every_form_fits_both(form: Form) -> None:
    assert objections(form) == []


@pytest.mark.parametrize("name", CARDS)
def test_nobody_reads_words_of_the_engine(name: str) -> None:
    said = card_text(CARDS[name]).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []
    assert CARDS[name].buttons, "there is no way on"


def test_a_proposal_of_two_hundred_changes_can_be_read_to_its_end() -> None:
    changes = everything_changes()
    assert len(changes) > 200
    said = "\n".join(card_text(card) for name, card in CARDS.items() if "many, page" in name)
    assert [change.title for change in changes if change.title not in said] == []
    assert all(f"{LONG_RULE} ({n})" in said for n in range(60))


@given(
    st.lists(
        st.builds(Said, st.text(max_size=80), st.text(max_size=9000), st.text(max_size=6000)),
        max_size=6,
    )
)
def test_paging_leaves_nothing_out_and_fits(changes: list[Said]) -> None:
    found = pages(changes)
    pieces = [piece for page in found for piece in page]
    for side in (1, 2):
        whole = "".join("".join(change[side].split()) for change in changes)
        assert "".join("".join(piece[side].split()) for piece in pieces) == whole
    assert all(0 < len(page) <= MOST_CHANGES for page in found)
    sizes = [sum(len(text) for piece in page for text in piece) for page in found]
    assert all(size <= MOST_CHARACTERS for size in sizes)


def test_a_page_that_is_not_there_is_the_last_one() -> None:
    last = proposal_card(shown(amendment()), own=False, page=7)
    assert last == proposal_card(shown(amendment()), own=False)


@pytest.mark.parametrize("name", ["draft theirs", "overtaken theirs", "first draft theirs"])
def test_what_a_side_is_still_writing_is_its_own(name: str) -> None:
    said = card_text(CARDS[name])
    written = (amendment().reason, GRACE.title, GRACE.after, str(CONTENTS[0].value[0]))
    assert [text for text in written if text in said] == []


def test_accepting_is_offered_to_whoever_has_not_yet() -> None:
    def offered(made: Amendment, *, own: bool) -> list[str]:
        return [each.action for each in proposal_card(shown(made), own=own).buttons]

    assert offered(amendment(), own=False)[:2] == [ACCEPT, DECLINE]
    assert ACCEPT not in offered(amendment(), own=True)
    by_no_lead = replace(amendment(), consents=())
    assert ACCEPT in offered(by_no_lead, own=True)
    accept = proposal_card(shown(amendment()), own=False).buttons[0]
    assert accept.value["text"] == amendment().text


def test_the_first_version_has_no_button_that_would_be_refused() -> None:
    assert WITHDRAW not in [each.action for each in CARDS["first proposed own"].buttons]
    assert WITHDRAW not in [each.action for each in CARDS["first draft own"].buttons]
    assert WITHDRAW in [each.action for each in CARDS["proposed own"].buttons]


def test_a_proposal_reads_in_words() -> None:
    assert card_text(CARDS["proposed theirs"]).splitlines()[:8] == [
        "Larkspur proposes 3 changes (proposal 3)",
        "The agreement stays as it is until every side has accepted exactly these words.",
        "Reason: Friday evening in Hyderabad turned out to be too late for a reply.",
        "Weekly written status: grace",
        "Before: 4 hours",
        "After: 6 hours",
        "Weekly written status: when",
        "Before: every Friday at 17:00",
    ]
