"""Every sentence Accord says."""
