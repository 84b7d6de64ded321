"""What the commands and buttons do, one file per subject."""
