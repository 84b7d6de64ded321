"""From a draft to a version, and every way a proposal ends or has to begin again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import Change
from bot.domain.errors import Refused
from tests.builders import at

NOW = at("2026-12-01T09:00")
LATER = at("2026-12-02T09:00")
EARLIER_REPORT = Change(
    section="cadences", item="weekly_status", field=("rule", "at"), before="17:00", after="16:00"
)
LONGER_GRACE = Change(
    section="cadences", item="weekly_status", field=("grace",), before="4h", after="8h"
)
DRAFT = Amendment(
    id="a1",
    collaboration="rat_tox",
    number=3,
    base=2,
    party="sponsor",
    person="ann",
    changes=(EARLIER_REPORT,),
    reason="The call is at five",
    parties=("sponsor", "cro"),
    created_at=NOW,
)
PROPOSED = DRAFT.sent(NOW)


def consent(amendment: Amendment, party: str, person: str = "someone") -> Consent:
    return Consent(party=party, person=person, seat=None, text=amendment.text, at=LATER)


def accepted(amendment: Amendment, *parties: str) -> Amendment:
    for party in parties:
        amendment = amendment.accepted(consent(amendment, party))
    return amendment


COMPLETE = accepted(PROPOSED, "sponsor", "cro")
OVERTAKEN = PROPOSED.overtaken(3, (LONGER_GRACE,), 3)
ENDED = [
    COMPLETE.put_in_force(3, LATER),
    PROPOSED.declined("bo", "too early", LATER),
    DRAFT.withdrawn("ann", LATER),
    PROPOSED.lapsed(LATER),
]


def test_it_is_in_force_when_every_party_accepted_this_text() -> None:
    assert (PROPOSED.missing, PROPOSED.complete) == (("sponsor", "cro"), False)
    half = accepted(PROPOSED, "cro")
    assert (half.accepted_by, half.missing) == (frozenset({"cro"}), ("sponsor",))
    assert not half.complete
    with pytest.raises(Refused, match="every party has accepted"):
        half.put_in_force(3, LATER)
    assert COMPLETE.complete
    version = COMPLETE.put_in_force(3, LATER)
    assert (version.state, version.version, version.ended_at) == (
        AmendmentState.IN_FORCE,
        3,
        LATER,
    )
    assert not version.open


def test_what_is_accepted_is_the_changes_and_the_reason() -> None:
    assert DRAFT.text == replace(DRAFT, base=7, party="cro", person="bo", number=9).text
    assert DRAFT.text != replace(DRAFT, reason="Another").text
    assert DRAFT.text != replace(DRAFT, changes=(LONGER_GRACE,)).text


def test_a_second_yes_of_the_same_party_changes_nothing() -> None:
    half = accepted(PROPOSED, "cro")
    assert half.accepted(consent(half, "cro", "another approver")) is half


def test_an_old_button_accepts_nothing_after_an_edit() -> None:
    old = consent(PROPOSED, "cro")
    edited = PROPOSED.edited((LONGER_GRACE,), "Weekends", "cro", "bo").sent(LATER)
    with pytest.raises(Refused, match=r"changed since this was shown\. Open it again"):
        edited.accepted(old)
    assert edited.missing == ("sponsor", "cro")
    assert edited.times_sent == 2


def test_an_edit_is_the_wording_of_who_made_it_and_withdraws_every_consent() -> None:
    half = accepted(PROPOSED, "sponsor")
    edited = half.edited((LONGER_GRACE,), "Weekends", "cro", "bo")
    assert edited == replace(
        half,
        state=AmendmentState.DRAFT,
        changes=(LONGER_GRACE,),
        reason="Weekends",
        party="cro",
        person="bo",
        consents=(),
        sent_at=None,
    )
    back = edited.edited(half.changes, half.reason, "sponsor", "ann").sent(LATER)
    assert back.text == half.text
    assert back.missing == ("sponsor", "cro")


def test_a_stored_consent_to_another_text_does_not_count() -> None:
    stale = replace(PROPOSED, consents=(replace(consent(PROPOSED, "cro"), text="other"),))
    assert stale.accepted_by == frozenset()
    assert accepted(stale, "cro").accepted_by == {"cro"}


def test_only_parties_that_are_asked_can_accept() -> None:
    with pytest.raises(Refused, match="no answer of this party"):
        PROPOSED.accepted(consent(PROPOSED, "lab"))


def test_without_parties_nothing_is_ever_complete() -> None:
    assert not replace(PROPOSED, parties=()).complete


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(DRAFT, changes=()), "changes nothing yet. Edit a part"),
        (replace(DRAFT, reason=" "), "has no reason yet. Write in a sentence why"),
        (OVERTAKEN, "Version 3 changed a part of proposal 3 meanwhile. Open it"),
        (PROPOSED, "was sent already. Wait for the answer"),
    ],
)
def test_what_cannot_be_sent_says_what_to_do_first(draft: Amendment, words: str) -> None:
    with pytest.raises(Refused, match=words):
        draft.sent(LATER)


def test_declining_wants_a_reason() -> None:
    with pytest.raises(Refused, match="write in a sentence why"):
        PROPOSED.declined("bo", "  ", LATER)
    declined = PROPOSED.declined("bo", "too early", LATER)
    assert (declined.state, declined.ended_by, declined.ended_because, declined.ended_at) == (
        AmendmentState.DECLINED,
        "bo",
        "too early",
        LATER,
    )


def test_withdrawn_and_lapsed_keep_who_and_when() -> None:
    withdrawn, lapsed = DRAFT.withdrawn("ann", LATER), PROPOSED.lapsed(LATER)
    assert (withdrawn.state, withdrawn.ended_by) == (AmendmentState.WITHDRAWN, "ann")
    assert (lapsed.state, lapsed.ended_by) == (AmendmentState.LAPSED, None)
    assert withdrawn.ended_at == lapsed.ended_at == LATER


ANSWERS: list[Callable[[Amendment], Amendment]] = [
    lambda amendment: accepted(amendment, "cro"),
    lambda amendment: amendment.declined("bo", "no", LATER),
    lambda amendment: amendment.lapsed(LATER),
    lambda amendment: amendment.put_in_force(3, LATER),
]
STEPS: list[Callable[[Amendment], Amendment]] = [
    *ANSWERS,
    lambda amendment: amendment.edited((LONGER_GRACE,), "r", "cro", "bo"),
    lambda amendment: amendment.sent(LATER),
    lambda amendment: amendment.withdrawn("ann", LATER),
    lambda amendment: amendment.overtaken(4, (), 4),
    lambda amendment: amendment.carried_over(4),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_draft_waits_for_no_answer(answer: Callable[[Amendment], Amendment]) -> None:
    with pytest.raises(Refused, match="is being written and waits for no answer yet"):
        answer(DRAFT)
    with pytest.raises(Refused, match="Version 3 changed a part of proposal 3 meanwhile, so"):
        answer(OVERTAKEN)


@pytest.mark.parametrize("ended", ENDED, ids=lambda ended: ended.state)
@pytest.mark.parametrize("step", STEPS)
def test_what_is_over_stays_as_it_is(
    ended: Amendment, step: Callable[[Amendment], Amendment]
) -> None:
    with pytest.raises(Refused, match=r"Proposal 3 .*(propose it again|make a new proposal)\."):
        step(ended)


def test_a_version_that_changed_a_part_of_it_sends_it_back() -> None:
    half = accepted(PROPOSED, "cro")
    rebased = replace(EARLIER_REPORT, before="18:00")
    back = half.overtaken(3, (rebased,), 3)
    assert (back.state, back.overtaken_by, back.base) == (AmendmentState.DRAFT, 3, 3)
    assert (back.changes, back.consents, back.sent_at) == ((rebased,), (), None)
    looked_at = back.edited(back.changes, back.reason, "sponsor", "ann")
    assert looked_at.sent(LATER).state is AmendmentState.PROPOSED


def test_a_version_that_changed_none_of_its_parts_leaves_every_consent() -> None:
    half = accepted(PROPOSED, "cro")
    over = half.carried_over(3)
    assert over == replace(half, base=3)
    assert over.missing == ("sponsor",)
