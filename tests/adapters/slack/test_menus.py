"""Pickers: from two options to a roster of a thousand people, and the answers back."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import form as forms
from adapters.slack import options
from adapters.slack.place import Place
from bot.cards.card import paragraph
from bot.cards.form import ChoiceInput, Form, Input, MultiChoiceInput, Option, TextInput
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.fakes.slack_payloads import options_of
from tests.judges.slack import judge_view

PLACE = Place(team="T0SPONSOR", channel="C0STUDY")
TENANT = "teams:5b1c0f3e-0000-4000-8000-000000000001"


def shown(*inputs: Input, **more: Any) -> dict[str, Any]:
    view = forms.view(Form(action="a", title="Seats", inputs=inputs, **more), PLACE, lambda _: True)
    assert judge_view(view) == []
    return view


def people(number: int) -> tuple[Option, ...]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"{letters[n % 26]}{letters[n // 26 % 26]} Person {n}".title() for n in range(number))
    return tuple(Option(f"slack:T0123ABCDEF/U{n:010d}", name) for n, name in enumerate(names))


def element(view: dict[str, Any]) -> dict[str, Any]:
    (block,) = (block for block in view["blocks"] if block["type"] == "input")
    found = block["element"]
    assert isinstance(found, dict)
    return found


class TestMenu:
    def test_several_can_be_chosen_and_the_chosen_ones_are_marked(self) -> None:
        three = people(3)
        value = f"{three[2].value},{three[0].value}"
        menu = element(shown(MultiChoiceInput(key="who", label="Who", options=three, value=value)))
        assert menu["type"] == "multi_static_select"
        assert menu["initial_options"] == [menu["options"][0], menu["options"][2]]

    def test_nothing_chosen_marks_nothing(self) -> None:
        asked = MultiChoiceInput(key="who", label="Who", options=people(2))
        assert "initial_options" not in element(shown(asked))

    def test_a_value_that_could_not_be_told_from_two_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="comma"):
            shown(MultiChoiceInput(key="k", label="Who", options=(Option("a,b", "Both"),)))

    @pytest.mark.parametrize("kind", [ChoiceInput, MultiChoiceInput])
    def test_a_thousand_people_stand_in_groups_by_the_alphabet(
        self, kind: type[ChoiceInput | MultiChoiceInput]
    ) -> None:
        thousand = people(1000)
        chosen = thousand[777].value
        menu = element(shown(kind(key="who", label="Who", options=thousand, value=chosen)))
        groups = menu["option_groups"]
        assert "options" not in menu
        assert [len(group["options"]) for group in groups] == [100] * 10
        offered = options_of(menu)
        assert {option["value"] for option in offered} == {one.value for one in thousand}
        labels = [option["text"]["text"] for option in offered]
        assert labels == sorted(labels, key=str.casefold)
        assert len({group["label"]["text"] for group in groups}) == 10
        for group in groups:
            first, _, last = group["label"]["text"].partition(" \u2013 ")
            assert group["options"][0]["text"]["text"].startswith(first)
            assert group["options"][-1]["text"]["text"].startswith(last)
        marked = menu.get("initial_options") or [menu["initial_option"]]
        assert [option["value"] for option in marked] == [chosen]

    def test_groups_are_told_apart_by_as_many_letters_as_it_takes(self) -> None:
        doctors = tuple(Option(str(n), f"Dr. {chr(97 + n // 10)} {n:03d}") for n in range(200))
        menu = element(shown(ChoiceInput(key="who", label="Who", options=doctors)))
        labels = [group["label"]["text"] for group in menu["option_groups"]]
        assert labels == ["Dr. a \u2013 Dr. j", "Dr. k \u2013 Dr. t"]

    def test_namesakes_still_make_a_menu(self) -> None:
        same = tuple(Option(str(number), "Somebody") for number in range(150))
        menu = element(shown(ChoiceInput(key="who", label="Who", options=same)))
        assert [group["label"]["text"] for group in menu["option_groups"]] == ["Somebody"] * 2

    def test_one_more_than_fits_a_list_makes_two_groups(self) -> None:
        for number, groups in ((100, 0), (101, 2)):
            menu = element(shown(ChoiceInput(key="who", label="Who", options=people(number))))
            assert len(menu.get("option_groups", [])) == groups

    @pytest.mark.parametrize("number", [0, 10_001])
    def test_what_no_menu_holds_is_an_error(self, number: int) -> None:
        with pytest.raises(ValueError, match="options"):
            shown(ChoiceInput(key="who", label="Who", options=people(number)))


class TestLongValues:
    def test_addresses_of_another_platform_fit_and_come_back_whole(self) -> None:
        addresses = [f"{TENANT}/9d2e0000-0000-4000-8000-{n:012d}" for n in range(30)]
        offered = tuple(Option(value, f"Person {n}") for n, value in enumerate(addresses))
        asked = MultiChoiceInput(key="who", label="Who", options=offered, value=addresses[4])
        view = shown(asked)
        carried = json.loads(view["private_metadata"])
        assert carried["heads"] == [TENANT]
        menu = element(view)
        chosen = [menu["options"][7], *menu["initial_options"]]
        state = {"values": {"who": {"answer": {**menu, "selected_options": chosen}}}}
        answers = forms.answers(state, carried["heads"])
        assert answers == {"who": f"{addresses[7]},{addresses[4]}"}

    def test_one_that_cannot_be_made_short_is_an_error(self) -> None:
        for value in ("x" * 76, "a/" + "x" * 76, "~0/x"):
            with pytest.raises(ValueError, match="option"):
                shown(ChoiceInput(key="who", label="Who", options=(Option(value, "Who"),)))

    @given(
        st.lists(
            st.from_regex(r"[a-z]{1,8}:[a-z0-9-]{1,60}/[a-z0-9:@.-]{1,60}", fullmatch=True),
            min_size=1,
            max_size=20,
        )
    )
    @settings(max_examples=100, deadline=None)
    def test_every_value_comes_back_as_it_was(self, values: list[str]) -> None:
        offered = [Option(value, value) for value in values]
        heads = options.heads_of(offered)
        packed = [options.packed(value, heads) for value in values]
        assert all(len(short) <= 75 for short in packed)
        assert [options.unpacked(short, heads) for short in packed] == values

    @given(st.text(max_size=80), st.lists(st.text(max_size=5), max_size=2))
    @settings(max_examples=100, deadline=None)
    def test_whatever_a_view_carries_back_is_read(self, carried: str, heads: list[str]) -> None:
        options.unpacked(carried, heads)


class TestWholeForms:
    """The largest forms the agreement needs: 60 areas, 30 seats, and rosters to pick from."""

    def test_an_area_with_five_seat_pickers_and_many_questions(self) -> None:
        seats = tuple(Option(f"seat_{number}", f"Seat number {number}") for number in range(30))
        areas = tuple(Option(f"area_{number}", f"Area number {number}") for number in range(60))
        pickers = [
            ChoiceInput(key=f"seat{number}", label="Seat", options=seats, value="seat_29")
            for number in range(5)
        ]
        texts = [
            TextInput(key=f"text{number}", label="x" * 150, value="y" * 3000, max_length=3000)
            for number in range(18)
        ]
        which = ChoiceInput(key="area", label="Area", options=areas, value="area_7")
        several = MultiChoiceInput(
            key="areas", label="Areas", options=areas, value=",".join(one.value for one in areas)
        )
        view = shown(*pickers, *texts, which, several, intro=(paragraph("What it is about."),))
        assert len(view["blocks"]) == 26

    def test_a_seat_is_filled_from_a_room_of_a_thousand(self) -> None:
        thousand = people(1000)
        view = shown(
            ChoiceInput(key="holder", label="Holder", options=thousand),
            TextInput(key="from", label="From"),
        )
        assert len(options_of(view["blocks"][0]["element"])) == 1000

    def test_a_long_introduction_is_shortened_and_no_question_is(self) -> None:
        intro = tuple(paragraph(f"Line {number}") for number in range(120))
        questions = [TextInput(key=f"k{number}", label="Item") for number in range(60)]
        view = shown(*questions, intro=intro)
        assert len(view["blocks"]) == 100
        assert forms.input_keys(view["blocks"]) == [question.key for question in questions]
        assert view["blocks"][39]["elements"][0]["text"] == "The rest does not fit here."

    def test_a_form_of_a_hundred_questions_has_no_room_for_an_introduction(self) -> None:
        questions = [TextInput(key=f"k{number}", label="Item") for number in range(100)]
        view = shown(*questions, intro=(paragraph("Hello"),))
        assert {block["type"] for block in view["blocks"]} == {"input"}

    def test_more_than_slack_takes_is_an_error(self) -> None:
        questions = [TextInput(key=f"k{number}", label="Item") for number in range(101)]
        with pytest.raises(ValueError, match="100 questions"):
            shown(*questions)
        rosters = [
            ChoiceInput(key=f"k{number}", label="Who", options=people(1000)) for number in range(4)
        ]
        with pytest.raises(ValueError, match="250,000"):
            shown(*rosters)


async def test_what_was_picked_arrives_whole(side: SlackSide) -> None:
    thousand = people(1000)
    far = Option(f"{TENANT}/9d2e0000-0000-4000-8000-000000000002", "Zz Far away")
    form = Form(
        action="seat.fill",
        title="Fill the seat",
        inputs=(
            ChoiceInput(key="holder", label="Holder", options=(*thousand, far)),
            MultiChoiceInput(key="cover", label="Cover", options=people(120), required=False),
            MultiChoiceInput(key="none", label="None", options=people(2), required=False),
        ),
    )
    side.dispatch.always(Response(form=form))
    await side.send.slash_command("setup")
    side.dispatch.always(Response())
    view = side.slack.views[-1]
    labels = {"holder": "Zz Far away", "cover": f"{thousand[3].label},{thousand[110].label}"}
    await side.send.view_submission(view, labels)
    assert side.dispatch.last.values == {
        "holder": far.value,
        "cover": f"{thousand[3].value},{thousand[110].value}",
        "none": "",
    }
