"""What came of something: its actions and decisions, as one reader may know them."""

from dataclasses import replace

from bot.cards.compose.came_of import CameOf, Done, Ruled
from bot.cards.compose.escalation_shown import Shown
from bot.domain.agreement.document import Agreement
from bot.domain.deed import About, AboutKind
from bot.domain.visibility import Reader, view
from bot.engine import rulings, tasks
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def left_by(tx: Transaction, id_: str, kind: AboutKind = AboutKind.ESCALATION) -> CameOf:
    """The actions and decisions that came of something, by its id, first asked for first.

    An id of an escalation or a retrospective begins with the id of its collaboration and a slash.
    """
    collaboration = id_.partition("/")[0]
    about = About(kind=kind, id=id_)
    return CameOf(
        actions=tuple(Done(e, "") for e in await tx.actions.left_by(collaboration, about)),
        decisions=tuple(Ruled(e, "") for e in await tx.decisions.left_by(collaboration, about)),
    )


def with_what_came(setting: Setting, shown: Shown, left: CameOf, reader: Reader) -> Shown:
    """The escalation with what came of it, as far as that exists for a reader."""
    versions = (setting.agreement, shown.case.agreement)
    return replace(shown, came_of=known_to(reader, left, versions))


def known_to(reader: Reader, left: CameOf, versions: tuple[Agreement, ...]) -> CameOf:
    """What came of something, as far as that exists for a reader.

    An owner or decider whose seat is in no version at hand could be a hidden one: left out.
    """
    actions = []
    for done in left.actions:
        known = _with_seat(versions, done.action.owner)
        if known is not None and tasks.may_read(known, done.action, reader):
            actions.append(replace(done, owner=known.seat[done.action.owner].title))
    decisions = []
    for ruled in left.decisions:
        decision = ruled.decision
        known = _with_seat(versions, decision.decider.seat)
        if known is not None and rulings.may_read(known, decision, reader):
            by = (decision.settled.seat if decision.settled else None) or decision.decider.seat
            seat = view(known, reader).seat(by)
            party = known.party.get(decision.decider.party)
            named = seat.title if seat else party.short if party else ""
            decisions.append(replace(ruled, decider=named))
    return CameOf(actions=tuple(actions), decisions=tuple(decisions))


def _with_seat(versions: tuple[Agreement, ...], seat: str | None) -> Agreement | None:
    return next((each for each in versions if seat is None or seat in each.seat), None)
