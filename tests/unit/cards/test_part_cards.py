"""Every form and card of the editor fits Slack, Teams and the terminal, and can be read there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from adapters.slack.capabilities import SLACK
from adapters.slack.form import view as slack_view
from adapters.slack.place import Place
from adapters.slack.render import render as slack_render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from adapters.teams.render_form import render_form
from bot.agreement_file.references import KEYED_LISTS
from bot.cards.capabilities import Capabilities
from bot.cards.card import Card
from bot.cards.fit import fit
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.cards.words import parts as words
from bot.domain.agreement.areas import Access
from bot.domain.agreement.document import Agreement
from bot.domain.visibility import A_ROOM, EVERYTHING, View, view
from bot.engine.parts import (
    SECTIONS,
    choose_form,
    overview_card,
    part_card,
    part_form,
    section_card,
)
from bot.engine.parts.places import item_id
from tests.builders import SEATS, a_location, a_seat, an_agreement, an_area
from tests.judges.slack import judge_slack_response, judge_view
from tests.judges.teams import judge_card
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.parts.agreements import NAMES, levels, lists, seen_by_all

PLACE = Place(team="T0SPONSOR", channel="C0STUDY")
#: What the engine adds to every button and form.
ABOUT = {"collaboration": "c" * 32, "amendment": "a" * 32}
#: At which Teams refuses a message.
TEAMS_BYTES = 100_000


def shown_to_nobody(_: object) -> bool:
    return False


@lru_cache
def crowded() -> Agreement:
    """The largest agreement that is promised to work: 60 areas and 30 seats."""
    seats = [
        a_seat(f"seat_{n}", "cro", title=f"A role with a long title number {n}") for n in range(22)
    ]
    areas = [
        an_area(f"area_{n}", title=f"An area with quite a long title number {n}") for n in range(60)
    ]
    return an_agreement(seats=(*SEATS, *seats), areas=tuple(areas))


def views() -> Iterator[View]:
    yield from (seen_by_all(name) for name in NAMES)
    yield view(example(PHASE_1), A_ROOM)
    yield view(crowded(), EVERYTHING)


VIEWS = list(views())


def forms(shown: View) -> Iterator[Form]:
    for path in (*levels(shown), *lists(shown)):
        yield part_form(shown, path, about=ABOUT)
    yield choose_form(shown, about=ABOUT)
    for card in cards(shown):
        for button in card.buttons:
            if button.action == "part_choose":
                section, item = button.value.get("section"), button.value.get("item")
                yield choose_form(shown, section, item, editable=True, about=ABOUT)


def kinds(shown: View) -> Iterator[Form]:
    """Of the forms that ask the same, the shortest and the longest."""
    alike: dict[tuple[str, ...], list[Form]] = {}
    for form in forms(shown):
        asked = (form.title, *(f"{type(each).__name__} {each.key}" for each in form.inputs))
        alike.setdefault(asked, []).append(form)
    for found in alike.values():
        found.sort(key=lambda form: len(repr(form)))
        yield from {id(form): form for form in (found[0], found[-1])}.values()


def cards(shown: View) -> Iterator[Card]:
    yield overview_card(shown, editable=True, about=ABOUT)
    for section in SECTIONS:
        yield section_card(shown, section.key, editable=True, about=ABOUT)
    for path in levels(shown):
        if len(path) == 2 and path[0] in {s.key for s in SECTIONS if s.lists}:
            yield part_card(shown, str(path[0]), str(path[1]), editable=True, about=ABOUT)


@pytest.mark.parametrize("shown", VIEWS)
def test_every_form_is_a_modal_slack_takes(shown: View) -> None:
    assert all(len(form.title) <= 24 for form in forms(shown))
    for form in kinds(shown):
        modal = slack_view(form, PLACE, shown_to_nobody)
        assert len(modal["blocks"]) == len(form.inputs) + len(form.intro) <= 90
        assert judge_view(modal) == [], form.title


@pytest.mark.parametrize("shown", VIEWS)
def test_every_form_is_a_card_teams_takes(shown: View) -> None:
    for form in kinds(shown):
        card = render_form(form)
        assert judge_card(card) == [], form.title
        assert len(json.dumps(card)) < TEAMS_BYTES, form.title


@pytest.mark.parametrize("shown", VIEWS)
def test_every_card_is_a_message_both_take(shown: View) -> None:
    for card in cards(shown):
        assert judge_slack_response(slack_render(fit(card, SLACK), shown_to_nobody)) == []
        assert judge_card(render_card(fit(card, TEAMS))) == []


@pytest.mark.parametrize("limits", [SLACK, TEAMS])
@pytest.mark.parametrize("shown", VIEWS)
def test_no_button_that_leads_somewhere_else_is_cut_off(shown: View, limits: Capabilities) -> None:
    overview = overview_card(shown, editable=True)
    assert fit(overview, limits).buttons[0].label == words.OPEN_A_PART
    for card in list(cards(shown))[1:]:
        assert fit(card, limits).buttons == card.buttons, card.title


@pytest.mark.parametrize("shown", VIEWS[:2])
def test_nobody_reads_keys_or_field_names(shown: View) -> None:
    said = "\n".join(card_text(card) for card in cards(shown))
    data = [getattr(shown.agreement, name) for name in KEYED_LISTS]
    keys = {each.key for listed in data for each in listed if "_" in each.key}
    assert [key for key in keys if key in said] == []
    for form in forms(shown):
        labels = [text for each in form.inputs for text in (each.label, each.hint)]
        assert [text for text in labels if "_" in text and "non_gxp" not in text] == []


def test_an_input_has_a_label_that_says_it_in_words() -> None:
    for shown in VIEWS:
        for path in (*levels(shown), *lists(shown)):
            labels = [each.label for each in part_form(shown, path).inputs]
            assert len(labels) == len(set(labels)), path


def test_an_item_reads_in_words() -> None:
    text = card_text(part_card(seen_by_all(NAMES[0]), "cadences", "weekly_status", editable=False))
    assert text.splitlines() == [
        "Weekly written status",
        "From: Deccan: Client project manager",
        "To: Larkspur: Program manager, Larkspur: Sponsor's study monitor (nonclinical lead)",
        "Sent by: Shared Slack channel",
        "When: every Friday at 17:00 Kolkata time",
        "Grace: 4 hours",
        "On a day off: Moves to the working day before",
        "Reminded when late: Deccan: Client project manager",
        "Reminded after: 2 hours",
        "",
        "What it says",
        "- done this week",
        "- next week",
        "- slips against schedule",
        "- open questions",
        "- budget used",
        "",
        "Told when it is late",
        "- Program manager, 1 business day after the promised time",
        "[Back]",
    ]


def test_a_ladder_reads_in_words() -> None:
    text = card_text(
        part_card(seen_by_all(NAMES[0]), "triggers", "unexpected_death", editable=True)
    )
    assert (
        "step 3, after 12 hours if not resolved or reported: two or more deaths in one group:"
        " VP of R&D and Test facility management (site head)"
    ) in text
    assert text.endswith("[Edit] [Change an entry] [Add limit] [Add ladder step] [Remove] [Back]")


def test_a_long_part_lists_titles_only() -> None:
    text = card_text(section_card(view(crowded(), EVERYTHING), "areas", editable=False))
    assert "- An area with quite a long title number 7\n" in text


def test_what_is_restricted_is_nowhere() -> None:
    agreed = example(PHASE_1)
    shown = view(agreed, A_ROOM)
    assert shown.hidden_seats
    assert shown.hidden_locations
    hidden = [agreed.seat[key].title for key in shown.hidden_seats]
    hidden += [agreed.location[key].title for key in shown.hidden_locations]
    hidden += [*shown.hidden_seats, *shown.hidden_locations]
    said = "".join(card_text(card) for card in cards(shown))
    said += "".join(repr(form) for form in forms(shown))
    assert [each for each in hidden if each in said] == []


def test_without_a_pulse_one_can_be_set_up() -> None:
    shown = view(replace(an_agreement(), pulse=None), EVERYTHING)
    card = section_card(shown, "pulse", editable=True)
    assert [each.label for each in card.buttons] == ["Set it up", "All parts"]
    form = part_form(shown, ("pulse",))
    assert form.title == "Add pulse"
    assert "questions" in [each.key for each in form.inputs]


def test_who_may_not_change_gets_no_button_for_it() -> None:
    shown = seen_by_all(NAMES[0])
    for card in (
        overview_card(shown, editable=False),
        section_card(shown, "ground_rules", editable=False),
        section_card(shown, "seats", editable=False),
        part_card(shown, "seats", "vp_rd", editable=False),
    ):
        assert {each.action for each in card.buttons} <= {"part_show", "part_choose"}


def test_a_location_with_closed_access_reads_as_such() -> None:
    place = a_location("vault", access=Access(seats=("cro_pm",)))
    shown = view(an_agreement(locations=(place,), cadences=(), areas=()), EVERYTHING)
    text = card_text(part_card(shown, "locations", "vault", editable=False))
    assert "Only these seats get in: Deccan: Client project manager" in text
    assert item_id({"key": "vault"}) == "vault"
