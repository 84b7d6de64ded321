"""A year of both examples in one Accord, against an independent calculation of what should happen.

People answer early, in time, late or never, edit, put off, excuse, go away, choose quiet hours;
leads pause, resume, close and amend; Accord is down for minutes and for nine days over a change of
the clocks, and begins anew again and again. Everything is drawn from a seed. One year runs in the
everyday suite; `TEST_YEARS=50` runs fifty.
"""

from collections import Counter
from datetime import datetime

from bot.cards.card import Bullets, Card, Moment
from bot.cards.words.retrospectives import CLOSING
from bot.domain.address import Address
from tests.year import seen
from tests.year.calculation import Deed, Fate, Story
from tests.year.lived import Year
from tests.year.promises import day_of, writer
from tests.year.rhythms import agenda, digests
from tests.year.world import SECRET, STUDIES, TRIAL, agreed, holder

_UNBLINDED = ("unblinded_pharmacist", "unblinded_statistician")
_LATE, _OPEN = "Late", "Open"
#: A section of a digest names as many as this; of more it says how many.
_MOST_LISTED = 5


def test_each_promise_is_asked_for_reminded_late_told_and_missed_when_it_should_be(
    year: Year,
) -> None:
    asked, record = seen.asked(year.life), {s: seen.on_record(year.life, s) for s in STUDIES}
    wrong = {}
    for story in year.stories:
        got = dict(record[story.promise.study].get(story.promise.name, {}))
        if at := asked.get(year.id(story)):
            got["asked"] = at
        if got != foretold(story):
            wrong[year.id(story)] = (foretold(story), got, story.acts)
    assert wrong == {}


def foretold(story: Story) -> dict[str, list[datetime]]:
    """What should be found about a promise: when what happened, by kind."""
    once = {
        "checkin.opened": story.opened,
        "checkin.reminded": story.reminded,
        "checkin.late": story.late,
        "checkin.missed": story.missed,
        "asked": story.asked,
        **{f"checkin.told {seat}": at for seat, at in story.told.items()},
    }
    found = {kind: [at] for kind, at in once.items() if at is not None}
    return {**found, **({"checkin.asked_again": list(story.again)} if story.again else {})}


def test_each_occurrence_has_exactly_one_check_in(year: Year) -> None:
    due = [s for s in year.stories if s.opened is not None or s.fate is Fate.OVERSLEPT]
    ids = {year.id(story) for story in due}
    assert set(year.life.storage._state.checkins) == ids
    assert len(ids) == len(due) > 300


def test_digests_and_agendas_of_meetings_come_when_they_should(year: Year) -> None:
    calculation = year.life.script.year
    for study in STUDIES:
        entries = seen.entries(year.life, study)
        for party in ("sponsor", "cro"):
            sent = [e.at for e in entries if e.kind == "digest.sent" and e.party == party]
            assert sent == list(digests(calculation, study, party))
        posted = {e.subject: e.at for e in entries if e.kind == "meeting.agenda_posted"}
        stories = [story for story in year.stories if story.promise.study == study]
        expected = {year.id(story): agenda(calculation, story.promise) for story in stories}
        assert posted == {id_: at for id_, at in expected.items() if at is not None}


def test_a_digest_is_the_same_for_both_sides_and_names_no_miss_before_its_time(
    year: Year,
) -> None:
    for study in STUDIES:
        shared: dict[datetime, Card] = {}
        for at, card in seen.shared_digests(year.life, study):
            assert shared.setdefault(at, card) == card
        assert len(shared) > 25
        for at, card in shared.items():
            late, still_open = _dues(card, _LATE), _dues(card, _OPEN)
            waiting = [s for s in year.stories if s.promise.study == study and _waits(s, at)]
            expected = Counter(
                (s.terms.seen_by_others <= at, _until(s))
                for s in waiting
                if s.promise.cadence != "stock_count"
            )
            found = Counter([*((True, due) for due in late), *((False, due) for due in still_open)])
            assert found <= expected
            if max(len(late), len(still_open)) < _MOST_LISTED:
                assert found == expected, (at, found, expected)


def _waits(story: Story, at: datetime) -> bool:
    ended = [act.at for act in story.acts if act.deed is not Deed.SNOOZE]
    ended += [story.missed] if story.missed else []
    ended += [story.promise.due] if story.fate is Fate.DROPPED else []
    opened = story.opened is not None and story.opened <= at
    return opened and not any(end <= at for end in ended)


def _until(story: Story) -> datetime:
    """By when it is waited for; of a meeting its minutes."""
    return story.terms.late if story.terms.cadence.minutes else story.promise.due


def _dues(card: Card, section: str) -> list[datetime]:
    """The moments in the lines under a heading."""
    for heading, block in zip(card.blocks, card.blocks[1:], strict=False):
        if getattr(heading, "parts", None) == (section,) and isinstance(block, Bullets):
            return [part.at for line in block.items for part in line if isinstance(part, Moment)]
    return []


def test_nobody_is_refused_what_is_theirs_to_do(year: Year) -> None:
    refused = [
        entry
        for study in STUDIES
        for entry in seen.entries(year.life, study)
        if entry.kind == "request.refused"
    ]
    assert refused == []


def test_a_day_brings_nobody_more_than_they_take(year: Year) -> None:
    people = year.life.script.year.people
    rang: Counter[tuple[object, object]] = Counter()
    lists: Counter[tuple[object, object]] = Counter()
    for push in year.unasked:
        day = day_of(push.at, next(year.readings(push)).zone)
        if push.key.startswith("bundle/"):
            lists[push.to, day] += 1
        elif "/escalation/" not in push.key:  # these are never held back
            rang[push.to, day] += 1
            assert rang[push.to, day] <= people.chosen(push.to, push.at).budget, push
    assert set(lists.values()) <= {1}


def test_nothing_comes_to_anybody_outside_their_hours_but_what_is_agreed(year: Year) -> None:
    agreed_moments = {
        f"{year.id(s)}/nudge": s.asked for s in year.stories if s.terms.agreed_for_a_day_off
    }
    back = {end for _, end in year.life.script.year.downs}
    wrong = [
        push
        for push in year.unasked
        if not any(reading.allows(push.at) for reading in year.readings(push))
        and agreed_moments.get(push.key) != push.at
        # What waited in the outbox for their hours while Accord was down is not put off again.
        and not (push.at in back and any(r.allows(push.pushed_at) for r in year.readings(push)))
    ]
    assert wrong == []


def test_what_is_about_a_promise_goes_to_the_right_side_and_not_too_early(year: Year) -> None:
    told_from, own_side = {}, {}
    for story in year.stories:
        agreement, study = story.terms.agreement, story.promise.study
        own = agreement.seat[writer(story.terms.cadence)].party
        told_from[year.id(story)] = story.terms.seen_by_others
        own_side[year.id(story)] = {
            holder(study, agreement, seat.key) for seat in agreement.seats if seat.party == own
        }
    looked_at = 0
    for push in seen.pushes(year.life):
        about = {button.value.get("checkin", "") for button in push.seen.shown.card.buttons}
        about.add(push.key.rpartition("/told/")[0])
        for id_ in about & set(own_side):
            looked_at += 1
            assert push.to in own_side[id_] or push.at >= told_from[id_], push
    assert looked_at > 500


def test_nothing_comes_up_about_a_collaboration_that_is_paused_or_closed(year: Year) -> None:
    for push in year.unasked:
        if CLOSING in push.seen.shown.card.title:
            continue  # what worked is asked once more, after the close
        for study in STUDIES:
            if push.collaboration == year.life.ids[study]:
                assert year.life.script.year.is_active(study, push.at), push


def test_what_is_unblinded_is_never_shown_to_anybody_else(year: Year) -> None:
    trial = agreed(TRIAL)
    insiders = {holder(TRIAL, trial, seat) for seat in _UNBLINDED}
    words = [SECRET, "stock_count", *(trial.seat[seat].title for seat in _UNBLINDED)]
    inside: list[Address] = []
    for each in year.life.platform.seen:
        text = repr(each.shown.card)
        if each.to not in insiders:
            assert not [word for word in words if word in text], (each.to, text)
        elif SECRET in text:
            inside.append(each.to)
    assert len(inside) > 50
