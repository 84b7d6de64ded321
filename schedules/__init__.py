"""The clock and the ticks that drive the engine."""
