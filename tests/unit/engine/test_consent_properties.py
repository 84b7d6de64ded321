"""Whatever people do with an agreement: to what is in force both sides said yes, word by word.

The machine presses and types as people would, through the dispatcher and on memory storage, and
keeps its own books: who pressed Accept or Send on which words. After each step it compares.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.cards.compose.proposals import DECLINE, DECLINE_FORM, WITHDRAW
from bot.cards.compose.setup import CLAIM_YES
from bot.domain.address import Address
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.changes import applied
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.duration import Duration
from bot.domain.instant import instant
from bot.domain.own_side import split_own
from bot.engine.importing import import_agreement
from bot.engine.record import broken_links
from bot.engine.texts import Document, document_of
from bot.main import advance_to
from tests.unit.engine.founding import (
    WEEKLY,
    a_form,
    about,
    accept,
    amendments,
    collaboration,
    filled,
    form_of,
    in_force,
    open_part,
    press,
    send,
    submit,
    with_button,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, Stage, said, seat_address
from tests.unit.engine.test_isolation import with_a_second_collaboration

Found = TypeVar("Found")

LEADS = {"cro": PM, "sponsor": SPONSOR_PM}
SEATS = {"cro": "cro_pm", "sponsor": "program_manager"}
DIRECTOR = seat_address("study_director")
CLAIMERS = (seat_address("site_head"), seat_address("qau_manager"))
OTHER_PLACES = ("carmel", "yarra")

Wish: TypeAlias = tuple[tuple[str, ...], dict[str, str]]

parties = st.sampled_from(sorted(LEADS))
which = st.integers(min_value=0, max_value=5)
QUIRKS = "contact.quirks"
#: Parts that both sides agree on. Several answers of one form are several changes.
WISHES = st.sampled_from(
    [
        (WEEKLY, {"grace": "5 hours"}),
        (WEEKLY, {"grace": "6 hours", "title": "Friday letter"}),
        (WEEKLY, {"grace": "4 hours", "title": "Weekly written status"}),
        (WEEKLY, {"title": "Friday note", "if_late.remind.after": "1 hour"}),
        (("ground_rules",), {"lines": "Be kind.\nWrite it down."}),
        (("ground_rules",), {"lines": "Write it down."}),
        (("areas", "histopathology"), {"title": "Slides", "informed": "study_monitor"}),
        (("areas", "histopathology"), {"title": "Slides and reading"}),
        (("seats", "cro_pm"), {"reply_within.urgent": "2 hours"}),
        (("seats", "cro_pm"), {"reply_within.urgent": "3 hours", QUIRKS: "Calls back"}),
        (("parties", "cro"), {"hours": "08:00 to 16:00"}),
    ]
)
OWN = st.sampled_from(["", "Never at noon", "Calls back"])


class Consent(RuleBasedStateMachine):
    """Two companies and one agreement; another collaboration beside it that nobody touches."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.yes: set[tuple[str, str, str]] = set()
        """Amendment, party and text, for each press of Accept or Send by a lead."""
        self.buttons: list[tuple[Amendment, str]] = []
        """Each proposal anybody was ever shown, with the text its button carries."""
        self.kept: dict[int, Document] = {}
        """Each version as it was when it came into force."""
        self.opened: dict[str, CheckIn] = {}
        """Each check-in as it was when it was first seen."""
        self.chain = 0
        """Entries of the record that were looked at already."""

    def run(self, doing: Coroutine[Any, Any, Found]) -> Found:
        """Wait for what the engine does."""
        return self.loop.run(doing)

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def both_agree_on_the_first_version(self) -> None:
        self.stage: Stage = self.run(with_a_second_collaboration())
        self.run(self.rest_of_the_world_sleeps())
        self.first = self.stage.collaboration.version
        self.kept[self.first] = document_of(self.stage.agreement)

    async def rest_of_the_world_sleeps(self) -> None:
        ops = Address("console", "carmel", "ops")
        await self.stage.say(ops, "pause", Address("console", "carmel", "room"))
        self.elsewhere = self.messages_elsewhere()

    def messages_elsewhere(self) -> int:
        shown = self.stage.platform.messages.values()
        return sum(1 for each in shown if each.to.tenant in OTHER_PLACES)

    def open(self) -> list[Amendment]:
        return [each for each in self.run(amendments(self.stage)) if each.open]

    def pick(self, index: int, *states: AmendmentState) -> Amendment | None:
        found = [each for each in self.run(amendments(self.stage)) if each.state in states]
        return found[index % len(found)] if found else None

    # What people do

    @rule(party=parties, wish=WISHES)
    def edit(self, party: str, wish: Wish) -> None:
        """*Edit*: into the own draft, or a new one."""
        self.run(self._edit(LEADS[party], *wish, None))

    @rule(party=parties, wish=WISHES)
    def propose(self, party: str, wish: Wish) -> None:
        """*Edit*, and send it with that."""
        self._edit_and_send(party, wish, None)

    @rule(party=parties, wish=WISHES, index=which, sends=st.booleans())
    def suggest_other_wording(self, party: str, wish: Wish, index: int, *, sends: bool) -> None:
        target = self.pick(index, AmendmentState.PROPOSED)
        if target is None:
            return
        if sends:
            self._edit_and_send(party, wish, target)
        else:
            self.run(self._edit(LEADS[party], *wish, target))
        for other, lead in LEADS.items():  # at the same moment, on the card as it was before
            self.yes.add((target.id, other, target.text))
            self.run(accept(self.stage, lead, target))

    def _edit_and_send(self, party: str, wish: Wish, target: Amendment | None) -> None:
        path, changes = wish
        before = {each.id: each.times_sent for each in self.run(amendments(self.stage))}
        self.run(self._edit(LEADS[party], path, changes | {"because": "Better so"}, target))
        for each in self.run(amendments(self.stage)):
            if each.party == party and each.times_sent > before.get(each.id, 0):
                self.yes.add((each.id, party, each.text))

    async def _edit(
        self,
        actor: Address,
        path: tuple[str, ...],
        changes: dict[str, str],
        target: Amendment | None,
    ) -> None:
        response = await open_part(self.stage, actor, path, target)
        if response.form is not None:
            await submit(self.stage, actor, response.form, filled(response.form, changes))

    @rule(party=parties, index=which, reason=st.sampled_from(["More time", "As discussed"]))
    def send(self, party: str, index: int, reason: str) -> None:
        draft = self.pick(index, AmendmentState.DRAFT)
        if draft is None or draft.party != party:
            return
        self.run(send(self.stage, LEADS[party], draft, reason))
        (sent,) = [each for each in self.run(amendments(self.stage)) if each.id == draft.id]
        if sent.state is AmendmentState.PROPOSED or sent.state is AmendmentState.IN_FORCE:
            assert sent.changes == draft.changes
            self.yes.add((sent.id, party, sent.text))

    @rule(party=parties, index=which)
    def accept_what_is_shown(self, party: str, index: int) -> None:
        sent = self.pick(index, AmendmentState.PROPOSED)
        if sent is not None:
            self.yes.add((sent.id, party, sent.text))
            self.run(accept(self.stage, LEADS[party], sent))

    @rule(index=which)
    def everybody_accepts(self, index: int) -> None:
        for party in LEADS:
            self.accept_what_is_shown(party, index)

    @precondition(lambda self: self.buttons)
    @rule(actor=st.sampled_from([*LEADS.values(), DIRECTOR]), index=st.integers(0, 40))
    def accept_with_any_button_ever_shown(self, actor: Address, index: int) -> None:
        """Also by somebody who has no say."""
        sent, text = self.buttons[index % len(self.buttons)]
        self.yes |= {(sent.id, party, text) for party in LEADS if LEADS[party] == actor}
        self.run(accept(self.stage, actor, sent, text=text))

    @rule(party=parties, index=which)
    def decline(self, party: str, index: int) -> None:
        sent = self.pick(index, AmendmentState.PROPOSED)
        if sent is not None:
            self.run(press(self.stage, LEADS[party], DECLINE, about(self.stage, sent)))
            form = a_form(DECLINE_FORM, **about(self.stage, sent, text=sent.text))
            self.run(submit(self.stage, LEADS[party], form, {"because": "Not yet"}))

    @rule(party=parties, index=which)
    def withdraw(self, party: str, index: int) -> None:
        sent = self.pick(index, AmendmentState.PROPOSED, AmendmentState.DRAFT)
        if sent is not None:
            self.run(press(self.stage, LEADS[party], WITHDRAW, about(self.stage, sent)))

    @rule(party=parties, own=OWN, day=st.dates(date(2026, 12, 5), date(2027, 1, 20)))
    def change_what_is_the_own_side(self, party: str, own: str, day: date) -> None:
        """Contacts and days off."""
        if own:
            self.run(self._edit(LEADS[party], ("seats", SEATS[party]), {QUIRKS: own}, None))
        else:
            values = {"name": "Founders' day", "date": day.isoformat()}
            self.run(self._edit(LEADS[party], ("parties", party, "holidays"), values, None))

    @rule(days=st.sampled_from([1, 8, 40]))
    def time_passes(self, days: int) -> None:
        """Proposals are reminded of and lapse; check-ins open, go late and are missed."""
        later = instant(self.stage.clock.now() + timedelta(days=days, hours=5))
        self.run(advance_to(self.stage.accord, self.stage.clock, later))

    @rule()
    def answer_what_is_owed(self) -> None:
        response = self.run(self.stage.say(PM, "update"))
        if response.form is not None:
            self.run(self.stage.send(PM, response.form, **said()))

    @rule(index=which, actor=st.sampled_from(CLAIMERS), claims=st.booleans())
    def another_holder(self, index: int, actor: Address, *, claims: bool) -> None:
        """Somebody claims a seat and the lead confirms it, or the lead fills one, or empties it."""
        if claims:
            sits = self.run(self._sits(actor))
            self.run(self.stage.say(actor, "I am the study pathologist", CRO_ROOM))
            if sits:
                return  # nobody is asked whether somebody sits where they sit
            _, yes = with_button(self.stage, PM, CLAIM_YES)
            self.run(press(self.stage, PM, yes.action, yes.value))
            return
        form = form_of(self.run(self.stage.say(PM, "seats fill study director")))
        (question,) = form.inputs
        options = [each.value for each in getattr(question, "options", ())]
        self.run(submit(self.stage, PM, form, {question.key: options[index % len(options)]}))

    async def _sits(self, actor: Address) -> bool:
        async with self.stage.accord.storage.reading() as tx:
            directory = await self.stage.accord.directory.current(tx)
        now = self.stage.clock.now()
        held = directory.holder(self.stage.collaboration.id, "study_pathologist", now)
        return held is not None and actor in held.addresses

    @rule(party=parties, word=st.sampled_from(["pause", "resume"]))
    def pause_and_resume(self, party: str, word: str) -> None:
        self.run(self.stage.say(LEADS[party], word))

    @rule(number=st.integers(min_value=1, max_value=9), grace=st.sampled_from(["7h", "8h"]))
    def import_a_file(self, number: int, grace: str) -> None:
        """What is in force with another grace, whatever number the file gives itself."""
        self.run(self._import(number, grace))

    async def _import(self, number: int, grace: str) -> None:
        now = await in_force(self.stage)
        weekly = replace(now.cadence["weekly_status"], grace=Duration.parse(grace))
        cadences = tuple(weekly if each.key == weekly.key else each for each in now.cadences)
        versions = replace(now.agreement, version=number)
        text = replace(now, cadences=cadences, agreement=versions)
        async with self.stage.accord.storage.transaction() as tx:
            await import_agreement(tx, text, None, self.stage.clock.now())
        await self.stage.accord.settle()

    # What holds at every moment

    @invariant()
    def the_text_in_force_is_the_one_before_with_what_was_agreed(self) -> None:
        now = self.run(collaboration(self.stage))
        made = {a.version: a for a in self.run(amendments(self.stage)) if a.version is not None}
        assert set(made) == set(range(self.first + 1, now.version + 1))
        for version in range(max(self.kept) + 1, now.version + 1):
            before, after = self.kept[version - 1], self.run(self._version(version))
            self.came_about_by(made[version], before, after)
            self.kept[version] = after

    def came_about_by(self, amendment: Amendment, before: Document, after: Document) -> None:
        assert amendment.state is AmendmentState.IN_FORCE
        assert _agreed(applied(before, amendment.changes)) == _agreed(after)
        assert after["agreement"]["version"] == amendment.version
        assert after["agreement"]["history"][:-1] == before["agreement"]["history"]
        if len(amendment.parties) == 1:
            _, shared = split_own(amendment.changes, amendment.party, before)
            assert shared == ()
            return
        assert set(amendment.parties) == set(LEADS)
        for party in amendment.parties:
            assert (amendment.id, party, amendment.text) in self.yes
        assert {each.text for each in amendment.consents} == {amendment.text}
        assert {each.party for each in amendment.consents} == set(amendment.parties)

    async def _version(self, version: int) -> Document:
        async with self.stage.accord.storage.reading() as tx:
            return document_of(await tx.agreements.get(self.stage.collaboration.id, version))

    @invariant()
    def every_version_stays_as_it_was(self) -> None:
        for version, text in self.kept.items():
            assert self.run(self._version(version)) == text

    @invariant()
    def nothing_open_has_a_yes_to_other_words(self) -> None:
        now = self.run(collaboration(self.stage))
        for each in self.open():
            assert each.base == now.version
            assert {consent.text for consent in each.consents} <= {each.text}
            for consent in each.consents:
                assert (each.id, consent.party, consent.text) in self.yes
            if each.state is AmendmentState.DRAFT:
                assert each.consents == ()
            elif (each, each.text) not in self.buttons:
                self.buttons.append((each, each.text))

    @invariant()
    def a_checkin_keeps_the_rules_it_was_opened_under(self) -> None:
        for each in self.run(self._checkins()):
            first = self.opened.setdefault(each.id, each)
            assert (each.version, each.due, each.late_at) == (
                first.version,
                first.due,
                first.late_at,
            )
            assert each.version in self.kept
            if each is first:
                continue
            assert each.state is not CheckInState.OPEN or each.opened_at == first.opened_at

    async def _checkins(self) -> list[CheckIn]:
        async with self.stage.accord.storage.reading() as tx:
            waiting = await tx.checkins.waiting(self.stage.collaboration.id)
            known = [await tx.checkins.get(id_) for id_ in self.opened]
        return [*waiting, *(each for each in known if each is not None)]

    @invariant()
    def the_record_is_whole_and_nothing_went_elsewhere(self) -> None:
        record = self.run(self.stage.record())
        assert not list(broken_links(record))
        assert len(record) >= self.chain
        self.chain = len(record)
        assert self.messages_elsewhere() == self.elsewhere


def _agreed(text: Document | dict[str, Any]) -> dict[str, Any]:
    """A text without its bookkeeping, its items by name: their order says nothing."""
    return {
        section: sorted(value, key=str) if isinstance(value, list) else value
        for section, value in text.items()
        if section != "agreement"
    }


TestConsent = Consent.TestCase
TestConsent.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
