"""The terminal: speak as anybody of either side, see what everybody receives, move the clock."""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from adapters.console import words
from adapters.console.bars import with_bars
from adapters.console.form import AskLine, ask_form
from adapters.console.platform import ConsolePlatform, Shown
from bot.cards.card import Button, Card
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.engine.inbound import Origin, Pressed, Submitted, Typed
from bot.engine.response import Dispatch, Response

Print = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody the terminal can speak as."""

    seat: str
    title: str
    address: Address
    room: Address
    """The room of the person's party."""
    place: str
    """The room's name, for people."""


@dataclass(frozen=True, kw_only=True)
class TimeControl:
    """What the terminal may do with the clock."""

    advance: Callable[[str], Awaitable[None]]
    """Move ahead by `3d` and the like, and fire what is due; ValueError with a sentence."""
    now: Callable[[], str]
    """The time in every party's zone."""


@dataclass(kw_only=True)
class Session:
    """One run of the terminal."""

    platform: ConsolePlatform
    dispatch: Dispatch
    settle: Callable[[], Awaitable[None]]
    time: TimeControl
    speakers: Mapping[str, Speaker]
    speaker: Speaker
    ask: AskLine
    print: Print
    in_room: bool = False
    _buttons: dict[int, tuple[Button, Address]] = field(default_factory=dict)

    async def run(self) -> None:
        """Read lines until the end of the input or `/quit`."""
        self.print(words.STORY)
        await self.settle()
        self._print_news()
        while (line := await self.ask(self._prompt())) is not None:
            if line.strip() == "/quit":
                return
            if line.strip():
                await self._line(line.strip())
                await self.settle()
                self._print_news()

    def _prompt(self) -> str:
        place = self.speaker.place if self.in_room else "direct"
        return f"\n{self.speaker.title} ({place}) > "

    async def _line(self, line: str) -> None:
        if not line.startswith("/"):
            await self._send(Typed(origin=self._origin(), text=line))
            return
        command, _, rest = line[1:].partition(" ")
        match command:
            case "press":
                await self._press(rest.strip())
            case "advance":
                await self._advance(rest)
            case "as":
                self._become(rest.strip())
            case "room" | "direct":
                self.in_room = command == "room"
            case _:
                self._tell(command, rest.strip())

    def _tell(self, command: str, rest: str) -> None:
        """The commands that only print something."""
        match command:
            case "inbox":
                self._print_inbox(rest)
            case "rooms":
                for speaker in {s.room: s for s in self.speakers.values()}.values():
                    self._print_all(f"Room of {speaker.place}", speaker.room)
            case "people":
                for speaker in self.speakers.values():
                    self.print(f"  {speaker.seat:24} {speaker.title} ({speaker.place})")
            case "now":
                self.print(self.time.now())
            case "help":
                self.print(words.HELP)
            case _:
                self.print(words.NO_SUCH_COMMAND)

    def _origin(self, speaker: Speaker | None = None, *, room: bool | None = None) -> Origin:
        who = speaker or self.speaker
        in_room = self.in_room if room is None else room
        return Origin(
            event_id=f"console:{uuid.uuid4().hex}",
            actor=who.address,
            actor_name=who.title,
            conversation=who.room if in_room else who.address,
            personal=not in_room,
            can_open_form=True,
        )

    async def _send(self, event: Typed | Pressed) -> None:
        response = await self.dispatch(event)
        if response.form is not None and not response.errors:
            await self._fill(response.form, event.origin)
        elif response.card is not None:
            self._print_card("Accord", response.card, event.origin.conversation)

    async def _fill(self, form: Form, origin: Origin) -> None:
        """Ask the form, and each form that follows it, until the last is accepted."""
        asked: Form | None = form
        while asked is not None:
            response = await self._accepted(asked, origin)
            if response is None:
                self.print(words.CANCELLED)
                return
            if response.card is not None:
                self._print_card("Accord", response.card, origin.conversation)
            asked = response.form

    async def _accepted(self, form: Form, origin: Origin) -> Response | None:
        """Ask one form until its answers are accepted; None when the person gave up."""
        self.print(f"\n{form.title}\n{words.FORM_HOW}")
        values: dict[str, str] = {}
        errors: dict[str, str] = {}
        while (filled := await ask_form(form, errors, values, self.ask)) is not None:
            values = filled
            response = await self._submit(form, values, origin)
            if not response.errors:
                return response
            errors = dict(response.errors)
        return None

    async def _submit(self, form: Form, values: dict[str, str], origin: Origin) -> Response:
        return await self.dispatch(
            Submitted(
                origin=_again(origin), action=form.action, values=values, context=form.context
            )
        )

    async def _press(self, number: str) -> None:
        found = self._buttons.get(int(number)) if number.isdecimal() else None
        if found is None:
            self.print(words.NO_SUCH_BUTTON)
            return
        button, shown_to = found
        presser = self._speaker_at(shown_to) or self.speaker
        room = shown_to in {speaker.room for speaker in self.speakers.values()}
        origin = self._origin(presser, room=room)
        await self._send(Pressed(origin=origin, action=button.action, value=button.value))

    async def _advance(self, step: str) -> None:
        try:
            await self.time.advance(step)
        except (ValueError, OverflowError) as error:
            self.print(str(error))
            return
        self.print(self.time.now())

    def _become(self, seat: str) -> None:
        found = self.speakers.get(seat)
        if found is None:
            self.print(words.no_such_seat(seat, ", ".join(self.speakers)))
            return
        self.speaker = found

    def _print_inbox(self, seat: str) -> None:
        speaker = self.speakers.get(seat) if seat else self.speaker
        if speaker is None:
            self.print(words.no_such_seat(seat, ", ".join(self.speakers)))
            return
        self._print_all(f"Inbox of {speaker.title}", speaker.address)

    def _print_all(self, heading: str, by: Address) -> None:
        received = self.platform.received(by)
        self.print(f"\n== {heading}")
        if not received:
            self.print(f"  {words.NOTHING_RECEIVED}")
        for shown in received:
            self._print_card("", shown.card, shown.to)

    def _print_news(self) -> None:
        news, self.platform.news = self.platform.news, []
        for shown in news:
            self._print_card(self._heading(shown), shown.card, shown.only_for or shown.to)

    def _heading(self, shown: Shown) -> str:
        person = self._speaker_at(shown.only_for or shown.to)
        where = f"to {person.title}" if person else f"in the room of {self._room_name(shown.to)}"
        return f"Accord {where}" + (" (edited)" if shown.edits else "")

    def _room_name(self, room: Address) -> str:
        return next((s.place for s in self.speakers.values() if s.room == room), str(room))

    def _speaker_at(self, address: Address) -> Speaker | None:
        return next((s for s in self.speakers.values() if s.address == address), None)

    def _print_card(self, heading: str, card: Card, shown_to: Address) -> None:
        numbers = []
        for button in card.buttons:
            if button.url:
                numbers.append(f"[{button.label}: {button.url}]")
                continue
            number = len(self._buttons) + 1
            self._buttons[number] = (button, shown_to)
            numbers.append(f"[{number} {button.label}]")
        body = card_text(with_bars(replace(card, buttons=())))
        lines = [*([f"-- {heading}"] if heading else []), *body.splitlines()]
        if numbers:
            lines.append(" ".join(numbers))
        self.print("\n" + "\n".join(f"  {line}" for line in lines))


def _again(origin: Origin) -> Origin:
    """The same origin as a new event."""
    return replace(origin, event_id=f"console:{uuid.uuid4().hex}")
