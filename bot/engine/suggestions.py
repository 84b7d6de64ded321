"""Finding a suggestion, who may read it, and who may do what with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.cards.compose.suggestions import Suggested
from bot.cards.words import suggestions as words
from bot.domain.between import of_suggestion
from bot.domain.deed import AboutKind
from bot.domain.errors import Refused
from bot.domain.question import Said
from bot.domain.suggestion import Suggestion
from bot.domain.visibility import Reader, View, view, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answering import answers_for
from bot.engine.came_of import known_to, left_by
from bot.engine.counterparts import own_party
from bot.engine.record import Entry
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def with_agreement(
    tx: Transaction, setting: Setting, suggestion: Suggestion, agreements: AgreementCache
) -> Suggested:
    """A suggestion with the version it runs by, the names of who spoke, and what came of it.

    Of one without a name the maker is not among them.
    """
    agreement = await agreements.get(tx, suggestion.collaboration, suggestion.version)
    spoke = {said.person for said in _said(suggestion)}
    names = {id_: setting.directory.person(id_).name for id_ in sorted(spoke)}
    suggested = Suggested(suggestion=suggestion, agreement=agreement, names=names)
    if not suggestion.adopted:
        return suggested
    return replace(suggested, left=await left_by(tx, suggestion.id, AboutKind.SUGGESTION))


def for_reader(setting: Setting, suggested: Suggested, reader: Reader) -> Suggested:
    """As somebody may know it."""
    versions = (setting.agreement, suggested.agreement)
    return replace(suggested.read_by(reader), left=known_to(reader, suggested.left, versions))


async def for_actor(
    scene: Scene, tx: Transaction, suggestion: Suggestion, agreements: AgreementCache
) -> Suggested:
    """As the actor may know it, who reads it alone."""
    return for_reader(scene, await with_agreement(tx, scene, suggestion, agreements), scene.alone)


def _said(suggestion: Suggestion) -> Iterator[Said]:
    if not suggestion.anonymous:
        yield from suggestion.wordings
    for turn in suggestion.turns:
        yield from (each.reason for each in turn.answers)
        if turn.passed_on is not None:
            yield turn.passed_on


async def loaded(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Suggestion:
    """The suggestion a button or form is about.

    Raises:
        Refused: the actor has no seat here, or there is none of this collaboration.
    """
    scene.seated()
    suggestion = await tx.suggestions.get(value.get("suggestion", ""))
    if suggestion is None or suggestion.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    return suggestion


def is_maker(scene: Scene, suggestion: Suggestion) -> bool:
    """Whether the actor made it, or sits now where it was made; without a name the maker alone."""
    person = scene.actor.person
    mine = person is not None and person.id == suggestion.person
    return mine or suggestion.from_seat in scene.actor.seats


async def own(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Suggestion:
    """The suggestion a button or form is about, if the actor made it.

    Raises:
        Refused: it is unknown, or somebody else's.
    """
    suggestion = await loaded(scene, tx, value)
    if not is_maker(scene, suggestion):
        raise Refused(words.NOT_THE_MAKER)
    return suggestion


def must_answer_as(scene: Scene, suggestion: Suggestion) -> str:
    """The seat the actor answers for.

    Raises:
        Refused: it is not theirs to answer; to whom that seat does not exist it is unknown.
    """
    scene.seated()
    seat = answers_for(scene, suggestion.turn.seat)
    if seat is not None:
        return seat
    asked = scene.agreement.seat.get(suggestion.turn.seat)
    if asked is None or not visible_seat(scene.agreement, asked.key, scene.alone):
        raise Refused(words.UNKNOWN)
    party = scene.agreement.party[asked.party].short
    raise Refused(words.NOT_FOR_YOU.format(seat=asked.title, party=party))


def may_read(scene: Scene, suggestion: Suggestion) -> bool:
    """Whether the actor may read the words: those of a posted one everybody of both sides.

    Else who made it, who answers it, and every seat it was with.
    """
    if not _asked_is_known(view(scene.agreement, scene.alone), suggestion):
        return False
    was_with = {turn.seat for turn in suggestion.turns}
    read_in_rooms = suggestion.posted and not suggestion.restricted and scene.is_member
    return (
        (read_in_rooms and own_party(scene) in of_suggestion(suggestion))
        or is_maker(scene, suggestion)
        or answers_for(scene, suggestion.turn.seat) is not None
        or not was_with.isdisjoint(scene.actor.seats)
    )


def exists_in(seen: View, suggestion: Suggestion) -> bool:
    """Whether a reader may know that there is one: of every seat it was with, as far as it stands.

    Its topic can be the title of the first of them.
    """
    known = seen.knows(turn.seat for turn in suggestion.turns)
    return known and _asked_is_known(seen, suggestion)


def _asked_is_known(seen: View, suggestion: Suggestion) -> bool:
    """Whether a reader may know of the seat that is asked, also of one that a later version ended.

    What was suggested to it, and what it said, is not gone with it.
    """
    if suggestion.turn.seat in seen.agreement.seat:
        return seen.seat(suggestion.turn.seat) is not None
    return not suggestion.restricted


async def note(
    scene: Scene,
    tx: Transaction,
    suggestion: Suggestion,
    kind: str,
    data: Mapping[str, object],
    *,
    seat: str | None,
    by_maker: bool = False,
) -> None:
    """What somebody did about a suggestion, for the record.

    The record is read by both sides. What the maker of one without a name does is in it with their
    side alone, and without the platform's event, which could be looked up there.
    """
    hidden = by_maker and suggestion.anonymous
    await tx.record.append(
        Entry(
            collaboration=suggestion.collaboration,
            kind=kind,
            at=scene.now,
            version=suggestion.version,
            subject=suggestion.id,
            person=None if hidden else scene.seated().id,
            seat=None if hidden else seat,
            party=own_party(scene),
            source=None if hidden else scene.origin.event_id,
            data=data,
        )
    )


async def note_alone(
    tx: Transaction, setting: Setting, suggestion: Suggestion, kind: str, data: dict[str, object]
) -> None:
    """What Accord did about it, for the record."""
    await tx.record.append(
        Entry(
            collaboration=suggestion.collaboration,
            kind=kind,
            at=setting.now,
            version=suggestion.version,
            subject=suggestion.id,
            data=data,
        )
    )
