"""Reading and changing every part of the agreement in chat: cards, forms, and their answers.

Pure and synchronous: everything is made from an agreement, what a reader may know of it, and the
answers of a form. Who may change what, and what becomes of the changed text, is said elsewhere.
"""

from bot.engine.parts.cards import overview_card, part_card, section_card
from bot.engine.parts.complaints import PartMistakes
from bot.engine.parts.dates_ahead import changed_rules, dates_ahead
from bot.engine.parts.editing import added, edited, removed
from bot.engine.parts.forms import (
    CHANGE,
    OPEN,
    REMOVE,
    WHICH,
    Chosen,
    change_form,
    choose_form,
    chosen,
    part_form,
)
from bot.engine.parts.places import Document, Path, pack, unpack
from bot.engine.parts.sections import SECTION, SECTIONS, Section

__all__ = [
    "CHANGE",
    "OPEN",
    "REMOVE",
    "SECTION",
    "SECTIONS",
    "WHICH",
    "Chosen",
    "Document",
    "PartMistakes",
    "Path",
    "Section",
    "added",
    "change_form",
    "changed_rules",
    "choose_form",
    "chosen",
    "dates_ahead",
    "edited",
    "overview_card",
    "pack",
    "part_card",
    "part_form",
    "removed",
    "section_card",
    "unpack",
]
