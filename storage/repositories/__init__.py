"""The stores in SQL: one file for each port, plain statements, no object mapping."""
