"""Doing what people do with proposals, seats and codes, and comparing what is stored."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from adapters.console.platform import ConsolePlatform, Shown
from bot.cards.card import Button
from bot.cards.compose.general import SETUP
from bot.cards.compose.parts import EDIT_PART
from bot.cards.compose.proposals import ACCEPT, SEND
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from bot.domain.joining import Claim, Gap, PairingCode
from bot.domain.ownership import AreaGap
from bot.domain.people import Collaboration
from bot.engine.agenda import AgendaRow
from bot.engine.inbound import Pressed, Submitted
from bot.engine.parts import pack
from bot.engine.platform import Member
from bot.engine.response import Response
from bot.engine.storage_ports import DirectoryData, Storage
from bot.main import assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.stage import BEGIN, Stage, a_stage

WEEKLY = ("cadences", "weekly_status")
MORE_TIME: Mapping[str, str] = MappingProxyType({"grace": "6 hours"})
#: Two people in a collaboration that is set up in chat, and one more of each side.
ANN, BOB = Address("console", "acme", "ann"), Address("console", "acme", "bob")
CY, DI = Address("console", "labs", "cy"), Address("console", "labs", "di")
HOME, AWAY = Address("console", "acme", "room"), Address("console", "labs", "room")
#: The third company, where a facilitator is in the middle.
FAY, MIDDLE = Address("console", "middle", "fay"), Address("console", "middle", "room")
_STUDY = {
    "template": "in_vivo_toxicology",
    "title": "Another rat study",
    "my_name": "Acme Bio",
    "my_place": "America/New_York",
    "their_name": "Labs CRO",
    "their_place": "Asia/Kolkata",
}
_FACILITATED = {
    "template": "managed_by_facilitator",
    "third_name": "Middle Market",
    "third_place": "Europe/London",
}
NAMES = {ANN: "Ann", BOB: "Bob", CY: "Cy", DI: "Di", FAY: "Fay"}


async def press(
    stage: Stage,
    actor: Address,
    action: str,
    value: Mapping[str, str],
    room: Address | None = None,
) -> Response:
    """Somebody presses a button that carries what it likes."""
    event = Pressed(origin=stage.origin(actor, room), action=action, value=value)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


async def submit(
    stage: Stage,
    actor: Address,
    form: Form,
    values: Mapping[str, str],
    room: Address | None = None,
) -> Response:
    """Somebody sends a form, in their own chat or where it was opened."""
    event = Submitted(
        origin=stage.origin(actor, room), action=form.action, values=values, context=form.context
    )
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


def a_form(action: str, **context: str) -> Form:
    """A form nobody was ever shown."""
    return Form(action=action, title="Made up", inputs=(), context=context)


def form_of(response: Response) -> Form:
    """The form that came back."""
    assert response.form is not None, response
    return response.form


def filled(form: Form, changes: Mapping[str, str]) -> dict[str, str]:
    """What a form sends when only some of its answers are changed."""
    values = {each.key: each.value for each in form.inputs}
    assert values.keys() >= changes.keys()
    return values | dict(changes)


def about(stage: Stage, amendment: Amendment | None = None, **more: str) -> dict[str, str]:
    """What a button of a proposal, or of the agreement, carries."""
    named = {"amendment": amendment.id} if amendment else {}
    return {"collaboration": stage.collaboration.id, **named, **more}


async def open_part(
    stage: Stage, actor: Address, path: tuple[str | int, ...], amendment: Amendment | None = None
) -> Response:
    """*Edit* on a part, in the words of the agreement or of a proposal."""
    return await press(stage, actor, EDIT_PART, about(stage, amendment, path=pack(path)))


async def edit(
    stage: Stage,
    actor: Address,
    path: tuple[str | int, ...],
    changes: Mapping[str, str],
    amendment: Amendment | None = None,
) -> Response:
    """Open the form of a part, change some answers, send it."""
    form = form_of(await open_part(stage, actor, path, amendment))
    response = await submit(stage, actor, form, filled(form, changes))
    assert not response.errors, response.errors
    return response


async def send(stage: Stage, actor: Address, amendment: Amendment, reason: str) -> Response:
    """*Send*, with the reason."""
    form = form_of(await press(stage, actor, SEND, about(stage, amendment)))
    return await submit(stage, actor, form, {"reason": reason})


async def accept(
    stage: Stage, actor: Address, amendment: Amendment, *, text: str | None = None
) -> Response:
    """*Accept*, on the card with the words as they are, or on another one."""
    value = about(stage, amendment, text=amendment.text if text is None else text)
    return await press(stage, actor, ACCEPT, value)


async def propose(
    stage: Stage,
    actor: Address,
    path: tuple[str, ...] = WEEKLY,
    changes: Mapping[str, str] = MORE_TIME,
    reason: str = "We need more time",
) -> Amendment:
    """Edit a part and send it; gives the proposal as it then stands."""
    await edit(stage, actor, path, changes)
    drafted = (await amendments(stage))[-1]
    await send(stage, actor, drafted, reason)
    return await amendment(stage, drafted.number)


async def amendments(stage: Stage, collaboration: str | None = None) -> list[Amendment]:
    """All of a collaboration, by number."""
    async with stage.accord.storage.reading() as tx:
        return list(await tx.amendments.all(collaboration or stage.collaboration.id))


async def amendment(stage: Stage, number: int) -> Amendment:
    """The one people call by this number."""
    return next(each for each in await amendments(stage) if each.number == number)


async def collaboration(stage: Stage) -> Collaboration:
    """As it stands now."""
    async with stage.accord.storage.reading() as tx:
        found = (await tx.directory.load()).collaborations
    return next(each for each in found if each.id == stage.collaboration.id)


async def in_force(stage: Stage) -> Agreement:
    """The version in force."""
    now = await collaboration(stage)
    async with stage.accord.storage.reading() as tx:
        return await tx.agreements.get(now.id, now.version)


def with_button(stage: Stage, who: Address, action: str) -> tuple[Shown, Button]:
    """The newest message of somebody that has a button for this now, and the button."""
    found = [
        (shown, button)
        for shown in stage.received(who)
        for button in shown.card.buttons
        if button.action == action
    ]
    assert found, [shown.card.title for shown in stage.received(who)]
    return found[-1]


def everything_read_by(stage: Stage, *who: Address) -> str:
    """All that rooms and people can read now."""
    return "\n".join(card_text(shown.card) for each in who for shown in stage.received(each))


def told(stage: Stage, response: Response, where: Address) -> str:
    """What somebody was answered: with the request, or in a message of its own."""
    return card_text(response.card) if response.card else stage.last_text(where)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """All that a refused request must leave as it was."""

    directory: DirectoryData
    agreements: tuple[Agreement, ...]
    amendments: tuple[Amendment, ...]
    checkins: tuple[CheckIn, ...]
    agenda: tuple[AgendaRow, ...]
    codes: tuple[PairingCode, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]
    areas: tuple[AreaGap, ...]


async def stored(stage: Stage) -> Stored:
    """Everything but the inbox, the record and the answers in the outbox."""
    async with stage.accord.storage.reading() as tx:
        directory = await tx.directory.load()
        ids = [each.id for each in directory.collaborations]
        return Stored(
            directory=directory,
            agreements=tuple(
                [
                    await tx.agreements.get(each.id, each.version)
                    for each in directory.collaborations
                    if each.version
                ]
            ),
            amendments=tuple([a for id_ in ids for a in await tx.amendments.all(id_)]),
            checkins=tuple([c for id_ in ids for c in await tx.checkins.waiting(id_)]),
            agenda=tuple([row for id_ in ids for row in await tx.agenda.pending(id_)]),
            codes=tuple([code for id_ in ids for code in await tx.joining.codes(id_)]),
            claims=tuple([claim for id_ in ids for claim in await tx.joining.open_claims(id_)]),
            gaps=tuple([gap for id_ in ids for gap in await tx.joining.open_gaps(id_)]),
            areas=tuple([gap for id_ in ids for gap in await tx.ownership.open_gaps(id_)]),
        )


async def refused(
    stage: Stage,
    attempt: Awaitable[Response],
    sentence: str,
    where: Address,
    *,
    recorded: str | None = "request.refused",
) -> str:
    """Check that something is refused with a sentence, on record, and changed nothing.

    Gives all that was said. `recorded` is none where no collaboration can be told.
    """
    before, kinds = await stored(stage), await stage.kinds()
    response = await attempt
    assert response.form is None, response.form
    said = told(stage, response, where)
    assert sentence in said, said
    assert await stored(stage) == before
    assert await stage.kinds() == [*kinds, *([recorded] if recorded else [])]
    return said


async def a_draft_stage(
    begin: Instant = BEGIN,
    study: Mapping[str, str] = MappingProxyType({}),
    storage: Storage | None = None,
) -> Stage:
    """Two companies with a room each, and the draft of a first version that Ann has set up.

    `study` are answers of the set-up form that are not the usual ones.
    """
    members = {
        HOME: [Member(address=each, name=NAMES[each]) for each in (ANN, BOB)],
        AWAY: [Member(address=each, name=NAMES[each]) for each in (CY, DI)],
        MIDDLE: [Member(address=FAY, name=NAMES[FAY])],
    }
    platform, clock = ConsolePlatform(members=members), StandingClock(begin)
    accord = assemble(
        Settings(),
        clock=clock,
        storage=storage or MemoryStorage(),
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    example = await a_stage()
    stage = Stage(
        accord=accord,
        clock=clock,
        platform=platform,
        collaboration=example.collaboration,
        agreement=example.agreement,
    )
    form = form_of(await press(stage, ANN, SETUP, {}, HOME))
    await submit(stage, ANN, form, filled(form, {**_STUDY, **study}), HOME)
    async with accord.storage.reading() as tx:
        (stage.collaboration,) = (await tx.directory.load()).collaborations
    return stage


async def a_facilitated_draft(
    study: Mapping[str, str] = MappingProxyType({}), storage: Storage | None = None
) -> Stage:
    """The draft of a first version with a facilitator in the middle; Ann alone is here."""
    return await a_draft_stage(study={**_FACILITATED, **study}, storage=storage)


async def a_code(stage: Stage, by: Address = ANN, room: Address = HOME, party: str = "") -> str:
    """`connect code`: what is to be typed by another side."""
    await stage.say(by, f"connect code {party}".strip(), room)
    words = stage.last_text(room).split()
    return next(word for word in words if word.count("-") == 1 and len(word) == len("12345-12345"))
