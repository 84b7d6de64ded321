"""Whatever three parties do in whatever order, only what all who are here accepted is in force."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.cards.compose.parts import REMOVE_PART
from bot.cards.compose.proposals import SEND, WITHDRAW
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.changes import applied
from bot.engine.parts import pack
from bot.engine.record import broken_links
from bot.engine.texts import document_of
from tests.unit.engine.founding import (
    about,
    accept,
    amendments,
    collaboration,
    filled,
    in_force,
    open_part,
    press,
    submit,
)
from tests.unit.engine.of_three import LEADS, all_agreed, directory
from tests.unit.engine.stage import Stage

Found = TypeVar("Found")
parties = st.sampled_from(sorted(LEADS))
which = st.integers(min_value=0, max_value=4)
RULES = st.sampled_from(["Be kind.", "Write it down.", "Ask first."])


class OfThree(RuleBasedStateMachine):
    """Three companies, of which one may leave."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.yes: set[tuple[str, str, str]] = set()
        """Amendment, party and text, for each press of Accept or Send by a lead."""
        self.version = 1

    def run(self, doing: Coroutine[Any, Any, Found]) -> Found:
        return self.loop.run(doing)

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def all_three_agreed(self) -> None:
        self.stage: Stage = self.run(all_agreed())
        self.text = document_of(self.stage.agreement)

    def pick(self, index: int) -> Amendment | None:
        found = [
            each
            for each in self.run(amendments(self.stage))
            if each.state is AmendmentState.PROPOSED
        ]
        return found[index % len(found)] if found else None

    def here(self) -> set[str]:
        now = self.run(directory(self.stage))
        return {party for party in LEADS if now.leads(self.stage.collaboration.id, party)}

    @rule(party=parties, lines=RULES)
    def proposes(self, party: str, lines: str) -> None:
        if party not in self.here() or self.text["ground_rules"] == [lines]:
            return
        self.sent_by(party, self._propose(party, lines))

    async def _propose(self, party: str, lines: str) -> None:
        """In the own draft, if there is one: it may be one that was overtaken."""
        await self._edit(party, ("ground_rules",), {"lines": lines})
        await self._send_drafts(party)

    async def _send_drafts(self, party: str) -> None:
        for each in await amendments(self.stage):
            if each.state is AmendmentState.DRAFT and each.party == party:
                shown = await press(self.stage, LEADS[party], SEND, about(self.stage, each))
                if shown.form is not None:
                    await submit(self.stage, LEADS[party], shown.form, {"reason": "Better so"})

    @rule(by=parties, party=st.sampled_from(["facilitator", "facilitator", "sponsor"]))
    def proposes_to_go_on_without(self, by: str, party: str) -> None:
        """Without the sponsor nothing would be left, and it is refused."""
        if by in self.here() and party in self.here():
            self.sent_by(by, self._without(by, party))

    async def _without(self, by: str, party: str) -> None:
        path = pack(("parties", party))
        await press(self.stage, LEADS[by], REMOVE_PART, about(self.stage, path=path))
        await self._send_drafts(by)

    def sent_by(self, party: str, doing: Coroutine[Any, Any, object]) -> None:
        self.run(doing)
        for each in self.run(amendments(self.stage)):
            if each.party == party and each.times_sent:
                self.yes.add((each.id, party, each.text))

    @rule(party=parties, index=which)
    def accepts(self, party: str, index: int) -> None:
        sent = self.pick(index)
        if sent is not None:
            self.yes.add((sent.id, party, sent.text))
            self.run(accept(self.stage, LEADS[party], sent))

    @rule(index=which)
    def all_accept(self, index: int) -> None:
        sent = self.pick(index)
        for party in LEADS if sent else ():
            assert sent is not None
            self.yes.add((sent.id, party, sent.text))
            self.run(accept(self.stage, LEADS[party], sent))

    @rule(party=parties, index=which)
    def withdraws(self, party: str, index: int) -> None:
        sent = self.pick(index)
        if sent is not None:
            self.run(press(self.stage, LEADS[party], WITHDRAW, about(self.stage, sent)))

    @rule(party=parties, calls=st.sampled_from(["Never at noon", "Calls back"]))
    def changes_its_own(self, party: str, calls: str) -> None:
        if party in self.here():
            seat = next(s["key"] for s in self.text["seats"] if s["party"] == party)
            changes = {"contact.quirks": calls}
            self.run(self._edit(party, ("seats", seat), changes))

    async def _edit(self, party: str, path: tuple[str, ...], changes: dict[str, str]) -> None:
        """What the party's own draft takes out cannot be opened."""
        shown = await open_part(self.stage, LEADS[party], path)
        if shown.form is not None:
            await submit(self.stage, LEADS[party], shown.form, filled(shown.form, changes))

    @invariant()
    def what_is_in_force_was_accepted_by_all_who_are_here(self) -> None:
        made = {each.version: each for each in self.run(amendments(self.stage)) if each.version}
        now = self.run(collaboration(self.stage)).version
        for version in range(self.version + 1, now + 1):
            each, were = made[version], {party["key"] for party in self.text["parties"]}
            self.text = {**applied(self.text, each.changes)}
            if len(each.parties) > 1:
                assert set(each.parties) == were
                assert {consent.party for consent in each.consents} >= were
            assert {(each.id, c.party, c.text) for c in each.consents if len(each.parties) > 1} <= (
                self.yes
            )
            assert {c.text for c in each.consents} == {each.text}
        self.version = now
        agreed = document_of(self.run(in_force(self.stage)))
        assert {**agreed, "agreement": None} == {**self.text, "agreement": None}
        assert self.here() == {party["key"] for party in agreed["parties"]}

    @invariant()
    def nothing_waits_for_who_is_not_here(self) -> None:
        for each in self.run(amendments(self.stage)):
            if each.state is AmendmentState.PROPOSED:
                assert each.missing
                assert set(each.parties) == self.here()
                assert each.party in self.here()

    @invariant()
    def the_record_is_whole(self) -> None:
        assert list(broken_links(self.run(self.stage.record()))) == []


TestOfThree = OfThree.TestCase
TestOfThree.settings = settings(
    max_examples=4,
    stateful_step_count=14,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
