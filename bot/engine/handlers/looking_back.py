"""What was said in earlier updates: the versions of one, and the numbers of all."""

from collections.abc import Mapping, Sequence

from bot.cards.compose import reception as cards
from bot.cards.words import checkins as checkin_words
from bot.cards.words import reception as words
from bot.domain.agreement.cadences import Cadence, ContentType
from bot.domain.checkin import CheckIn
from bot.domain.errors import Refused
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import receiving_rooms
from bot.engine.naming import named
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: How many past updates are looked through for numbers.
_LOOK_BACK = 60


async def press_show_changes(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Show changes* button under an update that was edited.

    Whoever may read the update may read its versions: they were all posted to the same room.
    """
    checkin = await tx.checkins.get(value.get("checkin", ""))
    if checkin is None or checkin.collaboration != scene.collaboration.id:
        raise Refused(checkin_words.UNKNOWN)
    promise = await promised(tx, checkin, agreements)
    posted_here = scene.origin.conversation in receiving_rooms(scene, promise)
    if not posted_here and not view(promise.agreement, scene.alone).seat(promise.cadence.writer):
        raise Refused(checkin_words.UNKNOWN)
    people = {answer.person for answer in checkin.answers}
    names = {id_: scene.directory.person(id_).name for id_ in people}
    return Answer(card=cards.changes(promise, names), private=True)


async def numbers(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`numbers <update>`: every number that was sent, with its day."""
    visible = view(scene.agreement, reader)
    shown = [c for c in visible.agreement.cadences if visible.seat(c.from_)]
    counted = [c for c in shown if _numbers_in(c)]
    titles = ", ".join(cadence.title for cadence in counted)
    if not counted:
        raise Refused(words.no_numbers(""))
    if not rest and len(counted) > 1:
        raise Refused(words.which_numbers(titles))
    cadence = named(shown, rest) if rest else counted[0]
    asked = _numbers_in(cadence)
    if not asked:
        raise Refused(words.no_numbers(titles))
    past = await tx.checkins.latest(scene.collaboration.id, cadence.key, _LOOK_BACK)
    return Answer(card=cards.numbers(cadence.title, {one: _series(past, one) for one in asked}))


def _numbers_in(cadence: Cadence) -> list[str]:
    """Titles of the items that are numbers."""
    return [item.title for item in cadence.contents if item.type is ContentType.NUMBER]


def _series(past: Sequence[CheckIn], title: str) -> list[cards.Number]:
    return [
        cards.Number(day=checkin.wall.date(), said=item.said)
        for checkin in past
        if checkin.answer is not None
        for item in checkin.answer.items
        if item.title == title
    ]
