"""From facts to cards."""
