"""The servers that are measured, each a process of its own; see `bench.processes`."""
