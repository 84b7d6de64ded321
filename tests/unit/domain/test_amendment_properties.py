"""Whatever both sides do, in whatever order: nothing is in force that somebody did not accept."""

import copy
import json
from dataclasses import dataclass
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.agreement_file import read_agreement
from bot.domain.amendment import Amendment, AmendmentState, Consent
from bot.domain.changes import (
    Change,
    Overtaken,
    applied,
    changes_between,
    changes_from_json,
    changes_to_json,
    rebased,
)
from bot.domain.errors import Refused
from bot.domain.own_side import is_own, split_own
from tests.builders import at
from tests.unit.agreement_file.texts import SMALL
from tests.unit.domain.texts import item, text_of, without_order

NOW = at("2026-12-01T09:00")
PARTIES = ("sponsor", "cro")
#: Few, so that what is done is done to the same ones.
MOST_OPEN = 3
FIRST = text_of(read_agreement(SMALL))


def the_hour(text: dict[str, Any], choice: int) -> None:
    item(text, "cadences", "weekly")["rule"]["at"] = f"{12 + choice}:00"


def the_grace(text: dict[str, Any], choice: int) -> None:
    item(text, "cadences", "weekly")["grace"] = f"{choice}h"


def the_call(text: dict[str, Any], choice: int) -> None:
    """Taken out, or put back in another form."""
    kept = [each for each in text["cadences"] if each["key"] != "call"]
    call = {**item(FIRST, "cadences", "call"), "title": f"Call {choice}"}
    text["cadences"] = [*kept, call] if choice else kept


def the_ground_rules(text: dict[str, Any], choice: int) -> None:
    text["ground_rules"] = [f"Rule {number}" for number in range(choice + 1)]


def the_upper_rung(text: dict[str, Any], choice: int) -> None:
    rungs = item(text, "triggers", "death")["ladder"]
    rungs[1]["seats"] = {
        "sponsor": ["sponsor_pm", "monitor"][choice % 2],
        "cro": ["cro_pm", "vet"][choice // 2],
    }


def the_phone_of_cro(text: dict[str, Any], choice: int) -> None:
    item(text, "seats", "vet")["contact"]["phone"] = f"+91 {choice}"


def the_deputy_of_sponsor(text: dict[str, Any], choice: int) -> None:
    item(text, "seats", "monitor")["deputy"] = "sponsor_pm"
    item(text, "seats", "monitor")["contact"]["phone"] = f"+1 {choice}"


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                the_hour,
                the_grace,
                the_call,
                the_ground_rules,
                the_upper_rung,
                the_phone_of_cro,
                the_deputy_of_sponsor,
            ]
        ),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=3,
)
PARTY = st.sampled_from(PARTIES)
#: Who presses, one after the other; often everybody does, so that something comes into force.
WHO_PRESSES = st.sampled_from([PARTIES, PARTIES[::-1], *((party,) for party in PARTIES)])
WHAT = st.sampled_from(["new", "the changes", "the reason"])
SENT = st.sampled_from([True, True, False])
REASONS = st.sampled_from(["better", "the weekend"])


def words(changes: tuple[Change, ...], reason: str) -> str:
    return json.dumps([changes_to_json(changes), reason], sort_keys=True)


@dataclass(frozen=True)
class Card:
    """What an approver looks at: the text as it was when it was shown."""

    amendment: str
    fingerprint: str
    words: str


@dataclass(frozen=True)
class Version:
    """What a version is made of, as storage would keep it."""

    written: str
    text: dict[str, Any]
    by: Amendment | str
    """The amendment it came from, or the party whose own change it was."""


class TwoSides(RuleBasedStateMachine):
    """Both sides press everything they can; the engine's part is `new_version`."""

    def __init__(self) -> None:
        super().__init__()
        self.amendments: dict[str, Amendment] = {}
        self.versions: list[Version] = []
        self.cards: list[Card] = []
        self.said_yes: set[tuple[str, str, str]] = set()
        """Amendment, party and words, as long as nobody worded that amendment anew."""
        changes = changes_between({}, FIRST)
        self.versions.append(Version(json.dumps(changes_to_json(changes)), FIRST, "sponsor"))

    @property
    def text(self) -> dict[str, Any]:
        return self.versions[-1].text

    def new_version(self, changes: tuple[Change, ...], by: Amendment | str) -> None:
        text: Any = applied(self.text, changes)
        changed = changes_between(self.text, text)
        assert sorted(changed, key=repr) == sorted(changes, key=repr)
        if isinstance(by, str):
            assert all(is_own(change, by, self.text) for change in changed)
        else:
            # Word for word: what every party was shown and said yes to.
            shown = words(changes, by.reason)
            assert {(by.id, party, shown) for party in PARTIES} <= self.said_yes
        self.versions.append(Version(json.dumps(changes_to_json(changes)), text, by))
        for each in self.amendments.values():
            if each.open:
                self.bring_along(each, changes, by)

    def bring_along(
        self, other: Amendment, changes: tuple[Change, ...], by: Amendment | str
    ) -> None:
        """The rule of the engine: what was agreed on the same part has to be looked at again."""
        version = len(self.versions)
        parts = {change.part for change in changes}
        same_part = isinstance(by, Amendment) and any(c.part in parts for c in other.changes)
        if same_part or not self.fits(other):
            self.keep(other.overtaken(version, rebased(other.changes, self.text), version))
        else:
            self.keep(other.carried_over(version))

    def fits(self, amendment: Amendment) -> bool:
        try:
            applied(self.text, amendment.changes)
        except Overtaken:
            return False
        return True

    def keep(self, amendment: Amendment) -> None:
        self.amendments[amendment.id] = amendment

    def wanted(self, edits: list[Any]) -> tuple[Change, ...]:
        text = copy.deepcopy(self.text)
        for edit, choice in edits:
            edit(text, choice)
        return changes_between(self.text, text)

    def some(self, data: st.DataObject) -> Amendment:
        every = sorted(self.amendments)
        alive = [each for each in every if self.amendments[each].open]
        return self.amendments[data.draw(st.sampled_from(alive or every) | st.sampled_from(every))]

    # Few rules with much in each: the tool leaves out some rules in each run.
    @rule(data=st.data(), party=PARTY, edits=EDITS, reason=REASONS, sent=SENT, what=WHAT)
    def word(
        self,
        *,
        data: st.DataObject,
        party: str,
        edits: list[Any],
        reason: str,
        sent: bool,
        what: str,
    ) -> None:
        if what == "new" or not self.amendments:
            if sum(each.open for each in self.amendments.values()) < MOST_OPEN:
                self.write(self.draft(party, self.wanted(edits), reason), sent=sent)
            return
        before = self.some(data)
        changes = before.changes if what == "the reason" else self.wanted(edits)
        try:
            edited = before.edited(changes, reason, party, party)
        except Refused:
            assert not before.open
        else:
            self.said_yes = {yes for yes in self.said_yes if yes[0] != edited.id}
            self.write(edited, sent=sent)

    def draft(self, party: str, changes: tuple[Change, ...], reason: str) -> Amendment:
        number = len(self.amendments) + 1
        return Amendment(
            id=f"a{number:03}",
            collaboration="small",
            number=number,
            base=len(self.versions),
            party=party,
            person=party,
            changes=changes,
            reason=reason,
            parties=PARTIES,
            created_at=NOW,
        )

    @precondition(lambda self: self.amendments)
    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        self.write(self.some(data), sent=True)

    def write(self, draft: Amendment, *, sent: bool) -> None:
        self.keep(draft)
        if not sent:
            return
        try:
            shown = draft.sent(NOW)
        except Refused:
            ready = draft.state is AmendmentState.DRAFT and draft.overtaken_by is None
            assert not (ready and draft.changes)
        else:
            self.keep(shown)
            self.cards.append(Card(shown.id, shown.text, words(shown.changes, shown.reason)))

    @precondition(lambda self: self.cards)
    @rule(data=st.data(), parties=WHO_PRESSES)
    def press_accept(self, data: st.DataObject, parties: tuple[str, ...]) -> None:
        fresh = [each for each in self.cards if self.amendments[each.amendment].open]
        card = data.draw(st.sampled_from(fresh[-3:] or self.cards) | st.sampled_from(self.cards))
        for party in parties:
            self.accept(card, party)

    def accept(self, card: Card, party: str) -> None:
        before = self.amendments[card.amendment]
        shown_is_current = words(before.changes, before.reason) == card.words
        consent = Consent(party=party, person=party, seat=None, text=card.fingerprint, at=NOW)
        try:
            after = before.accepted(consent)
        except Refused:
            assert before.state is not AmendmentState.PROPOSED or not shown_is_current
            return
        assert before.state is AmendmentState.PROPOSED
        assert shown_is_current
        self.said_yes.add((before.id, party, card.words))
        self.keep(after)
        if after.complete:
            in_force = after.put_in_force(len(self.versions) + 1, NOW)
            self.keep(in_force)
            self.new_version(in_force.changes, by=in_force)

    @precondition(lambda self: self.amendments)
    @rule(data=st.data(), how=st.sampled_from(["declined", "lapsed", "withdrawn"]))
    def end(self, data: st.DataObject, how: str) -> None:
        before = self.some(data)
        try:
            match how:
                case "declined":
                    self.keep(before.declined("somebody", "not now", NOW))
                case "lapsed":
                    self.keep(before.lapsed(NOW))
                case _:
                    self.keep(before.withdrawn("somebody", NOW))
        except Refused:
            assert before.state is not AmendmentState.PROPOSED

    @rule(party=PARTY, edits=EDITS)
    def change_own(self, party: str, edits: list[Any]) -> None:
        own, _ = split_own(self.wanted(edits), party, self.text)
        if own:
            self.new_version(own, by=party)

    @invariant()
    def a_version_comes_from_one_amendment_at_most(self) -> None:
        versions = [each.version for each in self.amendments.values() if each.version]
        assert len(versions) == len(set(versions))
        for number in versions:
            by = self.versions[number - 1].by
            assert isinstance(by, Amendment)
            assert (by.version, by.state) == (number, AmendmentState.IN_FORCE)

    @invariant()
    def what_waits_for_an_answer_fits_the_version_in_force(self) -> None:
        for each in self.amendments.values():
            if each.open:
                assert each.base == len(self.versions)
                assert self.fits(each)
            if each.open and each.overtaken_by is not None:
                assert each.state is AmendmentState.DRAFT
                assert not each.consents

    @invariant()
    def what_is_over_cannot_begin_again(self) -> None:
        for each in self.amendments.values():
            assert each.open == (each.ended_at is None)
            assert each.open or not each.complete

    def teardown(self) -> None:
        """Every version can be made again from what was kept of it and of those before."""
        text: dict[str, Any] = {}
        for version in self.versions:
            text = dict(applied(text, changes_from_json(json.loads(version.written))))
            assert without_order(text) == without_order(version.text)


TestTwoSides = TwoSides.TestCase
TestTwoSides.settings = settings(deadline=None, max_examples=200, stateful_step_count=30)
