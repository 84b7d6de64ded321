"""A terminal as a platform: the demonstration, and the smallest example of an adapter."""
