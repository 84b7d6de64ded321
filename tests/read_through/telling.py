"""A story on the stage, with everything that people read on the way, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.console.platform import ConsolePlatform, Shown
from bot.cards.card import Card
from bot.cards.compose.escalation_forms import HAPPENED_KEY, KNOWN_KEY
from bot.cards.form import ChoiceInput, Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant, instant
from bot.engine.response import Response
from bot.main import advance_to
from schedules.clock import StandingClock
from tests.unit.engine.stage import Stage, a_stage_for

JUST_NOW = {HAPPENED_KEY: "now", KNOWN_KEY: "now"}


@dataclass(frozen=True, kw_only=True)
class Read:
    """Something that somebody reads, or does, at a moment."""

    at: Instant
    place: Address
    """Whose chat it is in, or which room."""
    ref: str = ""
    """The message; the same again when it changes. Empty for what they do themselves."""
    lines: tuple[str, ...]


class Listening(ConsolePlatform):
    """The terminal's platform, which keeps every form a message ever had."""

    def __init__(self, clock: StandingClock) -> None:
        super().__init__()
        self._clock = clock
        self.read: list[Read] = []

    def _show(self, shown: Shown) -> None:
        super()._show(shown)
        lines = tuple(card_text(shown.card).splitlines())
        place = shown.only_for or shown.to
        self.read.append(Read(at=self._clock.now(), place=place, ref=shown.ref, lines=lines))


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is where in a story: seats have a chat each, sides a room."""

    agreement: Agreement
    bindings: str
    title: str
    rooms: dict[str, Address]
    """What a room is called, and where it is."""
    readers: tuple[str, ...]
    """Keys of the seats, in the order in which they are read."""


@dataclass(kw_only=True)
class Story:
    """What happens, and what is read on the way."""

    scene: Scene
    stage: Stage
    platform: Listening
    zone: ZoneInfo
    """In which the story's moments are written."""
    chats: dict[str, Address] = field(default_factory=dict)

    @property
    def read(self) -> list[Read]:
        """Everything, in order."""
        return self.platform.read

    async def until(self, wall: str) -> None:
        """Let time pass until a wall time."""
        moment = instant(datetime.fromisoformat(wall).replace(tzinfo=self.zone))
        await advance_to(self.stage.accord, self.stage.clock, moment)

    async def says(self, seat: str, text: str) -> Response:
        """Somebody types something in their own chat."""
        self._does(seat, f"types: {text}")
        return await self._gets(seat, await self.stage.say(self.chats[seat], text))

    async def presses(self, seat: str, title: str, label: str) -> Response:
        """Somebody presses a button of the newest message whose title begins so."""
        self._does(seat, f"presses: {label}")
        chat = self.chats[seat]
        places = [chat, *self.scene.rooms.values()]
        shown = [(s, place) for place in places for s in self.stage.received(place)]
        with_it = [
            (s, place)
            for s, place in shown
            if s.card.title.startswith(title) and label in [b.label for b in s.card.buttons]
        ]
        assert with_it, (seat, label, [s.card.title for s, _ in shown])
        own = [pair for pair in with_it if pair[1] == chat]
        message, place = (own or with_it)[-1]
        room = None if place == chat else place
        return await self._gets(seat, await self.stage.press(chat, message, label, room))

    async def fills(self, seat: str, title: str, label: str, **values: str) -> Response:
        """Somebody presses a button that opens a form, and sends that."""
        answer = await self.presses(seat, title, label)
        assert answer.form is not None, answer
        return await self.sends(seat, answer.form, **values)

    async def raises(self, seat: str, form: Form, **values: str) -> Response:
        """Somebody fills in every input of a form, and sends it; most of it is not known yet."""
        unknown = {each.key: "not known yet" for each in form.inputs}
        return await self.sends(seat, form, **{**unknown, **JUST_NOW, **values})

    async def sends(self, seat: str, form: Form, **values: str) -> Response:
        """Somebody sends a form."""
        self._does(seat, f"presses: {form.submit}")
        return await self._gets(seat, await self.stage.send(self.chats[seat], form, **values))

    def _does(self, seat: str, what: str) -> None:
        now = self.stage.clock.now()
        self.read.append(Read(at=now, place=self.chats[seat], lines=(what,)))

    async def _gets(self, seat: str, answer: Response) -> Response:
        """Keep what comes back with the request: a form, or what to correct in one."""
        lines = tuple(_of_response(answer))
        if lines:
            now, number = self.stage.clock.now(), len(self.read)
            ref = f"form {number}"
            self.read.append(Read(at=now, place=self.chats[seat], ref=ref, lines=lines))
        return answer


async def a_story(
    scene: Scene, begin: str, zone: ZoneInfo, *, secret_keys: tuple[str, ...] = ()
) -> Story:
    """A story about to begin, at a wall time; a pulse needs a secret key."""
    moment = instant(datetime.fromisoformat(begin).replace(tzinfo=zone))
    clock = StandingClock(moment)
    platform = Listening(clock)
    stage = await a_stage_for(
        scene.agreement,
        scene.bindings,
        begin=moment,
        clock=clock,
        platform=platform,
        secret_keys=secret_keys,
    )
    platform.read.clear()
    people = stage.accord.directory.snapshot
    held = people.holders(stage.collaboration.id, moment)
    chats = {seat: person.addresses[0] for seat, person in held.items() if person.addresses}
    return Story(scene=scene, stage=stage, platform=platform, zone=zone, chats=chats)


def _of_response(answer: Response) -> Iterator[str]:
    if answer.card is not None:
        yield from card_text(answer.card).splitlines()
    if answer.errors and answer.form is None:
        yield from answer.errors.values()
    if answer.form is not None:
        yield from _of_form(answer.form, dict(answer.errors))


def _of_form(form: Form, errors: dict[str, str]) -> Iterator[str]:
    """The title, what stands above, each question with its hint, and the button."""
    intro = card_text(Card(title="", summary="", blocks=form.intro))
    yield f"Form: {form.title}"
    yield from (line for line in intro.splitlines() if line.strip())
    for each in form.inputs:
        choices = (
            f" ({' / '.join(option.label for option in each.options)})"
            if isinstance(each, ChoiceInput) and len(each.options) <= 5
            else ""
        )
        hint = f" — {each.hint}" if each.hint else ""
        mistake = f" [to correct: {errors[each.key]}]" if each.key in errors else ""
        yield f"? {each.label}{choices}{hint}{mistake}"
    yield f"[{form.submit}]"
