"""Actions and decisions as rows and back, both directions next to each other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.action_times import Times
from bot.domain.actions import Action, ActionState, Edit, Ending
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import About, AboutKind, Deed
from bot.domain.instant import parse_instant
from storage.rows import Columns
from storage.statements import AnyRow

Json = dict[str, Any]


def action_values(action: Action) -> Columns:
    """The columns of an action; what people did with it is JSON."""
    return {
        "collaboration": action.collaboration,
        "restricted": action.restricted,
        "number": action.number,
        "what": action.what,
        "owner": action.owner,
        "party": action.party,
        "day": action.times.day.isoformat(),
        "opens": action.times.opens,
        "due": action.times.due,
        "late_at": action.times.late_at,
        "version": action.version,
        "raised": _deed_json(action.raised),
        "since": action.since,
        "source": action.source,
        "about": _about_json(action.about),
        "state": action.state.value,
        "ending": None if action.ending is None else _ending_json(action.ending),
        "edits": [_edit_json(edit) for edit in action.edits],
        "taken_back": [_ending_json(ending) for ending in action.taken_back],
        "late_since": action.late_since,
    }


def action_of(row: AnyRow) -> Action:
    """An action from its row."""
    day = date.fromisoformat(row.day)
    return Action(
        collaboration=row.collaboration,
        restricted=row.restricted,
        number=row.number,
        what=row.what,
        owner=row.owner,
        party=row.party,
        times=Times(day=day, opens=row.opens, due=row.due, late_at=row.late_at),
        version=row.version,
        raised=_deed_of(row.raised),
        since=row.since,
        source=row.source,
        about=_about_of(row.about),
        state=ActionState(row.state),
        ending=None if row.ending is None else _ending_of(row.ending),
        edits=tuple(_edit_of(edit) for edit in row.edits),
        taken_back=tuple(_ending_of(ending) for ending in row.taken_back),
        late_since=row.late_since,
    )


def decision_values(decision: Decision) -> Columns:
    """The columns of a decision."""
    return {
        "collaboration": decision.collaboration,
        "restricted": decision.restricted,
        "number": decision.number,
        "topic": decision.topic,
        "question": decision.question,
        "options": list(decision.options),
        "outcome": decision.outcome,
        "note": decision.note,
        "decider_party": decision.decider.party,
        "decider_seat": decision.decider.seat,
        "version": decision.version,
        "written": _deed_json(decision.written),
        "source": decision.source,
        "about": _about_json(decision.about),
        "state": decision.state.value,
        "settled": None if decision.settled is None else _deed_json(decision.settled),
        "because": decision.because,
        "replaces": decision.replaces,
        "replaced_by": decision.replaced_by,
    }


def decision_of(row: AnyRow) -> Decision:
    """A decision from its row."""
    return Decision(
        collaboration=row.collaboration,
        restricted=row.restricted,
        number=row.number,
        topic=row.topic,
        question=row.question,
        options=tuple(row.options),
        outcome=row.outcome,
        note=row.note,
        decider=Decider(party=row.decider_party, seat=row.decider_seat),
        version=row.version,
        written=_deed_of(row.written),
        source=row.source,
        about=_about_of(row.about),
        state=DecisionState(row.state),
        settled=None if row.settled is None else _deed_of(row.settled),
        because=row.because,
        replaces=row.replaces,
        replaced_by=row.replaced_by,
    )


def _deed_json(deed: Deed) -> Json:
    return {
        "person": deed.person,
        "party": deed.party,
        "seat": deed.seat,
        "at": deed.at.isoformat(),
    }


def _deed_of(written: Mapping[str, Any]) -> Deed:
    return Deed(
        person=written["person"],
        party=written["party"],
        seat=written["seat"],
        at=parse_instant(written["at"]),
    )


def _about_json(about: About | None) -> Json | None:
    return None if about is None else {"kind": about.kind.value, "id": about.id}


def _about_of(written: Mapping[str, Any] | None) -> About | None:
    return None if written is None else About(kind=AboutKind(written["kind"]), id=written["id"])


def _ending_json(ending: Ending) -> Json:
    return {"state": ending.state.value, "reason": ending.reason, "by": _deed_json(ending.by)}


def _ending_of(written: Mapping[str, Any]) -> Ending:
    return Ending(
        state=ActionState(written["state"]),
        reason=written["reason"],
        by=_deed_of(written["by"]),
    )


def _edit_json(edit: Edit) -> Json:
    return {
        "by": _deed_json(edit.by),
        "reason": edit.reason,
        "what": edit.what,
        "owner": edit.owner,
        "day": edit.day.isoformat(),
    }


def _edit_of(written: Mapping[str, Any]) -> Edit:
    return Edit(
        by=_deed_of(written["by"]),
        reason=written["reason"],
        what=written["what"],
        owner=written["owner"],
        day=date.fromisoformat(written["day"]),
    )
