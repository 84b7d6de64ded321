"""Drives a Teams bot through Microsoft 365 Agents Playground, a client that is not ours."""
