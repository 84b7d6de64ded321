"""From an inbound event or a due agenda row to committed state and messages."""
