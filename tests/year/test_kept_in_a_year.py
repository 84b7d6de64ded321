"""The kept-promise record of a year: for each reader the counts that plain counting gives."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.instant import instant
from bot.domain.kept import Result
from bot.domain.visibility import seated
from bot.engine.kept import outcomes
from tests.year.calculation import Deed, Fate, Story
from tests.year.lived import Year
from tests.year.world import END, RAT, TRIAL

Kept = tuple[str, str, Result]


@pytest.mark.parametrize(
    ("study", "seat"),
    [
        (RAT, "program_manager"),
        (RAT, "cro_pm"),
        (TRIAL, "clinical_ops_lead"),
        (TRIAL, "cro_pm"),
        (TRIAL, "unblinded_pharmacist"),
    ],
)
async def test_each_side_reads_what_came_of_each_update_in_each_month(
    year: Year, study: str, seat: str
) -> None:
    knows_all = seat.startswith("unblinded")
    expected = Counter(
        kept
        for story in year.stories
        if story.promise.study == study and (knows_all or story.promise.cadence != "stock_count")
        for kept in [kept_of(year, story)]
        if kept is not None
    )
    life, id_ = year.life, year.life.ids[study]
    async with life.storage.reading() as tx:
        directory = await life.accord.directory.current(tx)
        version = directory.collaborations[id_].version
        found = await outcomes(
            tx,
            await tx.agreements.get(id_, version),
            life.accord.agreements,
            collaboration=id_,
            reader=seated(seat),
            now=instant(END),
        )
    assert Counter((e.cadence, f"{e.month:%Y-%m}", e.result) for e in found) == expected
    assert expected.total() > 100
    late = [each.lateness for each in found if each.lateness is not None]
    assert min(late) >= timedelta()


def kept_of(year: Year, story: Story) -> Kept | None:
    """What both sides should read about a promise; nothing while it still waits."""
    result = _result(year, story)
    promise = story.promise
    return None if result is None else (promise.cadence, f"{promise.wall:%Y-%m}", result)


def _result(year: Year, story: Story) -> Result | None:
    sent = year.life.script.year.sent(story.promise)
    withdrawn = story.fate is Fate.DROPPED and sent is None
    excused = withdrawn or any(act.deed is Deed.EXCUSE for act in story.acts)
    opened = story.opened or (story.missed if story.fate is Fate.OVERSLEPT else None)
    if opened is None or story.promise.due >= END:
        return None
    told = story.late is not None and story.terms.seen_by_others <= END
    if opened > story.terms.late:
        settled = sent is not None or excused or story.missed is not None or told
        return Result.NOT_ASKED if settled else None
    if excused:
        return Result.EXCUSED
    if sent is not None:
        return Result.ON_TIME if sent <= story.terms.late else Result.LATE
    if story.missed is not None:
        return Result.MISSED
    return Result.LATE if told else None
