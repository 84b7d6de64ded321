"""What an adversary's reading of rights, consent and isolation found, each as it was shown."""

from dataclasses import replace

import pytest

from adapters.console.platform import ConsolePlatform
from bot.cards.capabilities import Capabilities
from bot.cards.compose import seats as seat_cards
from bot.cards.compose import setup as setup_cards
from bot.cards.compose.general import ASK
from bot.cards.compose.parts import EDIT_PART, PART_CHOSEN, REMOVE_PART
from bot.cards.compose.proposals import SEND
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.amendment import AmendmentState
from bot.domain.people import Holding, Lead, Person
from bot.engine.directory import Directory
from bot.engine.inbound import Pressed
from bot.engine.outgoing import Unreachable
from bot.engine.parts import pack
from bot.engine.people_choice import token
from bot.engine.platform import Outgoing
from bot.main import assemble
from tests.unit.engine.founding import (
    AWAY,
    CY,
    DI,
    WEEKLY,
    a_code,
    a_draft_stage,
    a_form,
    about,
    accept,
    amendment,
    amendments,
    collaboration,
    edit,
    everything_read_by,
    filled,
    form_of,
    in_force,
    open_part,
    press,
    propose,
    refused,
    send,
    stored,
    submit,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_attacks_on_consent import (
    DIRECTOR,
    OPS,
    OTHER_PM,
    PHARMACIST,
    blinded_stage,
)
from tests.unit.engine.test_proposals import LAB

RULES = ("ground_rules",)


async def directory_of(stage: Stage) -> Directory:
    async with stage.accord.storage.reading() as tx:
        return await stage.accord.directory.current(tx)


async def person_at(stage: Stage, address: Address) -> Person:
    found = (await directory_of(stage)).person_at(address)
    assert found is not None
    return found


async def leads_of(stage: Stage, party: str) -> list[str]:
    leads = (await directory_of(stage)).leads(stage.collaboration.id, party)
    return [lead.name for lead in leads]


async def stands_up(stage: Stage, who: Address) -> None:
    """Somebody holds no seat any more."""
    directory, person = await directory_of(stage), await person_at(stage, who)
    async with stage.accord.storage.transaction() as tx:
        for holding in directory.holdings(stage.collaboration.id):
            if holding.person == person.id and holding.until is None:
                await tx.directory.end_holding(holding, stage.clock.now())


async def sits_down(stage: Stage, who: Address, seat: str) -> None:
    person = await person_at(stage, who)
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.appoint(
            Holding(
                collaboration=stage.collaboration.id,
                seat=seat,
                person=person.id,
                since=stage.clock.now(),
            )
        )


async def leads_too(stage: Stage, who: Address, party: str) -> None:
    person = await person_at(stage, who)
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.name_lead(
            Lead(collaboration=stage.collaboration.id, party=party, person=person.id)
        )


class Closed(ConsolePlatform):
    """A platform that reaches some people not at all, and shows nothing to one person of a room."""

    def __init__(self) -> None:
        super().__init__()
        self.unreachable: set[Address] = set()
        self.private = True

    def capabilities(self, to: Address) -> Capabilities:
        return replace(super().capabilities(to), private_in_room=self.private)

    async def post(self, message: Outgoing) -> str:
        hidden = message.only_for is not None and message.only_for != message.to
        if message.to in self.unreachable or (hidden and not self.private):
            raise Unreachable("They cannot be written to.")
        return await super().post(message)


def on_a_closed_platform(stage: Stage) -> Closed:
    platform = Closed()
    platform.messages = stage.platform.messages
    stage.accord = assemble(
        stage.accord.settings,
        clock=stage.clock,
        storage=stage.accord.storage,
        facts=stage.accord.facts,
        platforms=(platform,),
    )
    stage.platform = platform
    return platform


# Consent


async def test_a_lead_does_not_send_words_a_colleague_wrote_after_the_form_was_opened() -> None:
    """Sending is the side's yes, and the form was opened on other words."""
    stage = await a_stage()
    await edit(stage, PM, WEEKLY, {"grace": "6 hours"})
    (draft,) = await amendments(stage)
    form = form_of(await press(stage, PM, SEND, about(stage, draft)))
    await edit(stage, DIRECTOR, WEEKLY, {"grace": "9 hours"})
    await refused(stage, submit(stage, PM, form, {"reason": "More time"}), "so it was not sent", PM)
    assert (await amendment(stage, 1)).consents == ()


async def test_a_lead_who_gives_a_reason_at_once_is_first_shown_what_a_colleague_wrote() -> None:
    stage = await a_stage()
    await edit(stage, DIRECTOR, WEEKLY, {"grace": "9 hours"})
    form = form_of(await open_part(stage, PM, RULES))
    values = filled(form, {"lines": "Be kind.", "because": "Shorter"})
    response = await submit(stage, PM, form, values)
    assert (await amendment(stage, 1)).state is AmendmentState.DRAFT
    assert "9 hours" in stage.last_text(PM)
    # Having been shown all of it, they can send it from the form that follows.
    await submit(stage, PM, form_of(response), {"because": "Shorter"})
    assert (await amendment(stage, 1)).state is AmendmentState.PROPOSED


async def test_a_lead_does_not_send_a_colleagues_words_from_a_form_that_was_open_before() -> None:
    stage = await a_stage()
    more = await edit(stage, PM, WEEKLY, {"grace": "6 hours"})
    await edit(stage, DIRECTOR, RULES, {"lines": "Be quick."})
    await refused(
        stage, submit(stage, PM, form_of(more), {"because": "Now"}), "so it was not sent", PM
    )


async def test_an_approver_can_take_out_the_seat_they_accept_in() -> None:
    """The line of the history named the seat that its own version takes out."""
    stage = await a_stage()
    form = form_of(await open_part(stage, PM, ("seats",)))
    seat = {
        "party": "cro",
        "title": "Second manager",
        "contact.preferred": "email",
        "contact.urgent": "email",
        "reply_within.normal": "1bd",
        "reply_within.urgent": "1bd",
    }
    await submit(stage, PM, form, filled(form, seat))
    added = (await amendments(stage))[-1]
    await send(stage, PM, added, "One more")
    await accept(stage, SPONSOR_PM, await amendment(stage, added.number))
    await stands_up(stage, PM)
    await sits_down(stage, PM, "second_manager")
    await press(stage, PM, REMOVE_PART, about(stage, path=pack(("seats", "second_manager"))))
    removed = (await amendments(stage))[-1]
    await send(stage, PM, removed, "One less")
    await accept(stage, SPONSOR_PM, await amendment(stage, removed.number))
    assert (await amendment(stage, removed.number)).state is AmendmentState.IN_FORCE
    assert "second_manager" not in (await in_force(stage)).seat


# What is whose


async def test_the_record_both_sides_can_take_holds_no_words_of_a_draft() -> None:
    stage = await a_stage()
    await edit(stage, PM, WEEKLY, {"grace": "17 hours"})
    assert "17h" not in str(await stage.record())
    await send(stage, PM, await amendment(stage, 1), "More time")
    assert "17h" in str(await stage.record())


async def test_somebody_who_left_every_seat_reads_nothing_more_in_a_personal_chat() -> None:
    stage = await a_stage()
    await stands_up(stage, DIRECTOR)
    for text in ("agreement", "status", "who owns the histo slides?"):
        await stage.say(DIRECTOR, text)
        assert "I do not know you yet" in stage.last_text(DIRECTOR)


async def with_a_lab() -> Stage:
    """A third party is in the agreement, and nobody of it is here yet."""
    stage = await a_stage()
    adds = await propose(stage, PM, ("parties",), LAB, "Samples go to Basel")
    await accept(stage, SPONSOR_PM, adds)
    stage.agreement = await in_force(stage)
    return stage


MANAGER = Address("console", "basel", "manager")
BASEL = Address("console", "basel", "room")


async def without_the_lab(stage: Stage) -> None:
    """The lab, which has joined, is taken out with its own consent."""
    await press(stage, PM, REMOVE_PART, about(stage, path=pack(("parties", "centrallab"))))
    removes = (await amendments(stage))[-1]
    await send(stage, PM, removes, "Samples stay here")
    for lead in (SPONSOR_PM, MANAGER):
        await accept(stage, lead, await amendment(stage, removes.number))
    assert "centrallab" not in (await in_force(stage)).party


async def test_a_code_of_a_party_that_was_taken_out_is_refused_with_a_sentence() -> None:
    stage = await with_a_lab()
    await stage.say(MANAGER, f"connect {await a_code(stage, PM, CRO_ROOM)}", BASEL)
    code = await _own_code(stage, MANAGER, "central")
    await without_the_lab(stage)
    before = (await stored(stage)).directory
    await stage.say(MANAGER, f"connect {code}", BASEL)
    assert "That code does not work here" in stage.last_text(BASEL)
    assert (await stored(stage)).directory == before


async def test_a_claim_to_speak_for_a_party_that_was_taken_out_breaks_nothing() -> None:
    stage = await with_a_lab()
    other = Address("console", "basel", "other")
    await press(stage, other, setup_cards.JOIN, about(stage, party="centrallab"), CRO_ROOM)
    async with stage.accord.storage.reading() as tx:
        (claim,) = await tx.joining.open_claims(stage.collaboration.id)
    await stage.say(MANAGER, f"connect {await a_code(stage, PM, CRO_ROOM)}", BASEL)
    await without_the_lab(stage)
    await stage.say(PM, "status")
    assert "did not work" not in stage.last_text(PM)
    for action in (setup_cards.CLAIM_YES, setup_cards.CLAIM_NO):
        await refused(stage, press(stage, PM, action, about(stage, claim=claim.id)), "", PM)


async def test_people_of_a_party_that_was_taken_out_read_nothing_more() -> None:
    stage = await with_a_lab()
    await stage.say(MANAGER, f"connect {await a_code(stage, PM, CRO_ROOM)}", BASEL)
    await stage.say(MANAGER, "status")
    assert "Status" in stage.last_text(MANAGER)
    await without_the_lab(stage)
    await stage.say(MANAGER, "status")
    assert "I do not know you yet" in stage.last_text(MANAGER)


async def test_a_code_binds_no_room_to_a_collaboration_that_is_over() -> None:
    stage = await with_a_lab()
    code = await a_code(stage, PM, CRO_ROOM)
    await stage.say(PM, "close")
    for state in ("closed", "archived"):
        await stage.say(MANAGER, f"connect {code}", BASEL)
        assert "That code does not work here" in stage.last_text(BASEL), state
        assert (await directory_of(stage)).in_room(BASEL) is None
        await stage.say(PM, "archive")


# Restricted


async def two_unblinded_leads() -> Stage:
    """The pharmacist leads beside the manager, who is blinded."""
    stage = await blinded_stage()
    await leads_too(stage, PHARMACIST, "cro")
    return stage


async def test_a_claim_of_an_unblinded_seat_is_shown_to_no_blinded_lead() -> None:
    stage = await two_unblinded_leads()
    person = Person(id="stat", name="Sam", addresses=(Address("console", "yarra", "sam"),))
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(person)
        await tx.directory.unname_lead(
            Lead(
                collaboration=stage.collaboration.id,
                party="cro",
                person=(await person_at(stage, PHARMACIST)).id,
            )
        )
    await sits_down(stage, person.addresses[0], "unblinded_pharmacist")
    sam = person.addresses[0]
    claim = a_form(seat_cards.CLAIM_FORM, **about(stage))
    seat = {"seat": "unblinded_statistician"}
    await refused(stage, submit(stage, sam, claim, seat), "No lead of your side may know", sam)
    assert "nblinded statistician" not in everything_read_by(stage, OTHER_PM)

    await leads_too(stage, PHARMACIST, "cro")
    await submit(stage, sam, claim, seat)
    assert "nblinded statistician" in everything_read_by(stage, PHARMACIST)
    assert "nblinded statistician" not in everything_read_by(stage, OTHER_PM)
    async with stage.accord.storage.reading() as tx:
        (made,) = await tx.joining.open_claims(stage.collaboration.id)
    value = about(stage, claim=made.id)
    await refused(
        stage, press(stage, OTHER_PM, setup_cards.CLAIM_YES, value), "is not known here", OTHER_PM
    )
    await press(stage, PHARMACIST, setup_cards.CLAIM_YES, value)
    assert "nblinded statistician" not in everything_read_by(stage, OTHER_PM, OPS)


async def test_a_lead_out_of_reach_has_nothing_restricted_shown_to_their_room_instead() -> None:
    stage = await two_unblinded_leads()
    on_a_closed_platform(stage).unreachable = {PHARMACIST}
    room = Address("console", "yarra", "room")
    path = ("seats", "unblinded_pharmacist")
    await edit(stage, PHARMACIST, path, {"reply_within.urgent": "77 minutes"})
    await send(stage, PHARMACIST, (await amendments(stage))[-1], "Faster at night")
    assert "77 minutes" not in everything_read_by(stage, room, OPS, OTHER_PM)
    await propose(stage, PHARMACIST, RULES, {"lines": "Be kind."}, "Short")
    assert "Be kind." in everything_read_by(stage, room)


async def test_what_could_not_be_delivered_names_no_restricted_seat_to_the_other_side() -> None:
    stage = await two_unblinded_leads()
    await stands_up(stage, PHARMACIST)
    await sits_down(stage, PHARMACIST, "unblinded_statistician")
    sam = Address("console", "yarra", "sam")
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(Person(id="sam", name="Sam", addresses=(sam,)))
    await sits_down(stage, sam, "unblinded_pharmacist")
    on_a_closed_platform(stage).unreachable = {PHARMACIST}
    claim = a_form(seat_cards.CLAIM_FORM, **about(stage))
    await submit(stage, sam, claim, {"seat": "unblinded_statistician"})
    assert "message.undeliverable" in await stage.kinds()
    assert "nblinded statistician" not in everything_read_by(stage, OPS, OTHER_PM)


async def test_a_change_of_an_update_from_a_hidden_seat_is_hidden_too() -> None:
    stage = await two_unblinded_leads()
    now, agreement = stage.collaboration, stage.agreement
    first, *others = agreement.cadences
    ledger = replace(
        first, title="Dose ledger", from_="unblinded_pharmacist", to=("clinical_ops_lead",)
    )
    history = agreement.agreement.history
    newest = replace(history[-1], version=now.version + 1)
    versions = replace(agreement.agreement, version=newest.version, history=(*history, newest))
    async with stage.accord.storage.transaction() as tx:
        next_one = replace(agreement, agreement=versions, cadences=(ledger, *others))
        await tx.agreements.add(now.id, next_one, stage.clock.now())
        await tx.directory.save_collaboration(replace(now, version=now.version + 1))
    await propose(stage, PHARMACIST, ("cadences", ledger.key), {"grace": "7 hours"})
    assert "Dose ledger" in everything_read_by(stage, PHARMACIST)
    rooms = [Address("console", tenant, "room") for tenant in ("carmel", "yarra")]
    assert "Dose ledger" not in everything_read_by(stage, OPS, OTHER_PM, *rooms)
    assert "restricted and not shown here" in everything_read_by(stage, OPS)


async def test_a_blinded_lead_cannot_find_out_whether_a_hidden_seat_exists() -> None:
    stage = await blinded_stage()
    for seat in ("unblinded_pharmacist", "no_such_seat"):
        await refused(
            stage,
            press(stage, OTHER_PM, seat_cards.GAP_CLOSE, about(stage, seat=seat)),
            "lead",
            OTHER_PM,
        )


# Several addresses


async def test_a_lead_with_an_address_elsewhere_stays_a_lead_when_the_form_is_saved() -> None:
    stage = await a_draft_stage()
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    elsewhere = Address("console", "freelance", "cy")
    cy = await person_at(stage, CY)
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(replace(cy, addresses=(elsewhere, CY)))
    form = form_of(await press(stage, CY, seat_cards.LEADS_OPEN, about(stage), AWAY))
    assert form.inputs[0].value == token(CY)
    await submit(stage, CY, form, {"leads": f"{form.inputs[0].value},{token(DI)}"}, AWAY)
    assert set(await leads_of(stage, "cro")) == {"Cy", "Di"}
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(replace(cy, addresses=(elsewhere,)))
    form = form_of(await press(stage, DI, seat_cards.LEADS_OPEN, about(stage), AWAY))
    await submit(stage, DI, form, {"leads": token(DI)}, AWAY)
    # Nobody could choose Cy there, so nobody has taken the lead from them.
    assert set(await leads_of(stage, "cro")) == {"Cy", "Di"}


async def test_the_form_of_seats_shows_a_holder_under_the_address_of_the_side() -> None:
    stage = await a_draft_stage()
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    cy = await person_at(stage, CY)
    async with stage.accord.storage.transaction() as tx:
        addresses = (Address("console", "freelance", "cy"), CY)
        await tx.directory.save_person(replace(cy, addresses=addresses))
    form = form_of(await press(stage, CY, seat_cards.FILL, about(stage), AWAY))
    assert [each.value for each in form.inputs].count(token(CY)) == 1
    before = (await stored(stage)).directory
    await submit(stage, CY, form, {each.key: each.value for each in form.inputs}, AWAY)
    assert (await stored(stage)).directory.holdings == before.holdings


# Nobody told


async def test_each_who_joins_with_a_code_is_answered() -> None:
    stage = await a_draft_stage()
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    code = await _own_code(stage, CY, "labs")
    before = len(stage.received(AWAY))
    await stage.say(DI, f"connect {code}", AWAY)
    assert len(stage.received(AWAY)) == before + 1  # an edit of what greeted Cy rings at nobody
    assert "Di" in stage.last_text(AWAY)
    assert set(await leads_of(stage, "cro")) == {"Cy", "Di"}


async def _own_code(stage: Stage, by: Address, party: str) -> str:
    """A code for more people of the own side."""
    await stage.say(by, f"connect code {party}")
    words = stage.last_text(by).split()
    return next(word for word in words if word.count("-") == 1 and len(word) == len("12345-12345"))


async def test_a_check_asked_for_with_a_button_reaches_who_asked_where_rooms_keep_no_secret() -> (
    None
):
    stage = await a_stage()
    on_a_closed_platform(stage).private = False
    origin = stage.origin(PM, CRO_ROOM, immediate=True)
    await stage.accord.dispatch(Pressed(origin=origin, action=ASK, value={"text": "connect"}))
    await stage.accord.settle()
    assert any("check" in card_text(each.card).casefold() for each in stage.received(PM))
    assert "message.undeliverable" not in await stage.kinds()


@pytest.mark.parametrize("word", ["close", "pause"])
async def test_a_proposal_that_waited_is_reminded_of_and_lapses_after_going_on(word: str) -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await stage.say(PM, word)
    await stage.until("2026-12-14T12:00")
    await stage.say(PM, "resume")
    assert (await amendment(stage, sent.number)).state is AmendmentState.PROPOSED
    await stage.until("2027-01-31T12:00")
    assert (await amendment(stage, sent.number)).state is AmendmentState.LAPSED
    assert (await stage.kinds()).count("amendment.reminded") == 1


async def test_what_was_accepted_before_a_pause_stays_accepted() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await stage.say(PM, "pause")
    await stage.say(PM, "resume")
    assert (await amendment(stage, sent.number)).consents == sent.consents
    await accept(stage, SPONSOR_PM, sent)
    assert (await collaboration(stage)).version == stage.collaboration.version + 1


# A sentence, not an exception


@pytest.mark.parametrize("which", ["nonsense", "[null]", "x" * 3000])
async def test_a_part_that_is_none_is_refused_with_a_sentence(which: str) -> None:
    stage = await a_stage()
    form = a_form(PART_CHOSEN, **about(stage))
    await refused(
        stage, submit(stage, PM, form, {"which": which}), "no longer in the agreement", PM
    )


@pytest.mark.parametrize("action", [EDIT_PART, REMOVE_PART])
async def test_a_path_nested_without_end_is_refused_with_a_sentence(action: str) -> None:
    stage = await a_stage()
    value = about(stage, path="[" * 100_000)
    await refused(stage, press(stage, PM, action, value), "no longer in the agreement", PM)


@pytest.mark.parametrize(
    ("who", "seat", "day"),
    [(PM, "study director", "0001-01-01"), (SPONSOR_PM, "program manager", "9999-12-31")],
)
async def test_the_first_and_last_day_there_is_are_answered(
    who: Address, seat: str, day: str
) -> None:
    stage = await a_stage()
    await stage.say(who, f"seats {seat} on {day}")
    assert "did not work" in stage.last_text(who)
