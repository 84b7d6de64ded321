"""The facts of an escalation's card: the hold, who has it, what comes next, the notices."""

from collections.abc import Iterable, Iterator

from bot.cards.card import Fact, Part, fact
from bot.cards.compose.answer_parts import line
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.look_back_parts import led_facts
from bot.cards.words import answers as answer_words
from bot.cards.words import escalations as words
from bot.cards.words import notices as notice_words
from bot.domain.escalation import Because, Outcome
from bot.domain.heads_up import label_in
from bot.domain.ladder import Notice
from bot.domain.ways import way


def escalation_facts(shown: Shown) -> Iterator[Fact]:
    """How it stands, what happens to the work, and how it began."""
    case, escalation = shown.case, shown.case.escalation
    yield fact(words.STUDY, shown.telling.agreement.study.short)
    yield from hold_facts(shown)
    if escalation.closing is not None:
        closing = escalation.closing
        yield fact(words.CLOSED, shown.name(closing.by), ", ", shown.moment(closing.at))
        yield fact(words.MET, closing.facts)
    yield from led_facts(case)
    # First what a reader acts on: who has it, who is next, what ends it; then how it began.
    if escalation.open:
        yield from _climb(shown)
        yield fact(
            words.CLOSES, case.trigger.closes_when if case.trigger else words.NOT_AGREED_CLOSES
        )
    yield from _notice(shown)
    yield from _origin(shown)
    for again in escalation.reopenings[-1:]:
        why = f"{again.reason} ({shown.name(again.by)}), "
        yield fact(words.REOPENED, why, shown.moment(again.at))


def hold_facts(shown: Shown) -> Iterator[Fact]:
    """What happens to the work: until decided, or as it was decided."""
    decision = shown.case.escalation.decision
    if decision is not None:
        by = f"{decision.what} ({shown.name(decision.by)}), "
        entered = [each.decision for each in shown.came_of.decisions if each.decision.on_escalation]
        label = words.as_decision(entered[-1].label) if entered else ""
        yield fact(words.DECIDED, by, shown.moment(decision.at), label)
    elif shown.case.trigger is not None:
        yield fact(words.MEANWHILE, shown.case.trigger.until_decided)


def _origin(shown: Shown) -> Iterator[Fact]:
    escalation = shown.case.escalation
    by = escalation.raised_by
    who = f"{shown.name(by)}, " if by else words.BY_ITSELF
    yield fact(words.RAISED, who, shown.moment(escalation.raised_at))
    if escalation.heads_up is not None:
        yield fact(words.BEGAN_AS, words.heads_up(label_in(escalation.heads_up)))
    if shown.case.trigger is not None:
        yield from line(words.FIRST_WORDS, (escalation.words,))
    yield fact(words.HAPPENED_LABEL, shown.moment(escalation.happened_at))
    yield fact(words.KNOWN_LABEL, shown.moment(escalation.known_at))
    if escalation.clock_start not in (escalation.known_at, escalation.happened_at):
        yield fact(words.CLOCK, shown.moment(escalation.clock_start))


def _notice(shown: Shown) -> Iterator[Fact]:
    """Who tells whom first, by what, and what was said to be given."""
    trigger = shown.case.trigger
    if trigger is None:
        return
    notice, view = trigger.first_notice, shown.telling.view
    giver, receiver = view.seat(notice.from_), view.seat(notice.to)
    named = receiver.title if receiver else ""
    outside = {each.key for each in shown.case.notices()}
    method = view.agreement.method[notice.method]
    by = "" if giver is None or receiver is None else method.title
    if by and receiver and notice.method in outside:
        by = answer_words.ways(way(view.agreement, receiver.contact, notice.method))
    line_ = words.notice_line(giver.title if giver else "", named, by)
    done = shown.case.escalation.said_given(notice.method)
    known = tuple(known_notices(shown, shown.case.notices()))
    said = {each.key: stated(shown, each) for each in known}
    due: tuple[Part, ...] = (", due ", shown.moment(shown.case.notice_due))
    if giver is not None or receiver is not None:
        first = said.pop(notice.method, ()) if notice.method in outside else ()
        # What is not on record says by when it is due itself.
        when = due if done or not first else ()
        yield fact(words.NOTICE, line_, *when, *(("; ", *first) if first else ()))
    for each in known:
        if each.key in said:
            yield fact(words.THEN, each.what, "; ", *said[each.key])


def stated(shown: Shown, notice: Notice) -> tuple[Part, ...]:
    """Who said that a notice outside of chat was given, and when that was; or that nobody did."""
    done = shown.case.escalation.said_given(notice.key)
    name = notice.method.title if notice.method else ""
    if done is not None:
        return (words.given(name, shown.name(done.by)), shown.moment(done.given_at))
    not_yet = f"{name}: {notice_words.NOT_YET}" if name else notice_words.NOT_YET
    if notice.due is None:
        return (not_yet,)
    passed = notice.due <= shown.telling.now
    due = notice_words.WAS_DUE if passed else notice_words.DUE
    return (not_yet, due, shown.moment(notice.due))


def known_notices(shown: Shown, notices: Iterable[Notice]) -> Iterator[Notice]:
    """Those that do not tell of a seat hidden from the reader: by their method, or to whom."""
    view, trigger = shown.telling.view, shown.case.trigger
    assert trigger is not None  # without one there are no notices
    ends = (trigger.first_notice.from_, trigger.first_notice.to)
    hidden = any(view.seat(seat) is None for seat in ends)
    for notice in notices:
        senders = notice.method.senders if notice.method else ()
        if not hidden and (not senders or view.seats_of(senders)):
            yield notice


def _climb(shown: Shown) -> Iterator[Fact]:
    """Who has it, which step is reached and why, and what comes next."""
    case, escalation, now = shown.case, shown.case.escalation, shown.telling.now
    held = case.acknowledgement(now)
    if held is not None:
        yield fact(words.ACKNOWLEDGED, f"{shown.name(held.by)}, ", shown.moment(held.at))
    else:
        yield fact(words.ACKNOWLEDGED, *_not_held(shown))
    yield from _others_too(shown)
    if not case.steps:
        yield fact(words.STEP, words.TOLD_LEADS)
    for step in reversed(case.steps):
        rung = escalation.rung(step.step)
        if rung is not None and rung.reached:
            number = words.step_of(step.step, len(case.steps))
            seats = ", ".join(shown.seats(step))
            why = words.because(rung.because)
            because = "" if rung.because is Because.START else f", because {why}"
            yield fact(words.STEP, f"{number}: {seats}{because}")
            break
    yield from _next(shown)
    for told in escalation.told:
        seat = shown.telling.view.seat(told.seat)
        if seat is not None and escalation.waits(told):
            yield fact(words.WAITING, f"{seat.title}, ", shown.moment(told.at))
        elif seat is not None and told.outcome is Outcome.NOBODY and told.run == escalation.run:
            yield fact(words.EMPTY, words.passed_over(seat.title))


def _not_held(shown: Shown) -> tuple[Part, ...]:
    """That nobody has it, or no longer: until when the last acknowledgement counted."""
    case = shown.case
    for each in reversed(case.escalation.acknowledgements):
        if each.run == case.escalation.run and each.by.party in case.reacting:
            until = case.acknowledged_until(each)
            if until is not None:
                return shown.name(each.by), words.COUNTED_UNTIL, shown.moment(until)
    return (words.NOT_YET,)


def _others_too(shown: Shown) -> Iterator[Fact]:
    """Who looks after it on a side that the ladder does not wait for."""
    case = shown.case
    theirs = [
        each
        for each in case.escalation.acknowledgements
        if each.run == case.escalation.run and each.by.party not in case.reacting
    ]
    for each in theirs[-1:]:
        yield fact(words.ALSO, f"{shown.name(each.by)}, ", shown.moment(each.at))


def _next(shown: Shown) -> Iterator[Fact]:
    case = shown.case
    for step in case.steps:
        decided = case.escalation.rung(step.step)
        if decided is not None or step.step == 1:
            continue
        seats = ", ".join(shown.seats(step))
        if step not in tuple(case.timed()):
            yield fact(words.NEXT, f"step {step.step}, {words.condition(step)}: {seats}")
            return
        when = shown.moment(case.due(step))
        yield fact(words.NEXT, f"step {step.step}, ", when, f", {words.condition(step)}: {seats}")
        return
