"""Everything that speaks a platform's language, one package a platform."""
