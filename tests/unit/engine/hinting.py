"""Worlds that differ only in what most people may not know of, and questions about it.

`hiding()` is the trial abroad with restricted seats, folders, people and happenings under words
that stand nowhere else, beside a foreign collaboration. `bare()` is the same trial without them:
whoever may not know of them has to get the same answers in both.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.agreement_file.bindings import Bindings, PersonBinding
from bot.agreement_file.check import read_bindings
from bot.domain.address import Address
from bot.domain.agreement.areas import Access, AccessGrant, Filing, Location
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import Contact, Seat
from bot.engine.importing import import_agreement
from tests.unit.engine.escalating import MELBOURNE, PHASE1_ROOM, at, phase1, raise_it
from tests.unit.engine.examples import PHASE_1, RAT, example
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage_for

#: Words of what is restricted. They stand nowhere in the example.
SECRETS = frozenset({"zaffre", "quillon", "vellum", "umbral", "ormolu", "sable", "tallow"})
#: Words of the foreign collaboration that the trial does not have.
FOREIGN = frozenset({"larkspur", "deccan", "lkb-117", "histology", "histopathology", "hyderabad"})
#: Words of the trial that the foreign collaboration does not have.
OF_THE_TRIAL = frozenset({"carmel", "yarra", "cnm-305", "melbourne", "safety desk", "dispensing"})

PHARMACIST, STATISTICIAN, KEEPER = (
    "unblinded_pharmacist",
    "unblinded_statistician",
    "vellum_keeper",
)
_NOW = at("2027-02-12T14:00", MELBOURNE)


def hidden_seats() -> dict[str, Seat]:
    """What the unblinded seats are in the world that hides; some go by names of visible things."""
    seat = example(PHASE_1).seat
    pharmacist, statistician = seat[PHARMACIST], seat[STATISTICIAN]
    contact = Contact(
        preferred="unblinded_email", urgent="phone", email="vellum@sable.example", quirks="Vellum"
    )
    return {
        PHARMACIST: replace(
            pharmacist,
            title="Zaffre dispenser",
            aliases=("zaffre", "pm", "edc login", "medical monitor"),
            contact=replace(pharmacist.contact, email="zaffre@umbral.example", quirks="Zaffre"),
            deputy=KEEPER,
        ),
        STATISTICIAN: replace(
            statistician, title="Quillon reader", aliases=("quillon", "statistician", "ceo")
        ),
        KEEPER: replace(
            pharmacist,
            key=KEEPER,
            party="sponsor",
            title="Vellum keeper",
            aliases=("vellum", "project manager", "safety desk", "site file"),
            contact=contact,
            deputy=None,
        ),
    }


def hidden_locations() -> dict[str, Location]:
    """What the restricted locations are in the world that hides."""
    folder = example(PHASE_1).location["unblinded_folder"]
    return {
        folder.key: replace(
            folder,
            title="Umbral cabinet",
            aliases=("umbral", "cabinet", "tmf link"),
            system="Umbral share",
            path="umbral.example/ormolu",
            holds=("ormolu ledger", "protocol", "PK results"),
        ),
        "sable_vault": replace(
            folder,
            key="sable_vault",
            title="Sable vault",
            aliases=("sable", "etmf", "edc", "shared folder", "where signed documents are"),
            path="sable.example",
            owner=KEEPER,
            access=Access(granted_by=KEEPER, seats=(KEEPER,), note="Ask for the sable key."),
            formal=True,
        ),
        "tallow_drive": replace(
            folder,
            key="tallow_drive",
            title="Tallow drive",
            aliases=("tallow", "slides", "recruitment tracker"),
            path="tallow.example",
            holds=("tallow ledger", "screening log"),
            owner="data_manager",
            access=Access(granted_by="data_manager", seats=("data_manager",)),
        ),
    }


def _with_secrets(agreement: Agreement) -> Agreement:
    """The trial with the hidden things in it, and with what is visible pointing at them."""
    seats, places = hidden_seats(), hidden_locations()
    seat, location = agreement.seat, agreement.location
    kept = [seats.pop(s.key, s) for s in agreement.seats]
    kept[kept.index(seat["lab_coordinator"])] = replace(seat["lab_coordinator"], deputy=KEEPER)
    listed = [places.pop(each.key, each) for each in agreement.locations]
    folder = location["contract_folder"]
    filed = replace(
        folder,
        filed=Filing(location="sable_vault", every=Every.MONTH),
        access=replace(folder.access, grants=(AccessGrant(seat=KEEPER, until=date(2027, 2, 19)),)),
    )
    listed[listed.index(location["contract_folder"])] = filed
    return replace(
        agreement,
        seats=(*kept, *seats.values()),
        locations=(*places.values(), *listed),
        areas=tuple(
            replace(a, location="sable_vault", informed=(*a.informed, KEEPER))
            if a.key in _OUTPUT_NOWHERE
            else a
            for a in agreement.areas
        ),
    )


#: Areas whose output lives in a hidden place in one world, and in none in the other.
_OUTPUT_NOWHERE = frozenset({"monitoring", "sae_reporting"})


def _without_secrets(agreement: Agreement) -> Agreement:
    lab = agreement.seat["lab_coordinator"]
    return replace(
        agreement,
        seats=tuple(replace(s, deputy=None) if s is lab else s for s in agreement.seats),
        areas=tuple(
            replace(a, location=None) if a.key in _OUTPUT_NOWHERE else a for a in agreement.areas
        ),
    )


def _bindings(name: str, agreement: Agreement) -> Bindings:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    return read_bindings(re.sub(r"\b(slack|teams):", "console:", text), agreement)


async def hiding() -> Stage:
    """The trial with restricted things under words of their own, beside a foreign collaboration."""
    agreement = _with_secrets(example(PHASE_1))
    bound = _bindings("03_bindings", example(PHASE_1))
    # Who speaks in the room is known there by name, so the pharmacist has the same in both worlds.
    names = {STATISTICIAN: "Quillon holder"}
    people = [
        replace(each, name=names.get(each.seats[0], each.name)) if each.seats else each
        for each in bound.people
    ]
    keeper = PersonBinding(
        name="Vellum holder",
        addresses=(Address("console", "T0CARMEL", "U0VELLUMKEEPER"),),
        seats=(KEEPER,),
    )
    bound = replace(bound, people=(*people, keeper))
    stage = await a_stage_for(agreement, bound, begin=_NOW)
    await _add(stage, example(RAT), _bindings("01_bindings", example(RAT)))
    await _live(stage)
    await raise_it(stage, phase1(stage, PHARMACIST), "drug_temperature", say_0="ormolu at 31")
    await stage.say(phase1(stage, PHARMACIST), "action repack the ormolu for me by Tuesday")
    return stage


async def bare() -> Stage:
    """The trial alone, without what the other world adds."""
    agreement = _without_secrets(example(PHASE_1))
    stage = await a_stage_for(agreement, _bindings("03_bindings", agreement), begin=_NOW)
    await _live(stage)
    return stage


async def foreign() -> Stage:
    """The foreign collaboration alone."""
    return await a_stage_for(example(RAT), _bindings("01_bindings", example(RAT)), begin=_NOW)


async def _add(stage: Stage, agreement: Agreement, bound: Bindings) -> None:
    async with stage.accord.storage.transaction() as tx:
        await import_agreement(tx, agreement, bound, stage.clock.now())
    await stage.accord.settle()


async def _live(stage: Stage) -> None:
    """Something of every sort that everybody may know, so that lists and numbers are not empty."""
    manager = phase1(stage, "cro_pm")
    await raise_it(stage, manager, "serious_breach")
    await stage.say(manager, "action book the room for me by Tuesday")
    await stage.say(phase1(stage, "clinical_ops_lead"), "decision the ward opens on Monday")


@dataclass(frozen=True)
class Asker:
    """Somebody who may know nothing of it, and where they ask."""

    name: str
    actor: Address
    room: Address | None
    at_once: bool = False
    """Whether only they read the answer, also in the room."""
    knows: bool = False
    """Whether they may know, and only the others in the room may not."""


def askers(stage: Stage) -> tuple[Asker, ...]:
    """Every kind of person who may not know of the restricted things, in the trial's places."""
    sponsor_lead, cro_lead = phase1(stage, "clinical_ops_lead"), phase1(stage, "cro_pm")
    monitor, pharmacist = phase1(stage, "medical_monitor"), phase1(stage, PHARMACIST)
    colleague = Address("console", "T0CARMEL", "U0COLLEAGUE")
    stranger = Address("console", "T0ELSEWHERE", "U0STRANGER")
    elsewhere = Address("console", "T0SPONSOR", "U0PM")
    return (
        Asker("lead of the sponsor, alone", sponsor_lead, None),
        Asker("lead of the CRO, alone", cro_lead, None, at_once=True),
        Asker("lead in the room", sponsor_lead, PHASE1_ROOM),
        Asker("blinded seat, alone", monitor, None, at_once=True),
        Asker("blinded seat in the room", monitor, PHASE1_ROOM),
        Asker("blinded seat in the room, alone", monitor, PHASE1_ROOM, at_once=True),
        Asker("unblinded seat in the room", pharmacist, PHASE1_ROOM, knows=True),
        Asker("colleague without a seat in the room", colleague, PHASE1_ROOM),
        Asker("colleague without a seat, alone", colleague, PHASE1_ROOM, at_once=True),
        Asker("unknown tenant in the room", stranger, PHASE1_ROOM),
        Asker("unknown tenant, alone in the room", stranger, PHASE1_ROOM, at_once=True),
        Asker("member of the foreign collaboration in the room", elsewhere, PHASE1_ROOM),
        Asker("unknown person in a personal chat", stranger, None),
    )


def topics() -> tuple[str, ...]:
    """Names and contents of all that is hidden, and of what everybody may know."""
    agreement, found = example(PHASE_1), list[str]()
    secret_seats, secret_places = hidden_seats().values(), hidden_locations().values()
    for seat in (*secret_seats, *secret_seats, *agreement.seats):
        found += [seat.title, *seat.aliases, seat.key.replace("_", " ")]
    for place in (*secret_places, *secret_places, *agreement.locations):
        found += [place.title, *place.aliases, *place.holds, place.path, place.system]
    for area in agreement.areas:
        found += [area.title, *area.aliases]
    for trigger in agreement.triggers:
        found += [trigger.title, *trigger.aliases]
    found += [cadence.title for cadence in agreement.cadences]
    found += ["Quillon holder", "Vellum holder", "unblinded", "repack the ormolu", "R-1", "R1"]
    found += ["unblinded mailbox", "zaffre@umbral.example", "sable key", "ormolu at 31"]
    rat = example(RAT)
    found += [area.title for area in rat.areas]
    found += [seat.title for seat in rat.seats]
    found += [place.title for place in rat.locations]
    return tuple(found)


def parts() -> Iterator[str]:
    """The title of every item of the trial that a blinded person may know of."""
    agreement = example(PHASE_1)
    seats = [each for each in agreement.seats if each.key not in hidden_seats()]
    places = [each for each in agreement.locations if not each.restricted]
    yield from (area.title for area in agreement.areas)
    yield from (seat.title for seat in seats)
    yield from (place.title for place in places)
    yield from (trigger.title for trigger in agreement.triggers)
    yield from (cadence.title for cadence in agreement.cadences)


_LOOK_UPS = (
    "{}",
    "who owns {}?",
    "who is the {}",
    "whos doing {} pls",
    "where is {}",
    "where do I find the {}?",
    "reach {}",
    "how do I get hold of {} at night?",
    "what if {}",
    "when is the {}?",
    "who holds {} and where is {}",
    "is there a {}?",
)
#: What is asked of lists, and of one thing in them.
_LISTS = (
    "status",
    "due",
    "due me",
    "escalations",
    "who am I",
    "seats",
    "agreement",
    "agreement locations",
    "agreement seats",
    "agreement areas",
    "agreement history",
    "actions",
    "decisions",
    "digest",
    "kept",
    "propose",
)
_ABOUT = (
    "agreement {}",
    "seats {}",
    "seats {} on 1 February 2027",
    "seats fill {}",
    "propose {}",
    "raise {}",
    "ask {}: when?",
    "why {}",
    "done {}",
    "excuse {}",
    "numbers {}",
    "kept {}",
    "update {}",
    "agenda {}",
    "decisions {}",
    "report {} 31",
    "action order labels for {} by Friday",
    "away 1-3 March cover {}",
)
_CLAIMS = ("I am the zaffre dispenser", "claim quillon", "fill vellum keeper", "I am Quillon")


def members_of_the_foreign_one() -> tuple[Asker, ...]:
    """People of the foreign collaboration, where they ask about their own."""
    lead, monitor = (Address("console", "T0SPONSOR", each) for each in ("U0PM", "U0MONITOR"))
    room = Address("console", "T0SPONSOR", "C0STUDY")
    return (
        Asker("lead of the foreign one, alone", lead, None),
        Asker("seat of the foreign one, alone", monitor, None, at_once=True),
        Asker("seat of the foreign one in its room", monitor, room),
        Asker("unknown in the room of the foreign one", Address("console", "T0", "U0"), room),
    )


def questions(count: int, seed: int) -> Iterator[str]:
    """What is asked: look-ups, lists, and about one thing of a list."""
    chance = random.Random(seed)
    known = topics()
    for _ in range(count):
        kind = chance.random()
        if kind < 0.88:
            text = _asked(chance, chance.choice(_LOOK_UPS), known)
        elif kind < 0.94:
            text = chance.choice((*_LISTS, *_CLAIMS))
        else:
            text = _asked(chance, chance.choice(_ABOUT), known)
        yield text


def _asked(chance: random.Random, pattern: str, known: tuple[str, ...]) -> str:
    said = [_as_typed(chance, chance.choice(known)) for _ in range(pattern.count("{}"))]
    return pattern.format(*said)


def _as_typed(chance: random.Random, topic: str) -> str:
    """A name as people type it: whole, in part, misspelt, or beside another word."""
    match chance.randrange(6):
        case 0:
            return topic.lower()
        case 1:
            return chance.choice(topic.split())
        case 2:
            spot = chance.randrange(len(topic))
            return topic[:spot] + topic[spot + 1 :]
        case 3:
            words = topic.split()
            chance.shuffle(words)
            return " ".join(words)
        case 4:
            return f"{topic} {chance.choice(('folder', 'desk', 'list', 'link', 'report'))}"
        case _:
            return topic
