"""What an action or a decision came from, as a reader may know it."""

from collections.abc import Mapping

from bot.cards.words.escalations import in_line
from bot.cards.words.questions import title
from bot.cards.words.suggestions import named
from bot.domain.deed import About, AboutKind
from bot.domain.ladder import Case
from bot.domain.question import Question
from bot.domain.suggestion import Suggestion
from bot.domain.visibility import Reader, view, visible_escalation
from bot.engine.agreements import AgreementCache, promised
from bot.engine.retrospective_titles import title_of
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def about_title(
    tx: Transaction,
    setting: Setting,
    about: About | None,
    reader: Reader,
    agreements: AgreementCache,
) -> str:
    """What it is called; empty when there is nothing, or nothing that the reader may know."""
    if about is None:
        return ""
    match about.kind:
        case AboutKind.CHECKIN:
            return await _checkin(tx, setting, about.id, reader, agreements)
        case AboutKind.QUESTION:
            return await _question(tx, setting, about.id, reader, agreements)
        case AboutKind.SUGGESTION:
            return await _suggestion(tx, setting, about.id, reader, agreements)
        case AboutKind.ESCALATION:
            return await _escalation(tx, setting, about.id, reader, agreements)
        case AboutKind.RETROSPECTIVE:
            return await _retrospective(tx, setting, about.id)


async def said_about(
    tx: Transaction, scene: Scene, value: Mapping[str, str], agreements: AgreementCache
) -> About | None:
    """What a button says that it is about, if that is there and the actor may know it.

    A button that was guessed or is of another collaboration is about nothing.
    """
    kind = value.get("about", "")
    if kind not in list(AboutKind):
        return None
    about = About(kind=AboutKind(kind), id=value.get("of", ""))
    return about if await about_title(tx, scene, about, scene.alone, agreements) else None


def from_(about: About | None) -> dict[str, str]:
    """For the record: the id of what it came from, by which its story is found."""
    return {"from": about.id} if about else {}


async def _checkin(
    tx: Transaction, setting: Setting, id_: str, reader: Reader, agreements: AgreementCache
) -> str:
    checkin = await tx.checkins.get(id_)
    if checkin is None or checkin.collaboration != setting.collaboration.id:
        return ""
    promise = await promised(tx, checkin, agreements)
    seen = view(promise.agreement, reader)
    if seen.seat(promise.cadence.from_) is None or seen.seat(promise.cadence.writer) is None:
        return ""
    return f"{promise.title}, {promise.day}"


async def _question(
    tx: Transaction, setting: Setting, id_: str, reader: Reader, agreements: AgreementCache
) -> str:
    """Its number and topic, which tell nothing of what was said."""
    question = await tx.questions.get(id_)
    if question is None or question.collaboration != setting.collaboration.id:
        return ""
    known = await _knows_its_seats(tx, question, reader, agreements)
    return title(question.label, question.topic) if known else ""


async def _suggestion(
    tx: Transaction, setting: Setting, id_: str, reader: Reader, agreements: AgreementCache
) -> str:
    """Its number and topic, which tell nothing of who made it."""
    suggestion = await tx.suggestions.get(id_)
    if suggestion is None or suggestion.collaboration != setting.collaboration.id:
        return ""
    known = await _knows_its_seats(tx, suggestion, reader, agreements)
    return named(suggestion.label, suggestion.topic) if known else ""


async def _knows_its_seats(
    tx: Transaction, sent: Question | Suggestion, reader: Reader, agreements: AgreementCache
) -> bool:
    """Whether the reader knows all seats it came from and to, and the one its area belongs to."""
    agreement = await agreements.get(tx, sent.collaboration, sent.version)
    area = agreement.area.get(sent.area or "")
    seats = [*(turn.seat for turn in sent.turns), sent.from_seat]
    seats += [area.accountable] if area else []
    seen = view(agreement, reader)
    return all(seat is None or seen.seat(seat) is not None for seat in seats)


async def _escalation(
    tx: Transaction, setting: Setting, id_: str, reader: Reader, agreements: AgreementCache
) -> str:
    """What it is called. Who reads alone is known here by their seats, not as a person."""
    escalation = await tx.escalations.get(id_)
    if escalation is None or escalation.collaboration != setting.collaboration.id:
        return ""
    agreement = await agreements.get(tx, escalation.collaboration, escalation.version)
    case = Case(agreement=agreement, escalation=escalation)
    alone = "" if reader.seats else None
    if not visible_escalation(agreement, escalation, reader, alone):
        return ""
    return in_line(escalation.label, case.title)


async def _retrospective(tx: Transaction, setting: Setting, id_: str) -> str:
    """Its number and what it is about; before it is shown nothing can come from it."""
    found = await tx.retrospectives.get(id_)
    if found is None or found.collaboration != setting.collaboration.id or found.open:
        return ""
    return title_of(await tx.agreements.get(found.collaboration, found.version), found)
