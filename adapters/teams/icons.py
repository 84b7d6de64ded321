"""Draws the two icons of the app package, so that no drawing program is needed to change them.

The picture is two speech bubbles that overlap: two companies, one conversation.
"""

import struct
import zlib
from collections.abc import Callable

_Pixel = tuple[int, int, int, int]

_GROUND: _Pixel = (22, 66, 91, 255)
_LIGHT: _Pixel = (255, 255, 255, 255)
_WARM: _Pixel = (246, 190, 92, 255)
_NOTHING: _Pixel = (255, 255, 255, 0)
# Each pixel is the mean of this many samples squared, which makes the edges smooth.
_SAMPLES = 4


def color_icon() -> bytes:
    """The icon shown in the store and beside messages: 192 by 192, full ground."""
    return _png(192, _color)


def outline_icon() -> bytes:
    """The icon shown in the side bar: 32 by 32, white on nothing."""
    return _png(32, _outline)


def _color(x: float, y: float) -> _Pixel:
    if _front(x, y):
        return _LIGHT
    if _front(x, y, grown=0.03):
        return _GROUND
    return _WARM if _back(x, y) else _GROUND


def _outline(x: float, y: float) -> _Pixel:
    if _front(x, y, grown=0.05):
        return _LIGHT if not _front(x, y, grown=-0.045) else _NOTHING
    edge = _back(x, y, grown=0.05) and not _back(x, y, grown=-0.045)
    return _LIGHT if edge else _NOTHING


def _back(x: float, y: float, grown: float = 0.0) -> bool:
    return _bubble(x, y, (0.20, 0.20, 0.66, 0.52), (0.35, 0.50, 0.35, 0.64), grown)


def _front(x: float, y: float, grown: float = 0.0) -> bool:
    return _bubble(x, y, (0.36, 0.40, 0.82, 0.70), (0.67, 0.68, 0.67, 0.82), grown)


def _bubble(
    x: float,
    y: float,
    box: tuple[float, float, float, float],
    tail: tuple[float, float, float, float],
    grown: float,
) -> bool:
    """Whether a point lies in a rounded box, or in the tail that hangs from it."""
    left, top, right, bottom = box
    radius = 0.09
    inner_x = min(max(x, left + radius), right - radius)
    inner_y = min(max(y, top + radius), bottom - radius)
    if (x - inner_x) ** 2 + (y - inner_y) ** 2 <= (radius + grown) ** 2:
        return True
    start_x, start_y, _, end_y = tail
    width = 0.07 * (1 - (y - start_y) / (end_y - start_y)) + grown
    return start_y <= y <= end_y + grown and abs(x - start_x) <= width


def _png(size: int, pixel: Callable[[float, float], _Pixel]) -> bytes:
    rows = b"".join(
        b"\0" + b"".join(bytes(_smooth(column, row, size, pixel)) for column in range(size))
        for row in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _smooth(
    column: int, row: int, size: int, pixel: Callable[[float, float], _Pixel]
) -> tuple[int, ...]:
    steps = [(step + 0.5) / _SAMPLES for step in range(_SAMPLES)]
    found = [pixel((column + dx) / size, (row + dy) / size) for dy in steps for dx in steps]
    return tuple(sum(each[channel] for each in found) // len(found) for channel in range(4))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
