"""Cards and forms that use everything a card can hold."""

from datetime import UTC, datetime

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Facts,
    Look,
    Mention,
    Moment,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.form import (
    ChoiceInput,
    DateInput,
    Form,
    MultiChoiceInput,
    NumberInput,
    Option,
    TextInput,
)
from bot.domain.address import Address
from bot.domain.instant import instant

FRIDAY = Moment(instant(datetime(2026, 11, 27, 11, 30, tzinfo=UTC)), "Asia/Kolkata")
UPDATE = Button("Update", "checkin.update", {"checkin": "c-1"}, Look.PRIMARY, opens_form=True)
NO_CHANGE = Button("No change", "checkin.same", {"checkin": "c-1"})

NUDGE = Card(
    title="Weekly update is due",
    blocks=(paragraph("The weekly update is due ", FRIDAY, "."),),
    buttons=(UPDATE, NO_CHANGE),
    summary="The weekly update is due on Friday.",
)

HEALTH = (Option("on_track", "On track"), Option("at_risk", "At risk"), Option("off", "Off track"))
SITES = tuple(Option(f"site-{number}", f"Site {number}") for number in range(5))

FORM = Form(
    action="checkin.answer",
    title="Weekly update",
    intro=(paragraph("For the week to ", FRIDAY), Facts((fact("Study", "ACC-101"),))),
    inputs=(
        ChoiceInput(key="health", label="Health", options=HEALTH, hint="As you see it."),
        TextInput(key="progress", label="Progress", multiline=True, max_length=200),
        NumberInput(key="slides", label="Slides read (number)", required=False),
        DateInput(key="next", label="Next milestone", required=False),
        ChoiceInput(key="site", label="Site", options=SITES, required=False),
    ),
    context={"checkin": "c-1"},
)

SEATS = tuple(
    Option(f"seat_of_the_study_{n}", f"Head of histopathology {n} (CRO)") for n in range(30)
)
AREAS = tuple(
    Option(f"area_of_the_study_{n}", f"Slides, microscopic evaluation {n}") for n in range(60)
)

#: A page of an agreement: five of its 25 questions ask for one of its seats.
AREA_FORM = Form(
    action="agreement.area",
    title="Area",
    inputs=(
        *(
            ChoiceInput(key=f"seat{n}", label=f"Accountable seat {n}", options=SEATS)
            for n in range(5)
        ),
        *(
            TextInput(key=f"text{n}", label=f"Something to say {n}", required=False)
            for n in range(20)
        ),
    ),
    context={"collaboration": "c-1", "area": "histopathology"},
)

#: The most that is asked at once in the largest agreement: 60 areas and 30 seats.
LARGEST_FORM = Form(
    action="agreement.everything",
    title="Everything",
    inputs=(
        *(ChoiceInput(key=f"seat{n}", label=f"Seat {n}", options=SEATS) for n in range(5)),
        *(MultiChoiceInput(key=f"seats{n}", label=f"Seats {n}", options=SEATS) for n in range(5)),
        *(ChoiceInput(key=f"area{n}", label=f"Area {n}", options=AREAS) for n in range(4)),
        *(MultiChoiceInput(key=f"areas{n}", label=f"Areas {n}", options=AREAS) for n in range(4)),
        *(TextInput(key=f"text{n}", label=f"Reason {n}", multiline=True) for n in range(7)),
    ),
)


def everything(person: str = "teams:t/9d2e0000-0000-4000-8000-000000000002") -> Card:
    """A card with each kind of block and part."""
    return Card(
        title="Who owns: histopathology",
        blocks=(
            Text(("Accountable",), Tone.HEADING),
            paragraph(
                "Ask ", Mention(Address.parse(person), "Study director"), " or ", Strong("CRO")
            ),
            Facts((fact("Due", FRIDAY), fact("Where", "Study folder / 04 (final)"))),
            Bullets((("First [item]",), ("Second ", Strong("item")), (FRIDAY,))),
            subtle("Agreement version 3"),
        ),
        buttons=(UPDATE, NO_CHANGE, Button("Cancel", "cancel", look=Look.DANGER)),
        summary="Histopathology is owned by Study director.",
    )
