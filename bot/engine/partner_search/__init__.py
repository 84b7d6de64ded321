"""Finding partners for a need in plain words, from the entries of one directory alone."""

from bot.engine.partner_search.searching import Directory, Search

__all__ = ["Directory", "Search"]
