"""The page: by reader, then message, in the order they read it, on their own clock."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from bot.cards.words.dates import clock_of
from bot.domain.address import Address
from bot.domain.instant import local
from bot.domain.workdays import seat_zone
from tests.read_through.telling import Read, Scene, Story

HEAD = """\
# What people read when something happens

Written by `python -m tests.read_through`, from stories that run through the real engine; a test
holds that it is up to date. By reader, each message in order and on the reader's clock. What a
reader has read before is left out, so that each sentence stands once for each of them; where
somebody else reads the same, it stands only with the first. `>` is what the reader does, `?` a
question of a form.
"""


def page(stories: Mapping[str, Story]) -> str:
    """All stories, as Markdown.

    Args:
        stories: each by what happens in it, in a sentence or two.
    """
    parts = [HEAD]
    for what, story in stories.items():
        parts.append(f"## {story.scene.title}\n\n{what}\n")
        before: dict[tuple[str, ...], str] = {}
        for name, zone, place in _readers(story.scene, story):
            parts.extend(_reader(name, zone, _in_order(story, place), before))
    return "\n".join(parts)


def _readers(scene: Scene, story: Story) -> Iterator[tuple[str, str, Address]]:
    """Seats first, then rooms: what each is called, its zone, and where it reads."""
    agreement = scene.agreement
    for seat in scene.readers:
        party = agreement.party_of(seat)
        name = f"{agreement.seat[seat].title} ({party.short})"
        yield name, seat_zone(agreement, seat), story.chats[seat]
    for name, place in scene.rooms.items():
        sides = [p for p in agreement.parties if p.short in name]
        yield name, (sides or list(agreement.parties))[0].zone, place


def _in_order(story: Story, place: Address) -> list[Read]:
    """What somebody reads, in the order it came.

    What is new at a moment at which nobody did anything has no order of its own: by its words.
    """
    deeds = {each.at for each in story.read if not each.ref}
    found: list[Read] = []
    seen: set[str] = set()
    together: list[Read] = []
    for each in (read for read in story.read if read.place == place):
        free = each.at not in deeds and each.ref not in seen
        if together and (not free or each.at != together[0].at):
            found += sorted(together, key=lambda read: read.lines)
            together = []
        (together if free else found).append(each)
        seen.add(each.ref)
    return found + sorted(together, key=lambda read: read.lines)


def _reader(
    name: str, zone: str, reads: list[Read], before: dict[tuple[str, ...], str]
) -> Iterator[str]:
    yield f"### {name}, {clock_of(zone)}\n"
    known: set[str] = set()
    seen: set[str] = set()
    for day_, of_day in groupby(reads, key=lambda each: f"{local(each.at, zone):%a %-d %b %Y}"):
        yield f"**{day_}**\n"
        for each in of_day:
            time = f"{local(each.at, zone):%H:%M}"
            if not each.ref:
                yield f"{time} > {each.lines[0]}\n"
                continue
            new = tuple(line for line in each.lines if line.strip() and line not in known)
            known.update(new)
            changed = " (changes)" if each.ref in seen else ""
            seen.add(each.ref)
            if not new:
                continue
            if new in before:
                yield f"{time}{changed} as {before[new]} reads it: {new[0]}\n"
                continue
            if len(new) > 1:
                before[new] = name
            body = "\n".join(f"- {line.removeprefix('- ')}" for line in new)
            yield f"{time}{changed}\n\n{body}\n"
