"""What people meant, and suggested names, to rows and back."""

from bot.domain.learning import How, Meant, NameState, SuggestedName
from storage.rows import Columns
from storage.statements import AnyRow


def meant_values(meant: Meant) -> Columns:
    """The columns of what somebody meant."""
    return {
        "collaboration": meant.collaboration,
        "words": meant.words,
        "section": meant.section,
        "item": meant.item,
        "asker": meant.asker,
        "day": meant.day,
        "said": meant.said,
        "how": meant.how.value,
        "party": meant.party,
        "at": meant.at,
    }


def meant_of(row: AnyRow) -> Meant:
    """What somebody meant from its row."""
    return Meant(
        collaboration=row.collaboration,
        words=row.words,
        section=row.section,
        item=row.item,
        asker=row.asker,
        day=row.day,
        said=row.said,
        how=How(row.how),
        party=row.party,
        at=row.at,
    )


def suggested_values(suggested: SuggestedName) -> Columns:
    """The columns of a suggested name."""
    return {
        "id": suggested.id,
        "collaboration": suggested.collaboration,
        "words": suggested.words,
        "said": suggested.said,
        "section": suggested.section,
        "item": suggested.item,
        "party": suggested.party,
        "times": suggested.times,
        "people": suggested.people,
        "since": suggested.since,
        "state": suggested.state.value,
        "lead": suggested.lead,
        "asked_at": suggested.asked_at,
        "ended_at": suggested.ended_at,
    }


def suggested_of(row: AnyRow) -> SuggestedName:
    """A suggested name from its row."""
    return SuggestedName(
        id=row.id,
        collaboration=row.collaboration,
        words=row.words,
        said=row.said,
        section=row.section,
        item=row.item,
        party=row.party,
        times=row.times,
        people=row.people,
        since=row.since,
        state=NameState(row.state),
        lead=row.lead,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
