"""Beginning a collaboration and joining one, as the platforms show it; and the general cards."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.cards.card import Card
from bot.cards.compose import general
from bot.cards.compose.preflight import checking_card, findings_card, interrupted_card
from bot.cards.compose.setup import (
    code_card,
    created,
    join_card,
    joined,
    lead_claim_card,
    moved,
    offer,
    revoked_card,
    setup_form,
    which_here,
)
from bot.cards.form import Form, Option
from bot.cards.plain import card_text
from bot.cards.words import setup as words
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.domain.joining import Claim, PairingCode
from bot.domain.people import Collaboration
from bot.engine.command_groups import COMMAND_GROUPS
from bot.engine.grammar import COMMANDS
from bot.templates import TEMPLATES
from tests.builders import at
from tests.large import people_to_pick
from tests.unit.cards.shown import ENGINE_WORDS, objections

NOW = at("2026-11-25T10:00")
ZONE = "America/Los_Angeles"
TITLE = "28-day oral toxicity of LKB-117 in rats"
C = "c" * 12
CODE = PairingCode(
    fingerprint="f" * 64,
    collaboration=C,
    party="cro",
    made_by="p1",
    made_at=NOW,
    expires_at=instant(NOW + timedelta(hours=72)),
)
CLAIM = Claim(
    id="f" * 16,
    collaboration=C,
    party="cro",
    seat=None,
    address=Address("slack", "T0CRO", "U0CRO"),
    name="Member 007",
    room=None,
    made_at=NOW,
)


def cards() -> Iterator[tuple[str, Card]]:
    yield "welcome unbound", general.welcome_unbound()
    yield "welcome", general.welcome(TITLE)
    yield "offer", offer()
    yield (
        "created",
        created(TITLE, "Larkspur", ("Deccan",), absent={"cro": "Deccan"}, collaboration=C),
    )
    yield "created shared", created(TITLE, "Larkspur", ("Deccan",), absent={}, collaboration=C)
    both = {"cro": "Deccan", "facilitator": "Bramble"}
    yield (
        "created of three",
        created(TITLE, "Larkspur", tuple(both.values()), absent=both, collaboration=C),
    )
    yield "code", code_card("PAEKC-MSHTW", CODE, "Deccan", ZONE)
    yield "revoked", revoked_card()
    yield "joined", joined(TITLE, "Deccan", "Member 007", agreed=False)
    yield "joined later", joined(TITLE, "Deccan", "Member 007", agreed=True)
    yield "join", join_card({"cro": "Deccan", "lab": "Thames"}, C)
    yield "lead claim", lead_claim_card(CLAIM, "Deccan")
    yield "moved", moved("Deccan", instead=" instead of the one before")
    yield "which here", which_here({C: TITLE, "d" * 12: "Cell line development"})
    yield "not bound room", general.not_bound(personal=False)
    yield "not bound person", general.not_bound(personal=True)
    choices = [Collaboration(id=C, key="rat", title=TITLE, version=1)]
    yield "which", general.which_collaboration("due", choices)
    yield "only for you", general.only_for_you("seats")
    yield "refusal", general.refusal(words.CODE_WRONG)
    yield "undeliverable", general.undeliverable("Weekly written status", "the account is closed")
    helps = [
        general.HelpLine(usage=c.usage, purpose=c.purpose, example=c.example) for c in COMMANDS
    ]
    yield "help", general.help_card(COMMAND_GROUPS)
    yield "help all", general.help_all(helps)
    yield "help on", general.help_on(helps[0])
    yield "not understood", general.not_understood("who know what" * 30, helps[:3])
    yield "checking", checking_card()
    yield "interrupted", interrupted_card()
    yield "all well", findings_card([], NOW, ZONE)


def forms() -> Iterator[Form]:
    templates = [Option(each.key, each.title) for each in TEMPLATES]
    yield setup_form(templates, [], date(2026, 11, 30), {})
    yield setup_form(templates, people_to_pick(), date(2026, 11, 30), {"side": "cro"})


CARDS = dict(cards())


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    assert objections(CARDS[name]) == []


@pytest.mark.parametrize("form", list(forms()))
def test_the_form_fits_both_with_three_hundred_people_in_the_room(form: Form) -> None:
    assert objections(form) == []


@pytest.mark.parametrize("name", CARDS)
def test_nobody_reads_words_of_the_engine(name: str) -> None:
    said = card_text(CARDS[name]).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []


def test_the_room_is_told_what_to_do_next() -> None:
    alone, together = card_text(CARDS["created"]), card_text(CARDS["created shared"])
    assert "Next: invite Deccan, say who holds which seat, and send the draft" in alone
    assert "Next: say who holds which seat, and send the draft" in together
    assert "[Invite the other company]" in alone
    assert "[Invite the other company]" not in together


def test_each_of_two_companies_can_be_invited() -> None:
    said = card_text(CARDS["created of three"])
    assert "the working agreement of Larkspur, Deccan and Bramble" in said
    assert "until all have accepted it" in said
    assert "Next: invite Deccan and Bramble, say" in said
    assert "[Invite Deccan]" in said
    assert "[Invite Bramble]" in said


def test_a_code_can_be_copied_as_it_is_typed() -> None:
    lines = card_text(CARDS["code"]).splitlines()
    assert "connect PAEKC-MSHTW" in lines
    assert "Works until: Sat 28 Nov 2026, 02:00 Los Angeles time" in lines


def test_what_was_typed_is_asked_again() -> None:
    form = setup_form([Option("blank", "Blank")], [], date(2026, 11, 30), {"title": "Rat study"})
    assert {each.key: each.value for each in form.inputs}["title"] == "Rat study"
    assert "their_lead" not in [each.key for each in form.inputs]
