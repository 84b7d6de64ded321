"""Reading a page the way a browser or a screen reader does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Element:
    """A start tag."""

    tag: str
    attributes: dict[str, str | None]


@dataclass
class Page:
    """The elements of a page in their order, and its text without the style."""

    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Every element of a kind."""
        return [each for each in self.elements if each.tag == tag]

    @property
    def text(self) -> str:
        """What is to be read, with single spaces."""
        return " ".join(" ".join(self.words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.elements.append(Element(tag, dict(attrs)))
        if tag not in {"meta", "col"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.page.words.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == []


def read_page(html: str) -> Page:
    """Read a page; every element must be closed, and in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
