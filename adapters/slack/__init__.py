"""Slack: from its requests to the engine's events, and from cards to its messages."""
