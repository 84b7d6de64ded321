"""Who may answer what came to a seat from another side."""

from bot.domain.visibility import visible_seat
from bot.engine.scene import Scene


def answers_for(scene: Scene, key: str) -> str | None:
    """The seat the actor answers for: that which is asked, as its holder, cover, deputy or lead.

    A deputy who sits in their own seat answers in it; a lead in theirs. None where it is not
    theirs, or does not exist for them.
    """
    agreement = scene.agreement
    seat = agreement.seat.get(key)
    if seat is None or not visible_seat(agreement, key, scene.alone):
        return None
    if key in scene.actor.seats or seat.deputy in scene.actor.seats:
        return key if key in scene.actor.seats else seat.deputy
    holder = scene.directory.holder(scene.collaboration.id, key, scene.now)
    absence = scene.directory.absence(scene.collaboration.id, holder, scene.now) if holder else None
    if absence and scene.actor.person and absence.cover == scene.actor.person.id:
        return key
    if not scene.is_lead_of(seat.party):
        return None
    own = (each for each in scene.actor.seats if agreement.seat[each].party == seat.party)
    return next(own, key)
