"""Sponsor in Slack, CRO in Teams, facilitator in another tenant of Teams: from set-up to close."""

from bot.engine.record import broken_links
from tests.journeys.founding import CHANNEL, Founding, InSlack, InTeams, text_of
from tests.journeys.three_companies import (
    SET_UP,
    Companies,
    come_to_version_1,
    joins_with_a_code,
    three_companies,
)

STATUS = {"health": "on_track", "item_0": "plan", "item_1": "runs", "item_2": "-", "item_3": "-"}


def read_in(world: Founding, room: InTeams) -> str:
    """All that stands in a channel of Teams."""
    return text_of([shown.card for shown in world.teams.activities(room.room)])


def rooms(world: Founding, them: Companies) -> tuple[str, str, str]:
    """All that stands in the three rooms: the sponsor's, the CRO's, the facilitator's."""
    return text_of(world.channel), read_in(world, them.cyra), read_in(world, them.fay)


async def test_three_companies_agree_and_work_together(founding: Founding) -> None:
    them = three_companies(founding)
    await come_to_version_1(founding, them)
    founding.print_count()
    assert max(founding.count.values()) <= 10
    for room in rooms(founding, them):
        assert "Bramble Market has joined" in room
        assert "Version 1 of the agreement is in force" in room

    await they_send_updates(founding, them)
    await they_ask_each_other(founding, them)
    await a_ladder_climbs_on_three_sides(founding, them)
    await they_meet_and_read_the_week(founding, them)

    # Any lead pauses and resumes; closing gives each side its copy.
    for word, happened in {"pause": "is paused", "resume": "goes on", "close": "is closed"}.items():
        await them.fay.mentions(word)
        for room in rooms(founding, them):
            assert happened in room, word
    assert list(broken_links(await founding.record())) == []
    assert (await founding.kinds()).count("party.joined") == 2


async def they_send_updates(founding: Founding, them: Companies) -> None:
    """One to two parties at once, and one from the facilitator to the two others."""
    cyra, fay = them.cyra, them.fay
    await founding.until("2026-12-03T15:00")
    await cyra.presses("Update", of="Weekly status of the work")
    await cyra.sends(**STATUS)
    channel, study, orders = rooms(founding, them)
    assert "Weekly status of the work, Thu 3 Dec 2026: on track" in channel
    assert "Weekly status of the work, Thu 3 Dec 2026: on track" in orders
    await founding.until("2026-12-04T17:30")
    await fay.presses("Update", of="Weekly status of the order")
    await fay.sends(**STATUS)
    channel, study, orders = rooms(founding, them)
    assert "Weekly status of the order, Fri 4 Dec 2026: on track" in channel
    assert "Weekly status of the order, Fri 4 Dec 2026: on track" in study


async def they_ask_each_other(founding: Founding, them: Companies) -> None:
    """Questions between the facilitator and either side, an early word, an action."""
    ann, cyra, fay = them.ann, them.cyra, them.fay
    await founding.until("2026-12-08T14:30")
    await fay.mentions("ask final report: will it come in June?")
    await cyra.presses("Answer", of="will it come in June")
    await cyra.sends(text="By the 14th")
    assert "By the 14th" in text_of([shown.card for shown in fay.chat]) + read_in(founding, fay)
    await founding.until("2026-12-08T20:00")
    await ann.mentions("ask order: what is its number?")
    await fay.presses("Answer", of="what is its number")
    await fay.sends(text="4711")
    assert "4711" not in read_in(founding, cyra)
    await cyra.writes("heads-up the order may have to grow")
    assert "the order may have to grow" in text_of([shown.card for shown in fay.chat])
    await ann.mentions("action Send the order number for the order desk by 11 Dec 2026")
    assert "Send the order number" in await fay.asks("actions")


async def a_ladder_climbs_on_three_sides(founding: Founding, them: Companies) -> None:
    """Raised by the facilitator; each side is told in its own hours."""
    cyra, fay = them.cyra, them.fay
    await fay.mentions("raise order stuck")
    await fay.presses("Raise it")
    values = {f"say_{place}": "the invoice waits" for place in range(4)}
    await fay.sends(**values, happened="now", known="now")
    for room in rooms(founding, them):
        assert "E-1 Order, contract or payment does not move" in room
    assert "You are told as Procurement of the sponsor" in text_of(founding.slack.messages("U0BUY"))
    await founding.until("2026-12-09T11:00")  # it was evening in Hyderabad
    assert "You are told as Business manager of the CRO" in text_of(
        [shown.card for shown in cyra.chat]
    )


async def they_meet_and_read_the_week(founding: Founding, them: Companies) -> None:
    """The digest has equal words for all, and a part of one's own."""
    ann, cyra, fay = them.ann, them.cyra, them.fay
    for room in rooms(founding, them):
        assert "Agenda: Monthly review of all three, Wed 9 Dec 2026" in room
    await founding.until("2026-12-14T23:00")
    channel, study, orders = rooms(founding, them)
    for room in (channel, study, orders):
        assert "Every side reads these same words" in room
        assert "E-1 Order, contract or payment does not move: waits for" in room
    for name, own in {"Deccan Research": study, "Bramble Market": orders}.items():
        only = f"Weekly digest: only for {name}"
        assert [only in room for room in (channel, study, orders)].count(True) == 1
        assert only in own
    kept = [await ann.asks("kept"), await cyra.asks("kept"), await fay.asks("kept")]
    for said in kept:
        assert "Deccan Research (CRO)" in said
        assert "Bramble Market (other)" in said


async def test_a_facilitator_from_outside_in_the_channel_of_the_sponsor(founding: Founding) -> None:
    them = three_companies(founding)
    founding.slack.add_person("U0FAY", name="Flo", team="T0BRAMBLE")
    founding.slack.add_channel(CHANNEL, "U0PM", "U0SCI", "U0BUY", "U0FAY")
    ann, cyra = them.ann, them.cyra
    flo = InSlack(world=founding, user="U0FAY", team="T0BRAMBLE")
    await ann.adds_accord()
    await ann.presses("Set up")
    await ann.sends(**SET_UP)
    await joins_with_a_code(ann, cyra, "Deccan Research")
    said = await flo.asks("connect")
    assert "I work for Bramble Market" in said
    assert "I work for Deccan Research" not in said  # they have come already
    await flo.presses("I work for Bramble Market")
    await ann.presses("That is right", of="Flo")
    assert "Flo speaks for Bramble Market" in text_of(founding.channel[-1])
    await ann.presses("Send")
    await ann.sends()
    await cyra.presses("Accept")
    await flo.presses("Accept")
    assert await founding.version() == 1

    # One room of two parties reads an update to both once.
    await founding.until("2026-12-03T15:00")
    await cyra.presses("Update", of="Weekly status of the work")
    await cyra.sends(**STATUS)
    shown = [m for m in founding.channel if "Weekly status of the work, Thu 3" in text_of(m)]
    assert len(shown) == 1

    # Accord is taken out of the CRO's team: the leads of all three hear of it.
    for answer in await founding.from_teams.remove(cyra.room, cyra.person):
        assert answer.status < 300
    await founding.settled()
    for read in (text_of(ann.chat), text_of(flo.chat), text_of([c.card for c in cyra.chat])):
        assert "There is no other room for Deccan Research" in read
    assert list(broken_links(await founding.record())) == []
