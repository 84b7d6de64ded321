import pytest

from bot.agreement_file import (
    AgreementFileError,
    dump_bindings_yaml,
    read_agreement,
    read_agreement_file,
    read_bindings,
)
from bot.domain.address import Address
from tests.unit.agreement_file.texts import BINDINGS, SMALL, changed

LEAD = "seats: [cro_pm], lead: true"


def told(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(AgreementFileError) as caught:
        read_bindings(text, read_agreement(SMALL))
    return [(each.line, each.path, each.sentence) for each in caught.value.mistakes]


def test_bindings_are_read_with_addresses() -> None:
    bindings = read_bindings(BINDINGS, read_agreement(SMALL))
    assert bindings.tenants[0].address == Address("slack", "T0S")
    assert bindings.rooms[0].address == Address("slack", "T0S", "C0STUDY")
    assert bindings.people[0].addresses == (Address("slack", "T0S", "U0PM"),)
    assert bindings.people[0].lead
    assert bindings.people[2].addresses == ()


def test_a_seat_may_have_no_holder() -> None:
    text = changed(BINDINGS, "  - {name: Veterinarian, seats: [vet]}\n", "")
    assert len(read_bindings(text, read_agreement(SMALL)).people) == 2


def test_bindings_may_stand_in_the_agreement_file() -> None:
    inside = "bindings:\n" + "".join(f"  {line}\n" for line in BINDINGS.splitlines())
    agreement, bindings = read_agreement_file(SMALL + inside)
    assert agreement == read_agreement(SMALL)
    assert bindings == read_bindings(BINDINGS, agreement)
    assert read_agreement(SMALL + inside) == agreement
    assert read_agreement_file(SMALL) == (agreement, None)


def test_mistakes_of_bindings_in_the_agreement_file_are_told_with_those_of_the_agreement() -> None:
    inside = "bindings:\n" + "".join(f"  {line}\n" for line in BINDINGS.splitlines())
    text = changed(
        SMALL + inside,
        'party: cro, address: "teams:deccan"',
        'party: crow, address: "teams:deccan"',
    )
    with pytest.raises(AgreementFileError) as caught:
        read_agreement_file(changed(text, "grace: 4h", "grace: 4"))
    assert [each.path for each in caught.value.mistakes] == [
        "cadences[weekly].grace",
        "bindings.tenants[1].party",
    ]


def test_writing_bindings_and_reading_them_again_gives_equal_ones() -> None:
    agreement = read_agreement(SMALL)
    bindings = read_bindings(BINDINGS, agreement)
    assert read_bindings(dump_bindings_yaml(bindings), agreement) == bindings


@pytest.mark.parametrize(
    ("old", "new", "path", "part"),
    [
        (
            '{party: cro, address: "teams:deccan"}',
            '{party: crow, address: "teams:deccan"}',
            "tenants[1].party",
            'no party has the key "crow"; did you mean "cro"?',
        ),
        (
            '{party: cro, address: "teams:deccan"}',
            '{party: cro, address: "teams:deccan/x"}',
            "tenants[1].address",
            "a whole tenant is written teams:deccan",
        ),
        (
            '{party: cro, address: "teams:deccan"}',
            '{party: cro, address: "teams deccan"}',
            "tenants[1].address",
            "is no address; write platform:tenant/id",
        ),
        (
            '{party: cro, address: "teams:deccan"}',
            '{party: cro, address: "teams:deccan"}\n  - {party: cro, address: "slack:T0S"}',
            "tenants[2].address",
            "slack:T0S belongs to sponsor already",
        ),
        (
            '"slack:T0S/C0STUDY"',
            '"slack:T0S"',
            "rooms[0].address",
            "a room is written slack:T0S/<channel or chat>",
        ),
        (
            '"slack:T0S/C0STUDY"',
            '"slack:T0X/C0STUDY"',
            "rooms[0].address",
            "slack:T0X belongs to no party; add it under tenants",
        ),
        (
            '{party: sponsor, address: "slack:T0S/C0STUDY"}',
            (
                '{party: sponsor, address: "slack:T0S/C1"}\n'
                '  - {party: sponsor, address: "slack:T0S/C1"}'
            ),
            "rooms[1].address",
            "slack:T0S/C1 stands here twice",
        ),
        ("seats: [vet]", "seats: [vett]", "people[2].seats[0]", 'did you mean "vet"?'),
        (
            "seats: [vet]",
            "seats: [vet, cro_pm]",
            "people[2].seats[1]",
            'the seat "cro_pm" is held by "Project manager" already',
        ),
        ("seats: [vet]", "seats: [vet], color: red", "people[2].color", "there is no key"),
        (
            "seats: [vet]",
            'seats: [vet], addresses: ["slack:T0S/U1"]',
            "people[2].addresses[0]",
            "slack:T0S/U1 is in a tenant of sponsor, and the seat vet belongs to cro",
        ),
        (
            "seats: [vet]",
            'seats: [vet], addresses: ["teams:deccan/p1"]',
            "people[2].addresses[0]",
            'teams:deccan/p1 belongs to "Project manager" already',
        ),
        (
            "seats: [vet]",
            'seats: [vet], addresses: ["teams:deccan"]',
            "people[2].addresses[0]",
            "a person is written teams:deccan/<user id>",
        ),
        (
            "seats: [vet]",
            'seats: [vet], addresses: ["teams:other/p"]',
            "people[2].addresses[0]",
            "teams:other belongs to no party",
        ),
        (LEAD, "seats: [cro_pm]", "people", 'the party "cro" has no lead; set lead: true'),
        ('addresses: ["teams:deccan/p1"], ', "", "people[1].lead", "a lead answers in chat"),
    ],
)
def test_one_mistake_is_told_once_at_its_place(old: str, new: str, path: str, part: str) -> None:
    found = told(changed(BINDINGS, old, new))
    assert [each[1] for each in found] == [path], found
    assert part in found[0][2]


def test_a_person_sits_on_one_side() -> None:
    text = changed(BINDINGS, "{name: Veterinarian, seats: [vet]}", "{name: V, seats: [vet]}")
    text = changed(text, "seats: [sponsor_pm, monitor]", "seats: [sponsor_pm]")
    text = changed(text, "seats: [vet]", "seats: [vet, monitor]")
    assert [each[2] for each in told(text)] == [
        "the seats belong to different parties; a person sits on one side, make it two entries"
    ]


def test_every_mistake_is_told_at_once() -> None:
    text = changed(BINDINGS, 'address: "slack:T0S/C0STUDY"', 'address: "slack:T0S"')
    text = changed(text, "seats: [vet]", "seats: [vat, no]")
    text = changed(text, LEAD, "seats: [cro_pm], lead: maybe")
    assert [(line, path) for line, path, _ in told(text)] == [
        (5, "rooms[0].address"),
        (7, "people"),
        (9, "people[1].lead"),
        (10, "people[2].seats[0]"),
        (10, "people[2].seats[1]"),
    ]


def test_a_lead_without_a_seat_is_of_the_side_of_the_address() -> None:
    text = changed(BINDINGS, LEAD, "seats: [cro_pm]")
    text += '  - {name: Director, addresses: ["teams:deccan/p9"], lead: true}\n'
    assert read_bindings(text, read_agreement(SMALL)).people[3].seats == ()


def test_bindings_that_are_no_mapping_are_refused() -> None:
    assert told("- a")[0][2].startswith("the file must hold keys with values")
    assert [each[1] for each in told("tenants: []\npeople: 3")] == ["tenants", "people"]


def test_what_cannot_be_read_is_told_once() -> None:
    text = changed(BINDINGS, '"slack:T0S/C0STUDY"', "nowhere")
    text = changed(
        text,
        'addresses: ["slack:T0S/U0PM"], seats: [sponsor_pm, monitor]',
        "addresses: [nowhere], seats: [sponsor_pm, monitors]",
    )
    text = changed(text, 'address: "teams:deccan"}', "address: teams}")
    assert [(line, path) for line, path, _ in told(text)] == [
        (3, "tenants[1].address"),
        (5, "rooms[0].address"),
        (8, "people[0].addresses[0]"),
        (8, "people[0].seats[1]"),
    ]
