"""The agreement: everything the parties agreed, as one immutable, versioned document."""
