"""Worlds that differ only in what most people may not know of, and questions about it.

`hiding()` is the trial abroad with restricted seats, folders, people and happenings under words
that stand nowhere else, beside a foreign collaboration. `bare()` is the same trial without them:
whoever may not know of them has to get the same answers in both.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.agreement_file.bindings import Bindings, PersonBinding, RoomBinding, TenantBinding
from bot.agreement_file.check import faults_of, read_bindings
from bot.agreement_file.codec import to_document
from bot.domain.address import Address
from bot.domain.agreement.areas import Access, AccessGrant, Filing, Location
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Side
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
#: Who leads the central laboratory, and who sits in the foreign collaboration, too.
THIRD_LEAD = Address("console", "T0MIDWAY", "U0LABHEAD")
IN_TWO, IN_BOTH = Address("console", "T0SPONSOR", "U0DMPK"), "contract_cra"
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
            deputy=STATISTICIAN,
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
    kept[kept.index(seat["lab_coordinator"])] = replace(seat["lab_coordinator"], deputy=PHARMACIST)
    listed = [places.pop(each.key, each) for each in agreement.locations]
    folder = location["contract_folder"]
    filed = replace(
        folder,
        filed=Filing(location="sable_vault", every=Every.MONTH),
        access=replace(
            folder.access,
            seats=(*folder.access.seats, KEEPER),
            grants=(AccessGrant(seat=KEEPER, until=date(2027, 2, 19)),),
        ),
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


def _with_a_third_party(agreement: Agreement) -> Agreement:
    """The trial with a central laboratory, which both worlds have."""
    cro, seat = agreement.parties[1], agreement.seat["lab_coordinator"]
    lab = replace(
        cro, key="lab", side=Side.OTHER, name="Midway Central Lab", short="Midway", city=None
    )
    head = replace(
        seat, key="lab_head", party="lab", title="Head of the central lab", aliases=(), deputy=None
    )
    lab = replace(lab, days_off_cover=None)
    return replace(agreement, parties=(*agreement.parties, lab), seats=(*agreement.seats, head))


def _with_all_people(bound: Bindings) -> Bindings:
    """With who leads the third party, and with a colleague who is in both collaborations."""
    lead = PersonBinding(
        name="Head of the lab", addresses=(THIRD_LEAD,), seats=("lab_head",), lead=True
    )
    tenants = (*bound.tenants, TenantBinding(party="lab", address=Address("console", "T0MIDWAY")))
    rooms = (*bound.rooms, RoomBinding(party="lab", address=PHASE1_ROOM))
    people = [
        replace(each, name="DMPK lead", addresses=(IN_TWO, *each.addresses))
        if IN_BOTH in each.seats
        else each
        for each in bound.people
    ]
    return replace(bound, tenants=tenants, rooms=rooms, people=(*people, lead))


def _bindings(name: str, agreement: Agreement) -> Bindings:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    return read_bindings(re.sub(r"\b(slack|teams):", "console:", text), agreement)


def _people_of_the_trial() -> Bindings:
    return _with_all_people(_bindings("03_bindings", example(PHASE_1)))


async def hiding() -> Stage:
    """The trial with restricted things under words of their own, beside a foreign collaboration."""
    trial = _with_a_third_party(example(PHASE_1))
    agreement, bound = _with_secrets(trial), _people_of_the_trial()
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
    assert not faults_of(to_document(agreement)), "a world that can be changed has to hold together"
    stage = await a_stage_for(agreement, bound, begin=_NOW)
    await _add(stage, example(RAT), _bindings("01_bindings", example(RAT)))
    await _live_in_secret(stage)
    await _live(stage)
    return stage


async def bare(*, beside_a_foreign_one: bool = False) -> Stage:
    """The trial without what the other world adds."""
    agreement = _without_secrets(_with_a_third_party(example(PHASE_1)))
    stage = await a_stage_for(agreement, _people_of_the_trial(), begin=_NOW)
    if beside_a_foreign_one:
        await _add(stage, example(RAT), _bindings("01_bindings", example(RAT)))
    await _live(stage)
    return stage


async def foreign() -> Stage:
    """The foreign collaboration alone."""
    return await a_stage_for(example(RAT), _bindings("01_bindings", example(RAT)), begin=_NOW)


async def _add(stage: Stage, agreement: Agreement, bound: Bindings) -> None:
    async with stage.accord.storage.transaction() as tx:
        await import_agreement(tx, agreement, bound, stage.clock.now())
    await stage.accord.settle()


async def _live_in_secret(stage: Stage) -> None:
    """Something of every sort that few may know, before anything else, so that it is counted."""
    pharmacist = phase1(stage, PHARMACIST)
    await raise_it(stage, pharmacist, "drug_temperature", say_0="ormolu at 31")
    for text in (
        "action repack the ormolu for me by Tuesday",
        "ask vellum keeper: is the ormolu cold?",
        "heads-up vellum keeper: the ormolu may come late",
    ):
        await stage.say(pharmacist, text)
    keeper = Address("console", "T0CARMEL", "U0VELLUMKEEPER")
    await stage.say(keeper, "suggest zaffre dispenser: put the ormolu in two boxes")
    await stage.say(keeper, "thanks privately zaffre dispenser for the ormolu")


async def _live(stage: Stage) -> None:
    """Something of every sort that everybody may know, so that lists and numbers are not empty."""
    manager = phase1(stage, "cro_pm")
    await raise_it(stage, manager, "serious_breach")
    for text in (
        "action book the room for me by Tuesday",
        "ask clinical operations lead: who books the flights?",
        "heads-up the ward may be full on Monday",
    ):
        await stage.say(manager, text)
    lead = phase1(stage, "clinical_ops_lead")
    await stage.say(lead, "decision the ward opens on Monday")
    await stage.say(lead, "suggest data manager: one list instead of two")
    await stage.say(lead, "thanks project manager for the plan", PHASE1_ROOM)


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
    "answer",
    "who am I",
    "seats",
    "agreement",
    "agreement locations",
    "agreement seats",
    "agreement areas",
    "agreement history",
    "actions",
    "decisions",
    "export",
    "digest",
    "kept",
    "propose",
    "suggestions",
    "suggestions mine",
    "suggestion 1",
    "suggestion R1",
    "thanks",
    "responsiveness",
    "responsiveness Carmel",
    "retrospective",
    "pulse",
    "partners",
    "export report",
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
    "suggest {}: one box instead of two",
    "thanks {} for the plan",
    "retrospective the {} came late",
    "partners find {}",
)
_CLAIMS = ("I am the zaffre dispenser", "claim quillon", "fill vellum keeper", "I am Quillon")


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
