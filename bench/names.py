"""What both sides of a measurement call things; imports nothing, so that servers start quickly."""

SIGNING_SECRET = "a signing secret"
TENANT = "5b1c0f3e-0000-4000-8000-000000000001"
BOT = "28:bench"
PERSON = "9d2e0000-0000-4000-8000-000000000002"
"""Who asks in Teams."""
DUE = 100
"""How many rows a measured tick fires."""
