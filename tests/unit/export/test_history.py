"""The history that goes with an export."""

from dataclasses import replace
from datetime import date

from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words.changes import Said
from bot.domain.agreement.study import Versions
from bot.domain.visibility import EVERYTHING, seated
from bot.export.history import whole_history
from tests.builders import at
from tests.unit.export.readers import PHASE_1, RAT, example
from tests.unit.export.versions import AGREED, OWN

PLAIN = seated("clinical_ops_lead")


def test_what_accord_did_not_keep_comes_from_the_file() -> None:
    first, second = whole_history(example(RAT), (AGREED,), EVERYTHING)
    assert (first.version, first.kind, first.reason) == (1, "imported", "kick-off")
    assert [each.seat_title for each in first.accepted] == [
        "Program manager",
        "Client project manager",
    ]
    assert second == AGREED


def test_versions_after_the_exported_one_are_not_in_it() -> None:
    lines = whole_history(example(RAT), (AGREED, OWN), EVERYTHING)
    assert [each.version for each in lines] == [1, 2]


def test_words_that_name_something_hidden_are_left_out_and_the_rest_stays() -> None:
    agreement = example(PHASE_1)
    hidden, plain = Said(title="Unblinded folder: path", after="x"), Said(title="Grace", after="4h")
    line = VersionLine(
        version=4,
        effective=date(2026, 11, 23),
        kind="agreed",
        accepted=(
            AcceptedBy(party="cro", person_name="A", seat_title="Unblinded pharmacist", at=None),
            AcceptedBy(party="cro", seat_title="Unblinded statistician"),
            AcceptedBy(party="sponsor", person_name="B", at=at("2026-11-23T08:00")),
        ),
        reason="the UNBLINDED PHARMACIST asked",
        changes=(hidden, plain, Said(title="Looked after by", before="unblinded_pharmacist")),
    )
    seen = whole_history(agreement, (line,), PLAIN)[-1]
    assert seen.changes == (plain,)
    assert seen.reason == ""
    assert [(x.person_name, x.seat_title) for x in seen.accepted] == [("A", ""), ("B", "")]
    assert whole_history(agreement, (line,), EVERYTHING)[-1] == line


def test_without_any_history_there_is_none() -> None:
    agreement = replace(example(RAT), agreement=Versions(version=1))
    assert whole_history(agreement, (), EVERYTHING) == ()
