"""Cards as JSON text, for the outbox: the same card always gives the same text, and back.

The text carries a version, so that a row written before an update can still be read after it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias, assert_never, cast

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Fact,
    Facts,
    Look,
    Mention,
    Moment,
    Part,
    Series,
    Strong,
    Text,
    Tone,
)
from bot.domain.address import Address
from bot.domain.instant import parse_instant

#: Grows when the written form changes; `from_json` keeps reading all earlier ones.
VERSION = 1

Json: TypeAlias = "str | bool | float | Sequence[Json] | Mapping[str, Json]"


def to_json(card: Card) -> str:
    """Write a card. Equal cards give equal texts, so that texts can be compared instead.

    The text is ASCII: anything somebody typed, even half a surrogate pair, can be stored.
    """
    written = {
        "version": VERSION,
        "title": card.title,
        "summary": card.summary,
        "blocks": [_block(block) for block in card.blocks],
        "buttons": [_button(button) for button in card.buttons],
    }
    return json.dumps(written, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Card:
    """Read a card that `to_json` wrote.

    Raises:
        ValueError: a later version of Accord wrote it, or it is not a card at all.
    """
    written = json.loads(text)
    if not isinstance(written, dict) or written.get("version") != VERSION:
        raise ValueError(
            f"This card cannot be read: version {VERSION} was expected. A newer Accord may have"
            " written it; run that version."
        )
    return Card(
        title=written["title"],
        summary=written["summary"],
        blocks=tuple(_read_block(block) for block in written["blocks"]),
        buttons=tuple(_read_button(button) for button in written["buttons"]),
    )


def _block(block: CardBlock) -> Json:
    match block:
        case Text():
            return {"type": "text", "tone": block.tone.value, "parts": _parts(block.parts)}
        case Facts():
            items = [{"label": item.label, "value": _parts(item.value)} for item in block.items]
            return {"type": "facts", "items": items}
        case Bullets():
            return {"type": "bullets", "items": [_parts(item) for item in block.items]}
        case Chart():
            series: Json = [{"name": one.name, "values": one.values} for one in block.series]
            return {
                "type": "chart",
                "title": block.title,
                "labels": list(block.labels),
                "series": series,
                "unit": block.unit,
                "text": block.text,
            }
        case _:
            assert_never(block)


def _parts(parts: tuple[Part, ...]) -> Json:
    return [_part(part) for part in parts]


def _part(part: Part) -> Json:
    match part:
        case str():
            return part
        case Strong():
            return {"type": "strong", "text": part.text}
        case Mention():
            return {"type": "mention", "person": _address(part.person), "name": part.name}
        case Moment():
            return {"type": "moment", "at": part.at.isoformat(), "zone": part.zone}
        case _:
            assert_never(part)


def _address(address: Address) -> Json:
    # Not the written form: that one cannot tell a missing local part from an empty one.
    parts = [address.platform, address.tenant]
    return parts if address.local is None else [*parts, address.local]


def _button(button: Button) -> Json:
    written: dict[str, Json] = {
        "label": button.label,
        "action": button.action,
        "value": dict(button.value),
        "look": button.look.value,
        "opens_form": button.opens_form,
    }
    # Left out where it is empty, so that a card from before there were links has the same text.
    return written | {"url": button.url} if button.url else written


def _read_block(written: Mapping[str, Json]) -> CardBlock:
    match written:
        case {"type": "text", "tone": str(tone), "parts": list(parts)}:
            return Text(_read_parts(parts), Tone(tone))
        case {"type": "facts", "items": list(items)}:
            return Facts(tuple(_read_fact(item) for item in items))
        case {"type": "bullets", "items": list(items)}:
            return Bullets(tuple(_read_parts(item) for item in items))
        case {"type": "chart", "labels": list(labels), "series": list(series)}:
            return Chart(
                title=cast(str, written["title"]),
                labels=tuple(labels),
                series=tuple(Series(one["name"], tuple(one["values"])) for one in series),
                unit=cast(str, written["unit"]),
                text=cast(str, written["text"]),
            )
        case _:
            raise ValueError(f"No such block: {written!r}")


def _read_fact(written: Mapping[str, Json]) -> Fact:
    return Fact(cast(str, written["label"]), _read_parts(cast(Sequence[Json], written["value"])))


def _read_parts(written: Sequence[Json]) -> tuple[Part, ...]:
    return tuple(_read_part(part) for part in written)


def _read_part(written: Json) -> Part:
    match written:
        case str():
            return written
        case {"type": "strong", "text": str(text)}:
            return Strong(text)
        case {"type": "mention", "person": list(person), "name": str(name)}:
            return Mention(Address(*person), name)
        case {"type": "moment", "at": str(at), "zone": str(zone)}:
            return Moment(parse_instant(at), zone)
        case _:
            raise ValueError(f"No such part: {written!r}")


def _read_button(written: Mapping[str, Json]) -> Button:
    return Button(
        label=cast(str, written["label"]),
        action=cast(str, written["action"]),
        value=cast(Mapping[str, str], written["value"]),
        look=Look(cast(str, written["look"])),
        opens_form=cast(bool, written["opens_form"]),
        url=cast(str, written.get("url", "")),
    )
