"""`agenda`: what is on the agenda of a meeting, adding a point to it, and taking one back."""

import re
from collections.abc import Mapping

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import meetings as cards
from bot.cards.compose.general import ASK
from bot.cards.words import meetings as words
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence, ContentType
from bot.domain.checkin import checkin_id
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import local
from bot.domain.meeting_agenda import MeetingAgenda, Point
from bot.domain.meetings import collected_from, is_meeting
from bot.domain.occurrences import Occurrence
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.meeting_messages import show_agenda
from bot.engine.meetings import agenda_for, as_read, keep, meetings_in, upcoming
from bot.engine.naming import nearest_cadence
from bot.engine.own_meetings import own_meetings, refuse_between_others
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: “vial labels, 10 min” and “vial labels (10 minutes)”.
_TAKES = re.compile(
    r"^(?P<text>.+?)\s*[,(;]\s*(?P<minutes>\d{1,4})\s*(?:min|mins|minutes?)\s*\)?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_MOST_OTHERS = 4
_LONGEST_NAME = 60


async def agenda(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`agenda [meeting]` shows it, `agenda <meeting>: <point>` adds a point."""
    _refuse_when_stopped(scene)
    meetings = meetings_in(view(scene.agreement, scene.alone if ":" in rest else reader))
    if not meetings:
        raise Refused(words.NO_MEETINGS)
    ahead = [(found, each) for each in meetings if (found := upcoming(scene, each))]
    if not ahead:
        raise Refused(words.NONE_AHEAD)
    ahead.sort(key=lambda entry: entry[0].due)
    name, _, text = (part.strip() for part in rest.partition(":"))
    ahead = own_meetings(scene, ahead, name)
    _refuse_no_meeting(scene, name)
    if text and not name and len(ahead) > 1:
        _typed_point(scene, text)  # refused now when it is too long
        titles = [each.title for _, each in ahead]
        which = cards.which_meeting(titles, text, in_=scene.collaboration.id)
        return Answer(card=which, private=True)
    occurrence, cadence = _named(ahead, name)
    wanted = await agenda_for(tx, scene, occurrence)
    if text:
        return await _add(scene, tx, wanted, _typed_point(scene, text))
    seen = view(scene.agreement, reader)
    meeting = await as_read(tx, scene, wanted, seen, scene.zone)
    others = [each for _, each in ahead if each is not cadence]
    return Answer(card=_with_others(cards.agenda_card(meeting), others))


def _named(ahead: list[tuple[Occurrence, Cadence]], name: str) -> tuple[Occurrence, Cadence]:
    """The meeting somebody means: the nearest name, or the next one there is.

    Raises:
        Refused: no name is near.
    """
    if not name:
        return ahead[0]
    found = nearest_cadence([cadence for _, cadence in ahead], name)
    if found is None:
        names = ", ".join(cadence.title for _, cadence in ahead)
        raise Refused(words.which(names, name[:_LONGEST_NAME]))
    return next(entry for entry in ahead if entry[1] is found)


def _refuse_no_meeting(scene: Scene, name: str) -> None:
    """Refuse the very title of an update that is no meeting: the nearest would be another thing."""
    seen = view(scene.agreement, scene.alone)
    for each in scene.agreement.cadences:
        meant = each.title.casefold() == name.casefold() and seen.seat(each.from_)
        if meant and not is_meeting(each):
            raise Refused(words.no_minutes(each.title))


def _with_others(card: Card, others: list[Cadence]) -> Card:
    more = tuple(
        Button(each.title, ASK, {"text": f"agenda {each.title}"}) for each in others[:_MOST_OTHERS]
    )
    return Card(
        title=card.title,
        summary=card.summary,
        blocks=card.blocks,
        buttons=(*card.buttons, *more),
    )


async def press_add(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Add a point* button. In a room the agenda is left as it is while somebody writes."""
    found = await _collecting(scene, tx, value)
    if not scene.origin.personal:
        await keep(tx, found.written_by(scene.seated().id, scene.now))
    return Answer(form=cards.point_form(await _as_actor(scene, tx, found)), private=True)


async def add(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form of a point was sent."""
    found = await _collecting(scene, tx, context)
    form = cards.point_form(await _as_actor(scene, tx, found))
    looked_at = in_form(scene.agreement, form, values, context, [cards.TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    try:
        point = _written_point(scene, found, looked_at)
    except InvalidInput as wrong:
        return Answer(errors={wrong.field or cards.TEXT_KEY: str(wrong)}, form=form, private=True)
    return await _add(scene, tx, found, point)


async def _add(scene: Scene, tx: Transaction, found: MeetingAgenda, point: Point) -> Answer:
    await _refuse_when_closed(scene, tx, found)
    person = scene.seated().id
    full = found.sent_by(person).with_point(point)
    there = next(each for each in full.points if _same(each, point))
    await keep(tx, full)
    if there is point:
        await _note(scene, tx, full, "meeting.point_added", point)
    await show_agenda(tx, scene, full)
    meeting = await _as_actor(scene, tx, full)
    opens = collected_from(scene.agreement, meeting.cadence, full.start)
    posted_from = None if full.posted_at else Moment(opens, scene.zone)
    card = cards.added(meeting, there, posted_from=posted_from)
    return Answer(card=card, private=True, done=True)


def _same(one: Point, other: Point) -> bool:
    return (one.person, one.text.casefold()) == (other.person, other.text.casefold())


async def press_take_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take a point back* button: which of one's own?"""
    found, person = await _collecting(scene, tx, value), scene.seated()
    own = [point for point in found.points if point.person == person.id]
    card = cards.which_to_take_back(await _as_actor(scene, tx, found), own)
    return Answer(card=card, private=True)


async def press_take_it_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Take it back* button of one point."""
    found, person = await _collecting(scene, tx, value), scene.seated()
    id_ = value.get("point", "")
    left = found.without_point(id_, person.id)
    point = next(each for each in found.points if each.id == id_)
    await keep(tx, left)
    await _note(scene, tx, left, "meeting.point_taken_back", point)
    await show_agenda(tx, scene, left)
    return Answer(card=cards.taken_back(point), private=True)


async def _collecting(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> MeetingAgenda:
    """The agenda a button or form is about, while it takes points.

    Raises:
        Refused: it is unknown or between others, its meeting has begun or is called off, or nothing
            runs.
    """
    scene.seated()
    _refuse_when_stopped(scene)
    id_ = value.get("meeting", "")
    key = next(iter(id_.removeprefix(f"{scene.collaboration.id}/").split("/")), "")
    known = {each.key: each for each in meetings_in(view(scene.agreement, scene.alone))}
    cadence = known.get(key)
    if cadence is None:
        raise Refused(words.UNKNOWN)
    refuse_between_others(scene, cadence)
    following = upcoming(scene, cadence)
    if following and checkin_id(scene.collaboration.id, key, following.wall) == id_:
        found = await agenda_for(tx, scene, following)
        await _refuse_when_closed(scene, tx, found)
        return found
    past = await tx.meetings.get(id_)
    if past is None or past.collaboration != scene.collaboration.id or past.dropped:
        raise Refused(words.UNKNOWN)
    then = day(local(following.due, scene.zone).date()) if following else ""
    raise Refused(words.has_begun(cadence.title, then))


async def _refuse_when_closed(scene: Scene, tx: Transaction, found: MeetingAgenda) -> None:
    title = scene.agreement.cadence[found.cadence].title
    checkin = await tx.checkins.get(found.id)
    if checkin is not None and checkin.excuse is not None:
        raise Refused(words.is_called_off(title))
    if checkin is not None and checkin.answer is not None:
        raise Refused(words.minutes_are_there(title))


def _refuse_when_stopped(scene: Scene) -> None:
    match scene.collaboration.state:
        case CollaborationState.PAUSED:
            raise Refused(words.PAUSED)
        case CollaborationState.CLOSED | CollaborationState.ARCHIVED:
            raise Refused(words.CLOSED)
        case CollaborationState.ACTIVE:
            return


async def _as_actor(scene: Scene, tx: Transaction, found: MeetingAgenda) -> cards.Meeting:
    return await as_read(tx, scene, found, view(scene.agreement, scene.alone), scene.zone)


def _typed_point(scene: Scene, text: str) -> Point:
    takes = _TAKES.match(text)
    said, minutes = (takes["text"], int(takes["minutes"])) if takes else (text, None)
    return _point(scene, said, minutes, "")


def _written_point(scene: Scene, found: MeetingAgenda, values: Mapping[str, str]) -> Point:
    """The point a form says.

    Raises:
        InvalidInput: something in it cannot be used; the field is named.
    """
    number = values.get(cards.MINUTES_KEY, "").strip()
    if number and not (number.isascii() and number.isdecimal()):
        raise InvalidInput(words.NOT_A_NUMBER, field=cards.MINUTES_KEY)
    under, title = values.get(cards.UNDER_KEY, "").strip(), ""
    if under:
        contents = scene.agreement.cadence[found.cadence].contents
        standing = {
            str(index): item.title
            for index, item in enumerate(contents)
            if item.type is ContentType.TEXT
        }
        if under not in standing:
            raise InvalidInput(words.NO_SUCH_STANDING, field=cards.UNDER_KEY)
        title = standing[under]
    minutes = int(number[:6]) if number else None
    return _point(scene, values.get(cards.TEXT_KEY, ""), minutes, title)


def _point(scene: Scene, text: str, minutes: int | None, under: str) -> Point:
    """A point of the actor's, in one line without anything that does not show."""
    shown = "".join(each if each.isprintable() else " " for each in text)
    return Point(
        id=scene.origin.event_id,
        text=" ".join(shown.split()),
        person=scene.seated().id,
        at=scene.now,
        minutes=minutes,
        under=under,
    )


async def _note(
    scene: Scene, tx: Transaction, found: MeetingAgenda, kind: str, point: Point
) -> None:
    await tx.record.append(
        scene.entry(
            kind,
            found.id,
            person=scene.seated().id,
            seat=next(iter(scene.actor.seats), None),
            party=scene.actor.party,
            data={"point": point.text, "minutes": point.minutes, "under": point.under},
        )
    )
