"""What a new collaboration starts from: seven drafts of an agreement, and the zones of places."""

from bot.templates.catalogue import TEMPLATES, Template, facilitated
from bot.templates.instance import PartyDetails, instantiate
from bot.templates.naming import study_id_for
from bot.templates.places import zones_near

__all__ = [
    "TEMPLATES",
    "PartyDetails",
    "Template",
    "facilitated",
    "instantiate",
    "study_id_for",
    "zones_near",
]
