"""The core engine of Accord: the agreement, its clocks and its look-ups, for no platform."""
