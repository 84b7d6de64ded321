"""What a message says, for no platform."""
