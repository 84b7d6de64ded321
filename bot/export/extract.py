"""The agreement as one reader may know it, as a document that holds together by itself.

Hidden seats and restricted locations are taken out (`bot.domain.visibility` says which). What
refers to one of them is left out where it may be, and points to the lead of that party where
something must stand. What people wrote into texts stays as they wrote it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.agreement.areas import Area, Location
from bot.domain.agreement.cadences import Cadence, IfLate
from bot.domain.agreement.conduct import InputWanted, Method
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party, Side
from bot.domain.agreement.pulse import Pulse
from bot.domain.agreement.seats import Contact, OnCall, Seat, Unavailable
from bot.domain.agreement.study import Versions
from bot.domain.agreement.triggers import BOTH, CLOCK_HOURS, LadderStep, Trigger, TriggerClock
from bot.domain.visibility import Reader, View, view
from bot.export.stand_ins import StandIns


def extract(agreement: Agreement, reader: Reader) -> Agreement:
    """The agreement as this reader may know it; the same one when nothing is kept from them.

    It reads as a valid agreement file as long as two sides have a seat that exists for the reader.

    Raises:
        Refused: no seat at all exists for the reader.
    """
    known = view(agreement, reader)
    if not known.hidden_seats and not known.hidden_locations:
        return known.agreement
    return _Extract(StandIns(known)).whole()


def without_party(agreement: Agreement, party: str) -> Agreement:
    """The agreement of all others: with a party go its seats and what they promise.

    What it answers for, and what is promised to it alone, goes to the first lead who stays.

    Raises:
        Refused: nobody would be left.
    """
    own = frozenset(seat.key for seat in agreement.seats if seat.party == party)
    return _Extract(StandIns(View(agreement, own, frozenset()))).whole()


class _Extract:
    """Each part of an agreement, with stand-ins for what is hidden."""

    def __init__(self, stand_ins: StandIns) -> None:
        self._in = stand_ins
        self._view = stand_ins.view
        self._agreement = stand_ins.view.agreement
        self._parties = {party.key for party in stand_ins.parties}

    def whole(self) -> Agreement:
        agreement = self._agreement
        cadences = tuple(self._cadences())
        return replace(
            agreement,
            agreement=self._versions(),
            parties=tuple(self._party(each) for each in self._in.parties),
            methods=tuple(self._methods()),
            input_wanted=tuple(self._input(each) for each in agreement.input_wanted),
            seats=tuple(self._seat(each) for each in self._view.seats),
            areas=tuple(self._area(each) for each in agreement.areas),
            locations=tuple(self._location(each) for each in self._view.locations),
            cadences=cadences,
            triggers=tuple(self._triggers()),
            pulse=self._pulse({each.key for each in cadences}),
        )

    def _versions(self) -> Versions:
        versions = self._agreement.agreement
        history = tuple(
            replace(entry, agreed_by=self._in.any_of(entry.agreed_by)) for entry in versions.history
        )
        return replace(versions, history=history)

    def _party(self, party: Party) -> Party:
        shown_to = tuple(each for each in party.past_work_shown_to if each in self._parties)
        party = replace(party, past_work_shown_to=shown_to)
        cover = party.days_off_cover
        if cover is None:
            return party
        if self._in.optional(cover.seat) is None or cover.method not in {None, *self._in.senders}:
            return replace(party, days_off_cover=None)
        return party

    def _methods(self) -> Iterator[Method]:
        for method in self._agreement.methods:
            if method.key not in self._in.senders:
                continue
            follow_up = method.follow_up
            if follow_up is not None and follow_up.method not in self._in.senders:
                follow_up = replace(follow_up, method=None)
            yield replace(method, senders=self._in.senders[method.key], follow_up=follow_up)

    def _input(self, wanted: InputWanted) -> InputWanted:
        return replace(wanted, decided_by=self._in.optional(wanted.decided_by))

    def _seat(self, seat: Seat) -> Seat:
        return replace(
            seat,
            contact=self._contact(seat.contact),
            unavailable=tuple(self._absence(each) for each in seat.unavailable),
            deputy=self._in.optional(seat.deputy),
            on_call=self._on_call(seat.on_call),
        )

    def _on_call(self, on_call: OnCall | None) -> OnCall | None:
        test = on_call.test_call if on_call is not None else None
        if on_call is None or test is None or self._in.optional(test.by):
            return on_call
        return replace(on_call, test_call=None)

    def _contact(self, contact: Contact) -> Contact:
        return replace(
            contact,
            preferred=self._in.method(contact.preferred, contact.urgent),
            urgent=self._in.method(contact.urgent, contact.preferred),
            by_hour=tuple(each for each in contact.by_hour if each.method in self._in.senders),
        )

    def _absence(self, absence: Unavailable) -> Unavailable:
        if absence.instead is None or self._in.optional(absence.instead):
            return absence
        # The agreed words may speak of the hidden seat.
        return replace(absence, instead=None, why=None)

    def _area(self, area: Area) -> Area:
        accountable = self._in.seat(area.accountable)
        responsible = self._in.seat(area.responsible)
        hidden = self._in.optional(area.responsible) is None
        if hidden and self._side(accountable) == self._side(responsible):
            # As an answer does: who answers for it is named, and nobody else as doing it.
            responsible = accountable
        return replace(
            area,
            responsible=responsible,
            accountable=accountable,
            counterpart=self._counterpart(area, {accountable, responsible}),
            consulted=self._in.known(area.consulted),
            informed=self._in.known(area.informed),
            contact_rules=tuple(each for each in area.contact_rules if self._knows(each)),
            location=self._in.location(area.location),
        )

    def _knows(self, rule: ContactRule) -> bool:
        known_seat = self._in.optional(rule.seat) is not None
        return known_seat and rule.method in self._in.senders

    def _counterpart(self, area: Area, doing: Iterable[str]) -> str:
        """Whom to ask; of another side than who does it, also when a whole party is hidden."""
        counterpart = self._in.seat(area.counterpart)
        side = self._side(counterpart)
        if {*map(self._side, doing)} != {side}:
            return counterpart
        leads = (each.key for each in self._view.leads())
        return next((lead for lead in leads if self._side(lead) != side), counterpart)

    def _location(self, location: Location) -> Location:
        access, filed = location.access, location.filed
        access = replace(
            access,
            granted_by=self._in.seat(access.granted_by) if access.granted_by else None,
            seats=self._in.known(access.seats),
            grants=tuple(each for each in access.grants if self._in.optional(each.seat)),
            parties=tuple(each for each in access.parties if each.party in self._parties),
        )
        if filed is not None and self._in.location(filed.location) is None:
            filed = None
        return replace(location, owner=self._in.seat(location.owner), access=access, filed=filed)

    def _cadences(self) -> Iterator[Cadence]:
        """Updates from seats that exist for the reader, to somebody who does."""
        for cadence in self._agreement.cadences:
            to = self._in.any_of(cadence.to, but=cadence.from_)
            if self._in.optional(cadence.from_) is None or not to:
                continue
            minutes = cadence.minutes
            if minutes is not None:
                minutes = replace(
                    minutes,
                    by=self._in.seat(minutes.by),
                    filed_in=self._in.location(minutes.filed_in),
                )
            yield replace(
                cadence,
                to=to,
                if_late=self._if_late(cadence.if_late),
                minutes=minutes,
            )

    def _if_late(self, late: IfLate | None) -> IfLate | None:
        if late is None:
            return None
        remind = late.remind
        if remind is not None and self._in.optional(remind.seat) is None:
            remind = None
        tell = tuple(step for step in late.tell if self._in.optional(step.seat))
        return replace(late, remind=remind, tell=tell)

    def _triggers(self) -> Iterator[Trigger]:
        """Occurrences of which somebody the reader may know tells somebody else."""
        for trigger in self._agreement.triggers:
            notice = trigger.first_notice
            sender, receiver = self._in.seat(notice.from_), self._in.seat(notice.to)
            if sender == receiver:
                continue
            method = notice.method
            if (sender, receiver) != (notice.from_, notice.to):
                # A method used by a hidden seat may tell that there is one, so it goes with it.
                contact = self._agreement.seat[receiver].contact
                method = self._in.method(contact.urgent, contact.preferred, sender=sender)
            yield replace(
                trigger,
                clock=self._clock(trigger.clock),
                first_notice=replace(notice, from_=sender, to=receiver, method=method),
                decided_by=self._in.optional(trigger.decided_by),
                ladder=tuple(self._step(step) for step in trigger.ladder),
            )

    def _clock(self, clock: TriggerClock) -> TriggerClock:
        known = {*self._parties, CLOCK_HOURS, BOTH, None}
        return replace(
            clock,
            aware=clock.aware if clock.aware in known else None,
            calendar=clock.calendar if clock.calendar in known else BOTH,
            business_days=clock.business_days if clock.business_days in known else BOTH,
        )

    def _step(self, step: LadderStep) -> LadderStep:
        seats: dict[str, str] = {}
        known_first = sorted(step.seats.values(), key=lambda key: key in self._view.hidden_seats)
        for key in map(self._in.seat, known_first):
            seats.setdefault(self._agreement.seat[key].party, key)
        return replace(
            step, seats={key: seats[key] for key in self._agreement.party if key in seats}
        )

    def _pulse(self, cadences: set[str]) -> Pulse | None:
        """None when too few of those asked exist for the reader, or the meeting does not."""
        pulse = self._agreement.pulse
        if pulse is None or pulse.acts.agenda_of not in cadences:
            return None
        asked = self._in.known(pulse.asked_of)
        sides = [self._side(each) for each in asked]
        if not sides or min(map(sides.count, sides)) < pulse.minimum_answers:
            return None
        return replace(pulse, asked_of=asked)

    def _side(self, seat: str) -> str:
        party = self._agreement.party_of(seat)
        return party.key if party.side is Side.OTHER else party.side.value
