"""The parts of the printable page, each from its part of the agreement."""
