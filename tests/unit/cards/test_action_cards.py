"""Actions and decisions, as both platforms show them: whole, with nothing cut."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.card import Card
from bot.cards.compose import action_forms as forms
from bot.cards.compose import action_lists as lists
from bot.cards.compose import actions as cards
from bot.cards.compose import decision_forms
from bot.cards.compose import decisions as decision_cards
from bot.cards.form import Form, Option
from bot.cards.plain import card_text
from bot.domain.action_times import times_on
from bot.domain.actions import Action, ActionState, Ending
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision
from bot.domain.deed import AboutKind, Deed
from bot.domain.instant import Instant, instant
from tests.builders import HYDERABAD, SAN_DIEGO, an_agreement, at
from tests.unit.cards.shown import ENGINE_WORDS, objections

AGREEMENT = an_agreement()
ASKED = at("2026-12-04T09:00", SAN_DIEGO)
#: As long as the forms allow, in letters that take the most room.
LONG = "Ä wörd — “quoted” & <b>: " * 20
NAMES = {"pm": "Client project manager", "mo": "Sponsor program manager"}
SEATS = frozenset(AGREEMENT.seat)


def by(person: str = "mo", seat: str = "program_manager", hours: float = 0) -> Deed:
    when = instant(ASKED + timedelta(hours=hours))
    return Deed(person=person, party="sponsor", seat=seat, at=when)


def an_action(what: str = "Send the revised dosing plan", number: int = 7) -> Action:
    return Action(
        collaboration="c1",
        number=number,
        what=what,
        owner="study_director",
        party="cro",
        times=times_on(AGREEMENT, "study_director", date(2026, 12, 8)),
        version=2,
        raised=by(),
        since=ASKED,
        source="s",
    )


def moved(action: Action, times: int = 1) -> Action:
    for day in range(times):
        action = action.edited(
            by("pm", "cro_pm", day),
            "The scale is away for repair until Thursday",
            what=action.what,
            owner="study_director",
            party="cro",
            version=2,
            times=times_on(AGREEMENT, "study_director", date(2026, 12, 9 + day)),
        )
    return action


def ended(action: Action, state: ActionState) -> Action:
    return action.ended(Ending(state=state, reason="It is in the portal", by=by("pm", "cro_pm", 9)))


def task(
    action: Action, now: Instant = ASKED, about: str = "Fortnightly project call"
) -> cards.Task:
    return cards.Task(
        agreement=AGREEMENT,
        action=action,
        now=now,
        holder="Study director",
        names=NAMES,
        seats=SEATS,
        about=about,
    )


def a_decision(outcome: str = "Vehicle A for all groups", **changes: object) -> Decision:
    decision = Decision(
        collaboration="c1",
        number=4,
        topic="Dose levels",
        outcome=outcome,
        decider=Decider(party="sponsor", seat="vp_rd"),
        version=2,
        written=by("pm", "cro_pm"),
        source="s",
        question="Which vehicle?",
        options=("Vehicle A", "Vehicle B"),
        note="Minutes of 1 Dec, item 3",
    )
    return replace(decision, **changes)  # type: ignore[arg-type]  # a builder


def ruling(decision: Decision) -> decision_cards.Ruling:
    return decision_cards.Ruling(
        agreement=AGREEMENT,
        decision=decision,
        zone=SAN_DIEGO,
        names=NAMES,
        seats=SEATS,
        about="Fortnightly project call, Tue 1 Dec 2026",
    )


def a_list(count: int, page: int = 0, what: str = "Send the revised dosing plan") -> lists.Listed:
    late = at("2026-12-14T09:00", HYDERABAD)
    return lists.Listed(
        title="Open actions",
        empty="No action is open.",
        view="",
        tasks=[task(an_action(what, n + 1), late) for n in range(min(count, cards.PAGE))],
        mine=frozenset({"study_director"}),
        page=page,
        count=count,
        collaboration="c1",
    )


def shown() -> Iterator[tuple[str, Card | Form]]:
    new, long = an_action(), an_action(LONG[:500])
    day, after = at("2026-12-08T09:00", HYDERABAD), at("2026-12-09T09:00", HYDERABAD)
    late = at("2026-12-11T09:00", HYDERABAD)
    yield "given", cards.for_owner(task(new), asked=False)
    yield "asked", cards.for_owner(task(new, day), asked=True)
    yield "reminded", cards.for_owner(task(new, after), asked=True)
    yield "late", cards.for_owner(task(new, late), asked=True)
    yield "done", cards.for_owner(task(ended(new, ActionState.DONE), late), asked=True)
    yield "dropped", cards.action_card(task(ended(new, ActionState.DROPPED), late))
    yield "changed", cards.told(task(moved(new)))
    yield "changed often", cards.action_card(task(moved(long, 12), about=LONG[:120]))
    yield "no longer theirs", cards.no_longer_yours(task(new))
    yield "long", cards.action_card(task(long), title=cards.titled(task(long)), note=LONG[:300])
    yield "none", lists.list_card(a_list(0))
    yield "some", lists.list_card(a_list(3))
    yield "many", lists.list_card(a_list(1000, 7, LONG[:500]))
    yield "handed on", lists.handed_on("Study director", [task(new)] * 30, "c1")
    draft = forms.Draft(what=LONG[:500], context={"collaboration": "c1", "opened": "e" * 60})
    options = [Option(seat.key, f"{seat.title}, somebody (Deccan)") for seat in AGREEMENT.seats]
    yield "half said", forms.half_said(draft)
    yield "which seat", forms.which_seat("Study director", draft, options[:3])
    yield "add form", forms.add_form(draft, options)
    yield "edit form", forms.edit_form(task(long), options)
    yield "move form", forms.move_form(task(long))
    yield "drop form", forms.drop_form(task(long))
    proposed, huge = a_decision(), a_decision(LONG[:500], note=LONG[:500], question=LONG[:500])
    recorded = proposed.recorded(by("mo", "vp_rd", 3))
    yield "proposed", decision_cards.decision_card(ruling(proposed), note=LONG[:200])
    yield "recorded", decision_cards.decision_card(ruling(recorded))
    yield "replaced", decision_cards.decision_card(ruling(recorded.in_place_of(9)))
    yield "declined", decision_cards.decision_card(ruling(proposed.declined(by(), "We said B")))
    yield "huge", decision_cards.decision_card(ruling(huge.recorded(by())))
    for name, count, word in (("no decisions", 0, "unicorn"), ("decisions", 40, "")):
        listed = decision_cards.Listed(
            rulings=[ruling(huge.recorded(by()))] * min(count, decision_cards.PAGE),
            word=word,
            page=0,
            count=count,
            collaboration="c1",
        )
        yield name, decision_cards.list_card(listed)
    written = decision_forms.Draft(
        outcome=LONG[:500], topic="topic/abc", context={"collaboration": "c1", "opened": "e" * 60}
    )
    yield (
        "check",
        decision_forms.check_card(written, "Dose levels", "a lead of Larkspur", yours=False),
    )
    yield "half a decision", decision_forms.half_said(written)
    yield "write form", decision_forms.write_form(written, options)
    yield "not so form", decision_forms.not_so_form(ruling(huge))


SHOWN = dict(shown())


@pytest.mark.parametrize("name", SHOWN)
def test_both_platforms_take_it_with_nothing_cut(name: str) -> None:
    assert objections(SHOWN[name]) == []


@pytest.mark.parametrize("name", [name for name, one in SHOWN.items() if isinstance(one, Card)])
def test_no_word_of_the_engine_is_said(name: str) -> None:
    card = SHOWN[name]
    assert isinstance(card, Card)
    said = card_text(card).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []


def test_what_is_left_from_a_check_in_names_its_collaboration() -> None:
    buttons = cards.about_buttons(AboutKind.CHECKIN, "c1/biweekly_call/2026-12-01T07:30")
    assert [button.label for button in buttons] == ["Add an action", "Record a decision"]
    assert all(button.opens_form for button in buttons)
    assert {button.value["collaboration"] for button in buttons} == {"c1"}


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("given", ["Done", "Move", "Not any more", "Edit"]),
        ("done", ["Not done yet"]),
        ("dropped", ["Needed after all"]),
        ("proposed", ["Yes, decided", "Not so"]),
        ("recorded", ["Decide anew", "Add an action"]),
        ("replaced", ["Decision 9"]),
        ("declined", []),
    ],
)
def test_each_state_offers_what_works_in_it(name: str, labels: list[str]) -> None:
    card = SHOWN[name]
    assert isinstance(card, Card)
    assert [button.label for button in card.buttons] == labels
