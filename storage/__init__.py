"""Everything Accord keeps: SQLite, PostgreSQL, or memory, behind the ports of the engine."""
