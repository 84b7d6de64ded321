"""*This is wrong* and *Yes, that is it*: what somebody meant, found in two presses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from bot.cards.card import Button, Card, paragraph
from bot.cards.compose import meant as cards
from bot.cards.compose.answers import choice, none
from bot.cards.compose.meant import Asked, Perhaps
from bot.cards.form import Option
from bot.cards.words import answers as answer_words
from bot.cards.words import meant as words
from bot.cards.words import parts as part_words
from bot.cards.words import proposals as proposal_words
from bot.domain.errors import Refused
from bot.domain.learning import How
from bot.domain.visibility import Reader, View, visible_seat
from bot.engine import parts as editor
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.around import telling_in
from bot.engine.ask import INDEXES, LABELS, tell
from bot.engine.contacts import among, route
from bot.engine.handlers.who import with_next_steps
from bot.engine.learning import may_be_kept, note_meant
from bot.engine.lookup import Candidate, Kind, Prepared
from bot.engine.next_best import next_best
from bot.engine.not_agreed import gap_buttons
from bot.engine.pushing import Push, push
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.things import Thing, thing, things

#: Longest value of an option on every platform.
_OPTION = 75
#: The score of what is known to be meant.
_KNOWN = 100


async def press_wrong(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*This is wrong*, *None of these*, *Choose what I meant*: what was it, then?"""
    asked = Asked.of(value)
    prepared = _known(scene, scene.alone)
    shown = [(Kind(kind), key) for kind, key in asked.shown if kind in set(Kind)]
    found = [
        known
        for each in next_best(prepared.index, asked.question, apart_from=shown)
        if (known := thing(prepared.view, each.kind, each.key)) is not None
    ]
    telling = telling_in(scene, scene.alone)
    perhaps = [
        Perhaps(
            label=answer_words.also(LABELS[each.kind], each.title),
            kind=each.kind.value,
            key=each.key,
            apart=choice(telling, each.title, None if each.kind is Kind.TRIGGER else each.seat),
        )
        for each in found
    ]
    old = _out_of_date(scene, asked, prepared.view)
    counted = may_be_kept(scene, asked.question) is not None
    return Answer(card=cards.what_was_meant(asked, perhaps, old, counted=counted), private=True)


async def press_this(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of the next best things is meant: it is answered, and counted."""
    asked, found = Asked.of(value), _the_meant(scene, value, scene.alone)
    return await _meant(scene, tx, asked, found)


async def press_chosen(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of several things that go by the same name: read by all who read the choice."""
    found = _the_meant(scene, value, scene.reader)
    await note_meant(scene, tx, Asked.of(value).question, How.CHOSEN, found)
    return Answer(card=_answer_about(scene, found, scene.reader))


async def press_right(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Yes, that is it*."""
    asked = Asked.of(value)
    found = _the_thing(scene, asked.kind, asked.key, scene.alone)
    kept = await note_meant(scene, tx, asked.question, How.CONFIRMED, found)
    said = words.CONFIRMED if kept else words.CONFIRMED_ONLY
    return Answer(card=cards.thanks(said), private=True)


async def press_else(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Something else*: the form with everything the person may see."""
    options = tuple(option for option, _ in _options(scene))
    return Answer(form=cards.pick_form(Asked.of(value), options), private=True)


async def picked(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Something was picked in the form."""
    asked, which = Asked.of(context), values.get(cards.WHICH, "")
    if which == cards.NONE:
        return await _not_agreed(scene, tx, asked)
    options = dict(_options(scene))
    found = next((each for option, each in options.items() if option.value == which), None)
    if found is None:
        form = cards.pick_form(asked, tuple(options))
        return Answer(errors={cards.WHICH: words.NOTHING_PICKED}, form=form, private=True)
    return await _meant(scene, tx, asked, found)


async def press_not_agreed(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*It is not in the agreement*: noted, and it can be proposed."""
    return await _not_agreed(scene, tx, Asked.of(value))


async def press_out_of_date(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*The answer is out of date*, by somebody without a seat: whoever answers for it is told.

    Raises:
        Refused: the actor is of no party, or nobody can be told.
    """
    asked = Asked.of(value)
    found = _the_thing(scene, asked.kind, asked.key, scene.alone)
    leads = scene.leads_in_words()
    if scene.actor.party is None:
        raise Refused(words.NOT_YOURS_TO_TELL.format(leads=leads))
    party = scene.agreement.party_of(found.seat).key
    agreement = scene.agreement
    where = among(
        scene,
        party,
        route(scene, found.seat),
        lambda reader: thing(INDEXES.of(agreement, reader).view, found.kind, found.key) is not None,
    )
    if where is None:
        raise Refused(words.NOBODY_TO_TELL.format(leads=leads))
    path = editor.pack((found.section, found.key))
    card = cards.perhaps_outdated(
        scene.collaboration.id,
        agreement.study.short,
        found.title,
        (found.section, found.key),
        path,
    )
    # Once a day, however many press it.
    key = f"{scene.collaboration.id}/outdated/{found.section}/{found.key}/{scene.now:%Y-%m-%d}"
    await push(tx, scene, where, Push(key=key, card=card, opens=card.buttons[0]))
    known = visible_seat(agreement, found.seat, scene.alone)
    seat = agreement.seat[found.seat].title if known else words.A_LEAD
    return Answer(card=cards.thanks(words.told(seat, found.title)), private=True)


async def note_miss(scene: Scene, tx: Transaction, question: str) -> None:
    """Count that somebody asked for what the agreement does not have."""
    await note_meant(scene, tx, question, How.MISSED, None)


async def _meant(scene: Scene, tx: Transaction, asked: Asked, found: Thing) -> Answer:
    how = How.PICKED if asked.kind == Kind.NONE.value else How.CORRECTED
    kept = await note_meant(scene, tx, asked.question, how, found)
    card = _answer_about(scene, found, scene.alone)
    said = words.NOTED if kept else words.SHOWN
    return Answer(card=replace(card, blocks=(paragraph(said), *card.blocks)), private=True)


async def _not_agreed(scene: Scene, tx: Transaction, asked: Asked) -> Answer:
    _known(scene, scene.alone)
    kept = await note_meant(scene, tx, asked.question, How.MISSED, None)
    said = words.NOT_AGREED_NOTED if kept else words.THANKS
    silent = none(telling_in(scene, scene.alone), about_owner=False)
    card = replace(silent, blocks=(paragraph(said), *silent.blocks))
    buttons = (*gap_buttons(scene, asked.question), *silent.buttons)
    return Answer(card=replace(card, buttons=buttons), private=True)


def _answer_about(scene: Scene, found: Thing, reader: Reader) -> Card:
    """What is agreed on it, with the ways on that any answer has."""
    card = tell(telling_in(scene, reader), Candidate(found.kind, found.key, _KNOWN)).card
    return with_next_steps(scene, found.kind, found.key, card)


def _out_of_date(scene: Scene, asked: Asked, seen: View) -> Button | None:
    """What helps when the thing is the right one and its answer is not."""
    found = thing(seen, asked.kind, asked.key) if asked.key else None
    if found is None:
        return None
    if scene.actor.person and (scene.actor.seats or scene.leading):
        path = editor.pack((found.section, found.key))
        return cards.change_button(scene.collaboration.id, path)
    return cards.tell_button(asked)


def _known(scene: Scene, reader: Reader) -> Prepared:
    """The agreement as the reader may know it.

    Raises:
        Refused: none is in force, and a draft is for the side that writes it.
    """
    if scene.collaboration.version == 0:
        raise Refused(proposal_words.FIRST_WAITS)
    return INDEXES.of(scene.agreement, reader)


def _the_meant(scene: Scene, value: Mapping[str, str], reader: Reader) -> Thing:
    kind, key = value.get(cards.MEANT_KIND, ""), value.get(cards.MEANT_KEY, "")
    return _the_thing(scene, kind, key, reader)


def _the_thing(scene: Scene, kind: str, key: str, reader: Reader) -> Thing:
    """What a button is about.

    Raises:
        Refused: it is not there any more, or not for the reader.
    """
    found = thing(_known(scene, reader).view, kind, key)
    if found is None:
        raise Refused(words.GONE)
    return found


def _options(scene: Scene) -> Iterator[tuple[Option, Thing]]:
    """Everything the actor may see, as a list to pick from."""
    for each in things(_known(scene, scene.alone).view):
        label = part_words.of_part(editor.SECTION[each.section].title, each.title)
        yield Option(_option(each), label), each


def _option(found: Thing) -> str:
    """What a thing goes by in the list; a long key ends in what tells it from others."""
    whole = f"{found.kind}:{found.key}"
    if len(whole) <= _OPTION:
        return whole
    return f"{whole[:50]}{sha256(whole.encode()).hexdigest()[:12]}"
